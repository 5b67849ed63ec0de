"""The command line: the same ranking, checks and sources as the pages, as text, JSON or CSV."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn

from kpo.cli import (
    business_case,
    export,
    group,
    published_comparison,
    rank,
    robustness,
    sources,
    template,
    validate,
)
from kpo.cli.scenario_options import add_scenario_options, catalog_of, scenario_of
from kpo.core.errors import MAX_PROBLEM_LENGTH, KpoError
from kpo.core.model import Scenario
from kpo.core.project import NAME
from kpo.core.text import one_line
from kpo.data.catalog import Catalog

Answer = Callable[[Catalog, Scenario, argparse.Namespace], str]

OF_A_SCENARIO: Final = {
    "rank": (rank, "rank destinations for a kind of work"),
    "robustness": (robustness, "say how sure a ranking is"),
    "market": (published_comparison, "set the ranking beside published indices"),
    "case": (business_case, "say what a team costs, and what that saves"),
    "group": (group, "rank with the ballots of several judges"),
    "export": (export, "write a ranking as a file to take away"),
    "template": (template, "write a table to fill in with own figures"),
}
"""Commands that have the options of a scenario, by name: module and help text."""

OF_THE_DATA: Final = {
    "validate": (validate, "check a data folder, all problems at once"),
    "sources": (sources, "say where a figure comes from"),
}
"""Commands without a scenario, by name: module and help text."""

FINE, PROBLEMS = 0, 1
SERVE = "The command serve opens the dashboard; options after it are Streamlit's own."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 if fine and 1 if problems were found. Wrong use exits with 2."""
    choice = _parser().parse_args(arguments)
    command: Callable[[Catalog, argparse.Namespace], str] = choice.command
    try:
        _tell(command(catalog_of(choice), choice))
    except BrokenPipeError:
        sys.stderr.close()
    except KpoError as error:
        lines = "\n".join(f"  {problem}" for problem in error.problems)
        count = len(error.problems)
        sys.stderr.write(f"{count} problem{'s' * (count > 1)} found:\n{lines}\n")
        return PROBLEMS
    return FINE


def _tell(text: str) -> None:
    """Write to the terminal; characters that its encoding lacks become question marks."""
    known = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(known, "replace").decode(known))


def _program() -> str:
    """Return the command with which the program was started: its script, or the module."""
    begun = Path(sys.argv[0]).stem
    return begun if begun == NAME else "python -m kpo"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog=_program(), description="Rank sourcing destinations.", epilog=SERVE)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    for name, (module, words) in OF_A_SCENARIO.items():
        command = commands.add_parser(name, help=words)
        add_scenario_options(command)
        module.add_options(command)
        command.set_defaults(command=partial(_of_scenario, module.answer))
    for name, (module, words) in OF_THE_DATA.items():
        command = commands.add_parser(name, help=words)
        module.add_options(command)
        command.set_defaults(command=module.answer)
    return parser


def _of_scenario(answer: Answer, catalog: Catalog, choice: argparse.Namespace) -> str:
    return answer(catalog, scenario_of(catalog, choice), choice)


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
