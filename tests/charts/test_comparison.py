"""The figures of the comparison charts hold exact numbers; their specs never change."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from pandas import DataFrame

from kpo import Scenario
from kpo.analysis.comparison import comparison, criterion_steps, indicator_steps
from kpo.analysis.coverage import coverage
from kpo.analysis.two_criteria import spots
from kpo.charts import coverage_matrix as coverage_chart
from kpo.charts import indicator_dots, lead_waterfall, two_criteria
from kpo.data.catalog import Catalog
from kpo.style import SURFACE, Theme

THEMES: tuple[Theme, ...] = ("light", "dark")
SPECS: dict[str, tuple[Callable[..., dict[str, Any]], bool]] = {
    "waterfall": (lead_waterfall.spec, True),
    "dots": (indicator_dots.spec, True),
    "quadrant": (two_criteria.spec, False),
    "coverage": (coverage_chart.spec, False),
}
"""Each with whether it is drawn in the colours of the criteria."""

ALL = ("IND", "IRL", "PHL", "SWE")


@pytest.mark.parametrize("name", SPECS)
@pytest.mark.parametrize("theme", THEMES)
def test_specs_are_constant_and_carry_no_figure(name: str, theme: Theme, sample: Catalog) -> None:
    made, drawn = SPECS[name]
    spec = partial(made, criteria=tuple(sample.criteria.values())) if drawn else made
    text = json.dumps(spec(theme), sort_keys=True)
    made.cache_clear()  # type: ignore[attr-defined]
    assert json.dumps(spec(theme), sort_keys=True) == text
    assert len(text) < 10_000
    assert "data" not in spec(theme)
    assert spec(theme)["config"]["background"] == SURFACE[theme]["paper"]


@pytest.mark.parametrize("theme", THEMES)
def test_steps_have_the_colour_of_their_criterion(theme: Theme, sample: Catalog) -> None:
    hues = tuple(sample.criteria.values())
    scale = lead_waterfall.spec(theme, hues)["layer"][0]["encoding"]["fill"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "labour_cost": "#015848" if theme == "light" else "#309C7C",
        "english": "#9C660B" if theme == "light" else "#C78211",
        "time_zone": "#7A5881" if theme == "light" else "#9F78A0",
        "lead": SURFACE[theme]["ink"],
    }


def test_waterfall_walks_from_level_to_the_lead(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("IND", "IRL"))
    steps = criterion_steps(sample, *made.rows)
    figures = lead_waterfall.figures(steps, {"labour_cost": "Cost"}, {"english": "Bureau 2025"})
    assert DataFrame(figures).to_dict("list") == {
        "place": [0, 1, 2],
        "criterion": ["labour_cost", "english", "lead"],
        "name": ["Labour cost", "English", "Lead"],
        "short": ["Cost", "English", "Lead"],
        "points": [54.0, -20.0, 34.0],
        "start": [0.0, 54.0, 0.0],
        "end": [54.0, 34.0, 34.0],
        "shown": ["+54.0", "−20.0", "+34.0"],
        "figures": ["90 against 0 of 100", "50 against 100 of 100, assumed", ""],
        "marked": [False, True, False],
        "sources": ["", "Bureau 2025", ""],
    }
    assert lead_waterfall.alt(figures, "India", "Ireland") == (
        "Waterfall of the lead of India over Ireland, in points: "
        "Labour cost +54.0, English −20.0, Lead +34.0."
    )


def test_waterfall_of_a_destination_with_itself_is_only_the_lead(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("IND",))
    figures = lead_waterfall.figures(indicator_steps(made, "IND", "IND"), {}, {})
    assert [row["shown"] for row in figures] == ["0.0"]


def test_dots_stand_between_the_goalposts_and_gaps_are_said(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("IRL", "IND", "SWE"))
    names = {code: sample.countries[code].name for code in made.countries}
    rows = indicator_dots.figures(made.lines, names)
    figures = DataFrame(rows)
    english = figures[figures["name"] == "English score"]
    assert english["destination"].tolist() == ["India", "Ireland", "Sweden"]
    assert english["score"].tolist()[:2] == [50.0, 100.0]
    assert english["score"].isna().tolist() == [False, False, True]
    assert english["marked"].tolist() == [False, True, False]
    assert english["gaps"].iloc[0] == " (no figure: Sweden)"
    assert english["values"].iloc[0] == "● 500   ■ 600 points"
    saving = figures[figures["criterion"] == "labour_cost"].iloc[0]
    assert (saving["worst"], saving["best"]) == ("0", "100")
    assert (
        "English score: India 500 points, Ireland 600 points, Sweden no figure"
        in indicator_dots.alt(rows)
    )


def test_dots_of_some_criteria_only(sample: Catalog) -> None:
    made = comparison(sample, Scenario(), ("IND",))
    figures = indicator_dots.figures(made.lines, {"IND": "India"}, ["english"])
    assert [(row["place"], row["criterion"]) for row in figures] == [(0, "english")]


def test_dots_fall_into_two_columns_with_each_criterion_whole_under_its_head(
    atlas: Catalog,
) -> None:
    made = comparison(atlas, Scenario(), ("IND", "CZE"))
    names = {code: atlas.countries[code].name for code in made.countries}
    heads = {name: item.name for name, item in atlas.criteria.items()}
    left, right = indicator_dots.columns(made.lines)
    assert [*left, *right] == list(atlas.criteria)
    figures = indicator_dots.figures(made.lines, names, left, heads)
    first = [row["head"] for row in figures if row["criterion"] == left[0]]
    assert first[:2] == [heads[left[0]], ""]
    drawn = [row["place"] for row in figures]
    assert drawn == sorted(drawn)
    assert indicator_dots.alt(figures) == indicator_dots.alt(
        indicator_dots.figures(made.lines, names, left)
    )


def test_quadrant_leaves_out_what_has_no_place(sample: Catalog) -> None:
    found = spots(sample, Scenario(), ALL, "labour_cost", "english")
    names = {code: sample.countries[code].name for code in ALL}
    figures = two_criteria.figures(found, ("Labour cost", "English"), names, ["IND"], labels=2)
    # no other beats the Philippines on both: 50 and 100 against 90 and 50
    drawn = ("destination", "across", "labelled", "marked")
    assert [tuple(row[name] for name in drawn) for row in figures] == [
        ("India", 90.0, True, False),
        ("Ireland", 0.0, False, True),
        ("Philippines", 50.0, True, False),
    ]
    assert two_criteria.alt(figures) == (
        "3 destinations by two criteria. India 90 of 100, Labour cost and 50 of 100, English; "
        "Philippines 50 of 100, Labour cost and 100 of 100, English."
    )


def test_coverage_draws_ages_signs_and_gaps(sample: Catalog) -> None:
    rows = coverage(sample, Scenario(), ("IRL", "SWE"))
    names = {code: item.name for code, item in sample.countries.items()}
    producers = {code: item.producer for code, item in sample.sources.items()}
    figures = DataFrame(coverage_chart.figures(rows, names, producers))
    assert figures["country"].tolist() == ["Sweden"] * 3 + ["Ireland"] * 3
    assert figures["gap"].tolist() == [False, True, False, False, False, False]
    assert figures["sign"].tolist() == ["", "", "", "", "≥", ""]
    assert figures["age"].tolist()[2:] == [
        "up to 1 year old",
        "2 to 3 years",
        "up to 1 year old",
        "up to 1 year old",
    ]
    assert coverage_chart.alt(rows, names) == (
        "Coverage of 2 countries: 83 % of 6 cells have a figure that counts. Most gaps: Sweden 1."
    )


@pytest.mark.parametrize("tier", ["ITO", "BPO", "KPO"])
def test_every_chart_takes_the_seven_and_all_countries(atlas: Catalog, tier: str) -> None:
    scenario = Scenario(tier=tier)
    names = {code: item.name for code, item in atlas.countries.items()}
    producers = {code: item.producer for code, item in atlas.sources.items()}
    for countries in (atlas.home, tuple(atlas.countries)):
        found = spots(atlas, scenario, countries, "labour_cost", "talent")
        assert len(two_criteria.figures(found, ("Cost", "Talent"), names, countries[:2])) <= len(
            countries
        )
        rows = coverage(atlas, scenario, countries)
        cells = len(countries) * len(atlas.scored(tier))
        assert len(coverage_chart.figures(rows, names, producers)) == cells
    made = comparison(atlas, scenario, atlas.home[:4])
    assert len(indicator_dots.figures(made.lines, names)) == 4 * len(atlas.scored(tier))
