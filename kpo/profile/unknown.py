"""What is not known about a destination, said as plainly as what is."""

from collections.abc import Iterable, Mapping
from typing import Final

from kpo.catalog import Catalog
from kpo.computed import CHARGES_FIXED, CHARGES_SECOND
from kpo.naming import place
from kpo.profile.facts import Block, Fact
from kpo.profile.pay import Pay, doubtful_premium
from kpo.profile.phrases import inner, listed

OLD: Final = 5
"""Years from which a figure is called old."""

FEW: Final = 30
"""Answers under which a survey figure is called thin."""

BESIDE: Final = frozenset((CHARGES_FIXED, CHARGES_SECOND, "employer_charges_oecd"))
"""What stands in for the main source of charges or beside it: no gap where it is not there."""

FLAGS: Final[Mapping[str, str]] = {
    "privacy_law": "a privacy law",
    "eu_adequacy": "EU adequacy",
    "fatf": "the lists of the FATF",
    "eu_tax_list": "the EU tax list",
    "civil_conflict": "civil conflict",
    "labour_rights": "labour rights",
}


def unknown(
    catalog: Catalog,
    client: str,
    country: str,
    blocks: Mapping[str, Block],
    pays: tuple[Pay, ...],
) -> tuple[str, ...]:
    """Return a sentence for each kind of gap: absent, unlike, assumed, thin, old, not checked."""
    facts = [item for block in blocks.values() for item in block.facts]
    said = [
        _gap("No figure that counts for the ranking", _names(f for f in facts if _absent(f, True))),
        _gap("No figure to look at", _names(f for f in facts if _absent(f, False))),
        *(_unlike(item) for item in facts if item.found and item.found.status != "reported"),
        *_doubts(facts),
        *(_thin(item) for item in facts if item.found and (item.found.n or FEW) < FEW),
        _old(catalog, facts),
        _premium(pays),
        _gap("Not checked by us", _not_checked(catalog, client, country)),
        "Out of scope: cities, and languages other than English.",
    ]
    return tuple(sentence for sentence in said if sentence)


def _absent(fact: Fact, counts: bool) -> bool:
    gap = fact.found is None and fact.indicator.id not in BESIDE
    return gap and fact.counts == counts


def _names(facts: Iterable[Fact]) -> list[str]:
    return [inner(item.indicator.name) for item in facts]


def _gap(what: str, names: list[str]) -> str:
    return f"{what}: {listed(names)}." if names else ""


def _unlike(fact: Fact) -> str:
    assert fact.found is not None
    word = {"assumed": "assumed", "user": "your own figure"}.get(
        fact.found.status, "different definition"
    )
    note = f"; {fact.found.note}" if fact.found.note else ""
    return f"{fact.indicator.name}: {word}{note}."


def _doubts(facts: Iterable[Fact]) -> list[str]:
    """Return each reason to doubt once: what is computed shares that of its part."""
    reasons: dict[str, list[str]] = {}
    for item in facts:
        if item.found and item.found.doubt:
            reasons.setdefault(item.found.doubt, []).append(inner(item.indicator.name))
    return [
        f"{listed(names)[:1].upper()}{listed(names)[1:]} {'is' if len(names) == 1 else 'are'} "
        f"doubtful: {reason}."
        for reason, names in reasons.items()
    ]


def _thin(fact: Fact) -> str:
    assert fact.found is not None
    return f"{fact.indicator.name} rests on {fact.found.n} answers only."


def _old(catalog: Catalog, facts: Iterable[Fact]) -> str:
    old = [
        f"{inner(item.indicator.name)} ({item.found.year})"
        for item in facts
        if item.found and catalog.year - item.found.year >= OLD
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
    for flag, name in FLAGS.items():
        found = catalog.flag(country, flag)
        if found is None or found.state == "not_checked":
            names.append(name)
    return names
