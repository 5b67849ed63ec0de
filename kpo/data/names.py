"""How countries, criteria and work are called in running text."""

from typing import Final

from kpo.core.model import Sanction
from kpo.core.text import lowered
from kpo.data.catalog import Catalog

WORK: Final = {"ITO": "technology work", "BPO": "process work", "KPO": "knowledge work"}
WITH_ARTICLE: Final = frozenset(
    ("ARE", "BHS", "CAF", "COD", "COG", "COM", "DOM", "GBR", "GMB", "MDV", "NLD", "PHL", "SLB")
    + ("SYC", "USA")
)
"""Countries whose English name takes "the" in running text."""


def place(catalog: Catalog, country: str, start: bool = False) -> str:
    """Return a country's name as running text has it, "the Philippines"."""
    article = "The " if start else "the "
    return (article if country in WITH_ARTICLE else "") + catalog.countries[country].name


def named(catalog: Catalog, country: str, client: str, start: bool = False) -> str:
    """Return a country's name, with the word where sanctions bind the client against it."""
    mark = sanction_mark(catalog, country, client)
    return place(catalog, country, start) + (f" ({mark})" if mark else "")


def work_phrase(catalog: Catalog, tier: str, service: str | None) -> str:
    """Return the work as it stands after "for"."""
    return WORK.get(tier, tier) if service is None else lowered(catalog.tiers[service].name)


def note_word(catalog: Catalog, criterion: str) -> str:
    """Return the word for a criterion in short notes."""
    item = catalog.criteria[criterion]
    return item.note_word or lowered(item.short_name)


def sanctioned(catalog: Catalog, country: str, client: str) -> Sanction | None:
    """Return the comprehensive or sectoral measures that bind a client against a country."""
    sanction = catalog.sanction(client, country)
    return sanction if sanction and sanction.kind.left_out else None


def sanction_mark(catalog: Catalog, country: str, client: str) -> str:
    """Return "sectoral sanctions, EU" where a country is sanctioned for a client, else nothing."""
    sanction = sanctioned(catalog, country, client)
    return sanction.mark if sanction else ""


def limit_words(catalog: Catalog, indicator: str, limit: float) -> str:
    """Return a limit on a figure in words, "English proficiency at least 550 EF EPI points"."""
    item = catalog.indicators[indicator]
    word = "least" if item.direction > 0 else "most"
    return f"{lowered(item.name)} at {word} {limit:,.{item.decimals}f} {item.unit}"


def saving_words(least: float) -> str:
    """Return the rule of the least saving in words.

    Examples
    --------
    >>> saving_words(0.0), saving_words(12.5)
    ('only destinations cheaper than at home', 'at least 12.5 % saved')
    """
    return "only destinations cheaper than at home" if least == 0 else f"at least {least:g} % saved"
