"""How countries, criteria and work are called in running text."""

from typing import Final

from kpo.catalog import Catalog
from kpo.score import SANCTIONS

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


def named(catalog: Catalog, country: str, start: bool = False) -> str:
    """Return a country's name, with the word where it stands under EU sanctions."""
    mark = " (EU sanctions)" if sanctioned(catalog, country) else ""
    return place(catalog, country, start) + mark


def work_phrase(catalog: Catalog, tier: str, service: str | None) -> str:
    """Return the work as it stands after "for"."""
    return WORK.get(tier, tier) if service is None else lowered(catalog.tiers[service].name)


def lowered(text: str) -> str:
    """Return text with a small first letter, unless it begins with an abbreviation or English.

    Examples
    --------
    >>> lowered("Legal services"), lowered("R&D and engineering"), lowered("English")
    ('legal services', 'R&D and engineering', 'English')
    """
    word = text.split(" ")[0]
    return text if word == "English" or not word[1:].islower() else text[:1].lower() + text[1:]


def note_word(catalog: Catalog, criterion: str) -> str:
    """Return the word for a criterion in short notes."""
    item = catalog.criteria[criterion]
    return item.note_word or lowered(item.short_name)


def sanctioned(catalog: Catalog, country: str) -> bool:
    """Tell whether a country stands under EU sanctions."""
    flag = catalog.flag(country, SANCTIONS)
    return flag is not None and flag.state == "yes"


def joined(items: list[str]) -> str:
    """Return a list as running text has it.

    Examples
    --------
    >>> joined(["cost", "English", "talent"])
    'cost, English and talent'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def number_of(count: int, one: str, many: str) -> str:
    """Return a number with its word.

    Examples
    --------
    >>> number_of(1, "country", "countries"), number_of(1200, "country", "countries")
    ('1 country', '1,200 countries')
    """
    return f"{count:,} {one if count == 1 else many}"
