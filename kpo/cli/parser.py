"""The parser of the command line, which reports wrong use in one line."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from kpo.core.errors import MAX_PROBLEM_LENGTH
from kpo.core.text import one_line

WRONG_USE: Final = 2


class Parser(argparse.ArgumentParser):
    """A parser that exits with `WRONG_USE` and refers to ``--help``."""

    def error(self, message: str) -> NoReturn:
        """Exit with a message, shortened and without control characters."""
        problem = one_line(message)[:MAX_PROBLEM_LENGTH]
        self.exit(WRONG_USE, f"{self.prog}: {problem}; see {self.prog} --help\n")

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[Any, list[str]]:
        """Parse as usual, but reject ``--option=--``, for which argparse gives an empty list."""
        given = sys.argv[1:] if args is None else list(args)
        for word in given:
            option, _, value = word.partition("=")
            if option.startswith("--") and value == "--":
                self.error(f"argument {option}: expected one argument")
        return super().parse_known_args(given, namespace)
