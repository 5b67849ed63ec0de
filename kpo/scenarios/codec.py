"""The one table of a scenario's fields: how each is written and read, wherever it travels.

Links, files, the command line, the web API and the stand-alone page take a field by its name from
here. A new option of a scenario is a field of `Scenario` and a row of `FIELDS`. Existing links
rely on the order of the rows, so a new row goes at the end, and older links lack it.
"""

from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass
from typing import Any, Final, NoReturn, TypeVar

from kpo.core.errors import Problem, ScenarioError
from kpo.scenarios.link_values import (
    LinkNames,
    codes_text,
    criteria_of,
    indicator_numbers,
    indicator_pairs,
    number_text,
    numbers_of,
    short_pairs,
)

MAX_ENTRIES: Final = 500
"""Maximum number of entries of a list or mapping in a record; more than there are countries."""

_Value = TypeVar("_Value")


def optional(read: Callable[[object], _Value]) -> Callable[[object], _Value | None]:
    """Return a reader that takes None as well."""
    return lambda value: None if value is None else read(value)


def as_text(value: object) -> str:
    """Return a text."""
    return str(_of_kind(value, isinstance(value, str)))


def as_texts(value: object) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(map(as_text, _entries(value, list)))


def as_integer(value: object) -> int:
    """Return a whole number."""
    return int(_of_kind(value, type(value) is int))


def as_number(value: object) -> float:
    """Return a number; true and false are 1 and 0."""
    return float(_of_kind(value, isinstance(value, float | int)))


def as_numbers(value: object) -> dict[str, float]:
    """Return numbers by name."""
    return {as_text(name): _as_real(number) for name, number in _entries(value, dict).items()}


def as_spans(value: object) -> dict[str, tuple[float, float]]:
    """Return the lowest and the highest number by name."""
    spans: dict[str, tuple[float, float]] = {}
    for name, span in _entries(value, dict).items():
        low, high = (_as_real(end) for end in _entries(span, list))
        spans[as_text(name)] = (low, high)
    return spans


def same(value: object) -> object:
    """Return a value that needs no other form in a file."""
    return value


def _as_real(value: object) -> float:
    return float(_of_kind(value, type(value) in (int, float)))


def _entries(value: Any, kind: type[Sized]) -> Any:
    return _of_kind(value, isinstance(value, kind) and len(value) <= MAX_ENTRIES)


def _of_kind(value: Any, right: bool) -> Any:
    if not right:
        raise TypeError(type(value).__name__)
    return value


@dataclass(frozen=True)
class LinkForm:
    """Writer and reader of a value in a link; the reader raises ValueError for a bad text."""

    write: Callable[[LinkNames, Any], str]
    read: Callable[[LinkNames, str], Any]


@dataclass(frozen=True)
class RecordForm:
    """Writer and reader of a value in a JSON file; the reader checks its kind.

    It raises TypeError or ValueError for a value of another kind, unless it says otherwise.
    """

    write: Callable[[Any], object]
    read: Callable[[object], Any]


@dataclass(frozen=True)
class ScenarioField:
    """One field of a scenario.

    Attributes
    ----------
    name
        Its name in `Scenario` and in a file.
    record
        Its form in a file.
    link
        Its form in a link; None if the link writes it together with others
        (`kpo.scenarios.link`).
    option
        Its name on the command line (with hyphens) and in the web API; empty if it is no option.
    since
        The first version of links and files that has it.
    beside
        A field that was added to files together with it: a file has both or neither. Empty if
        every file of its version has it.
    """

    name: str
    record: RecordForm
    link: LinkForm | None = None
    option: str = ""
    since: int = 1
    beside: str = ""

    def in_record(self, record: Mapping[str, object], version: int) -> bool:
        """Tell whether a file of a version must have the field."""
        return version >= self.since and (not self.beside or self.beside in record)


def _letters(**words: str) -> LinkForm:
    """Return a form that writes one letter for each word; it reads whole words as well."""
    letters = {word: letter for letter, word in words.items()}
    return LinkForm(lambda _, word: letters[word], lambda _, text: words.get(text, text))


_WORD = LinkForm(lambda _, word: word, lambda _, text: text)
_OPTIONAL_WORD = LinkForm(lambda _, word: word or "", lambda _, text: text or None)
_WHOLE = LinkForm(lambda _, number: str(number), lambda _, text: int(text))
_OPTIONAL_NUMBER = LinkForm(
    lambda _, number: "" if number is None else number_text(number),
    lambda _, text: float(text) if text else None,
)
_BY_CRITERION = LinkForm(short_pairs, numbers_of)
_IN_OR_OUT = LinkForm(lambda _, ranked: "i" if ranked else "o", lambda _, text: text in ("i", "in"))

_TEXT = RecordForm(same, as_text)
_OPTIONAL_TEXT = RecordForm(same, optional(as_text))
_TEXTS = RecordForm(list, as_texts)
_NUMBERS = RecordForm(dict, as_numbers)
_TRUTH = RecordForm(same, lambda value: value is True)
_SPANS = RecordForm(lambda spans: {name: list(span) for name, span in spans.items()}, as_spans)

FIELDS: Final = (
    ScenarioField("tier", _TEXT, _WORD, "tier"),
    ScenarioField("service", _OPTIONAL_TEXT, _OPTIONAL_WORD, "service"),
    ScenarioField("client", _TEXT, _WORD, "client"),
    ScenarioField("countries", _TEXTS, None, "countries"),
    ScenarioField("preset", _TEXT, _WORD, "preset"),
    ScenarioField("method", _TEXT, _letters(a="arithmetic", g="geometric"), "method"),
    ScenarioField("weights", _NUMBERS, _BY_CRITERION, "weights"),
    ScenarioField("locks", _TEXTS, LinkForm(codes_text, criteria_of)),
    ScenarioField("minimums", _NUMBERS, _BY_CRITERION, "min"),
    # Older files may hold it as a text.
    ScenarioField("max_age", RecordForm(same, lambda age: int(str(age))), _WHOLE, "max_age"),
    ScenarioField("native_english", _TEXT, _letters(a="assumed", l="leave_out"), "native_english"),
    ScenarioField("rank_sanctioned", _TRUTH, _IN_OR_OUT, "rank_sanctioned", 2),
    ScenarioField(
        "least_saving", RecordForm(same, optional(as_number)), _OPTIONAL_NUMBER, "least_saving", 2
    ),
    ScenarioField(
        "figure_limits", _NUMBERS, LinkForm(indicator_pairs, indicator_numbers), "limit", 2
    ),
    ScenarioField("people", RecordForm(same, as_integer), None, "people", 1, "people"),
    ScenarioField("years", RecordForm(same, as_integer), None, "years", 1, "people"),
    ScenarioField("start", RecordForm(same, optional(as_integer)), None, "start", 1, "people"),
    ScenarioField("assumptions", _SPANS, None, "set", 1, "people"),
    ScenarioField("variation", _NUMBERS, _BY_CRITERION, "variation", 1, "variation"),
)
"""Every field of a scenario, in the order of a link."""

BY_NAME: Final = {item.name: item for item in FIELDS}

BY_OPTION: Final = {item.option: item for item in FIELDS if item.option}
"""The fields that are options of the command line and the web API, by their name there."""

OF_THE_CASE: Final = frozenset({"people", "years", "start", "set"})
"""Options that only the business case needs."""


def refuse(what: str, remedy: str) -> NoReturn:
    """Raise what is wrong with a link or a file, and what to do about it.

    Raises
    ------
    ScenarioError
        Always.
    """
    raise ScenarioError(Problem("This link or file cannot be used", what, remedy)) from None
