"""The options of a scenario, the same for every command."""

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from kpo.cli import user_data
from kpo.core.errors import Problem, ScenarioError
from kpo.core.model import METHODS, NATIVE_ENGLISH_RULES, Scenario
from kpo.data.catalog import Catalog
from kpo.scenarios.codec import BY_OPTION, OF_THE_CASE
from kpo.scenarios.words import HOME, country_codes, least_saving, numbers_by_name

_Read = TypeVar("_Read")


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Add the options that name another data folder and files of own figures."""
    parser.add_argument("--data", metavar="DIR", help="another data folder than the project's own")
    user_data.add_option(parser)


def add_scenario_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that make up a scenario."""
    parser.add_argument("--tier", default="KPO", help="ITO, BPO or KPO (default)")
    parser.add_argument("--service", metavar="LINE", help="a service line, such as legal")
    parser.add_argument(
        "--countries", default="home", help="home (default), all, or codes such as IND,PHL"
    )
    parser.add_argument(
        "--weights",
        type=_worded(numbers_by_name),
        metavar="ID=N,…",
        help="weights by criterion, in shares of any sum; others weigh 0",
    )
    parser.add_argument(
        "--variation",
        type=_worded(numbers_by_name),
        default={},
        metavar="ID=N,…",
        help="how far single weights may be off, in per cent of themselves (default 25 each)",
    )
    parser.add_argument("--preset", metavar="NAME", help="a preset to take the weights from")
    parser.add_argument("--client", default="SWE", help="country of the client (default SWE)")
    parser.add_argument("--method", choices=METHODS, default="arithmetic")
    parser.add_argument(
        "--min",
        type=_worded(numbers_by_name),
        default={},
        metavar="ID=N,…",
        help="least scores by criterion, 0 to 100",
    )
    parser.add_argument(
        "--limit",
        type=_worded(numbers_by_name),
        default={},
        metavar="ID=N,…",
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
