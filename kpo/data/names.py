"""Names of countries, criteria and kinds of work in running text."""

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
    """Return a country's name for running text, such as "the Philippines"."""
    article = "The " if start else "the "
    return (article if country in WITH_ARTICLE else "") + catalog.countries[country].name


def named(catalog: Catalog, country: str, client: str, start: bool = False) -> str:
    """Return a country's name, followed by its sanctions mark if sanctions bind the client."""
    mark = sanction_mark(catalog, country, client)
    return place(catalog, country, start) + (f" ({mark})" if mark else "")


def work_phrase(catalog: Catalog, tier: str, service: str | None) -> str:
    """Return the name of the work, to follow "for" in a sentence."""
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
    """Return a mark such as "sectoral sanctions, EU"; empty if none bind the client."""
    sanction = sanctioned(catalog, country, client)
    return sanction.mark if sanction else ""


def has_flag(catalog: Catalog, country: str, flag: str) -> bool:
    """Tell whether a flag is known to apply to a country; one that was not checked is not."""
    known = catalog.flag(country, flag)
    return known is not None and known.state == "yes"


def limit_words(catalog: Catalog, indicator: str, limit: float) -> str:
    """Return a limit in words, such as "English proficiency at least 550 EF EPI points"."""
    item = catalog.indicators[indicator]
    word = "least" if item.direction > 0 else "most"
    return f"{lowered(item.name)} at {word} {limit:,.{item.decimals}f} {item.unit}"


def saving_words(least: float) -> str:
    """Return the rule of a minimum saving in words.

    Examples
    --------
    >>> saving_words(0.0), saving_words(12.5)
    ('only destinations cheaper than at home', 'at least 12.5 % saved')
    """
    return "only destinations cheaper than at home" if least == 0 else f"at least {least:g} % saved"
