"""Errors that KPO Atlas raises, and the problems that they carry.

::

    KpoError
    ├── DataError       the data folder or a user's file is broken; carries every problem found
    ├── ScenarioError   a scenario, link or saved file that cannot be used
    ├── WeightError     weights that cannot be used
    └── ExportError     a file that cannot be made
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from kpo.core.text import one_line

MAX_PROBLEM_LENGTH: Final = 600
"""Maximum length of each text of a problem, which may quote a file or a link."""


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what is wrong, and what to do next; each on one line."""

    where: str
    what: str
    remedy: str

    def __post_init__(self) -> None:
        for name in ("where", "what", "remedy"):
            object.__setattr__(self, name, one_line(getattr(self, name))[:MAX_PROBLEM_LENGTH])

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


class KpoError(Exception):
    """Base of all errors raised on purpose; it carries all problems found at once."""

    def __init__(self, problems: Iterable[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class DataError(KpoError):
    """The data folder, or a file of a user's own figures, cannot be used."""


class ScenarioError(KpoError):
    """A scenario, a link or a file of scenarios cannot be used."""


class WeightError(KpoError):
    """Weights that cannot be used."""


class ExportError(KpoError):
    """A file that cannot be made."""


def remedy_for(word: str, known: list[str], table: str) -> str:
    """Return what to do about an unknown word: take the nearest known one, or add it."""
    close = get_close_matches(word, known, n=1)
    return f'did you mean "{close[0]}"?' if close else f"add it to {table} or correct the id"
