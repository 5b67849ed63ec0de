import numpy as np
import pytest

from kpo import Scenario, load
from kpo.case import break_evens, business_case, case_of, influences
from kpo.case.arithmetic import flows, total
from kpo.case.business_case import drawn_terms, home_of
from kpo.case.places import Location, place, price_growth
from kpo.case.sampler import Sampler
from kpo.core.errors import ScenarioError
from kpo.data.assumptions import assumptions, case_problems
from kpo.data.catalog import Catalog
from kpo.data.observations import cost_of_labour

FREE = {
    "productivity": (100.0, 100.0),
    "governance": (0.0, 0.0),
    "double_running": (0.0, 0.0),
    "attrition": (12.5, 12.5),
    "attrition_home": (12.5, 12.5),
}
"""Both ends alike, nothing for the move."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def test_labour_of_the_first_year_is_pay_charges_prices_and_rates(catalog: Catalog) -> None:
    scenario = Scenario(client="USA", people=120)
    cost = cost_of_labour(catalog, scenario, "PHL")
    assert cost is not None
    made = business_case(catalog, scenario, ["PHL"], draws=200)
    there = made["PHL"].place
    grown = 1.0
    for year in range(cost.pay.year + 1, made.case.start + 1):
        grown *= 1 + there.prices[year]
    fallen = there.rates[cost.pay.year] / there.rates[made.case.start]
    by_hand = 120 * 12 * cost.monthly * grown * fallen
    assert made["PHL"].labour[0] == pytest.approx(by_hand)


def test_the_same_place_saves_nothing_on_equal_assumptions(catalog: Catalog) -> None:
    case = case_of(catalog, Scenario(client="USA", assumptions=FREE))
    home = home_of(catalog, case)
    empty = {"USA": np.zeros((2, 0))}
    sampler = Sampler(case, assumptions(catalog), home, empty)
    flow = flows(sampler.terms(home, sampler.home_cost()[1]))
    assert float(total(flow)) == pytest.approx(0, abs=1e-6)


def test_more_people_are_never_cheaper_and_save_in_proportion(catalog: Catalog) -> None:
    few, many = (
        business_case(catalog, Scenario(client="USA", people=count), ["IND"], draws=200)["IND"]
        for count in (10, 20)
    )
    assert many.cost == pytest.approx(2 * few.cost)
    assert many.share == pytest.approx(few.share)


def test_saving_falls_when_the_margin_rises(catalog: Catalog) -> None:
    totals = [
        business_case(
            catalog,
            Scenario(client="USA", assumptions={"margin": (rate, rate)}),
            ["IND"],
            draws=200,
        )["IND"].total
        for rate in (0, 15, 30)
    ]
    assert totals[0] > totals[1] > totals[2]


def test_each_break_even_is_one_when_the_case_is_made_anew(catalog: Catalog) -> None:
    begun = Scenario(client="USA", people=50)
    country = "ISR"
    ends = {item.id: item for item in break_evens(catalog, case_of(catalog, begun), country)}
    for name in ("productivity", "margin"):
        at = ends[name].at
        assert at is not None
        one, other = (
            business_case(
                catalog,
                Scenario(client="USA", people=50, assumptions={name: (value, value)}),
                [country],
                draws=200,
            )[country].total
            for value in (at * 0.9999, at * 1.0001)
        )
        assert one * other < 0


def test_a_destination_keeps_its_draws_whoever_stands_beside_it(catalog: Catalog) -> None:
    scenario = Scenario(client="USA")
    alone = business_case(catalog, scenario, ["PHL"], draws=500)["PHL"]
    beside = business_case(catalog, scenario, ["CZE", "PHL", "IND"], draws=500)["PHL"]
    assert alone == beside


def test_the_same_seed_gives_the_same_bands_and_another_gives_others(catalog: Catalog) -> None:
    scenario = Scenario(client="USA")
    one, other = (
        business_case(catalog, scenario, ["PHL"], draws=500, seed=seed)["PHL"] for seed in (0, 1)
    )
    assert one.total == other.total and one.total_band != other.total_band


def test_a_band_holds_the_middle_case(catalog: Catalog) -> None:
    made = business_case(catalog, Scenario(client="USA"), draws=2000)
    for item in made.outcomes:
        assert item.share_band.low < item.share < item.share_band.high
        assert item.labour_band.low < item.labour_share < item.labour_band.high


def test_parts_of_an_hour_sum_to_its_cost(catalog: Catalog) -> None:
    changes = {"margin": (15.0, 15.0), "seat": (5000.0, 5000.0), "setup": (1e5, 1e5)}
    made = business_case(catalog, Scenario(client="USA", assumptions=changes), draws=200)
    hours = made.case.people * made.home_hours * made.case.years
    for item in made.outcomes:
        assert item.per_hour * hours == pytest.approx(item.cost)
    assert made.home_per_hour * hours == pytest.approx(sum(made.home_loaded))


def test_an_assumption_for_one_destination_leaves_the_others(catalog: Catalog) -> None:
    ours = business_case(catalog, Scenario(client="USA"), ["PHL", "IND"], draws=200)
    changes = {"productivity.PHL": (50.0, 50.0)}
    theirs = business_case(
        catalog, Scenario(client="USA", assumptions=changes), ["PHL", "IND"], draws=200
    )
    assert theirs["IND"] == ours["IND"]
    assert theirs["PHL"].total < ours["PHL"].total


def test_who_lacks_a_figure_is_named_with_it(catalog: Catalog) -> None:
    made = business_case(catalog, Scenario(client="USA"), ["PHL", "NPL"], draws=200)
    assert [item.name for item in made.missing] == ["Nepal"]
    assert "no figure for pay of professionals" in made.missing[0].reason
    assert "Data page" in made.missing[0].remedy


def test_influences_are_of_the_same_draws(catalog: Catalog) -> None:
    case = case_of(catalog, Scenario(client="USA"))
    order = influences(catalog, case, "PHL", 2000)
    assert [item.id for item in order][:1] == ["pay_home"]
    _, drawn, variates = drawn_terms(catalog, case, "PHL", 2000)
    saving = total(flows(drawn))
    values = variates["productivity"]
    rank = np.argsort(values)
    half = (saving[rank[-200:]].mean() - saving[rank[:200]].mean()) / 2
    swings = {item.id: item.swing for item in order}
    assert swings["productivity"] == pytest.approx(float(half))


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        ({"people": 0}, "1 to 100,000"),
        ({"people": -3}, "1 to 100,000"),
        ({"people": 2.5}, "whole number"),
        ({"years": 40}, "1 to 10"),
        ({"start": 1850}, "2026 to 2036"),
        ({"assumptions": {"productivity": (0.0, 0.0)}}, "1 to 200"),
        ({"assumptions": {"attrition": (-1.0, 5.0)}}, "0 to 200"),
        ({"assumptions": {"attrition": (30.0, 20.0)}}, "lower end first"),
        ({"assumptions": {"atrition": (1.0, 1.0)}}, "attrition"),
        ({"assumptions": {"attrition.XXX": (1.0, 1.0)}}, "XXX"),
        ({"assumptions": {"governance.IND": (1.0, 1.0)}}, "without a country"),
        ({"assumptions": {"margin": (float("nan"), 1.0)}}, "not a number"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_range(
    catalog: Catalog, bad: dict[str, object], word: str
) -> None:
    problems = case_problems(catalog, Scenario(**bad))  # type: ignore[arg-type]
    assert len(problems) == 1
    assert word in str(problems[0])
    with pytest.raises(ScenarioError):
        business_case(catalog, Scenario(**bad), ["IND"])  # type: ignore[arg-type]


def test_a_frame_has_a_row_a_destination(catalog: Catalog) -> None:
    frame = business_case(catalog, Scenario(client="USA"), ["PHL", "IND"], draws=200).to_frame()
    assert frame["country"].tolist() == ["PHL", "IND"]
    assert (frame["saving_percent_p10"] < frame["saving_percent_p90"]).all()


def test_a_frame_of_no_destination_has_its_columns(catalog: Catalog) -> None:
    asked = Scenario(client="USA"), ["PHL"]
    full = business_case(catalog, *asked, draws=200)
    empty = business_case(catalog, asked[0], [], draws=200)
    assert len(full.to_frame()) == 1 and len(empty) == 0 and empty.to_frame().empty
    assert empty.to_frame().columns.tolist() == full.to_frame().columns.tolist()


def test_wage_growth_of_a_break_even_turns_the_sign_in_the_middle_and_in_draws(
    catalog: Catalog,
) -> None:
    case = case_of(catalog, Scenario(client="USA"))
    item = next(one for one in break_evens(catalog, case, "CZE") if one.id == "real_wage_growth")
    there = place(catalog, case.rules, "CZE")
    assert item.at is not None and isinstance(there, Location)
    middle, _, _ = drawn_terms(catalog, case, "CZE")
    more = (item.at - item.now) / 100
    base = 1 + np.mean(price_growth(there, case.start + 1, case.years - 1))

    def saved(extra: float) -> float:
        steps = (1 + extra / base) ** np.arange(case.years)
        return float(total(flows(middle._replace(labour=middle.labour * steps))))

    assert saved(more - 1e-6) > 0 > saved(more + 1e-6)
