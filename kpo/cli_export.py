"""The export command: a ranking as a file that describes itself."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kpo import cli_own
from kpo.catalog import Catalog
from kpo.errors import ExportError, Problem
from kpo.export.formats import FORMATS, build
from kpo.model import Scenario
from kpo.score import rank

ScenarioOf = Callable[[Catalog, argparse.Namespace], Scenario]


def add_options(parser: argparse.ArgumentParser, scenario_of: ScenarioOf) -> None:
    """Add what is made to a parser that has the options of a scenario."""
    known = ", ".join(f"{name} ({item.label})" for name, item in FORMATS.items())
    parser.add_argument("--format", choices=tuple(FORMATS), required=True, help=known)
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--address",
        default="http://localhost:8501/",
        help="where the dashboard stands, for the link inside the file",
    )
    parser.set_defaults(command=partial(_export, scenario_of))


def _export(scenario_of: ScenarioOf, choice: argparse.Namespace) -> str:
    catalog = cli_own.catalog(choice)
    ranking = rank(catalog, scenario_of(catalog, choice))
    made = build(choice.format, catalog, ranking, choice.address)
    try:
        choice.out.write_bytes(made)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        remedy = "name a file in a folder that is there and may be written to"
        raise ExportError(Problem(str(choice.out), what, remedy)) from error
    return f"{choice.out}: {len(made):,} bytes\n"
