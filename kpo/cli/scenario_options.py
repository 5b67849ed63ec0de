"""The options of a scenario and of own figures, the same for every command."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kpo.cli.answers import content
from kpo.core.errors import DataError, KpoError, Problem, ScenarioError
from kpo.core.model import METHODS, NATIVE_ENGLISH_RULES, Scenario, UserData
from kpo.core.text import number_of, one_line
from kpo.data.catalog import Catalog
from kpo.data.loading import load
from kpo.data.user import UserDataReading, looked_at, merged, with_user_data
from kpo.data.user.mapping_file import from_text
from kpo.data.user.problems import refuse, refuse_all
from kpo.data.user.publishers import Publication, publication, series
from kpo.data.user.series_mapping import mapped
from kpo.scenarios.codec import BY_OPTION, OF_THE_CASE
from kpo.scenarios.file import own_in
from kpo.scenarios.words import HOME, country_codes, least_saving, numbers_by_name

_Read = TypeVar("_Read")


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Add the options that name another data folder and files of own figures."""
    parser.add_argument("--data", metavar="DIR", help="another data folder than the project's own")
    files = partial(parser.add_argument, metavar="FILE", type=Path, action="append", default=[])
    files("--own", help="own figures (CSV, XLSX or a scenario file); may be given several times")
    parser.add_argument(
        "--last-values",
        action="store_true",
        help="take the last value of every formula in a workbook of own figures",
    )
    files(
        "--mapping",
        help="saved mapping of a publisher's file given with --own; may be given several times",
    )


def add_scenario_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that make up a scenario."""
    parser.add_argument("--tier", default="KPO", help="ITO, BPO or KPO (default)")
    parser.add_argument("--service", metavar="LINE", help="a service line, such as legal")
    parser.add_argument(
        "--countries", default="home", help="home (default), all, or codes such as IND,PHL"
    )
    numbers = partial(parser.add_argument, type=_worded(numbers_by_name), metavar="ID=N,…")
    numbers("--weights", help="weights by criterion, in shares of any sum; others weigh 0")
    numbers(
        "--variation",
        default={},
        help="how far single weights may be off, in per cent of themselves (default 25 each)",
    )
    parser.add_argument("--preset", metavar="NAME", help="a preset to take the weights from")
    parser.add_argument("--client", default="SWE", help="country of the client (default SWE)")
    parser.add_argument("--method", choices=METHODS, default="arithmetic")
    numbers("--min", default={}, help="least scores by criterion, 0 to 100")
    numbers(
        "--limit",
        default={},
        help="limits on figures in their own unit, such as pay_clerical=1500",
    )
    parser.add_argument(
        "--least-saving",
        type=_saving,
        metavar="PERCENT",
        help="least saving against the client's labour cost, or none (default none; 0 with all)",
    )
    parser.add_argument(
        "--rank-sanctioned",
        action="store_true",
        help="rank destinations under comprehensive or sectoral sanctions all the same",
    )
    parser.add_argument("--max-age", type=int, default=10, help="oldest figure, in years")
    parser.add_argument("--native-english", choices=NATIVE_ENGLISH_RULES, default="assumed")
    add_data_option(parser)


def scenario_of(catalog: Catalog, choice: argparse.Namespace) -> Scenario:
    """Return the scenario that the options describe."""
    try:
        countries = country_codes(choice.countries, catalog)
    except ValueError as error:
        raise ScenarioError(Problem("--countries", str(error), "name one, home or all")) from None
    given: dict[str, Any] = {
        field.name: getattr(choice, option)
        for option, field in BY_OPTION.items()
        if option not in OF_THE_CASE
    }
    given |= {
        "tier": choice.tier.upper(),
        "client": choice.client.upper(),
        "countries": countries,
        "least_saving": least_saving(choice.least_saving, choice.countries),
    }
    return Scenario(**given)


def _saving(text: str) -> str:
    """Return the least saving as typed, after checking that it can be read."""
    _worded(partial(least_saving, countries=HOME))(text)
    return text


def _worded(read: Callable[[str], _Read]) -> Callable[[str], _Read]:
    """Return a reader for argparse that keeps the message of a ValueError."""

    def reader(text: str) -> _Read:
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return reader


SCENARIO_FILE = ".json"


def catalog_of(choice: argparse.Namespace) -> Catalog:
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
    offers = reading.counts["offers"]
    count = number_of(offers, "formula has a last value", "formulas have last values")
    remedy = "give --last-values to take what the file keeps"
    return [Problem("formulas", count, remedy)] if offers else []
