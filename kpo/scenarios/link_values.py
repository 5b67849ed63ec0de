"""Values of a scenario as the short texts of a link, in characters that need no escaping."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from kpo.core.model import PEOPLE, YEARS, Scenario
from kpo.data.catalog import Catalog

_PAIR: Final = re.compile(r"([a-z_]+)(\d+(?:\.\d+)?)", re.ASCII)

_STAR: Final = "*"
"""Separator of the parts of a business case: no name or number contains it."""


@dataclass(frozen=True)
class LinkNames:
    """The codes of criteria in a link, and the indicators that it may name."""

    codes: Mapping[str, str]
    indicators: frozenset[str] = frozenset()

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Criteria by their code."""
        return {code: name for name, code in self.codes.items()}


def criterion_codes(catalog: Catalog) -> dict[str, str]:
    """Return the code of each criterion: first and last letter if unique, else the whole id."""
    letters = {name: name[0] + name[-1] for name in catalog.criteria}
    counts = Counter(letters.values())
    return {
        name: code if counts[code] == 1 and code not in catalog.criteria else name
        for name, code in letters.items()
    }


def number_text(value: float) -> str:
    """Return a number exactly, without a decimal point if it is whole.

    Examples
    --------
    >>> number_text(25.0), number_text(0.1)
    ('25', '0.1')
    """
    return str(int(value)) if value == int(value) else repr(float(value))


def short_pairs(names: LinkNames, numbers: Mapping[str, float]) -> str:
    """Return numbers of criteria by their codes, or in the long form if one does not fit.

    Examples
    --------
    >>> short_pairs(LinkNames({"english": "eh", "cost": "ct"}), {"english": 40.0, "cost": 2.5})
    'eh40-ct2.5'
    """
    pairs = [(names.codes[name], number_text(value)) for name, value in numbers.items()]
    if not all(_PAIR.fullmatch(code + number) for code, number in pairs):
        return long_pairs(numbers)
    return "-".join(code + number for code, number in pairs)


def long_pairs(numbers: Mapping[str, float]) -> str:
    """Return numbers by whole names.

    Examples
    --------
    >>> long_pairs({"english": 40.0, "cost": -2.5})
    'english:40,cost:-2.5'
    """
    return ",".join(f"{name}:{number_text(value)}" for name, value in numbers.items())


def indicator_pairs(names: LinkNames, numbers: Mapping[str, float]) -> str:
    """Return numbers of the indicators that a link may name."""
    return long_pairs({name: n for name, n in numbers.items() if name in names.indicators})


def numbers_of(names: LinkNames, text: str) -> dict[str, float]:
    """Return numbers by id, from the short form or the long one.

    Raises
    ------
    ValueError
        If it is neither.
    """
    if text and ":" not in text:
        pairs = [_PAIR.fullmatch(part) for part in text.split("-")]
        if not all(pairs):
            raise ValueError
        return {names.ids.get(pair[1], pair[1]): float(pair[2]) for pair in pairs if pair}
    parts: Iterable[list[str]] = (part.split(":") for part in text.split(",") if part)
    return {name: float(number) for name, number in parts}


def indicator_numbers(_: LinkNames, text: str) -> dict[str, float]:
    """Return numbers by indicator; see `numbers_of`."""
    return numbers_of(LinkNames({}), text)


def codes_text(names: LinkNames, criteria: Iterable[str]) -> str:
    """Return criteria by their codes."""
    return ".".join(names.codes[name] for name in criteria)


def criteria_of(names: LinkNames, text: str) -> tuple[str, ...]:
    """Return the criteria of codes, or of whole names."""
    return tuple(names.ids.get(name, name) for name in text.split(".") if name)


def case_text(scenario: Scenario) -> str:
    """Return people, years, start and changed assumptions; empty if all are the defaults."""
    head = [scenario.people, scenario.years, scenario.start or 0]
    if head == [PEOPLE, YEARS, 0] and not scenario.assumptions:
        return ""
    parts = [".".join(map(str, head))]
    for name, span in scenario.assumptions.items():
        parts += [name, *map(number_text, dict.fromkeys(span))]
    return _STAR.join(parts)


def case_of(text: str) -> dict[str, Any]:
    """Return the scenario fields that a link's business case holds; none for an empty text.

    Raises
    ------
    ValueError
        If it is not people, years and start, and then names with one or two numbers each.
    """
    if not text:
        return {}
    head, *parts = text.split(_STAR)
    people, years, start = map(int, head.split("."))
    ends: dict[str, list[float]] = {}
    name = ""
    for part in parts:
        if part[:1].isalpha():
            name = part
            ends[name] = []
        else:
            ends.setdefault(name, []).append(float(part))
    if not all(1 <= len(numbers) <= 2 for numbers in ends.values()):
        raise ValueError
    spans = {name: (numbers[0], numbers[-1]) for name, numbers in ends.items()}
    return {"people": people, "years": years, "start": start or None, "assumptions": spans}
