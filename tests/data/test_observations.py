import pytest

from kpo import Scenario
from kpo.core.errors import ScenarioError
from kpo.data.catalog import Catalog
from kpo.data.computed import volatility
from kpo.data.observations import cost_of_labour, figure
from kpo.data.working_hours import shared_hours
from kpo.mcda.normalisation import criterion_scores, goalpost_scores
from kpo.scoring.decision_matrix import decision_matrix

STOCKHOLM = {
    "Asia/Kolkata": (4.5, 5.5),
    "Asia/Manila": (2, 3),
    "Asia/Shanghai": (2, 3),
    "Asia/Jerusalem": (8, 8),
    "Europe/Moscow": (7, 8),
    "Europe/Dublin": (8, 8),
    "Europe/Prague": (9, 9),
}
NEW_YORK = {"Asia/Kolkata": (0, 0), "Europe/Dublin": (4, 4), "Asia/Jerusalem": (2, 2)}


@pytest.mark.parametrize(("zone", "hours"), STOCKHOLM.items())
def test_shared_hours_with_stockholm(zone: str, hours: tuple[float, float]) -> None:
    assert shared_hours("Europe/Stockholm", zone, 2026) == hours


@pytest.mark.parametrize(("zone", "hours"), NEW_YORK.items())
def test_shared_hours_with_new_york(zone: str, hours: tuple[float, float]) -> None:
    assert shared_hours("America/New_York", zone, 2026) == hours


def test_shared_hours_wrap_round_midnight() -> None:
    assert shared_hours("Pacific/Auckland", "Pacific/Honolulu", 2026) == (8, 7)


def test_the_oldest_figure_used_depends_on_the_maximum_age(sample: Catalog) -> None:
    assert figure(sample, Scenario(), "IND", "pay_professional").value == 1000  # type: ignore[union-attr]
    assert figure(sample, Scenario(max_age=1), "IND", "pay_professional") is None


def test_assumed_english_is_marked_and_computed_never_stored(sample: Catalog) -> None:
    found = figure(sample, Scenario(), "IRL", "english")
    assert found is not None
    assert (found.value, found.year, found.status) == (600, 2025, "assumed")
    assert sample.figures("IRL", "english") == ()


def test_data_transfer_follows_the_law_of_the_client(atlas: Catalog) -> None:
    points = {
        country: figure(atlas, Scenario(client="SWE"), country, "data_transfer").value  # type: ignore[union-attr]
        for country in ("IRL", "CZE", "ISR", "IND", "PHL", "CHN", "RUS")
    }
    assert points == {
        "IRL": 100,
        "CZE": 100,
        "ISR": 75,
        "IND": 25,
        "PHL": 25,
        "CHN": 25,
        "RUS": 25,
    }
    american = {
        country: figure(atlas, Scenario(client="USA"), country, "data_transfer").value  # type: ignore[union-attr]
        for country in ("IRL", "IND", "CHN", "RUS")
    }
    assert american == {"IRL": 75, "IND": 75, "CHN": 0, "RUS": 0}


def test_an_unknown_country_or_indicator_is_refused(sample: Catalog) -> None:
    with pytest.raises(ScenarioError, match='unknown country "XXX"'):
        figure(sample, Scenario(), "XXX", "english")
    with pytest.raises(ScenarioError, match='did you mean "english"'):
        figure(sample, Scenario(), "IND", "englich")


def test_graduate_workforce_is_labour_force_times_degree_share(atlas: Catalog) -> None:
    found = figure(atlas, Scenario(), "IND", "graduate_workforce")
    share = figure(atlas, Scenario(), "IND", "bachelor_attainment")
    assert found is not None and share is not None
    workforce = {item.year: item.value for item in atlas.figures("IND", "labour_force")}
    assert found.value == pytest.approx(workforce[share.year] * share.value / 100)
    assert 70e6 < found.value < 90e6
    assert len(found.sources) == 2


def test_goalposts_mirror_and_clip() -> None:
    import numpy as np

    values = np.array([0.0, 25, 50, 200])
    assert goalpost_scores(values, 0, 100).tolist() == [0, 25, 50, 100]
    assert goalpost_scores(values, 0, 100, direction=-1).tolist() == [100, 75, 50, 0]


def test_a_missing_indicator_counts_its_constant_and_not_as_covered() -> None:
    import numpy as np

    scores = np.array([[80.0, np.nan], [np.nan, 20]])
    mean, coverage = criterion_scores(scores, np.array([3.0, 1]), np.array([12.0, 40]))
    assert mean.tolist() == [70, 14]
    assert coverage.tolist() == [0.75, 0.25]


