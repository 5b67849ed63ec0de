"""What somebody in a notebook holds: rules, a ranking, its frames and how sure it is."""

from dataclasses import replace

import pytest
from shapely import Point

import kpo
from kpo import KpoError, Ranking, Scenario, ScoringRules, rank
from kpo.core.model import Country
from kpo.data.catalog import Catalog
from kpo.data.geography import country_outlines
from kpo.scoring.decision_matrix import decision_matrix
from tests.sample import edit


@pytest.fixture
def ranking(sample: Catalog) -> Ranking:
    """India 74, the Philippines 70, Ireland 40."""
    return rank(sample, Scenario())


def test_rules_are_a_key_and_a_scenario_has_them() -> None:
    scenario = Scenario(tier="BPO", client="IRL", weights={"english": 1}, max_age=7)
    rules = ScoringRules(tier="BPO", client="IRL", max_age=7, native_english="assumed")
    assert scenario.rules == rules and {rules: 1}[scenario.rules] == 1
    assert replace(scenario, weights=None, method="geometric").rules == rules
    assert scenario.rules != replace(rules, native_english="leave_out")
    assert scenario != rules
    with pytest.raises(AttributeError):
        rules.tier = "KPO"  # type: ignore[misc]


def test_one_matrix_for_all_scenarios_of_the_same_rules(sample: Catalog) -> None:
    plain = decision_matrix(sample, Scenario())
    weighted = Scenario(weights={"english": 1}, countries=("IND",), method="geometric")
    assert decision_matrix(sample, weighted) is plain is decision_matrix(sample, ScoringRules())
    other = decision_matrix(sample, ScoringRules(tier="BPO"))
    assert other != plain and plain != "matrix" and len({plain, other}) == 2
    assert repr(plain).startswith("<DecisionMatrix 4 × 3, ScoringRules(tier='KPO'")


def test_a_ranking_is_counted_walked_and_asked_by_code(sample: Catalog, ranking: Ranking) -> None:
    assert len(ranking) == 3
    assert [row.country for row in ranking] == ["IND", "PHL", "IRL"]
    assert ranking["PHL"] is ranking.rows[1] and ranking["PHL"].score == pytest.approx(70)
    assert "IRL" in ranking and "SWE" not in ranking and ranking.rows[0] not in ranking
    assert ranking.catalog is sample and ranking.matrix is decision_matrix(sample, Scenario())
    assert (ranking.criteria, ranking.data_version) == (tuple(sample.criteria), sample.data_version)
    assert ranking.weights.tolist() == [60, 40, 0]


def test_a_code_that_is_not_ranked_says_why(sample: Catalog, ranking: Ranking) -> None:
    with pytest.raises(KpoError, match=r'unknown country "IDN"; did you mean "IND"\?'):
        ranking["IDN"]
    with pytest.raises(KpoError, match="SWE: the client's country is not ranked; see at_home"):
        ranking["SWE"]
    few = rank(sample, Scenario(countries=("IND", "PHL"), minimums={"english": 60}))
    with pytest.raises(KpoError, match="India is not ranked; English scores 50.0"):
        few["IND"]
    with pytest.raises(KpoError, match="not one of the destinations compared; add it"):
        few["IRL"]


def test_a_ranking_shows_itself_in_one_line(sample: Catalog, ranking: Ranking) -> None:
    assert repr(ranking) == "<Ranking KPO for SWE: 1 IND 74.0, 2 PHL 70.0, 3 IRL 40.0>"
    few = rank(sample, Scenario(countries=("IRL",), client="SWE"))
    assert repr(few) == "<Ranking KPO for SWE: 1 IRL 40.0>"


def test_many_destinations_are_not_all_named(atlas: Catalog) -> None:
    shown = repr(rank(atlas, Scenario()))
    assert "\n" not in shown and len(shown) < 100
    assert shown.endswith(f", … {len(rank(atlas, Scenario()))} in all>")


