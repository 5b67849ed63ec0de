"""Own figures on the command line: files whose figures are laid over the published ones."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kpo.cli.answers import content
from kpo.core.errors import DataError, KpoError, Problem
from kpo.core.model import UserData
from kpo.core.text import number_of, one_line
from kpo.data.catalog import Catalog
from kpo.data.loading import load
from kpo.data.user import UserDataReading, looked_at, merged, with_user_data
from kpo.data.user.mapping_file import from_text
from kpo.data.user.problems import refuse, refuse_all
from kpo.data.user.publishers import Publication, publication, series
from kpo.data.user.series_mapping import mapped
from kpo.scenarios.file import own_in

SCENARIO_FILE = ".json"


def add_option(parser: argparse.ArgumentParser) -> None:
    """Add the options that name files of own figures and say how to read them."""
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
    parser.add_argument(
        "--mapping",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="saved mapping of a publisher's file given with --own; may be given several times",
    )


def catalog(choice: argparse.Namespace) -> Catalog:
    """Return the catalogue of the data folder with the own figures of every file named.

    A file given with ``--scenes`` brings the own figures in it.

    Raises
    ------
    DataError
        With every problem of the first file that has any.
    """
    atlas = load(choice.data)
    for path in filter(None, (*choice.own, getattr(choice, "scenes", None))):
        atlas = with_user_data(atlas, merged(atlas.own, _read(path, atlas, choice), atlas))
    return atlas


def _read(path: Path, atlas: Catalog, choice: argparse.Namespace) -> UserData:
    file = content(path, "name a CSV, XLSX or scenario file")
    with _placed(path):
        if path.suffix.lower() == SCENARIO_FILE:
            return own_in(atlas, file)
        publisher = publication(path.name, file)
        if publisher:
            reading = _mapped(publisher, choice.mapping, atlas)
        else:
            code = str(getattr(choice, "client", "")).upper()
            client = code if code in atlas.clients else ""
            reading = looked_at(path.name, file, atlas, choice.last_values, client)
        refuse_all([*reading.problems, *_offered(reading)])
    for note in reading.notes:
        sys.stderr.write(f"{one_line(str(path))}: {note}\n")
    return reading.own


@contextmanager
def _placed(path: Path) -> Iterator[None]:
    """Put the file's name before the location of each of its problems."""
    try:
        yield
    except KpoError as error:
        problems = [
            Problem(f"{path}: {item.where}", item.what, item.remedy) for item in error.problems
        ]
        raise DataError(problems) from None


def _mapped(publisher: Publication, mappings: Sequence[Path], atlas: Catalog) -> UserDataReading:
    """Return the own figures that the fitting mappings read from a publisher's file."""
    name, held = publisher.layout.publisher, {item.key for item in series(publisher)}
    reading = UserDataReading()
    for path in mappings:
        file = content(path, "name a mapping that was saved on the Data page")
        with _placed(path):
            rule = from_text(file)
        if rule.publisher == name and rule.series in held:
            reading.add(mapped(publisher, rule, atlas))
    if not reading.problems and not len(reading.own) and not reading.passed_over:
        count = number_of(len(held), "series", "series")
        what = f"it is a file of {name} with {count}, and no mapping fits it"
        refuse(what, "map it on the Data page, save the mapping and give it with --mapping")
    return reading


def _offered(reading: UserDataReading) -> list[Problem]:
    """Return a problem that offers ``--last-values``, if formulas have last values."""
    count = number_of(reading.offers, "formula has a last value", "formulas have last values")
    remedy = "give --last-values to take what the file keeps"
    return [Problem("formulas", count, remedy)] if reading.offers else []
