"""The weighting panel's payload from a ranking: plain lists and numbers, without Streamlit."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any, Final

from kpo.core.cache import cached
from kpo.core.labels import STATUS_WORDS
from kpo.core.model import Observation
from kpo.core.numbers import shown_value
from kpo.data.catalog import Catalog
from kpo.data.computed import ENGLISH
from kpo.data.labour_cost import SAVING
from kpo.data.names import named, note_word, sanctioned, work_phrase
from kpo.narrative.rank_acceptability import VERDICTS, kind_words
from kpo.narrative.ranking import RESTS_ON, leading
from kpo.panel.draws import home_cost, row_draws
from kpo.robustness.rank_acceptability import RankOutlook, near_stated, rank_outlooks
from kpo.scoring.decision_matrix import DecisionMatrix, Mark
from kpo.scoring.knock_out import marks_of
from kpo.scoring.ranking import Ranking, preset_of, weights_of
from kpo.style import THEMES

MARKS: Final[tuple[tuple[Mark, str], ...]] = (
    ("user", "user"),
    ("doubtful", "doubtful"),
    ("assumed", "assumed"),
    ("different_definition", "different"),
)
"""Marks of figures and the panel's words for them, by priority; a missing figure precedes all."""

NOTED: Final[tuple[tuple[Mark, str], ...]] = (
    ("doubtful", "doubtful"),
    ("different_definition", "different definition"),
    ("user", "your own"),
)
"""Marks of figures that a note under a row names, and their words there."""

Named = tuple[int, str]
"""Index of a criterion in the payload, and words that are shown while it has weight."""

Note = tuple[list[Named], str]
"""Criteria of a row with the same mark, and the words for the mark, as ": doubtful"."""

AT_HOME: Final = "the client's own country is never ranked"
HALF_SAVED: Final = "saving half of what the work costs at home"


class Fixed(dict[str, Any]):
    """The part of a row that no weight changes: one cached object as long as it is valid.

    `text` is its JSON, empty until it is first sent.
    """

    text = ""


class CachedRow(dict[str, Any]):
    """A `PanelRow` that keeps its `Fixed` part, and with it the cached JSON."""

    def __init__(self, fixed: Fixed, certainty: Mapping[str, Any]) -> None:
        super().__init__(fixed, **certainty)
        self.fixed = fixed


