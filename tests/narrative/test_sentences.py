"""Sentences are right whatever is chosen: one country, all the weight on one criterion, a name with
"the", a plural, an owner whose name ends in s."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kpo import Scenario, rank
from kpo.analysis.comparison import comparison
from kpo.core.text import unparted
from kpo.data.catalog import Catalog
from kpo.data.names import WITH_ARTICLE, place
from kpo.narrative import comparison as compared
from kpo.narrative import rank_acceptability, ranking, robustness, scenarios
from kpo.narrative.profile import profile
from kpo.robustness.rank_acceptability import WeightVariation

BEFORE = "for|in|of|than|only|by|before|behind|below|above|to|against|from|is|with|like"


def all_on(catalog: Catalog, criterion: str) -> dict[str, float]:
    return {name: 100.0 * (name == criterion) for name in catalog.criteria}


def choices(catalog: Catalog) -> Iterator[Scenario]:
    yield Scenario()
    yield Scenario(client="USA")
    yield Scenario(client="GBR", tier="BPO")
    yield Scenario(countries=("PHL",))
    yield Scenario(client="NLD", countries=("PHL", "USA", "GBR", "IND"), tier="ITO")
    for criterion in ("english", "time_zone", "labour_cost"):
        yield Scenario(weights=all_on(catalog, criterion), client="USA")
        yield Scenario(weights=all_on(catalog, criterion), countries=tuple(catalog.countries))
    yield Scenario(weights=all_on(catalog, "english"), method="geometric")


def sentences(catalog: Catalog, scenario: Scenario) -> Iterator[str]:
    made = rank(catalog, scenario)
    yield ranking.headline(made)
    yield ranking.standfirst(made)
    yield from ranking.caveats(made)
    yield from ranking.weak_spots(made)
    yield from rank_acceptability.changes(made)
    yield rank_acceptability.too_close(made)
    for figures in (True, False):
        variation = WeightVariation(figures=figures)
        yield robustness.finding(made, variation)
        yield robustness.both_ways(made, variation)
    for first, second in zip(made.rows[:4], made.rows[1:5], strict=False):
        reason = ranking.why(catalog, first, second, made.client)
        yield from (reason.title, reason.sentence)
    yield scenarios.described(catalog, scenario)
    yield from scenarios.differences(catalog, Scenario(), scenario)
    for country in ("PHL", "NLD", "USA", "SWE", "IND"):
        told = profile(catalog, scenario, country)
        yield from (told.headline, told.standfirst, *told.lift, *told.english)
    pair = comparison(catalog, scenario, ("PHL", "GBR"))
    yield from (compared.headline(catalog, pair), compared.standfirst(catalog, pair))


@pytest.fixture(scope="module")
def told(atlas: Catalog) -> list[str]:
    return [line for item in choices(atlas) for line in sentences(atlas, item) if line]


def test_a_name_with_the_keeps_it(atlas: Catalog, told: list[str]) -> None:
    names = "|".join(atlas.countries[code].name for code in WITH_ARTICLE & atlas.countries.keys())
    bare = re.compile(rf"\b(?:{BEFORE}) (?:{names})\b")
    assert [line for line in told if bare.search(line)] == []
    assert sum("the United States" in line for line in told) > 5


def test_one_point_is_no_plural(told: list[str]) -> None:
    assert [line for line in told if re.search(r"(?<![\d.,])1(?:\.0)? points\b", line)] == []
    assert any("1 point fewer" in line or "1 point more" in line for line in told)


def test_owners_and_ends_are_written_right(told: list[str]) -> None:
    wrong = re.compile("s\u2019s|  | [,.;:]|\\.\\.|\\bNone\\b|\\bnan\\b")
    assert [line for line in told if wrong.search(line)] == []


def test_where_all_the_weight_is_on_one_nothing_nearby_is_spoken_of(atlas: Catalog) -> None:
    made = rank(atlas, Scenario(weights=all_on(atlas, "english")))
    alone = WeightVariation(figures=False)
    assert rank_acceptability.how_often(made, alone) == (
        "All the weight is on English, so nothing is varied."
    )
    assert "nothing is varied" in robustness.finding(made, alone)
    under = ranking.standfirst(made)
    assert under.startswith(
        "All the weight is on English, so only the figures are varied. First in"
    )
    assert "weightings" not in under


def test_weights_of_nought_may_vary_where_any_may(atlas: Catalog) -> None:
    made = rank(atlas, Scenario(weights=all_on(atlas, "english")))
    any_weights = WeightVariation(mode="any", figures=False)
    assert rank_acceptability.fixed_words(made, any_weights) == ""
    assert "weightings of any kind" in rank_acceptability.how_often(made, any_weights)


def test_one_destination_has_nothing_that_would_change_it_and_says_so(atlas: Catalog) -> None:
    made = rank(atlas, Scenario(countries=("PHL",)))
    assert rank_acceptability.changes(made) == (
        "Nothing: there is no other destination that could take the lead.",
    )


def test_saved_scenarios_that_differ_are_described_differently(atlas: Catalog) -> None:
    usual = Scenario()
    weights = rank(atlas, usual).weights
    mine = dict(zip(atlas.criteria, map(float, weights), strict=True))
    moved = mine | {"labour_cost": mine["english"], "english": mine["labour_cost"]}
    different = [
        usual,
        replace(usual, weights=mine),
        replace(usual, weights=moved),
        replace(usual, method="geometric"),
        replace(usual, minimums={"english": 50.0}),
        replace(usual, least_saving=20.0),
        replace(usual, rank_sanctioned=True),
        replace(usual, max_age=5),
        replace(usual, people=120),
    ]
    lines = [scenarios.described(atlas, item) for item in different]
    assert len(set(lines)) == len(different)
    assert lines[0] == scenarios.summary(atlas, usual)
    assert lines[-1].endswith("Team: 120 people, 5 years")


@pytest.mark.parametrize(
    "text",
    ["98 % of", "1 point,", "12 points", "SEK 1.37 million", "602 USD a", "± 15 %", "6 hours"],
)
def test_a_number_and_its_unit_do_not_part(text: str) -> None:
    first = text.index(" ")
    assert unparted(text)[first] == "\u00a0"


def test_other_spaces_may_end_a_line(atlas: Catalog) -> None:
    text = f"In 10,000 draws {place(atlas, 'USA')} leads in 3 of 4 cases, from 2024 on."
    assert unparted(text) == text
