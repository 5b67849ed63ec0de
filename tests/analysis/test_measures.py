from dataclasses import replace

import pytest

from kpo import Scenario
from kpo.analysis.measures import measure, offered, ordered, rankable, readings
from kpo.core.model import Indicator
from kpo.data.catalog import Catalog
from kpo.scoring.destination_groups import regions


def values(catalog: Catalog, wanted: str, scenario: Scenario | None = None) -> dict[str, float]:
    scenario = scenario or Scenario()
    found = readings(catalog, scenario, measure(catalog, scenario, wanted))
    return {item.country: item.value for item in found if item.value is not None}


CHARGES = ("employer_charges", "employer_charges_worldbank", "employer_charges_fixed")


def test_the_saving_and_the_pay_of_the_tier_open_labour_cost(sample: Catalog) -> None:
    pay = ("pay_professional", "pay_clerical")
    context = ("inflation", "gni_per_head")
    assert offered(sample, "KPO", "labour_cost") == ("saving", *pay, *CHARGES, *context)
    assert offered(sample, "BPO", "labour_cost")[:3] == ("saving", *reversed(pay))


def test_any_figure_begins_with_the_score_and_the_criteria(sample: Catalog) -> None:
    assert offered(sample, "KPO", "") == (
        "score",
        "criterion_labour_cost",
        "criterion_english",
        "criterion_time_zone",
        "pay_professional",
        "pay_clerical",
        "saving",
        *CHARGES,
        "english",
        "shared_hours",
        "inflation",
        "gni_per_head",
    )


def test_exchange_rates_are_not_compared(atlas: Catalog) -> None:
    assert "exchange_rate" in atlas.indicators
    assert "exchange_rate" not in offered(atlas, "KPO", "")


def test_every_subject_has_only_measures_that_exist(atlas: Catalog) -> None:
    for subject in ("labour_cost", "english", "education", ""):
        for tier in atlas.top_tiers:
            for name in offered(atlas, tier, subject):
                assert measure(atlas, Scenario(tier=tier), name).id == name


def test_a_figure_is_the_one_the_scenario_uses(sample: Catalog) -> None:
    assert values(sample, "pay_professional") == {
        "IND": 1000,
        "IRL": 10000,
        "PHL": 5000,
        "SWE": 10000,
    }


def test_the_saving_is_that_of_the_tier_and_of_the_client(sample: Catalog) -> None:
    """Charges are the same everywhere: the saving is that of the pay alone."""
    assert values(sample, "saving") == {"IND": 90, "PHL": 50, "IRL": 0, "SWE": 0}
    assert values(sample, "saving", Scenario(tier="BPO")) == {"IND": 90, "SWE": 0}
    assert values(sample, "saving", Scenario(client="IRL"))["SWE"] == 0


def test_a_reading_carries_year_status_and_source(sample: Catalog) -> None:
    scenario = Scenario()
    found = {
        item.country: item
        for item in readings(sample, scenario, measure(sample, scenario, "english"))
    }
    assert (found["IRL"].value, found["IRL"].year, found["IRL"].status) == (600, 2025, "assumed")
    assert [source.id for source in found["PHL"].sources] == ["epi"]
    assert (found["SWE"].value, found["SWE"].note) == (None, "no figure")


def test_a_reading_holds_the_figure_or_those_its_score_is_made_of(sample: Catalog) -> None:
    scenario = Scenario()
    read = {
        wanted: {item.country: item for item in readings(sample, scenario, measured)}
        for wanted in ("english", "criterion_english", "score")
        for measured in [measure(sample, scenario, wanted)]
    }
    figure = read["english"]["PHL"].datum
    assert figure and figure.observation
    assert (figure.country.id, figure.indicator.id, figure.observation.value) == (
        *("PHL", "english"),
        read["english"]["PHL"].value,
    )
    assert read["english"]["PHL"].data == (figure,)
    (counted,) = read["criterion_english"]["PHL"].made_of
    assert counted.observation == figure.observation
    assert counted.score == read["criterion_english"]["PHL"].value
    assert read["criterion_english"]["PHL"].datum is None
    assert read["score"]["PHL"].data == ()


def test_an_older_figure_is_named_where_none_is_recent(sample: Catalog) -> None:
    scenario = Scenario(max_age=2)
    found = readings(sample, scenario, measure(sample, scenario, "pay_professional"))
    assert {item.country: item.note for item in found if item.value is None} == {
        "PHL": "no figure since 2023",
    }


def test_a_criterion_is_read_in_points_and_the_score_with_its_rank(sample: Catalog) -> None:
    assert values(sample, "criterion_labour_cost") == {"IND": 90, "PHL": 50, "IRL": 0, "SWE": 0}
    scenario = Scenario()
    found = {
        item.country: item
        for item in readings(sample, scenario, measure(sample, scenario, "score"))
    }
    assert (found["IND"].value, found["IND"].note) == (74, "rank 1 of 3")
    assert (found["IND"].status, found["IRL"].status) == ("reported", "assumed")
    assert found["SWE"].value == pytest.approx(0.6 * 0 + 0.4 * 25), "no English: counted at 25"
    assert found["SWE"].note == "at home: the client is never ranked"


def test_the_client_at_home_says_what_its_score_rests_on(sample: Catalog) -> None:
    """Ireland's English is assumed: 60 × 0 + 40 × 1 points."""
    scenario = Scenario(client="IRL")
    found = readings(sample, scenario, measure(sample, scenario, "score"))
    home = next(item for item in found if item.country == "IRL")
    assert (home.value, home.status) == (40, "assumed")


def test_the_rule_for_native_english_is_followed(sample: Catalog) -> None:
    assert "IRL" not in values(sample, "english", Scenario(native_english="leave_out"))


def test_shared_hours_follow_the_client(sample: Catalog) -> None:
    assert values(sample, "shared_hours")["IND"] == 5.0
    assert values(sample, "shared_hours", Scenario(client="IRL"))["IND"] == 4.0


def test_readings_are_ordered_by_number_then_name(sample: Catalog) -> None:
    scenario = Scenario()
    found = readings(sample, scenario, measure(sample, scenario, "english"))
    assert [item.country for item in ordered(found)] == ["IRL", "PHL", "IND"]


def test_rankable_depends_on_the_tier_not_on_weights(sample: Catalog) -> None:
    assert rankable(sample, Scenario(), "KPO") == {"IND", "IRL", "PHL"}
    assert rankable(sample, Scenario(weights={"time_zone": 1.0}), "BPO") == {"IND"}


def test_regions_are_named_once(sample: Catalog) -> None:
    assert regions(sample) == ("Northern Europe", "South Asia", "South-East Asia")


def test_money_and_people_count_by_ratios(sample: Catalog) -> None:
    pay = sample.indicators["pay_professional"]
    plain: Indicator = replace(pay, transform="linear")
    assert measure(sample, Scenario(), "pay_professional").log
    assert plain.unit.startswith("USD")
    assert not measure(sample, Scenario(), "inflation").log
