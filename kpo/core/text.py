"""Text for people: words for statuses, rules and marks, the same everywhere, and helpers."""

import re
from collections.abc import Mapping
from typing import Final, Literal
from unicodedata import category

from kpo.core.model import Method, NativeEnglish, Status

State = Literal[Status, "doubtful", "too_old", "none"]

STATUS_WORDS: Final = {
    "reported": "reported",
    "different_definition": "different definition",
    "assumed": "assumed",
    "user": "your own",
    "doubtful": "doubtful",
}

STATE_WORDS: Final[dict[State, str]] = {
    "reported": "reported",
    "different_definition": "different definition",
    "assumed": "assumed",
    "user": "your own",
    "doubtful": "doubtful",
    "too_old": "too old to be used",
    "none": "no figure",
}
"""States of a cell of the coverage matrix."""

METHOD_MEANING: Final[Mapping[Method, str]] = {
    "arithmetic": "Points add up: strength on one criterion buys back weakness on another.",
    "geometric": "Points multiply: a weak criterion cannot be bought back in full.",
}
"""Explanations beside the choice of a mean."""

METHOD_WORDS: Final[Mapping[Method, str]] = {
    "arithmetic": "Weighted arithmetic mean: points add up",
    "geometric": "Weighted geometric mean: a weak criterion cannot be bought back in full",
}
"""The mean in a run card."""

METHOD_SENTENCES: Final[Mapping[Method, str]] = {
    "arithmetic": "Points are multiplied by the weights and added up.",
    "geometric": "Weights are exponents: a weak criterion cannot be bought back in full.",
}
"""The mean in a scene of the deck."""

ENGLISH_CHOICE: Final[Mapping[NativeEnglish, str]] = {
    "assumed": "Count as the best published score",
    "leave_out": "Leave English out for them",
}
"""Labels of the choices of a rule for native English."""

ENGLISH_WORDS: Final[Mapping[NativeEnglish, str]] = {
    "assumed": "where English is native, the best published score is assumed",
    "leave_out": "where English is native, English is left out",
}
"""The rule for native English in a run card."""

ENGLISH_SHORT: Final[Mapping[NativeEnglish, str]] = {
    "assumed": "assumed",
    "leave_out": "left out",
}
"""The rule for native English in a table of two scenarios."""

FLAG_NAMES: Final[Mapping[str, str]] = {
    "eu_member": "EU member",
    "eea_member": "EEA member",
    "eu_adequacy": "EU adequacy decision",
    "privacy_law": "Privacy law",
    "english_native": "English native",
    "english_official": "English official",
    "fatf": "FATF list",
    "eu_tax_list": "EU tax list",
    "civil_conflict": "Civil conflict",
    "labour_rights": "Labour rights",
}
"""Names of all flags, for a list of them."""

BOARD_FLAGS: Final[Mapping[str, str]] = {
    "eea_member": "EEA member",
    "eu_adequacy": "EU data adequacy",
    "privacy_law": "privacy law",
    "fatf": "FATF list",
    "eu_tax_list": "EU tax list",
    "civil_conflict": "civil conflict",
    "labour_rights": "labour rights at risk",
}
"""Flags that a board has to see, in this order."""

CHECKED_FLAGS: Final[Mapping[str, str]] = {
    "privacy_law": "a privacy law",
    "eu_adequacy": "EU adequacy",
    "fatf": "the lists of the FATF",
    "eu_tax_list": "the EU tax list",
    "civil_conflict": "civil conflict",
    "labour_rights": "labour rights",
}
"""Flags as named in a sentence that says which of them were not checked."""

RULE_WORDS: Final = {
    "now": ("As it is", "your weights and rules"),
    "method=geometric": ("Geometric mean", "weak points cannot be bought back in full"),
    "method=arithmetic": ("Arithmetic mean", "points add up"),
    "log_pay": ("Pay in ratios", "each doubling of pay counts the same, not what is saved"),
    "no_charges": ("No charges", "what is saved on gross pay, without the employer\u2019s charges"),
    "outer_bounds": (
        "More is better",
        "of what the work needs enough of, more counts up to the best twentieth, not the best "
        "quarter",
    ),
    "wider_bounds": ("Bounds wider", "bounds taken from the wide set a tenth of their span apart"),
    "narrower_bounds": ("Bounds nearer", "the same bounds a tenth of their span together"),
    "handed_on": ("Gaps left out", "a figure that is missing hands its weight on"),
    "native_english=leave_out": ("English left out", "no English score where English is native"),
    "native_english=assumed": (
        "English assumed",
        "the best published score where English is native",
    ),
}
"""Title and meaning of the alternative rules that do not depend on a weight."""


def sample_words(n: int | None, error: float | None) -> tuple[str, str]:
    """Return sample size and standard error as text, each empty if it is unknown.

    Examples
    --------
    >>> sample_words(1200, None), sample_words(None, 0.125)
    (('n = 1,200', ''), ('', 'standard error 0.12'))
    """
    sample = "" if n is None else f"n = {n:,}"
    return sample, "" if error is None else f"standard error {error:.2f}"


def marks(status: str, doubt: str) -> list[str]:
    """Return the marks of a figure: the word for its status unless reported, and "doubtful".

    Examples
    --------
    >>> marks("reported", ""), marks("assumed", "below the minimum wage")
    ([], ['assumed', 'doubtful'])
    """
    words = [] if status == "reported" else [STATUS_WORDS[status]]
    return [*words, *(["doubtful"] if doubt else [])]


def mark_words(status: str, doubt: str) -> str:
    """Return the marks of a figure as one text, with the reason of a doubt.

    Examples
    --------
    >>> mark_words("reported", ""), mark_words("assumed", "below the minimum wage")
    ('', 'assumed; doubtful: below the minimum wage')
    """
    return "; ".join([*marks(status, ""), *([f"doubtful: {doubt}"] if doubt else [])])


Pattern = Literal["plain", "marked", "doubtful", "missing", "outline"]
"""Fill pattern of a part of a bar.

``marked`` (strokes to the right): assumed, differently defined or the user's own; ``doubtful``:
strokes to the left; ``missing`` (no figure): strokes without fill; ``outline`` (left out): no fill.
"""

PATTERN_WORDS: Final[dict[Pattern, str]] = {
    "marked": "assumed, differently defined or yours",
    "doubtful": "doubtful",
    "missing": "no figure: a declared constant counts",
    "outline": "left out",
}

OPEN: Final[tuple[Pattern, ...]] = ("missing", "outline")
"""Patterns without fill, drawn with an edge in the colour of the part."""


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
