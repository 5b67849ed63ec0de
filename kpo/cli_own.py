"""Own figures on the command line: files laid over ours, and templates to fill in."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
from kpo.own.faults import refuse, refuse_all
from kpo.own.mapping import from_text, mapped
from kpo.own.publishers import Publication, publication, series
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
    _add_mapping_option(parser)


def _add_mapping_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mapping",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="saved mapping of a publisher's file given with --own; may be given several times",
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
        made = overlaid(made, merged(made.own, _read(path, made, choice), made))
    return made


def _read(path: Path, made: Catalog, choice: argparse.Namespace) -> Own:
    content = _bytes(path, "name a CSV, XLSX or scenario file")
    with _placed(path):
        if path.suffix.lower() == SCENARIO_FILE:
            return own_in(made, content)
        publisher = publication(path.name, content)
        if publisher:
            found = _mapped(publisher, choice.mapping, made)
        else:
            found = looked_at(path.name, content, made, choice.last_values, _client(made, choice))
        refuse_all([*found.problems, *_offered(found)])
    for note in found.notes:
        sys.stderr.write(f"{one_line(str(path))}: {note}\n")
    return found.own


def _client(made: Catalog, choice: argparse.Namespace) -> str:
    """Return the client of a command that has one."""
    code = str(getattr(choice, "client", "")).upper()
    return code if code in made.clients else ""


def _bytes(path: Path, remedy: str) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        what = f"it cannot be read ({getattr(error, 'strerror', error)})"
        raise DataError(Problem(str(path), what, remedy)) from None


@contextmanager
def _placed(path: Path) -> Iterator[None]:
    """Put a file's name before the place of each of its problems."""
    try:
        yield
    except KpoError as error:
        problems = [
            Problem(f"{path}: {item.where}", item.what, item.remedy) for item in error.problems
        ]
        raise DataError(problems) from None


def _mapped(publisher: Publication, mappings: Sequence[Path], made: Catalog) -> Reading:
    """Return what the mappings that fit a publisher's file make of it."""
    name, held = publisher.layout.publisher, {item.key for item in series(publisher)}
    found = Reading()
    for path in mappings:
        content = _bytes(path, "name a mapping that was saved on the Data page")
        with _placed(path):
            rule = from_text(content)
        if rule.publisher == name and rule.series in held:
            found.add(mapped(publisher, rule, made))
    if not found.problems and not len(found.own) and not found.passed_over:
        count = number_of(len(held), "series", "series")
        what = f"it is a file of {name} with {count}, and no mapping fits it"
        refuse(what, "map it on the Data page, save the mapping and give it with --mapping")
    return found


def _offered(found: Reading) -> list[Problem]:
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
