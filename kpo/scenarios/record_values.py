"""Values of a scenario as they stand in a JSON file, each checked for its kind.

A reader raises TypeError or ValueError for a value of another kind, unless it says otherwise.
"""

from collections.abc import Callable, Mapping, Sized
from typing import Any, Final, TypeVar

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


def as_truth(value: object) -> bool:
    """Return True for true, and False for any other value."""
    return value is True


def as_lenient_integer(value: object) -> int:
    """Return a whole number, which older files may hold as a text."""
    return int(str(value))


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


def plain_spans(spans: Mapping[str, tuple[float, float]]) -> dict[str, list[float]]:
    """Return spans as lists, for JSON."""
    return {name: list(span) for name, span in spans.items()}


def _as_real(value: object) -> float:
    return float(_of_kind(value, type(value) in (int, float)))


def _entries(value: Any, kind: type[Sized]) -> Any:
    return _of_kind(value, isinstance(value, kind) and len(value) <= MAX_ENTRIES)


def _of_kind(value: Any, right: bool) -> Any:
    if not right:
        raise TypeError(type(value).__name__)
    return value
