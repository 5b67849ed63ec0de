import pytest

from kpo import Scenario
from kpo.catalog import Catalog
from kpo.profile.pay import doubtful_premium, occupations, team

KPO = Scenario()


def test_local_pay_is_dollars_times_the_rate_of_the_same_year(told: Catalog) -> None:
    pay = occupations(told, KPO, "IND")[0]
    assert (pay.indicator.id, pay.counts) == ("pay_professional", True)
    assert (pay.found.value, pay.local, pay.rate.year) == (100.0, 8000.0, 2024)


def test_share_is_of_the_clients_pay(told: Catalog) -> None:
    professional, clerical = occupations(told, KPO, "IND")
    assert professional.share == 0.025
    assert clerical.peer is None
    assert clerical.share is None


def test_pay_that_counts_for_the_tier_comes_first(told: Catalog) -> None:
    first = occupations(told, Scenario(tier="BPO"), "IND")[0]
    assert (first.indicator.id, first.counts) == ("pay_clerical", True)


def test_local_pay_without_any_rate_is_unknown(told: Catalog) -> None:
    assert occupations(told, KPO, "PHL")[0].local is None


def test_team_is_paid_in_the_clients_currency(told: Catalog) -> None:
    made = team(told, KPO, "IND", 10)
    assert (made.currency, made.there, made.at_client) == ("SEK", 120_000.0, 4_800_000.0)
    assert made.difference == 4_680_000.0


def test_team_falls_back_to_the_latest_rate_of_the_client(told: Catalog) -> None:
    made = team(told, KPO, "PHL", 10)
    assert made.rates[0].year == 2025
    assert made.there == 1000 * 12 * 10 * 9


def test_team_without_pay_has_no_difference(told: Catalog) -> None:
    made = team(told, Scenario(tier="BPO"), "IND", 10)
    assert made.there == 120_000.0
    assert made.at_client is None
    assert made.difference is None


def test_professionals_paid_like_clerks_are_doubtful(told: Catalog) -> None:
    assert doubtful_premium(occupations(told, KPO, "IND")) == pytest.approx(1.0)
    assert doubtful_premium(occupations(told, KPO, "PHL")) is None
