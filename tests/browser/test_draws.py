"""The browser draws what the server draws, to the last bit, in a real engine."""

import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import kpo
from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.export.doubts import doubts_record
from kpo.export.html import live_data
from kpo.figures import cost_of_labour
from kpo.robustness import quantiles
from kpo.sureness.chances import chances
from tests.robustness import oracle

HERE = Path(kpo.__file__).parent
SCRIPTS = ("ui/panel/score.js", "export/draws.js", "export/chances.js")
DIFFERENCES = """
([golden, stored]) => {
    const wrong = [];
    const same = (what, found, due) => { if (found !== due) wrong.push([what, found, due]); };
    for (const [country, name, key] of golden.keys) same("key", keyOf(country, name) >>> 0, key);
    for (const [country, name, seed, draw, word] of golden.words) {
        same("word", wordsOf(country, name, draw, seed)[draw - 1], word);
    }
    const normal = normalOf(stored);
    for (const [step, z] of Object.entries(golden.normal)) same("normal", normal[step], z);
    for (const [d, step, value] of golden.factors) same("factor", factorOf(d, normal[step]), value);
    for (const [low, mode, high, step, value] of golden.triangular) {
        same("triangular", triangularOf(low, mode, high, step), value);
    }
    const { criteria, weights, certain, cells } = golden.problem;
    const shares = sharesOf(weights);
    const factors = factorsNear(criteria, criteria.map(() => 0.25), 10000);
    for (const [mode, draw, values] of golden.weights) {
        if (mode !== "near") continue;
        values.forEach((value, j) => same("weight", shares[j] * factors[j][draw - 1], value));
    }
    for (const [row, column, draw, value] of golden.points) {
        const found = pointsOf(cells[row][column], 10000, normal, new Map());
        same("points", found[draw - 1], value);
    }
    const rows = certain.map((values, i) => ({
        certain: values,
        drawn: cells[i].map((cell) =>
            (cell.length ? pointsOf(cell, 10000, normal, new Map()) : null)),
    }));
    const out = new Float64Array(rows.length);
    for (const [draw, values] of golden.scores) {
        scoresOf(rows, shares.map((w, j) => w * factors[j][draw - 1]), draw - 1, false, out);
        values.forEach((value, i) => same("score", out[i], value));
    }
    return wrong;
}
"""
FOUND = """
([rows, criteria, weights, geometric, doubts, spreads]) =>
    chancesOf(rows, weights, geometric, drawnOnce(criteria, doubts, spreads ?? undefined))
        .map((one) => [one.first, one.band])
"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    found = chromium.new_page()
    found.set_content("<p>draws</p>")
    found.add_script_tag(
        content="\n".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    )
    yield found
    found.close()


def test_draws_are_the_golden_ones(page: Page) -> None:
    golden = json.loads(oracle.GOLDEN.read_text(encoding="utf-8"))
    half = quantiles.FILE.read_bytes()[: 4 * quantiles.HALF]
    assert page.evaluate(DIFFERENCES, [golden, b64encode(half).decode()]) == []


@pytest.mark.parametrize("method", ["arithmetic", "geometric"])
@pytest.mark.parametrize("many", [False, True])
def test_chances_are_the_servers_at_any_weights(
    page: Page, atlas: Catalog, method: Any, many: bool
) -> None:
    random = Random(16)
    countries = (
        tuple(c for c in atlas.countries if c != "SWE" and cost_of_labour(atlas, Scenario(), c))
        if many
        else None
    )
    for place in range(2 if many else 5):
        weights = {name: round(random.uniform(0, 30), 4) for name in atlas.criteria}
        total = sum(weights.values())
        scenario = Scenario(
            countries=countries,
            method=method,
            least_saving=0.0 if many else None,
            weights={name: 100 * weight / total for name, weight in weights.items()},
            variation={name: float(random.randint(0, 100)) for name in weights} if place else {},
        )
        ranking = rank(atlas, scenario)
        rows = [
            {"country": row.country, "scores": [row.scores[name] for name in ranking.criteria]}
            for row in ranking.rows
        ]
        stated = [*ranking.weights.tolist()]
        given = [rows, ranking.criteria, stated, method == "geometric"]
        spreads = live_data(atlas, ranking).get("spreads")
        assert (spreads is None) == (place == 0)
        found = page.evaluate(FOUND, [*given, doubts_record(atlas, ranking), spreads])
        due = chances(atlas, ranking)
        assert [first for first, _ in found] == [one.p_first for one in due.values()]
        assert [tuple(band) for _, band in found] == [(o.best, o.worst) for o in due.values()]
