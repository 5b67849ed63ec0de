from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.robustness.method_variants import criteria_left_out, variants


def test_rules_side_by_side_on_the_small_package(sample: Catalog) -> None:
    """Geometric: IND 90^.6 50^.4 = 71.1, PHL 50^.6 100^.4 = 66. On log pay from 100 to 10,000
    IND scores 50 and PHL 15.1: 50 against 49.0. Charges are the same everywhere."""
    found = {variant.id: variant for variant in variants(rank(sample, Scenario()))}
    assert list(found) == ["now", "method", "log_pay", "native_english", "heavier", "lighter"]
    assert found["now"].ranks == {"IND": 1, "PHL": 2, "IRL": 3}
    assert (found["method"].detail, found["method"].ranks["IND"]) == ("geometric", 1)
    assert found["log_pay"].ranks == {"IND": 1, "PHL": 2, "IRL": 3}
    assert found["heavier"].detail == "labour_cost=75"
    assert found["lighter"].detail == "labour_cost=45"
    assert found["lighter"].ranks == {"IND": 2, "PHL": 1, "IRL": 3}
    assert found["native_english"].detail == "leave_out"


def test_rule_for_native_english_is_left_out_where_it_changes_nothing(sample: Catalog) -> None:
    found = variants(rank(sample, Scenario(countries=("IND", "PHL"))))
    assert "native_english" not in [variant.id for variant in found]


def test_a_rule_ranks_as_the_scenario_with_that_rule(atlas: Catalog) -> None:
    every = tuple(atlas.countries)
    found = {item.id: item for item in variants(rank(atlas, Scenario(countries=every)))}
    for rule, scenario in (
        ("now", Scenario(countries=every)),
        ("method", Scenario(countries=every, method="geometric")),
    ):
        again = rank(atlas, scenario)
        assert found[rule].ranks == {row.country: row.rank for row in again.rows}


def test_leader_without_each_weighted_criterion(sample: Catalog) -> None:
    """Without cost only English counts, on which PHL and IRL both have 100."""
    found = criteria_left_out(rank(sample, Scenario()))
    told = [(item.criterion, set(item.leaders)) for item in found]
    assert told == [("labour_cost", {"PHL", "IRL"}), ("english", {"IND"})]


def test_nothing_ranked_has_no_rules(sample: Catalog) -> None:
    nothing = rank(sample, Scenario(countries=("SWE",)))
    assert variants(nothing) == () and criteria_left_out(nothing) == ()
