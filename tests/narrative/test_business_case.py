import pytest

from kpo import Scenario, load
from kpo.case import business_case
from kpo.data.catalog import Catalog
from kpo.narrative.business_case import NO_CASE, of_team

BANK = Scenario(client="USA", people=120)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def test_a_team_has_its_people_money_year_band_and_what_is_not_counted(catalog: Catalog) -> None:
    """12 months of 120 people in the first year, as the case has it for India alone."""
    item = business_case(catalog, BANK, ["IND"])["IND"]
    assert (round(item.labour[0]), round(item.total)) == (719_735, 62_326_803)
    cost, saves, absent, basis = of_team(catalog, BANK, "IND")
    assert cost == (
        "120 analysts in India cost 0.72 M USD of labour in the first year, "
        "93\u201396 % less than at home."
    )
    assert saves.startswith(
        "All in, the same work costs 1.6 M in 2026 and 4.2 M once; at home 14.4 M. "
        "Over 2026\u20132030 62.3 M USD are saved, 79\u201387 % of the cost at home (8 of 10 draws)"
    )
    assert absent.startswith("Not counted: no provider\u2019s margin")
    assert basis.startswith(
        "USD, money of 2026\u20132030 as it will be. Exchange rates: averages of"
    )


@pytest.mark.parametrize(
    ("client", "country", "words"),
    [
        ("USA", "IND", "less than at home."),
        ("USA", "CHN", "less than at home, resting on differently defined pay."),
        ("NOR", "IND", "less than at home, resting on assumed pay at home."),
    ],
)
def test_an_amount_that_rests_on_an_odd_pay_says_so_at_its_head(
    catalog: Catalog, client: str, country: str, words: str
) -> None:
    cost, *_ = of_team(catalog, Scenario(client=client), country)
    assert cost.endswith(words)


def test_people_and_assumptions_of_the_choice_change_what_is_said(catalog: Catalog) -> None:
    few = Scenario(client="USA", people=12, assumptions={"margin": (100.0, 100.0)})
    cost, saves, *_ = of_team(catalog, few, "IND")
    assert cost.startswith("12 analysts in India cost 71,974 USD of labour in the first year")
    assert "5.8 M USD are saved, 71\u201381 % of the cost at home (8 of 10 draws)" in saves


def test_who_is_dearer_is_said_to_be_dearer(catalog: Catalog) -> None:
    cost, saves, *_ = of_team(catalog, Scenario(), "IRL")
    assert cost.endswith("between 60 % more and 8 % less than at home.")
    assert "58.1 M SEK more is spent" in saves
    assert "it does not pay back" in saves


def test_missing_figure_is_named_with_the_way_to_bring_it(catalog: Catalog) -> None:
    assert of_team(catalog, BANK, "NPL") == (
        NO_CASE,
        "Nepal: no figure for pay of professionals with charges; bring one on the Data page.",
    )


def test_missing_figure_of_home_is_named_too(sample: Catalog) -> None:
    missing = "home, Sweden: no exchange rate; bring one on the Data page."
    assert of_team(sample, Scenario(), "IND") == (NO_CASE, missing)


def test_home_has_no_team(catalog: Catalog) -> None:
    assert of_team(catalog, BANK, "USA") == ()
