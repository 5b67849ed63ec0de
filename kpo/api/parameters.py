"""The query parameters of the API with their descriptions, and the scenario that they form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kpo.core.errors import KpoError, Problem, ScenarioError
from kpo.core.model import METHODS, NATIVE_ENGLISH_RULES, PEOPLE, YEARS, Scenario
from kpo.data.catalog import Catalog
from kpo.mcda.weight_sampling import DRAWS, MODES
from kpo.scenarios.codec import BY_OPTION
from kpo.scenarios.link import from_link
from kpo.scenarios.record import canonical
from kpo.scenarios.words import (
    HOME,
    assumption_changes,
    country_codes,
    least_saving,
    numbers_by_name,
)

LINK: Final = "s"
"""The parameter of a whole scenario, as in an address of the dashboard."""

FORMATS: Final = ("json", "csv")
MAX_DRAWS: Final = DRAWS
MIN_DRAWS: Final = 100


@dataclass(frozen=True)
class Parameter:
    """A query parameter; `choices` are its permitted values, empty if they are not a fixed set."""

    name: str
    description: str
    default: str = ""
    choices: tuple[str, ...] = ()
    kind: str = "string"


SCENARIO: Final = (
    Parameter(LINK, "A whole scenario, as in an address of the dashboard; no other beside it."),
    Parameter("tier", "ITO, BPO or KPO.", "KPO"),
    Parameter("service", "A service line, such as legal."),
    Parameter("countries", "home (the seven), all, or alpha-3 codes with commas.", HOME),
    Parameter("client", "Country of the client.", "SWE"),
    Parameter("preset", "A preset to take the weights from."),
    Parameter(
        "weights", "Weights by criterion in shares of any sum, such as english:30,talent:20."
    ),
    Parameter("variation", "How far single weights may be off, in per cent of themselves."),
    Parameter("method", "The mean that joins the criteria.", METHODS[0], METHODS),
    Parameter("min", "Least scores by criterion, 0 to 100, such as english:40."),
    Parameter("limit", "Limits on figures in their own unit, such as pay_clerical:1500."),
    Parameter("least_saving", "Least saving in per cent of the client's cost, or none."),
    Parameter("rank_sanctioned", "Rank sanctioned destinations all the same.", "no", ("no", "yes")),
    Parameter("max_age", "Oldest figure, in years.", "10", kind="integer"),
    Parameter(
        "native_english",
        "What counts where English is native.",
        NATIVE_ENGLISH_RULES[0],
        NATIVE_ENGLISH_RULES,
    ),
)
CASE: Final = (
    Parameter("people", "How many people.", str(PEOPLE), kind="integer"),
    Parameter("years", "How many years.", str(YEARS), kind="integer"),
    Parameter("start", "First year; that of the figures where it is left out.", kind="integer"),
    Parameter("set", "Changed assumptions, such as attrition:20,margin:10..15."),
)
DRAWN: Final = (
    Parameter("draws", f"How many draws, {MIN_DRAWS} to {MAX_DRAWS}.", str(DRAWS), kind="integer"),
    Parameter("seed", "Same seed, same draws.", "0", kind="integer"),
)
ROBUSTNESS: Final = (
    *DRAWN,
    Parameter(
        "mode", "Weights near the stated ones, any, or any in the same order.", "near", MODES
    ),
    Parameter("figures", "Vary the figures too, as far as they may be off.", "yes", ("yes", "no")),
)
FIGURES: Final = (
    Parameter("country", "Alpha-3 codes with commas; all where it is left out."),
    Parameter("indicator", "Indicators with commas; all where it is left out."),
    Parameter(
        "extent", "used by the ranking, newest, or all.", "newest", ("used", "newest", "all")
    ),
)
FORMAT: Final = Parameter("format", "Form of the answer.", FORMATS[0], FORMATS)
SHAPE: Final = Parameter("shape", "Shape of a picture (PNG).", "page", ("page", "square", "wide"))


def checked(given: Sequence[tuple[str, str]], known: Sequence[Parameter]) -> dict[str, str]:
    """Return parameters by name after checking that each is known, given once, and permitted.

    Raises
    ------
    ScenarioError
        With every problem.
    """
    by_name = {item.name: item for item in known}
    values: dict[str, str] = {}
    problems = []
    for name, value in given:
        item = by_name.get(name)
        if item is None:
            problems.append(Problem(name, "no such parameter", f"use {', '.join(by_name)}"))
        elif name in values:
            problems.append(Problem(name, "given twice", "give it once"))
        elif item.choices and value not in item.choices:
            remedy = f"use {' or '.join(item.choices)}"
            problems.append(Problem(name, f'"{value}" is no value of it', remedy))
        else:
            values[name] = value
    if problems:
        raise ScenarioError(problems)
    return values


def whole(values: Mapping[str, str], item: Parameter, low: int, high: int) -> int:
    """Return a parameter's value as a whole number from `low` to `high`.

    Raises
    ------
    ScenarioError
        If it is not one.
    """
    text = values.get(item.name, item.default)
    try:
        number = int(text) if len(text) < 20 else high + 1
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        what = f'"{text}" is no whole number from {low:,} to {high:,}'
        raise ScenarioError(Problem(item.name, what, "give one"))
    return number


def scenario_of(catalog: Catalog, values: Mapping[str, str]) -> Scenario:
    """Return the scenario of a link, or of plain parameters.

    Raises
    ------
    ScenarioError, WeightError
        With every problem of the parameters, including names that do not exist.
    """
    plain = [item.name for item in (*SCENARIO, *CASE) if item.name in values and item.name != LINK]
    if LINK in values:
        if plain:
            remedy = "give the link alone, or no link"
            raise ScenarioError(Problem(", ".join(plain), "the link says it already", remedy))
        return from_link(catalog, values[LINK]).scenario
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    for name in filter(_READERS.__contains__, plain):
        try:
            fields[BY_OPTION[name].name] = _READERS[name](catalog, values[name])
        except KpoError as error:
            problems += error.problems
        except (ValueError, OverflowError) as error:
            remedy = "see the description of the API for its form"
            problems.append(Problem(name, str(error), remedy))
    try:
        fields["least_saving"] = least_saving(
            values.get("least_saving"), values.get("countries", HOME)
        )
    except ValueError as error:
        problems.append(Problem("least_saving", str(error), "give a number, or none"))
    if problems:
        raise ScenarioError(problems)
    return canonical(catalog, Scenario(**fields))


def _integer(text: str) -> int:
    if len(text) > 12 or not text.lstrip("-").isdecimal():
        message = f'"{text}" is no whole number'
        raise ValueError(message)
    return int(text)


_READERS: Final[Mapping[str, Callable[[Catalog, str], object]]] = {
    **dict.fromkeys(("tier", "client"), lambda _, text: text.upper()),
    **dict.fromkeys(("service", "preset", "method", "native_english"), lambda _, text: text),
    **dict.fromkeys(
        ("weights", "variation", "min", "limit"), lambda _, text: numbers_by_name(text)
    ),
    **dict.fromkeys(("max_age", "people", "years", "start"), lambda _, text: _integer(text)),
    "countries": lambda catalog, text: country_codes(text, catalog),
    "rank_sanctioned": lambda _, text: text == "yes",
    "set": lambda catalog, text: assumption_changes(catalog, [text], "set"),
}
"""Readers of values by parameter; `BY_OPTION` says which field of a scenario each one sets."""
