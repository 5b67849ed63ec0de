"""Names and codes by which files call countries, with or without accents, in eight languages.

The table beside this module was made from ISO 3166 and from the territory names of the Unicode
CLDR in English, German, French, Spanish, Italian, Portuguese, Dutch and Swedish, with the spellings
that statistical offices use; a name that two countries share is left out.
"""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import category, normalize

_TABLE: Final = Path(__file__).with_name("country_names.csv")
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
