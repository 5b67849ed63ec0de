from kpo import Scenario
from kpo.analysis.two_criteria import spots
from kpo.data.catalog import Catalog


def test_spots_hold_both_scores_and_say_what_is_assumed(sample: Catalog) -> None:
    india, ireland, sweden = spots(
        sample, Scenario(), ("IND", "IRL", "SWE"), "labour_cost", "english"
    )
    assert (india.across, india.up, india.marks) == (90, 50, ())
    assert (ireland.across, ireland.up, ireland.marks) == (0, 100, ("assumed",))
    assert (sweden.across, sweden.up) == (0, None), "the client saves nothing; no English there"


def test_without_a_workforce_there_is_no_area(sample: Catalog) -> None:
    (india,) = spots(sample, Scenario(), ("IND",), "labour_cost", "english")
    assert (india.share, india.workforce) == (None, "no figure")


def test_area_is_a_part_of_the_largest_workforce_of_all(atlas: Catalog) -> None:
    found = spots(atlas, Scenario(), tuple(atlas.countries), "labour_cost", "talent")
    shares = {spot.country: spot.share for spot in found}
    assert max(share for share in shares.values() if share) == 1.0
    alone = spots(atlas, Scenario(), ("CZE",), "labour_cost", "talent")
    assert alone[0].share == shares["CZE"]
