from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.panel.content import panel_data


def test_panel_gets_scores_marks_and_words_of_each_row(sample: Catalog) -> None:
    payload = panel_data(rank(sample, Scenario()))
    rows = {row["country"]: row for row in payload["rows"]}
    assert list(rows) == ["IND", "PHL", "IRL", "SWE"]
    assert (rows["SWE"]["aside"], rows["SWE"]["flags"]) == ("home", ["at home"])
    assert rows.pop("SWE")["p_first"] is None
    assert rows["PHL"]["scores"] == [50.0, 100.0, 100 * 2.5 / 9]
    assert rows["PHL"]["flags"] == ["flagged: listed persons, EU"]
    said = "2024, 1,000 USD a month (2024) and 25 %, against 10,000 USD a month (2024) and 25 %"
    assert rows["IND"]["figures"][0] == [(0, "90", f"{said} in Sweden")]
    sure = [(row["band"], row["verdict"]) for row in rows.values()]
    assert sure == [((1, 2), "contested"), ((1, 2), "contested"), ((3, 3), "clear")]
    assert rows["IRL"]["marks"] == [None, "assumed", None]
    assert rows["IRL"]["figures"][1] == [(1, "600", "2025, assumed")]
    assert payload["weights"] == {"labour_cost": 60.0, "english": 40.0, "time_zone": 0.0}
    assert payload["indicators"][0] == {
        "name": "Saving",
        "unit": "% of the client's cost",
        "source": "Bureau",
        "criterion": "labour_cost",
        "less": False,
    }


def test_preset_to_return_to_stays_when_weights_are_edited(sample: Catalog) -> None:
    scenario = Scenario(weights={"labour_cost": 20, "english": 80}, locks=("english",))
    payload = panel_data(rank(sample, scenario))
    assert payload["preset"]["weights"] == {
        "labour_cost": 60.0,
        "english": 40.0,
        "time_zone": 0.0,
    }
    assert payload["locks"] == ["english"]


def test_differently_defined_pay_is_said_behind_the_bar(atlas: Catalog) -> None:
    payload = panel_data(rank(atlas, Scenario()))
    china = next(row for row in payload["rows"] if row["country"] == "CHN")
    assert china["notes"] == [([(0, "pay")], ": different definition")]
    assert china["marks"][0] == "different"
