"""Countries and indicators that the rows of a file may name, and how names are understood."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import category, normalize

from kpo.data.catalog import Catalog


class Known:
    """Names that the rows of a file may use: ours, the user's in use, and those the file adds.

    Attributes
    ----------
    understood, regions
        Names of countries in the file that are not codes, with the code each was read as; the
        same for regions.
    client, bound
        The client to which a client-dependent figure is bound if its row names none, and the
        number of such figures.
    unusable
        Codes of own countries whose rows have faults.
    """

    def __init__(self, catalog: Catalog, client: str = "") -> None:
        self.catalog, self.client, self.bound = catalog, client, 0
        self.published = catalog.published
        self.countries = dict(catalog.countries)
        self.indicators = dict(catalog.indicators)
        self.codes = {item.name.lower(): code for code, item in self.countries.items()}
        self.understood: dict[str, str] = {}
        self.regions: dict[str, str] = {}
        self.unusable: set[str] = set()
        self._by_names: dict[tuple[str, ...], str] = {}

    def country(self, text: str) -> str:
        """Return the code of the country that a code or a name stands for; empty if unknown."""
        if text.upper() in self.countries:
            return text.upper()
        code = self.codes.get(text.lower()) or country_code(text)
        if code not in self.countries:
            return ""
        self.understood[text] = code
        return code

    def first_country(self, names: tuple[str, ...]) -> str:
        """Return the code of the first name that is a known country; empty if none is."""
        if names not in self._by_names:
            self._by_names[names] = next(filter(None, map(self.country, names)), "")
        return self._by_names[names]

    def country_remedy(self, text: str) -> str:
        """Return what to do about an unknown country."""
        if text.upper() in self.unusable:
            return "correct its row under Countries first"
        code = country_code(text)
        if code and code != text.upper():
            return f"it is {code}, which is not among ours: add it under Countries"
        if is_group(text):
            return "leave out the row: a group of countries cannot be ranked"
        return "use an alpha-3 code of the template, or add the country under Countries"

    def indicator_remedy(self, text: str) -> str:
        """Return what to do about an unknown indicator."""
        by_name = {item.name.lower(): code for code, item in self.indicators.items()}
        if text.lower() in by_name:
            return f"write its id, {by_name[text.lower()]}"
        return "use an id of the template, or add the indicator under Indicators"


_TABLE: Final = Path(__file__).with_name("country_names.csv")
"""Names and codes by which files call countries, with or without accents, in eight languages.

It was made from ISO 3166 and from the territory names of the Unicode CLDR in English, German,
French, Spanish, Italian, Portuguese, Dutch and Swedish, with the spellings that statistical offices
use; a name that two countries share is left out.
"""
_GROUPS: Final = re.compile(
    r"^(eu\d*|ea\d*|oecd|g\d+|brics|world|total)\b|\b(income|members?|countries|region|average|area)\b"
    r"|^(africa|america|asia|europe|oceania|latin|sub saharan|central|south asia|east asia|euro)\b"
)


def plain_name(text: str) -> str:
    """Return a name without capitals, accents and punctuation.

    Examples
    --------
    >>> plain_name("Korea, Rep."), plain_name("T\u00fcrkiye"), plain_name("The Gambia")
    ('korea rep', 'turkiye', 'gambia')
    """
    letters = normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in letters if category(sign)[0] != "M").replace("&", " and ")
    words = re.sub(r"['\u2019`]", "", kept)
    return re.sub(r"[\W_]+", " ", words).strip().removeprefix("the ")


def country_code(text: str) -> str:
    """Return the alpha-3 code of the country with a name or code; empty if unknown.

    Examples
    --------
    >>> country_code("UK"), country_code("EL"), country_code("Viet Nam"), country_code("Atlantis")
    ('GBR', 'GRC', 'VNM', '')
    """
    return _codes().get(plain_name(text), "")


def is_group(text: str) -> bool:
    """Tell whether a name is that of a group of countries, as far as its words show.

    Examples
    --------
    >>> is_group("EU27_2020"), is_group("High income"), is_group("India")
    (True, True, False)
    """
    return bool(_GROUPS.search(plain_name(text)))


@cache
def _codes() -> dict[str, str]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["country"] for row in csv.DictReader(file)}
