from dataclasses import replace
from pathlib import Path

import pytest

from kpo import Scenario, load, rank
from kpo.core.numbers import per_cent
from kpo.data.catalog import Catalog
from kpo.narrative import rank_acceptability
from kpo.narrative import ranking as narrative
from kpo.narrative.robustness import both_ways
from kpo.robustness.rank_acceptability import (
    RankOutlook,
    WeightVariation,
    close_groups,
    rank_outlooks,
)
from tests.sample import edit


def test_clear_lead_is_said_with_its_weak_point(sample: Catalog) -> None:
    """Cost at 80 %: 82 against 60, which no nearby draw turns."""
    ranking = rank(sample, Scenario(weights={"labour_cost": 80, "english": 20}))
    assert narrative.headline(ranking) == "India leads for knowledge work, clearly"
    assert narrative.standfirst(ranking) == (
        "First in more than 99 % of 10,000 nearby weightings and figures. It rests on labour "
        "cost: once that weighs 55 % or less, the Philippines leads."
    )
    assert rank_acceptability.changes(ranking) == (
        "Labour cost from 80 to 55 %: the Philippines leads.",
        "English from 20 to 45 %: the Philippines leads.",
        "Time zone from 0 to 66 %: Ireland leads.",
    )
    assert rank_acceptability.too_close(ranking) == ""


def test_contested_lead_names_its_rival(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    p = rank_outlooks(ranking)["IND"].p_first
    assert 0.5 < p < 0.8
    assert narrative.headline(ranking) == (
        "India leads for knowledge work, contested by the Philippines"
    )
    shown = f"First in {100 * p:.0f} % of 10,000 nearby weightings and figures; the Philippines"
    assert narrative.standfirst(ranking).startswith(f"{shown} in {100 - 100 * p:.0f} %.")
    assert rank_acceptability.too_close(ranking) == (
        "Too close to call: India and the Philippines."
    )


def test_sanctioned_leader_keeps_the_word_and_the_verdict(folder: Path) -> None:
    sectoral = "EU,PHL,sectoral,yes,Regulation 1/2022,sectors,,list read,2026-08-22,pay"
    edit(folder, "sanctions", 4, sectoral)
    catalog = load(folder)
    weights = {"labour_cost": 40, "english": 60}
    ranking = rank(catalog, Scenario(weights=weights, rank_sanctioned=True))
    assert narrative.headline(ranking) == (
        "The Philippines, under sectoral sanctions of the EU, leads for knowledge work, clearly"
    )
    turned = rank(catalog, Scenario(rank_sanctioned=True))
    assert rank_acceptability.changes(turned)[0] == (
        "Labour cost from 60 to 55 %: the Philippines (sectoral sanctions, EU) leads."
    )


def test_no_headline_or_finding_names_a_sanctioned_country_without_the_word(
    atlas: Catalog,
) -> None:
    for tier in ("ITO", "BPO", "KPO"):
        for countries in (None, tuple(atlas.countries)):
            for weights in (None, {"education": 1}, {"talent": 1, "education": 1}):
                scenario = Scenario(
                    tier=tier, countries=countries, weights=weights, rank_sanctioned=True
                )
                ranking = rank(atlas, scenario)
                for words in (
                    narrative.headline(ranking),
                    narrative.standfirst(ranking),
                    *rank_acceptability.changes(ranking),
                    rank_acceptability.too_close(ranking),
                ):
                    assert words.count("Russia") == (
                        words.count("Russia (sectoral sanctions, EU)")
                        + words.count("Russia, under sectoral sanctions of the EU")
                    )


def test_bands_that_only_touch_are_not_too_close(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    base = rank_outlooks(ranking)["IND"]

    def found(*bands: tuple[int, int], verdict: str = "open") -> dict[str, RankOutlook]:
        made = [replace(base, best=low, worst=high, verdict=verdict) for low, high in bands]  # type: ignore[arg-type]
        return dict(zip(("IND", "PHL", "IRL"), made, strict=True))

    assert close_groups(ranking, found((1, 2), (2, 3), (3, 3))) == ()
    assert close_groups(ranking, found((1, 2), (1, 3), (3, 3))) == (("IND", "PHL"),)
    assert close_groups(ranking, found((1, 1), (2, 3), (2, 3))) == (("PHL", "IRL"),)
    clear = found((1, 2), (1, 3), (2, 3), verdict="clear")
    assert close_groups(ranking, clear) == (("PHL", "IRL"),)


def test_other_kinds_of_draws_are_said_as_such(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    ordered = WeightVariation(mode="ordered", draws=1000)
    p = rank_outlooks(ranking, ordered)["IND"].p_first
    assert rank_acceptability.how_often(ranking, ordered) == (
        f"First in {100 * p:.0f} % of 1,000 weightings in your order of importance and nearby "
        "figures."
    )
    alone = WeightVariation(draws=2000, figures=False)
    p = rank_outlooks(ranking, alone)["IND"].p_first
    assert rank_acceptability.how_often(ranking, alone).startswith(
        f"First in {100 * p:.0f} % of 2,000 nearby weightings;"
    )


def test_both_ways_are_told_side_by_side(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    both, alone = (
        rank_outlooks(ranking, WeightVariation(figures=figures))["IND"].p_first
        for figures in (True, False)
    )
    assert both_ways(ranking, WeightVariation()) == (
        f"India is first in {100 * both:.0f} % with the figures\u2019 own doubts, "
        f"{100 * alone:.0f} % on the weights alone."
    )
    assert both_ways(rank(sample, Scenario(countries=("IND",))), WeightVariation()) == ""


def test_weak_point_and_support_are_told_apart(sample: Catalog) -> None:
    cost_only = rank(sample, Scenario(weights={"labour_cost": 1}, countries=("IND", "IRL")))
    assert rank_acceptability.nearest_turn(cost_only) == (
        "Its weak point is English: once that weighs 65 % or more, Ireland leads."
    )
    assert rank_acceptability.changes(rank(sample, Scenario(countries=("IND",)))) == (
        rank_acceptability.ALONE,
    )


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999, 1.0])
def test_share_never_reads_as_never_or_always_unless_it_is(share: float) -> None:
    shown = per_cent(share)
    assert (shown == "0 %") == (share == 0) and (shown == "100 %") == (share == 1)