def test_frame_has_a_row_a_destination(sample: Catalog, ranking: Ranking) -> None:
    frame = ranking.to_frame()
    assert frame.index.tolist() == ["IND", "PHL", "IRL"] and frame.index.name == "country"
    assert frame.columns.tolist() == [
        "name",
        "rank",
        "score",
        "coverage",
        "saving",
        *sample.criteria,
    ]
    assert frame["score"].tolist() == pytest.approx([74, 70, 40])
    assert frame["labour_cost"].tolist() == pytest.approx([90, 50, 0])


def test_a_criterion_without_figures_is_no_number_in_the_frame(atlas: Catalog) -> None:
    ranking = rank(atlas, Scenario(countries=tuple(atlas.countries)))
    frame = ranking.to_frame()
    missing = {(row.country, name) for row in ranking for name in row.missing}
    empty = frame[list(ranking.criteria)].isna().stack()
    assert missing and set(empty[empty].index) == missing


def test_a_ranking_of_nobody_has_an_empty_frame_and_a_note(sample: Catalog) -> None:
    nobody = rank(sample, Scenario(minimums={"english": 100}, countries=("IND",)))
    assert len(nobody) == 0 and nobody.to_frame().empty and nobody.to_geoframe().empty
    assert repr(nobody) == "<Ranking KPO for SWE: nobody>"
    assert "India: English scores 50.0, your minimum is 100" in nobody._repr_html_()
    assert nobody.robustness().to_frame().empty


def test_geoframe_carries_scores_and_outlines_in_degrees(ranking: Ranking) -> None:
    frame = ranking.to_geoframe()
    assert frame.crs.to_epsg() == 4326
    assert frame["score"].tolist() == pytest.approx([74, 70, 40])
    assert frame.geometry["IND"].contains(Point(79, 22))
    assert not frame.geometry["IRL"].contains(Point(79, 22))


def test_a_place_without_an_outline_is_a_point_or_nothing(atlas: Catalog) -> None:
    site: Country = replace(atlas.countries["IND"], id="INX", latitude=12.5, longitude=77.5)
    nowhere = replace(site, id="INY", latitude=0.0, longitude=0.0)
    frame = country_outlines([site, nowhere])
    assert (frame.geometry["INX"].x, frame.geometry["INX"].y) == (77.5, 12.5)
    assert frame.geometry["INY"] is None


def test_every_country_of_ours_has_an_outline(atlas: Catalog) -> None:
    frame = country_outlines(atlas.countries.values())
    assert frame.geom_type.isin(["Polygon", "MultiPolygon"]).all()
    assert frame.index.tolist() == list(atlas.countries)


def test_html_names_all_and_escapes_what_a_user_wrote(folder, ranking: Ranking) -> None:
    html = ranking._repr_html_()
    assert html.count("<tr>") == 4 and "<th scope='row'>India</th><td>74.0</td>" in html
    row = "IND,IN,<b>India & co</b>,South Asia,INR,22,79,Asia/Kolkata,yes,no,"
    edit(folder, "countries", 2, row)
    shown = rank(kpo.load(folder), Scenario())
    assert "<b>" not in shown._repr_html_() and "&lt;b&gt;India &amp; co" in shown._repr_html_()
    assert "<b>" not in shown.robustness()._repr_html_()


def test_robustness_answers_by_destination(ranking: Ranking) -> None:
    sure = ranking.robustness()
    frame = sure.to_frame()
    assert frame["p_first"].sum() == pytest.approx(1)
    assert frame.index.tolist() == ["IND", "PHL", "IRL"]
    assert sure["IND"].p_first == frame.loc["IND", "p_first"] > sure["PHL"].p_first
    assert sure["IRL"].p_first == 0
    with pytest.raises(KpoError, match="client's country"):
        sure["SWE"]
    assert "10,000 draws" in repr(sure) and "\n" not in repr(sure)
    assert sure._repr_html_().count("<tr>") == 4


def test_the_door_of_the_library_is_small() -> None:
    assert {"load", "rank", "Scenario", "ScoringRules", "Ranking", "KpoError"} <= set(kpo.__all__)
    assert all(hasattr(kpo, name) for name in kpo.__all__)
