"""What the weighting panel shows, from a ranking: plain lists and numbers, no streamlit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from kpo.catalog import Catalog
from kpo.charts.theme import THEMES
from kpo.computed import ENGLISH, SAVING
from kpo.evidence import STATUS_WORDS, shown_value
from kpo.memory import kept
from kpo.model import NativeEnglish, Observation, Scenario
from kpo.naming import note_word
from kpo.normalise import DecisionMatrix, Mark, decision_matrix
from kpo.score import Ranking, marks_of
from kpo.sureness.chances import Chance, chances
from kpo.weights import preset_of, weights_of

MARKS: Final[tuple[tuple[Mark, str], ...]] = (
    ("user", "user"),
    ("doubtful", "doubtful"),
    ("assumed", "assumed"),
    ("different_definition", "different"),
)
"""What is hatched, the one to show first at the top; a criterion without a figure before all."""

AT_HOME: Final = "the client's own country is never ranked"
HALF_SAVED: Final = "saving half of what the work costs at home"


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
        ]
        + _aside(catalog, ranking),
        "weights": weights_of(catalog, scenario),
        "locks": list(scenario.locks),
        "preset": {
            "label": "our judgement" if preset.origin == "editorial" else preset.name,
            "weights": weights_of(catalog, replace(scenario, weights=None)),
        },
        "method": scenario.method,
        "colours": {
            theme: {name: catalog.criteria[name].colour(theme) for name in ranking.criteria}
            for theme in THEMES
        },
    }


def _aside(catalog: Catalog, ranking: Ranking) -> list[Row]:
    """Return the rows that are not ranked: the client at home, and the sanctioned ones left out."""
    rules = _rules(ranking.scenario)
    unsure = {"p_first": None, "band": None, "verdict": ""}
    aside = [(ranking.client, "home", "at home", AT_HOME)] if ranking.at_home else []
    aside += [
        (item.country, "left", f"left out: {item.row.sanctioned}", item.reason)
        for item in ranking.not_ranked
        if item.row and item.kind == "sanctions"
    ]
    return [
        Row(
            Fixed(
                _fixed(catalog, *rules, country) | {"aside": kind, "flags": [words], "said": said}
            ),
            unsure,
        )
        for country, kind, words, said in aside
    ]


def _criterion(catalog: Catalog, name: str) -> dict[str, Any]:
    item = catalog.criteria[name]
    return {
        "id": name,
        "name": item.name,
        "short": item.short_name,
        "question": item.question,
        "bounds": (item.worst, item.best),
        **({"half": HALF_SAVED} if name == catalog.pay_criterion else {}),
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
    index = matrix.place[country]
    statuses, missing = matrix.statuses[index], matrix.missing_names[index]
    saving = matrix.figures[country, SAVING].value
    return Fixed(
        country=country,
        name=catalog.countries[country].name,
        scores=matrix.scores[index].tolist(),
        marks=["missing" if name in missing else _mark(statuses[name]) for name in statuses],
        coverage=matrix.coverage[index].tolist(),
        note=_note(catalog, matrix, country, statuses),
        flags=list(marks_of(saving, catalog.sanction(client, country))),
        figures=[_figures(matrix, country, name) for name in statuses],
    )


def _certainty(chance: Chance, rank: int) -> dict[str, Any]:
    return {
        "p_first": chance.p_first,
        "band": (chance.best, chance.worst),
        "verdict": chance.verdict_on(rank),
    }


def _mark(statuses: frozenset[Mark]) -> str | None:
    return next((mark for status, mark in MARKS if status in statuses), None)


def _figures(matrix: DecisionMatrix, country: str, criterion: str) -> list[tuple[int, str, str]]:
    return [
        (place, shown_value(item, found.value), _year(found))
        for place, item in enumerate(matrix.indicators)
        if item.criterion == criterion
        and (found := matrix.figures.get((country, item.id))) is not None
    ]


def _year(found: Observation) -> str:
    words = [str(found.year)]
    words += [] if found.status == "reported" else [STATUS_WORDS[found.status]]
    words += [f"doubtful: {found.doubt}"] if found.doubt else []
    words += [found.note] if found.indicator == SAVING else []
    return ", ".join(words)


def _note(
    catalog: Catalog,
    matrix: DecisionMatrix,
    country: str,
    statuses: Mapping[str, frozenset[Mark]],
) -> str:
    """Return a few words on what is missing, assumed, doubtful or differently defined."""
    missing = matrix.missing_names[matrix.place[country]]
    parts = [_assumed(catalog, matrix, country)]
    marked: list[tuple[str, list[str]]] = [
        ("no figure", [name for name in statuses if name in missing])
    ]
    for mark, word in (
        ("doubtful", "doubtful"),
        ("different_definition", "different definition"),
        ("user", "your own"),
    ):
        marked.append((word, [name for name, marks in statuses.items() if mark in marks]))
    for word, names in marked:
        listed = ", ".join(note_word(catalog, name) for name in names)
        parts.append(f"{listed}: {word}" if names else "")
    return " \u00b7 ".join(part for part in parts if part)


def _assumed(catalog: Catalog, matrix: DecisionMatrix, country: str) -> str:
    values: Mapping[str, str] = {
        item.criterion: shown_value(item, figure.value)
        for item in matrix.indicators
        if item.id == ENGLISH
        and (figure := matrix.figures.get((country, item.id))) is not None
        and figure.status == "assumed"
    }
    words = [f"{catalog.criteria[name].name} \u2265 {least}" for name, least in values.items()]
    return f"{', '.join(words)} assumed (native)" if words else ""
