"""What the weighting panel shows, from a ranking: plain lists and numbers, no streamlit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from kpo.catalog import Catalog
from kpo.charts.theme import CRITERION
from kpo.evidence import STATUS_WORDS, shown_value
from kpo.memory import kept
from kpo.model import NativeEnglish, Observation, Scenario, Status
from kpo.narrative import lowered, sanctioned
from kpo.normalise import DecisionMatrix, decision_matrix
from kpo.score import Ranking
from kpo.sureness.chances import Chance, chances
from kpo.weights import preset_of, weights_of

BOUNDS: Final = {
    "labour_cost": ("the dearest", "the cheapest"),
    "english": ("the weakest English", "the strongest"),
    "education": ("the least educated workforce", "the best educated"),
    "talent": ("the smallest talent pool", "the largest"),
    "digital": ("the weakest lines", "the strongest"),
    "environment": ("the least dependable rules", "the most dependable"),
    "security": ("the least protected data", "the best protected"),
    "time_zone": ("no shared hour", "the same working day"),
}
"""Words for the two goalposts of each criterion."""

MARKS: Final[tuple[tuple[Status, str], ...]] = (
    ("user", "user"),
    ("assumed", "assumed"),
    ("different_definition", "different"),
)
"""Statuses that are hatched, the one to show first at the top."""


class Fixed(dict[str, Any]):
    """What no weight changes of a row: the same object for as long as it is true.

    `text` is how it is sent, once it was.
    """

    text = ""


class Row(dict[str, Any]):
    """A row of the panel, with its fixed part as it is kept."""

    def __init__(self, fixed: Fixed, certainty: Mapping[str, Any]) -> None:
        super().__init__(fixed, **certainty)
        self.fixed = fixed


def panel_data(catalog: Catalog, ranking: Ranking) -> dict[str, Any]:
    """Return the panel's payload; its shape is described in `kpo.ui.panel.panel`."""
    scenario = ranking.scenario
    rules = _rules(scenario)
    preset, sure = preset_of(catalog, scenario), chances(catalog, ranking)
    return {
        "criteria": [_criterion(catalog, name) for name in ranking.criteria],
        "indicators": _indicators(catalog, *rules),
        "rows": [
            Row(_fixed(catalog, *rules, row.country), _certainty(sure[row.country], row.rank))
            for row in ranking.rows
        ],
        "weights": weights_of(catalog, scenario),
        "locks": list(scenario.locks),
        "preset": {
            "label": "our judgement" if preset.origin == "editorial" else preset.name,
            "weights": weights_of(catalog, replace(scenario, weights=None)),
        },
        "method": scenario.method,
        "colours": CRITERION,
    }


def _criterion(catalog: Catalog, name: str) -> dict[str, Any]:
    item = catalog.criteria[name]
    return {
        "id": name,
        "name": item.name,
        "short": item.short_name,
        "question": item.question,
        "bounds": BOUNDS.get(name, ("the worst", "the best")),
    }


def _rules(scenario: Scenario) -> tuple[str, str, int, NativeEnglish]:
    """Return what of a scenario decides its points, whatever the weights."""
    return scenario.tier, scenario.client, scenario.max_age, scenario.native_english


@kept(64)
def _indicators(
    catalog: Catalog, tier: str, client: str, max_age: int, native_english: NativeEnglish
) -> list[dict[str, str]]:
    matrix = _matrix(catalog, tier, client, max_age, native_english)
    producers: dict[str, dict[str, None]] = {item.id: {} for item in matrix.indicators}
    for (_, indicator), found in matrix.figures.items():
        for source in found.sources:
            producers[indicator][catalog.sources[source].producer] = None
    return [
        {"name": item.name, "unit": item.unit, "source": ", ".join(producers[item.id])}
        for item in matrix.indicators
    ]


def _matrix(
    catalog: Catalog, tier: str, client: str, max_age: int, native_english: NativeEnglish
) -> DecisionMatrix:
    scenario = Scenario(tier=tier, client=client, max_age=max_age, native_english=native_english)
    return decision_matrix(catalog, scenario)


@kept(1024)
def _fixed(
    catalog: Catalog,
    tier: str,
    client: str,
    max_age: int,
    native_english: NativeEnglish,
    country: str,
) -> Fixed:
    """Return what no weight changes of a row; whoever adds to it makes a copy."""
    matrix = _matrix(catalog, tier, client, max_age, native_english)
    index = matrix.countries.index(country)
    scores, statuses = matrix.points[index], matrix.statuses[index]
    return Fixed(
        country=country,
        name=catalog.countries[country].name,
        scores=list(scores.values()),
        marks=[_mark(statuses[name]) for name in scores],
        coverage=matrix.coverage[index].tolist(),
        note=_note(catalog, matrix, country, statuses),
        flags=["EU sanctions"] if sanctioned(catalog, country, client) else [],
        figures=[_figures(matrix, country, name) for name in scores],
    )


def _certainty(chance: Chance, rank: int) -> dict[str, Any]:
    return {
        "p_first": chance.p_first,
        "band": (chance.best, chance.worst),
        "verdict": chance.verdict_on(rank),
    }


def _mark(statuses: frozenset[Status]) -> str | None:
    return next((mark for status, mark in MARKS if status in statuses), None)


def _figures(matrix: DecisionMatrix, country: str, criterion: str) -> list[tuple[int, str, str]]:
    return [
        (place, shown_value(item, found.value), _year(found))
        for place, item in enumerate(matrix.indicators)
        if item.criterion == criterion
        and (found := matrix.figures.get((country, item.id))) is not None
    ]


def _year(found: Observation) -> str:
    if found.status == "reported":
        return str(found.year)
    return f"{found.year}, {STATUS_WORDS[found.status]}"


def _note(
    catalog: Catalog,
    matrix: DecisionMatrix,
    country: str,
    statuses: Mapping[str, frozenset[Status]],
) -> str:
    """Return a few words on what is assumed or differently defined."""
    said = [_assumed(catalog, matrix, country)]
    for status, word in (("different_definition", "different definition"), ("user", "your own")):
        named = [_short(catalog, name) for name, marks in statuses.items() if status in marks]
        said.append(f"{', '.join(named)}: {word}" if named else "")
    return " \u00b7 ".join(part for part in said if part)


def _assumed(catalog: Catalog, matrix: DecisionMatrix, country: str) -> str:
    values: Mapping[str, str] = {
        item.criterion: shown_value(item, found.value)
        for item in matrix.indicators
        if (found := matrix.figures.get((country, item.id))) and found.status == "assumed"
    }
    said = [f"{catalog.criteria[name].name} \u2265 {least}" for name, least in values.items()]
    return f"{', '.join(said)} assumed (native)" if said else ""


def _short(catalog: Catalog, criterion: str) -> str:
    return "pay" if criterion == "labour_cost" else lowered(catalog.criteria[criterion].short_name)
