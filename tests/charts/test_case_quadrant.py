"""Names in cost against score: beside their dots, apart from each other, on every width."""

import pytest

from kpo import Scenario, load, rank
from kpo.case import case_of_ranking
from kpo.charts.case_quadrant import HIDDEN, WIDTHS, quadrant, sides
from kpo.charts.label_places import LabelPlace
from kpo.core.model import PEOPLE

MOST_HIDDEN = 2, 1, 1
RIGHT, LEFT = LabelPlace(1, 0), LabelPlace(-1, 0)
THIRTEEN = [
    "IND",
    "PHL",
    "CHN",
    "ISR",
    "RUS",
    "IRL",
    "CZE",
    "POL",
    "ROU",
    "MEX",
    "BRA",
    "MYS",
    "ZAF",
]


def dot(country: str, cost: float, score: float) -> dict[str, object]:
    return {"country": country, "name": country, "cost": cost, "score": score}


def test_names_stand_right_of_their_dots_where_there_is_room() -> None:
    far = [dot("A", 10, 80), dot("B", 30, 50)]
    assert sides(far, far, 60, "A", 430) == {"A": RIGHT, "B": RIGHT}


def test_name_that_would_meet_a_dot_goes_to_the_other_side() -> None:
    near = [dot("A", 30, 60), dot("B", 32, 60)]
    assert sides(near, near, 60, "B", 430) == {"B": RIGHT, "A": LEFT}


def test_name_keeps_off_the_line_of_home() -> None:
    """At 430 pixels, 70 of them for words at the end, a cost of 60 stands at 360."""
    one = [dot("LONGNAME", 57, 60), dot("B", 10, 50)]
    assert sides(one, one, 60, "B", 430)["LONGNAME"] == LEFT


def test_crowd_names_the_one_in_focus_and_hides_who_has_no_room() -> None:
    crowd = [dot(f"{letter}LAND", 30, 60) for letter in "ABCDEFGHIJ"]
    found = sides(crowd, crowd, 60, "JLAND", 430)
    assert found["JLAND"].side
    assert HIDDEN in found.values()


@pytest.mark.slow
@pytest.mark.parametrize("countries", [None, tuple(THIRTEEN)])
@pytest.mark.parametrize(("tier", "client"), [("KPO", "USA"), ("BPO", "CHE"), ("ITO", "DEU")])
def test_nearly_every_destination_of_a_shortlist_is_named(
    tier: str, client: str, countries: tuple[str, ...] | None
) -> None:
    catalog = load()
    chosen = countries and tuple(name for name in catalog.countries if name in countries)
    ranking = rank(catalog, Scenario(tier=tier, client=client, countries=chosen, people=PEOPLE))
    made = case_of_ranking(ranking)
    assert made
    scores = {row.country: row.score for row in ranking.rows}
    drawn = quadrant(catalog, made, scores, ranking.rows[0].country)
    assert drawn
    for screen, most in zip(WIDTHS, MOST_HIDDEN, strict=True):
        hidden = drawn.frame[drawn.frame[f"{screen}_side"] == 0]["name"].tolist()
        assert len(hidden) <= most, (screen, hidden)
