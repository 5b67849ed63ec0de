"""Sentences on what is not known about a destination."""

from collections.abc import Iterable, Mapping
from typing import Final

from kpo.analysis.profile.facts import CriterionFacts, Fact
from kpo.analysis.profile.pay import Pay, doubtful_premium
from kpo.core.labels import CHECKED_FLAGS
from kpo.core.text import capitalised, inner, joined
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import CHARGES_FIXED, CHARGES_SECOND
from kpo.data.names import place
from kpo.robustness.data_quality import OLD

MIN_OBSERVATIONS: Final = 30
"""Number of answers below which a survey figure is called thin."""

BESIDE: Final = frozenset((CHARGES_FIXED, CHARGES_SECOND, "employer_charges_oecd"))
"""Substitutes and supplements of the main source of charges: no gap if they are missing."""


def unknown(
    catalog: Catalog,
    client: str,
    country: str,
    blocks: Mapping[str, CriterionFacts],
    pays: tuple[Pay, ...],
) -> tuple[str, ...]:
    """Return sentences on gaps: figures missing, not reported, doubtful, thin, old, unchecked."""
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
    """Return one sentence for each reason to doubt: a computed figure shares that of its parts."""
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
    """Return the names of flags and sanctions that have not been looked up."""
    sanction = catalog.sanction(client, country)
    home = place(catalog, client)
    names = [] if sanction else [f"sanctions that bind a client in {home}"]
    names += [f"the acts of {home} itself"] if sanction and sanction.note else []
    for flag, name in CHECKED_FLAGS.items():
        check = catalog.flag(country, flag)
        if check is None or check.state == "not_checked":
            names.append(name)
    return names
