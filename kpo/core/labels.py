"""Words for statuses, rules, marks and fill patterns, the same on every page and in every file."""

from collections.abc import Mapping
from typing import Final, Literal

from kpo.core.model import Method, NativeEnglish, Status

State = Literal[Status, "doubtful", "too_old", "none"]

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

STATUS_WORDS: Final[dict[str, str]] = {
    name: words for name, words in STATE_WORDS.items() if name not in ("too_old", "none")
}

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
