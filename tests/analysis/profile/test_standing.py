from math import sqrt

import pytest

from kpo import Scenario
from kpo.analysis.profile.standing import alternatives, standings
from kpo.data.catalog import Catalog


def test_standing_in_each_tier_the_chosen_one_first(told: Catalog) -> None:
    kpo, bpo = standings(told, Scenario(), "PHL")
    assert (kpo.tier, kpo.chosen, kpo.row.rank, kpo.row.score, kpo.compared) == (
        "KPO",
        True,
        2,
        70.0,
        3,
    )
    assert (bpo.tier, bpo.chosen, bpo.row) == ("BPO", False, None)
    assert bpo.left_out.kind == "no_pay"


def test_country_not_compared_is_ranked_beside_those_that_are(told: Catalog) -> None:
    standing = standings(told, Scenario(countries=("IND", "IRL")), "PHL")[0]
    assert (standing.row.rank, standing.compared) == (2, 3)


def test_users_weights_stay_in_their_tier(told: Catalog) -> None:
    kpo, bpo = standings(told, Scenario(weights={"english": 1.0}), "IND")
    assert kpo.row.score == 50.0
    assert bpo.row.score == pytest.approx(0.8 * 90 + 0.2 * 50)


def test_alternatives_are_nearest_by_weighted_distance(told: Catalog) -> None:
    near, far = alternatives(told, Scenario(), "IND")
    assert (near.country, near.distance) == ("PHL", pytest.approx(sqrt(0.6 * 40**2 + 0.4 * 50**2)))
    assert dict(near.differences)["english"] == 50
    assert dict(near.differences)["labour_cost"] == -40
    assert (far.country, far.distance) == ("IRL", pytest.approx(sqrt(0.6 * 90**2 + 0.4 * 50**2)))


def test_client_and_the_country_itself_are_no_alternatives(atlas: Catalog) -> None:
    found = alternatives(atlas, Scenario(client="SWE"), "FIN", count=200)
    assert len(found) > 50
    assert not {"SWE", "FIN"} & {item.country for item in found}
