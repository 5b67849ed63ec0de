from dataclasses import replace

import pytest

from kpo import Scenario, certainty, narrative, rank
from kpo.catalog import Catalog
from kpo.sureness.chances import Chance, Variation, chances


def test_clear_lead_is_said_with_its_weak_point(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    assert narrative.headline(sample, ranking) == "India leads for knowledge work, clearly"
    assert narrative.standfirst(sample, ranking) == (
        "First in 98 % of 10,000 nearby weightings. It rests on labour cost: once that weighs "
        "49 % or less, the Philippines (EU sanctions) leads."
    )
    assert certainty.changes(sample, ranking) == (
        "Labour cost from 60 to 49 %: the Philippines (EU sanctions) leads.",
        "English from 40 to 51 %: the Philippines (EU sanctions) leads.",
        "Time zone from 0 to 55 %: Ireland leads.",
    )
    assert certainty.too_close(sample, ranking) == ""


def test_contested_lead_names_its_rival_with_the_word(sample: Catalog) -> None:
    """IND leads where 0.52 u > 0.48 v: v < 13/12 u on the square of 0.75 to 1.25."""
    ranking = rank(sample, Scenario(weights={"labour_cost": 52, "english": 48}))
    p = chances(sample, ranking)["IND"].p_first
    assert 0.5 < p < 0.8
    assert narrative.headline(sample, ranking) == (
        "India leads for knowledge work, contested by the Philippines (EU sanctions)"
    )
    shown = f"First in {100 * p:.0f} % of 10,000 nearby weightings; the Philippines (EU sanctions)"
    assert narrative.standfirst(sample, ranking).startswith(f"{shown} in {100 - 100 * p:.0f} %.")
    assert certainty.too_close(sample, ranking) == (
        "Too close to call: India and the Philippines (EU sanctions)."
    )


def test_sanctioned_leader_keeps_the_word_and_the_verdict(sample: Catalog) -> None:
    ranking = rank(sample, Scenario(weights={"labour_cost": 40, "english": 60}))
    assert narrative.headline(sample, ranking) == (
        "The Philippines, under EU sanctions, leads for knowledge work, clearly"
    )


def test_no_headline_or_finding_names_a_sanctioned_country_without_the_word(
    atlas: Catalog,
) -> None:
    for tier in ("ITO", "BPO", "KPO"):
        for countries in (None, tuple(atlas.countries)):
            for weights in (None, {"education": 1}, {"talent": 1, "education": 1}):
                scenario = Scenario(tier=tier, countries=countries, weights=weights)
                ranking = rank(atlas, scenario)
                for words in (
                    narrative.headline(atlas, ranking),
                    narrative.standfirst(atlas, ranking),
                    *certainty.changes(atlas, ranking),
                    certainty.too_close(atlas, ranking),
                ):
                    assert words.count("Russia") == (
                        words.count("Russia (EU sanctions)")
                        + words.count("Russia, under EU sanctions")
                    )


def test_bands_that_only_touch_are_not_too_close(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    base = chances(sample, ranking)["IND"]

    def found(*bands: tuple[int, int], verdict: str = "open") -> dict[str, Chance]:
        made = [replace(base, best=low, worst=high, verdict=verdict) for low, high in bands]  # type: ignore[arg-type]
        return dict(zip(("IND", "PHL", "IRL"), made, strict=True))

    assert certainty.close_groups(ranking, found((1, 2), (2, 3), (3, 3))) == ()
    assert certainty.close_groups(ranking, found((1, 2), (1, 3), (3, 3))) == (("IND", "PHL"),)
    assert certainty.close_groups(ranking, found((1, 1), (2, 3), (2, 3))) == (("PHL", "IRL"),)
    clear = found((1, 2), (1, 3), (2, 3), verdict="clear")
    assert certainty.close_groups(ranking, clear) == (("PHL", "IRL"),)


def test_other_kinds_of_draws_are_said_as_such(sample: Catalog) -> None:
    ranking = rank(sample, Scenario())
    said = certainty.how_often(sample, ranking, Variation(mode="ordered", draws=1000))
    assert said == "First in all 1,000 weightings in your order of importance."


def test_weak_point_and_support_are_told_apart(sample: Catalog) -> None:
    cost_only = rank(sample, Scenario(weights={"labour_cost": 1}, countries=("IND", "IRL")))
    assert certainty.nearest_turn(sample, cost_only) == (
        "Its weak point is English: once that weighs 67 % or more, Ireland leads."
    )
    assert certainty.changes(sample, rank(sample, Scenario(countries=("IND",)))) == ()


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999, 1.0])
def test_share_never_reads_as_never_or_always_unless_it_is(share: float) -> None:
    shown = certainty.per_cent(share)
    assert (shown == "0 %") == (share == 0) and (shown == "100 %") == (share == 1)
