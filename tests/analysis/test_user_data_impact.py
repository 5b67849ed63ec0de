"""Which own figures a ranking rests on, for the card of a file."""

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.data.user import read, with_user_data
from kpo.narrative.user_data import figures_beside_ours
from tests.data.user.files import FIGURES, lines

LINK = "The link does not carry them; the scenario file does."


def card(sample: Catalog, row: str, scenario: Scenario | None = None) -> str:
    mine = with_user_data(sample, read("x", lines(FIGURES, row), sample))
    return figures_beside_ours(rank(mine, scenario or Scenario()))


def test_pay_and_charges_count_through_the_saving(sample: Catalog) -> None:
    pay = "IND,pay_professional,2025,5000,USD a month,HR,"
    assert card(sample, pay) == (
        "India, pay of professionals 5,000 USD a month (2025) instead of 1,000 (2024), "
        f"source: HR. {LINK}"
    )
    charges = "IND,employer_charges,2026,50,% of gross pay,HR,"
    assert card(sample, charges).startswith("India, charges 50 % of gross pay (2026) instead of 25")


def test_pay_of_another_tier_counts_nothing(sample: Catalog) -> None:
    pay = "IND,pay_professional,2025,5000,USD a month,HR,"
    assert card(sample, pay, Scenario(tier="BPO")) == (
        "1 figure of your own is in use; none of it counts in this ranking."
    )


def test_figures_of_the_client_count_and_those_of_no_destination_do_not(sample: Catalog) -> None:
    home = "SWE,pay_professional,2025,20000,USD a month,HR,"
    assert card(sample, home).startswith("Sweden, pay of professionals 20,000 USD a month (2025)")
    other = "PHL,pay_professional,2025,20000,USD a month,HR,"
    assert "none of it counts" in card(sample, other, Scenario(countries=("IND",)))