def panel_data(ranking: Ranking) -> dict[str, Any]:
    """Return the panel's payload, a `kpo.panel.payload.PanelPayload`."""
    catalog = ranking.catalog
    scenario = ranking.scenario
    preset, sure = preset_of(catalog, scenario), rank_outlooks(ranking)
    variation = near_stated(ranking)
    return {
        "words": {
            "work": work_phrase(catalog, scenario.tier, scenario.service),
            "kind": f"{variation.draws:,} {kind_words(variation)}",
            "verdicts": VERDICTS,
            "odd": [(dict(MARKS)[mark], words) for mark, words in RESTS_ON.items()],
        },
        "home": home_cost(ranking.matrix),
        "spread": variation.spread,
        "criteria": [_criterion(catalog, name) for name in ranking.criteria],
        "indicators": _indicators(ranking.matrix),
        "rows": [
            CachedRow(_fixed(ranking.matrix, row.country), _certainty(sure[row.country], row.rank))
            for row in ranking.rows
        ]
        + _aside(ranking),
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


def _aside(ranking: Ranking) -> list[CachedRow]:
    """Return the rows that are not ranked: the client, and destinations under sanctions."""
    unsure = {"p_first": None, "band": None, "verdict": ""}
    aside = [(ranking.client, "home", "at home", AT_HOME)] if ranking.at_home else []
    aside += [
        (item.country, "left", f"left out: {item.row.sanctioned}", item.reason)
        for item in ranking.not_ranked
        if item.row and item.kind == "sanctions"
    ]
    return [
        CachedRow(
            Fixed(
                _fixed(ranking.matrix, country)
                | {"aside": kind, "flags": [words], "reason": reason}
            ),
            unsure,
        )
        for country, kind, words, reason in aside
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


@cached(64)
def _indicators(matrix: DecisionMatrix) -> list[dict[str, Any]]:
    sources = matrix.catalog.sources
    producers: dict[str, dict[str, None]] = {item.id: {} for item in matrix.indicators}
    for (_, indicator), observation in matrix.figures.items():
        for source in observation.sources:
            producers[indicator][sources[source].producer] = None
    return [
        {
            "name": item.name,
            "unit": item.unit,
            "source": ", ".join(producers[item.id]),
            "criterion": item.criterion,
            "less": item.direction < 0,
        }
        for item in matrix.indicators
    ]


@cached(512)
def _fixed(matrix: DecisionMatrix, country: str) -> Fixed:
    """Return the part of a row that no weight changes; cached, so copy it before adding to it."""
    catalog, client = matrix.catalog, matrix.rules.client
    index = matrix.place[country]
    statuses, missing = matrix.statuses[index], matrix.missing_names[index]
    saving = matrix.figures[country, SAVING].value
    return Fixed(
        country=country,
        name=catalog.countries[country].name,
        scores=matrix.scores[index].tolist(),
        marks=["missing" if name in missing else _mark(statuses[name]) for name in statuses],
        coverage=matrix.coverage[index].tolist(),
        notes=_notes(catalog, matrix, country, statuses),
        flags=list(marks_of(saving, catalog.sanction(client, country))),
        figures=[_figures(matrix, country, name) for name in statuses],
        lacking=_lacking(matrix, country, missing),
        doubts=row_draws(matrix, index),
        **_names(catalog, country, client),
    )


def _names(catalog: Catalog, country: str, client: str) -> dict[str, str]:
    """Return a row's name in a sentence; if sanctioned, also the start of a headline it leads."""
    called, leads = named(catalog, country, client), leading(catalog, country, client)
    return {"called": called} | ({"leads": leads} if sanctioned(catalog, country, client) else {})


def _certainty(chance: RankOutlook, rank: int) -> dict[str, Any]:
    return {
        "p_first": chance.p_first,
        "band": (chance.best, chance.worst),
        "verdict": chance.verdict_on(rank),
    }


def _mark(statuses: frozenset[Mark]) -> str | None:
    return next((mark for status, mark in MARKS if status in statuses), None)


def _figures(matrix: DecisionMatrix, country: str, criterion: str) -> list[tuple[int, str, str]]:
    return [
        (place, shown_value(item, observation.value), _year(observation))
        for place, item in enumerate(matrix.indicators)
        if item.criterion == criterion
        and (observation := matrix.figures.get((country, item.id))) is not None
    ]


def _lacking(matrix: DecisionMatrix, country: str, missing: Container[str]) -> list[Named]:
    """Return the missing indicators of a country, for criteria that are not missing altogether."""
    return [
        (matrix.criteria.index(item.criterion), item.name)
        for item in matrix.indicators
        if item.criterion not in missing and (country, item.id) not in matrix.figures
    ]


def _year(observation: Observation) -> str:
    words = [str(observation.year)]
    words += [] if observation.status == "reported" else [STATUS_WORDS[observation.status]]
    words += [f"doubtful: {observation.doubt}"] if observation.doubt else []
    words += [observation.note] if observation.indicator == SAVING else []
    return ", ".join(words)


def _notes(
    catalog: Catalog, matrix: DecisionMatrix, country: str, statuses: Mapping[str, frozenset[Mark]]
) -> list[Note]:
    """Return short notes on figures that are missing or not as reported."""
    missing = matrix.missing_names[matrix.place[country]]
    notes = [(_assumed(catalog, matrix, country), " assumed (native)")]
    marked = {"no figure": [name for name in statuses if name in missing]}
    for mark, word in NOTED:
        marked[word] = [name for name, marks in statuses.items() if mark in marks]
    place = matrix.criteria.index
    notes += [
        ([(place(name), note_word(catalog, name)) for name in names], f": {word}")
        for word, names in marked.items()
    ]
    return [(named, word) for named, word in notes if named]


def _assumed(catalog: Catalog, matrix: DecisionMatrix, country: str) -> list[Named]:
    return [
        (
            matrix.criteria.index(item.criterion),
            f"{catalog.criteria[item.criterion].name} \u2265 {shown_value(item, figure.value)}",
        )
        for item in matrix.indicators
        if item.id == ENGLISH
        and (figure := matrix.figures.get((country, item.id))) is not None
        and figure.status == "assumed"
    ]
