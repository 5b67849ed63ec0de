"""Values of a scenario as they stand in a JSON file, each checked for its kind."""

from collections.abc import Callable, Mapping
from typing import Any, Final

MAX_ENTRIES: Final = 500
"""Most entries of a list in a record; more than all countries there are."""


def as_text(value: object) -> str:
    """Return a text.

    Raises
    ------
    TypeError
        If it is none; so of every function here.
    """
    return str(_of_kind(value, lambda item: isinstance(item, str)))


def as_optional_text(value: object) -> str | None:
    """Return a text, or None."""
    return None if value is None else as_text(value)


def as_texts(value: object) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(map(as_text, _as_list(value)))


def as_truth(value: object) -> bool:
    """Return whether it is true, and nothing but true."""
    return value is True


def as_lenient_integer(value: object) -> int:
    """Return a whole number, which older files wrote as a text too."""
    return int(str(value))


def as_integer(value: object) -> int:
    """Return a whole number."""
    number: int = _of_kind(value, lambda item: type(item) is int)
    return number


def as_optional_integer(value: object) -> int | None:
    """Return a whole number, or None."""
    return None if value is None else as_integer(value)


def as_optional_number(value: object) -> float | None:
    """Return a number, or None."""
    if value is None:
        return None
    return float(_of_kind(value, lambda item: isinstance(item, float | int)))


def as_numbers(value: object) -> dict[str, float]:
    """Return numbers by name."""
    return {as_text(name): float(number) for name, number in _as_mapping(value).items()}


def as_spans(value: object) -> dict[str, tuple[float, float]]:
    """Return the lowest and the highest number by name."""
    spans: dict[str, tuple[float, float]] = {}
    for name, span in _as_mapping(value).items():
        low, high = _as_list(span)
        spans[as_text(name)] = (_as_real(low), _as_real(high))
    return spans


def same(value: object) -> object:
    """Return what needs no other form in a file."""
    return value


def plain_spans(spans: Mapping[str, tuple[float, float]]) -> dict[str, list[float]]:
    """Return spans as JSON has them."""
    return {name: list(span) for name, span in spans.items()}


def _as_real(value: object) -> float:
    return float(_of_kind(value, lambda item: type(item) in (int, float)))


def _as_list(value: object) -> list[object]:
    items: list[object] = _of_kind(
        value, lambda item: isinstance(item, list) and len(item) <= MAX_ENTRIES
    )
    return items


def _as_mapping(value: object) -> dict[object, Any]:
    entries: dict[object, Any] = _of_kind(
        value, lambda item: isinstance(item, dict) and len(item) <= MAX_ENTRIES
    )
    return entries


def _of_kind(value: Any, right: Callable[[object], bool]) -> Any:
    if not right(value):
        raise TypeError(type(value).__name__)
    return value
