"""The command line: the same ranking, checks and sources as the pages, as text, JSON or CSV."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from kpo.cli import business_case, export, group, published_comparison, robustness, user_data
from kpo.cli.parser import Parser
from kpo.cli.rank import rank_text
from kpo.cli.scenario_options import add_data_option, add_scenario_options, scenario_of
from kpo.cli.sources import sources_text
from kpo.cli.validate import validation_text
from kpo.core.errors import KpoError
from kpo.core.project import NAME

FINE, PROBLEMS = 0, 1
SERVE = "The command serve opens the dashboard; options after it are Streamlit's own."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when fine, 1 when problems were found, 2 on wrong use."""
    choice = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], str] = choice.command
    try:
        _tell(command(choice))
    except BrokenPipeError:
        sys.stderr.close()
    except KpoError as error:
        lines = "\n".join(f"  {problem}" for problem in error.problems)
        count = len(error.problems)
        sys.stderr.write(f"{count} problem{'s' * (count > 1)} found:\n{lines}\n")
        return PROBLEMS
    return FINE


def _tell(text: str) -> None:
    """Write to the terminal; signs that it does not know become question marks."""
    known = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(known, "replace").decode(known))


def _program() -> str:
    """Return how the command line was begun: by its script or as a module."""
    begun = Path(sys.argv[0]).stem
    return begun if begun == NAME else "python -m kpo"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog=_program(), description="Rank sourcing destinations.", epilog=SERVE)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=Parser)
    ranking = commands.add_parser("rank", help="rank destinations for a kind of work")
    add_scenario_options(ranking)
    ranking.add_argument("--format", choices=("table", "json", "csv"), default="table")
    ranking.set_defaults(command=rank_text)
    sureness = commands.add_parser("robustness", help="say how sure a ranking is")
    add_scenario_options(sureness)
    robustness.add_options(sureness, scenario_of)
    beside = commands.add_parser("market", help="set the ranking beside published indices")
    add_scenario_options(beside)
    published_comparison.add_options(beside, scenario_of)
    cases = commands.add_parser("case", help="say what a team costs, and what that saves")
    add_scenario_options(cases)
    business_case.add_options(cases, scenario_of)
    judges = commands.add_parser("group", help="rank with the ballots of several judges")
    add_scenario_options(judges)
    group.add_options(judges, scenario_of)
    files = commands.add_parser("export", help="write a ranking as a file to take away")
    add_scenario_options(files)
    export.add_options(files, scenario_of)
    templates = commands.add_parser("template", help="write a table to fill in with own figures")
    add_scenario_options(templates)
    user_data.add_template_options(templates, scenario_of)
    checks = commands.add_parser("validate", help="check a data folder, all problems at once")
    add_data_option(checks)
    checks.set_defaults(command=validation_text)
    sources = commands.add_parser("sources", help="say where a figure comes from")
    sources.add_argument("country", metavar="COUNTRY", help="alpha-3 code, such as IND")
    sources.add_argument("indicator", metavar="INDICATOR", help="such as english")
    sources.add_argument("--client", default="SWE")
    add_data_option(sources)
    sources.set_defaults(command=sources_text)
    return parser
