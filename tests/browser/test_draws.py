"""The browser draws what the server draws, to the last bit, in a real engine."""

import json
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kpo import Scenario, rank
from kpo.core.text import unparted
from kpo.data.catalog import Catalog
from kpo.data.observations import cost_of_labour
from kpo.narrative.rank_acceptability import how_often
from kpo.narrative.ranking import headline
from kpo.panel import assets
from kpo.panel.content import panel_data
from kpo.panel.draws import normal_quantiles, packed
from kpo.panel.payload import prepared
from kpo.robustness.rank_acceptability import rank_outlooks
from tests.mcda import oracle
from tests.panel.drags import drags, parts_of
from tests.variants import repeated

DIFFERENCES = """
([golden, stored, cells]) => {
    const wrong = [];
    const same = (what, found, due) => { if (found !== due) wrong.push([what, found, due]); };
    for (const [country, name, key] of golden.keys) same("key", keyOf(country, name) >>> 0, key);
    for (const [country, name, seed, draw, word] of golden.words) {
        same("word", wordsOf(keyOf(country, name), seed)[draw - 1], word);
    }
    const normal = normalOf(stored);
    for (const [step, z] of Object.entries(golden.normal)) same("normal", normal[step], z);
    for (const [d, step, value] of golden.factors) same("factor", factorOf(d, normal[step]), value);
    for (const [low, mode, high, step, value] of golden.triangular) {
        same("triangular", triangularOf(low, mode, high, step), value);
    }
    const { criteria, weights, certain } = golden.problem;
    const shares = sharesOf(weights);
    const factors = criteria.map((name) => weightFactors(name, 0.25));
    for (const [mode, draw, values] of golden.weights) {
        if (mode !== "near") continue;
        values.forEach((value, j) => same("weight", shares[j] * factors[j][draw - 1], value));
    }
    const figures = figureDraws(stored);
    const drawn = cells.map((row) =>
        row.map(([parts, home]) => (parts.length ? figures(parts, home) : null)));
    for (const [row, column, draw, value] of golden.points) {
        same("points", drawn[row][column][draw - 1], value);
    }
    const rows = certain.map((values, i) => ({ certain: values, drawn: drawn[i] }));
    const out = new Float64Array(rows.length);
    for (const [draw, values] of golden.scores) {
        scoresOf(rows, shares.map((w, j) => w * factors[j][draw - 1]), draw - 1, false, out);
        values.forEach((value, i) => same("score", out[i], value));
    }
    return wrong;
}
"""
FOUND = """
([data, many, stored]) => {
    const chances = rankChances(stored);
    const names = data.criteria.map(({ id }) => id);
    chances.take(data);
    return many.map((named) => {
        const weights = names.map((name) => named[name]);
        const standing = ranked(data.rows, weights, data.method === "geometric");
        chances.of(weights);
        while (!chances.settle(Infinity));
        const found = chances.of(weights);
        standing.forEach((one) => { one.sure = found.get(one.row.country); });
        return {
            finding: findingOf(data, standing, false),
            rows: standing.filter((one) => one.rank).map(({ row, rank, sure }) => {
                const [, verdict] = sureWords(sure, rank).band.split("\\n");
                return [row.country, sure.first, ...sure.band, verdict];
            }),
        };
    });
}
"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    found = chromium.new_page()
    found.set_content("<p>draws</p>")
    found.add_script_tag(content=assets.script())
    yield found
    found.close()


@pytest.mark.journey
def test_draws_are_the_golden_ones(page: Page) -> None:
    golden = json.loads(oracle.GOLDEN.read_text(encoding="utf-8"))
    cells = [[_sent(cell) for cell in row] for row in golden["problem"]["cells"]]
    assert page.evaluate(DIFFERENCES, [golden, normal_quantiles(), cells]) == []


def _sent(cell: list[dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """Return a cell of the golden file as the panel is sent it, and the client's cost."""
    parts = packed(parts_of(cell))
    homes = [
        packed(parts_of([part | {"destination": part["client"]}]))
        for part in cell
        if "client" in part
    ]
    return parts, homes[0][0][3:] if homes else []


@pytest.mark.journey
@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
@pytest.mark.parametrize("many", repeated([False, True]))
@pytest.mark.parametrize("varied", [False, True])
def test_chances_and_words_are_the_servers_after_any_drag(
    page: Page, atlas: Catalog, method: Any, many: bool, varied: bool
) -> None:
    random = Random(16)
    scenario = Scenario(
        countries=_everybody(atlas) if many else None,
        method=method,
        least_saving=0.0 if many else None,
        variation={name: float(random.randint(0, 100)) for name in atlas.criteria}
        if varied
        else {},
    )
    data = prepared(_payload(atlas, scenario))
    choices = drags(random, data["weights"], 3 if many else 8)
    found = page.evaluate(FOUND, [data, choices, normal_quantiles()])
    for weights, seen in zip(choices, found, strict=True):
        ranking = rank(atlas, replace(scenario, weights=weights))
        due = rank_outlooks(ranking)
        assert seen["rows"] == [
            [row.country, sure.p_first, sure.best, sure.worst, sure.verdict_on(row.rank)]
            for row in ranking.rows
            for sure in (due[row.country],)
        ]
        assert seen["finding"] == [
            unparted(words) for words in (headline(ranking), how_often(ranking))
        ]


def test_scores_too_near_to_tell_are_added_up_as_the_server_does(page: Page) -> None:
    """One row is behind by a little less, one by a little more than what counts as a tie."""
    behind = {"A": 0.0, "B": 0.9e-9, "C": 1.5e-9}
    scores = {name: [50.0 - points, 70.0 - points] for name, points in behind.items()}
    data = {
        "criteria": [{"id": "one"}, {"id": "two"}],
        "method": "arithmetic",
        "weights": {"one": 50, "two": 50},
        "spread": 0.25,
        "rows": [{"country": name, "name": name, "scores": z} for name, z in scores.items()],
        "words": {"work": "work", "kind": "draws"},
    }
    (found,) = page.evaluate(FOUND, [data, [{"one": 40, "two": 60}], normal_quantiles()])
    assert [row[:4] for row in found["rows"]] == [["A", 1, 1, 1], ["B", 1, 1, 1], ["C", 0, 3, 3]]


def _everybody(atlas: Catalog) -> tuple[str, ...]:
    return tuple(c for c in atlas.countries if c != "SWE" and cost_of_labour(atlas, Scenario(), c))


def _payload(atlas: Catalog, scenario: Scenario) -> Any:
    return panel_data(rank(atlas, scenario)) | {"finding": ("", "")}
