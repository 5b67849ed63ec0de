"""Repeated variants of a test: some of them run always, the others in `make thorough`."""

from collections.abc import Iterable
from typing import Any, Final

import pytest

AT_LENGTH: Final = pytest.mark.thorough
"""Mark of a test that repeats others at greater length, and runs in `make thorough` only."""


def repeated(values: Iterable[Any], quick: int = 1) -> list[Any]:
    """Return the values of a parameter, all but the first `quick` marked as thorough."""
    found = list(values)
    return [*found[:quick], *(_marked(value) for value in found[quick:])]


def _marked(value: Any) -> Any:
    parts = value if isinstance(value, tuple) else (value,)
    return pytest.param(*parts, marks=pytest.mark.thorough)


THEMES = repeated(["light", "dark"])