def test_volatility_of_a_cross_rate_by_hand() -> None:
    """A rate that doubles and halves by turns: eight changes of ±ln 2, so 100 ln 2 per cent."""
    rates = {year: 2.0 ** (year % 2) for year in range(2015, 2024)}
    still = dict.fromkeys(range(2015, 2024), 4.0)
    assert volatility(rates, still) == pytest.approx(69.3147180559945)
    assert volatility(rates, rates) == 0
    assert volatility({year: rates[year] for year in range(2015, 2023)}, still) is None


def test_volatility_against_the_dollar_is_that_of_the_published_table(atlas: Catalog) -> None:
    ours = {
        country: figure(atlas, Scenario(client="USA"), country, "currency_volatility").value  # type: ignore[union-attr]
        for country in ("IND", "PHL", "CHN", "ISR", "RUS", "IRL", "CZE")
    }
    published = (2.8, 3.9, 3.7, 4.7, 9.8, 4.8, 5.2)
    assert [round(value, 1) for value in ours.values()] == list(published)


def test_rates_that_hide_a_parallel_market_give_no_volatility(atlas: Catalog) -> None:
    for country in ("IRN", "BOL"):
        assert figure(atlas, Scenario(), country, "currency_volatility") is None


def test_a_fixed_sum_a_year_becomes_a_share_of_the_pay(atlas: Catalog) -> None:
    cost = cost_of_labour(atlas, Scenario(client="DNK"), "DNK")
    assert cost is not None and cost.pay.status == "assumed"
    rate = figure(atlas, Scenario(), "DNK", "exchange_rate")
    assert rate is not None
    assert cost.charges.value == pytest.approx(100 * 14500 / rate.value / (12 * cost.pay.value))
    assert cost.monthly == pytest.approx(cost.pay.value + 14500 / rate.value / 12)


def test_charges_missing_in_the_main_source_come_from_the_second(atlas: Catalog) -> None:
    charges = figure(atlas, Scenario(), "IRN", "employer_charges")
    assert charges is not None
    assert charges.status == "different_definition"
    second = figure(atlas, Scenario(), "IRN", "employer_charges_worldbank")
    assert second is not None and charges.value == second.value


@pytest.mark.parametrize("tier", ["ITO", "BPO", "KPO"])
def test_each_tier_has_one_pay_figure_and_research_only_in_kpo(atlas: Catalog, tier: str) -> None:
    items = atlas.scored(tier)
    pay = {"ITO": "pay_developer", "BPO": "pay_clerical", "KPO": "pay_professional"}[tier]
    assert atlas.tiers[tier].pay == pay
    assert [item.id for item in items if item.criterion == "labour_cost"] == ["saving"]
    education = {item.id: item.weight(tier) for item in items if item.criterion == "education"}
    assert ("research_spending" in education) == (tier == "KPO")
    depth = sum(education.get(name, 0) for name in ("journal_articles", "qs_listed"))
    share = depth / sum(education.values())
    assert share == pytest.approx(0 if tier == "BPO" else 1 / 2)


@pytest.mark.parametrize("tier", ["ITO", "BPO", "KPO"])
@pytest.mark.parametrize("client", ["SWE", "USA"])
def test_every_figure_used_has_source_year_and_licence(
    atlas: Catalog, tier: str, client: str
) -> None:
    matrix = decision_matrix(atlas, Scenario(tier=tier, client=client))
    assert len(matrix.figures) > 1000
    for found in matrix.figures.values():
        assert 2016 <= found.year <= 2026
        for name in found.sources:
            source = atlas.sources[name]
            assert source.producer and source.licence and source.url.startswith("https://")


@pytest.mark.parametrize("tier", ["ITO", "KPO"])
def test_what_is_looked_up_once_for_all_clients_is_right_for_each(
    atlas: Catalog, tier: str
) -> None:
    for client in atlas.clients[:3]:
        scenario = Scenario(tier=tier, client=client, max_age=7, native_english="leave_out")
        one_by_one = {
            (country, item.id): found
            for country in atlas.countries
            for item in atlas.scored(tier)
            if (found := figure(atlas, scenario, country, item.id)) is not None
        }
        assert decision_matrix(atlas, scenario).figures == one_by_one


def test_the_marks_of_a_cell_are_those_of_its_figures(atlas: Catalog) -> None:
    matrix = decision_matrix(atlas, Scenario())
    for country, marks in zip(matrix.countries, matrix.statuses, strict=True):
        for criterion in matrix.criteria:
            figures = [
                matrix.figures[country, item.id]
                for item in matrix.indicators
                if item.criterion == criterion and (country, item.id) in matrix.figures
            ]
            doubt = {"doubtful" for item in figures if item.doubt}
            assert marks[criterion] == {item.status for item in figures} - {"reported"} | doubt


def test_figures_are_read_into_numbers_once(atlas: Catalog) -> None:
    assert atlas.figures("IND", "english") is atlas.figures("IND", "english")
