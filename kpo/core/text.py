"""Helpers for text: clean lines, units that stay with their number, words in running text."""

import re
from typing import Final
from unicodedata import category


def one_line(text: str) -> str:
    r"""Return text on one line, without invisible characters.

    Examples
    --------
    >>> one_line("  Board\n meeting\u202e ")
    'Board meeting'
    """
    if not text.isprintable():
        spaced = (" " if sign.isspace() else sign for sign in text)
        text = "".join(sign for sign in spaced if category(sign)[0] != "C")
    return " ".join(text.split())


_PARTED: Final = re.compile(
    r"(?<=\d) (?=(?:points?|million|billion|M|bn|h|hours?|years?|[A-Z]{3})\b|%)"
    r"|(?<=million|billion) (?=(?:[A-Z]{3}|people)\b)"
    r"|(?<=\b[A-Z]{3}) (?=\d)|(?<=[\u00b1\u2265=<>]) (?=\d)"
)
"""Spaces at which a line must not break: between a number and its unit."""


def unparted(text: str) -> str:
    r"""Return text in which a number and its per cent or unit stay on one line.

    Examples
    --------
    >>> unparted("98 % of 10,000 draws, 2 points")
    '98\xa0% of 10,000 draws, 2\xa0points'
    >>> unparted("SEK 1.37 million in 25 days")
    'SEK\xa01.37\xa0million in 25 days'
    """
    return _PARTED.sub("\xa0", text)


def lowered(text: str) -> str:
    """Return text with a small first letter, unless its first word is an abbreviation or English.

    Examples
    --------
    >>> lowered("Legal services"), lowered("R&D and engineering"), lowered("English")
    ('legal services', 'R&D and engineering', 'English')
    """
    word = text.split(" ")[0]
    return text if word == "English" or not word[1:].islower() else text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """Return text with a capital first letter, the rest as it is.

    Examples
    --------
    >>> capitalised("the Netherlands")
    'The Netherlands'
    """
    return text[:1].upper() + text[1:]


def joined(items: list[str]) -> str:
    """Return a list as running text, with "and" before the last item.

    Examples
    --------
    >>> joined(["cost", "English", "talent"])
    'cost, English and talent'
    """
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def number_of(count: int, one: str, many: str) -> str:
    """Return a count with its noun, singular or plural.

    Examples
    --------
    >>> number_of(1, "country", "countries"), number_of(1200, "country", "countries")
    ('1 country', '1,200 countries')
    """
    return f"{count:,} {one if count == 1 else many}"


def inner(name: str) -> str:
    """Return an indicator's name for running text; proper names keep their capital.

    Examples
    --------
    >>> inner("Rule of law"), inner("Big Mac price"), inner("PISA reading")
    ('rule of law', 'Big Mac price', 'PISA reading')
    """
    _, _, rest = name.partition(" ")
    return name if rest[:1].isupper() else lowered(name)


def possessive(name: str) -> str:
    """Return the possessive form of a name.

    Examples
    --------
    >>> possessive("Sweden"), possessive("the Netherlands")
    ('Sweden’s', 'the Netherlands’')
    """
    return f"{name}\u2019" if name.endswith("s") else f"{name}\u2019s"


def letters(at: int) -> str:
    """Return the letters of a place counted from 0, as those of the columns of a spreadsheet.

    Examples
    --------
    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name
