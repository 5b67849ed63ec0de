"""Own figures on the command line: files laid over ours, and templates to fill in."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kpo.catalog import Catalog
from kpo.cleaning import one_line
from kpo.errors import DataError, ExportError, KpoError, Problem
from kpo.export.own_template import KINDS, template
from kpo.load import load
from kpo.model import Own, Scenario
from kpo.naming import number_of
from kpo.own import Reading, looked_at, merged, overlaid
from kpo.own.faults import refuse_all
from kpo.scenario import canonical
from kpo.scenario_file import own_in

ScenarioOf = Callable[[Catalog, argparse.Namespace], Scenario]
SCENARIO_FILE = ".json"


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that names files of own figures."""
    parser.add_argument(
        "--own",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="own figures (CSV, XLSX or a scenario file); may be given several times",
    )
    parser.add_argument(
        "--last-values",
        action="store_true",
        help="take the last value of every formula in a workbook of own figures",
    )


def add_template_options(parser: argparse.ArgumentParser, scenario_of: ScenarioOf) -> None:
    """Add what is written to a parser that has the options of a scenario."""
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help="default workbook (XLSX)")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.set_defaults(command=partial(_template, scenario_of))


def catalog(choice: argparse.Namespace, *more: Path) -> Catalog:
    """Return the catalogue of the data folder with the own figures of every file named.

    `more` are further files, such as one of saved scenarios that brings its own figures.

    Raises
    ------
    DataError
        With every problem of the first file that has any.
    """
    made = load(choice.data)
    for path in (*choice.own, *more):
        made = overlaid(made, merged(made.own, _read(path, made, choice.last_values), made))
    return made


def _read(path: Path, made: Catalog, last_values: bool) -> Own:
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        what = f"it cannot be read ({getattr(error, 'strerror', error)})"
        remedy = "name a CSV, XLSX or scenario file"
        raise DataError(Problem(str(path), what, remedy)) from None
    try:
        if path.suffix.lower() == SCENARIO_FILE:
            return own_in(made, content)
        found = looked_at(path.name, content, made, last_values)
        refuse_all([*found.problems, *_offered(path, found)])
    except KpoError as error:
        problems = [
            Problem(f"{path}: {item.where}", item.what, item.remedy) for item in error.problems
        ]
        raise DataError(problems) from None
    for note in found.notes:
        sys.stderr.write(f"{one_line(str(path))}: {note}\n")
    return found.own


def _offered(path: Path, found: Reading) -> list[Problem]:
    """Say how the last values of formulas are taken, where there are any."""
    count = number_of(found.offers, "formula has a last value", "formulas have last values")
    remedy = "give --last-values to take what the file keeps"
    return [Problem("formulas", count, remedy)] if found.offers else []


def _template(scenario_of: ScenarioOf, choice: argparse.Namespace) -> str:
    made = catalog(choice)
    content = template(made, canonical(made, scenario_of(made, choice)), choice.kind)
    try:
        choice.out.write_bytes(content)
    except (OSError, ValueError) as error:
        what = f"cannot be written ({getattr(error, 'strerror', error)})"
        remedy = "name a file in a folder that is there and may be written to"
        raise ExportError(Problem(str(choice.out), what, remedy)) from error
    return f"{one_line(str(choice.out)) or 'Written'}: {len(content):,} bytes\n"
