"""What is not known about a destination, said as plainly as what is."""

from collections.abc import Iterable, Mapping
from typing import Final

from kpo.analysis.profile.facts import CriterionFacts, Fact
from kpo.analysis.profile.pay import Pay, doubtful_premium
from kpo.core.labels import CHECKED_FLAGS
from kpo.core.text import capitalised, inner, joined
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import CHARGES_FIXED, CHARGES_SECOND
from kpo.data.names import place

OLD: Final = 5
"""Years from which a figure is called old."""

MIN_OBSERVATIONS: Final = 30
"""Answers under which a survey figure is called thin."""

BESIDE: Final = frozenset((CHARGES_FIXED, CHARGES_SECOND, "employer_charges_oecd"))
"""What stands in for the main source of charges or beside it: no gap where it is not there."""


def unknown(
    catalog: Catalog,
    client: str,
    country: str,
    blocks: Mapping[str, CriterionFacts],
    pays: tuple[Pay, ...],
) -> tuple[str, ...]:
    """Return a sentence for each kind of gap: absent, unlike, assumed, thin, old, not checked."""
    facts = [item for block in blocks.values() for item in block.facts]
    sentences = [
        _gap("No figure that counts for the ranking", _names(f for f in facts if _absent(f, True))),
        _gap("No figure to look at", _names(f for f in facts if _absent(f, False))),
        *(
            _unlike(item)
            for item in facts
            if item.observation and item.observation.status != "reported"
        ),
        *_doubts(facts),
        *(
            _thin(item)
            for item in facts
            if item.observation and (item.observation.n or MIN_OBSERVATIONS) < MIN_OBSERVATIONS
        ),
        _old(catalog, facts),
        _premium(pays),
        _gap("Not checked by us", _not_checked(catalog, client, country)),
        "Out of scope: cities, and languages other than English.",
    ]
    return tuple(sentence for sentence in sentences if sentence)


def _absent(fact: Fact, counts: bool) -> bool:
    gap = fact.observation is None and fact.indicator.id not in BESIDE
    return gap and fact.counts == counts


def _names(facts: Iterable[Fact]) -> list[str]:
    return [inner(item.indicator.name) for item in facts]


def _gap(what: str, names: list[str]) -> str:
    return f"{what}: {joined(names)}." if names else ""


def _unlike(fact: Fact) -> str:
    assert fact.observation is not None
    word = {"assumed": "assumed", "user": "your own figure"}.get(
        fact.observation.status, "different definition"
    )
    note = f"; {fact.observation.note}" if fact.observation.note else ""
    return f"{fact.indicator.name}: {word}{note}."


def _doubts(facts: Iterable[Fact]) -> list[str]:
    """Return each reason to doubt once: what is computed shares that of its part."""
    reasons: dict[str, list[str]] = {}
    for item in facts:
        if item.observation and item.observation.doubt:
            reasons.setdefault(item.observation.doubt, []).append(inner(item.indicator.name))
    return [
        f"{capitalised(joined(names))} {'is' if len(names) == 1 else 'are'} doubtful: {reason}."
        for reason, names in reasons.items()
    ]


def _thin(fact: Fact) -> str:
    assert fact.observation is not None
    return f"{fact.indicator.name} rests on {fact.observation.n} answers only."


def _old(catalog: Catalog, facts: Iterable[Fact]) -> str:
    old = [
        f"{inner(item.indicator.name)} ({item.observation.year})"
        for item in facts
        if item.observation and catalog.year - item.observation.year >= OLD
    ]
    return _gap(f"{OLD} years old or more", old)


def _premium(pays: tuple[Pay, ...]) -> str:
    ratio = doubtful_premium(pays)
    if ratio is None:
        return ""
    return (
        f"Professionals are reported at {ratio:.2f} times clerical pay: one of the two figures "
        "is doubtful."
    )


def _not_checked(catalog: Catalog, client: str, country: str) -> list[str]:
    """Return what nobody looked up; of sanctions, what the client's own state says."""
    sanction = catalog.sanction(client, country)
    home = place(catalog, client)
    names = [] if sanction else [f"sanctions that bind a client in {home}"]
    names += [f"the acts of {home} itself"] if sanction and sanction.note else []
    for flag, name in CHECKED_FLAGS.items():
        check = catalog.flag(country, flag)
        if check is None or check.state == "not_checked":
            names.append(name)
    return names
