"""The answers of the API: each result as a record for JSON and as rows for CSV, and pictures."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kpo.api import parameters
from kpo.api.parameters import CASE, DRAWN, FIGURES, FORMAT, ROBUSTNESS, SCENARIO, SHAPE, Parameter
from kpo.core.cache import cached
from kpo.core.errors import Problem, ScenarioError
from kpo.data.catalog import Catalog
from kpo.scenarios.link import from_link
from kpo.scoring.ranking import Ranking, rank

JSON: Final = "application/json; charset=utf-8"
CSV: Final = "text/csv; charset=utf-8"
MAX_SEED: Final = 2**31 - 1
MAX_FIGURES: Final = 20_000
"""Maximum number of figures in one answer."""

Given = tuple[tuple[str, str], ...]
Values = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """The bytes of an answer, its media type, and the file name to save it under."""

    body: bytes
    media: str
    name: str


@dataclass(frozen=True)
class Resource:
    """A resource of the API.

    `heavy` ones wait in a queue apart from the light ones; answers of `kept` ones are cached.
    """

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    answer: Callable[[Catalog, Values], Answer]
    heavy: bool = False
    kept: bool = True


def answered(catalog: Catalog, name: str, given: Given) -> Answer:
    """Return the answer of a resource to parameters, from the cache if the resource is `kept`.

    Raises
    ------
    KpoError
        With every problem of the parameters.
    """
    return (_kept if RESOURCES[name].kept else _answer)(catalog, name, given)


def _answer(catalog: Catalog, name: str, given: Given) -> Answer:
    resource = RESOURCES[name]
    return resource.answer(catalog, parameters.checked(given, resource.parameters))


_kept: Final = cached(64)(_answer)


@cached(32)
def drawn(catalog: Catalog, link: str, extension: str, given: Given, address: str) -> Answer:
    """Return the picture of a link's ranking, PNG or SVG.

    Raises
    ------
    KpoError
        If the link cannot be used, the picture is of no known kind, or nothing is ranked.
    """
    from kpo.export.registry import FORMATS, build

    values = parameters.checked(given, (SHAPE,) if extension == "png" else ())
    if extension not in PICTURES:
        what = f'no picture is a ".{extension}"'
        raise ScenarioError(Problem("address", what, f"end it with .{' or .'.join(PICTURES)}"))
    shape = values.get(SHAPE.name, SHAPE.default)
    kind = extension if shape == SHAPE.default else f"{extension}-{shape}"
    ranking = rank(catalog, from_link(catalog, link).scenario)
    body = build(kind, ranking, address)
    return Answer(body, FORMATS[kind].media, f"ranking.{extension}")


PICTURES: Final = ("png", "svg")


def _ranking(catalog: Catalog, values: Values) -> Ranking:
    return rank(catalog, parameters.scenario_of(catalog, values))


def _rank(catalog: Catalog, values: Values) -> Answer:
    from kpo.export.records.ranking import ranking_columns, ranking_record, ranking_rows

    ranking = _ranking(catalog, values)
    return _form(
        "ranking",
        values,
        lambda: ranking_record(ranking, passed_on=True),
        lambda: (ranking_rows(ranking, passed_on=True), ranking_columns(ranking)),
    )


def _robustness(catalog: Catalog, values: Values) -> Answer:
    from kpo.export.records.robustness import outlook_rows, robustness_record
    from kpo.robustness.rank_acceptability import WeightVariation, near_stated

    ranking = _ranking(catalog, values)
    draws, seed = _draws(values)
    variation = WeightVariation(
        mode=values.get("mode", "near"),  # type: ignore[arg-type]
        spread=near_stated(ranking).spread,
        draws=draws,
        seed=seed,
        figures=values.get("figures") != "no",
    )
    return _form(
        "robustness",
        values,
        lambda: robustness_record(ranking, variation),
        lambda: outlook_rows(ranking, variation),
    )


def _case(catalog: Catalog, values: Values) -> Answer:
    from kpo.case import business_case, destinations_of
    from kpo.export.records.business_case import case_record, case_rows

    ranking = _ranking(catalog, values)
    draws, seed = _draws(values)
    case = business_case(
        catalog, ranking.scenario, destinations_of(ranking), draws=draws, seed=seed
    )
    return _form(
        "business-case", values, lambda: case_record(catalog, case), lambda: case_rows(case)
    )


def _figures(catalog: Catalog, values: Values) -> Answer:
    from kpo.analysis.provenance import COLUMNS, Wanted, downloaded, records

    countries = _known(values, "country", catalog.countries, str.upper)
    indicators = _known(values, "indicator", catalog.indicators, str)
    wanted = Wanted(
        countries,
        indicators,
        extent=values.get("extent", "newest"),  # type: ignore[arg-type]
    )
    scenario_values = {name: text for name, text in values.items() if name in _SCENARIO_NAMES}
    figures = records(catalog, parameters.scenario_of(catalog, scenario_values), wanted)
    if len(figures) > MAX_FIGURES:
        what = f"{len(figures):,} figures, more than {MAX_FIGURES:,} at once"
        raise ScenarioError(Problem("extent", what, "name countries or indicators"))
    rows = list(downloaded(figures))
    record = {"data_version": catalog.data_version, "figures": rows}
    return _form("figures", values, lambda: record, lambda: (rows, COLUMNS))


def _sources(catalog: Catalog, values: Values) -> Answer:
    from kpo.analysis.provenance import source_counts

    counts = source_counts(catalog)
    left_out = ("origin", "sha256")
    rows = [
        {name: cell for name, cell in vars(source).items() if name not in left_out}
        | {"figures": counts[source.id]}
        for source in catalog.sources.values()
    ]
    record = {"data_version": catalog.data_version, "sources": rows}
    return _form("sources", values, lambda: record, lambda: (rows, list(rows[0])))


def _form(
    name: str,
    values: Values,
    record: Callable[[], Mapping[str, object]],
    table: Callable[[], tuple[Iterable[Mapping[str, object]], Sequence[str]]],
) -> Answer:
    """Return an answer in the requested format; only that one is computed."""
    if values.get(FORMAT.name, FORMAT.default) == "csv":
        from kpo.export.csv_text import csv_text

        rows, columns = table()
        return Answer(csv_text(rows, columns).encode(), CSV, f"{name}.csv")
    text = json.dumps(record(), ensure_ascii=False, separators=(",", ":"))
    return Answer(text.encode(), JSON, f"{name}.json")


def _draws(values: Values) -> tuple[int, int]:
    draws, seed = DRAWN
    return (
        parameters.whole(values, draws, parameters.MIN_DRAWS, parameters.MAX_DRAWS),
        parameters.whole(values, seed, 0, MAX_SEED),
    )


def _known(
    values: Values, name: str, known: Mapping[str, object], spelled: Callable[[str], str]
) -> tuple[str, ...]:
    """Return the names in a comma-separated value; a ScenarioError lists those not in `known`."""
    asked = [spelled(part.strip()) for part in values.get(name, "").split(",") if part.strip()]
    if unknown := [part for part in asked if part not in known]:
        remedy = "see the tables on the Data page"
        raise ScenarioError(
            [Problem(name, f'"{part}" is not known here', remedy) for part in unknown]
        )
    return tuple(asked)


_SCENARIO_NAMES: Final = frozenset(item.name for item in SCENARIO)
_resources: Final = (
    Resource("rank", "A ranking with every score.", (*SCENARIO, FORMAT), _rank),
    Resource(
        "robustness",
        "How sure a ranking is: who can be first, ranks, tipping points.",
        (*SCENARIO, *ROBUSTNESS, FORMAT),
        _robustness,
        heavy=True,
    ),
    Resource(
        "case",
        "What a team costs at each destination, and what that saves.",
        (*SCENARIO, *CASE, *DRAWN, FORMAT),
        _case,
        heavy=True,
    ),
    Resource(
        "figures",
        "Figures with their sources; those that may only be cited are left out and counted.",
        (*FIGURES, *SCENARIO, FORMAT),
        _figures,
        heavy=True,
        kept=False,
    ),
    Resource("sources", "Who says so, with licences.", (FORMAT,), _sources),
)
RESOURCES: Final = {resource.name: resource for resource in _resources}
"""Resources by the last part of their address."""
