import pytest

from kpo import Scenario
from kpo.analysis.profile.pay import doubtful_premium, occupations, team
from kpo.data.catalog import Catalog

KPO = Scenario()


def test_local_pay_is_dollars_times_the_rate_of_the_same_year(told: Catalog) -> None:
    pay = occupations(told, KPO, "IND")[0]
    assert (pay.indicator.id, pay.counts) == ("pay_professional", True)
    assert (pay.observation.value, pay.local, pay.rate.year) == (1000.0, 80_000.0, 2024)


def test_share_is_of_the_clients_pay(told: Catalog) -> None:
    professional, clerical = occupations(told, Scenario(client="IRL"), "IND")
    assert professional.share == 0.1
    assert clerical.peer is None
    assert clerical.share is None


def test_share_of_a_client_without_the_pay_is_of_what_is_assumed(told: Catalog) -> None:
    """80,000 a head, a twelfth of it, times 0.75: 5,000 a month."""
    clerical, _ = occupations(told, Scenario(tier="BPO", client="IRL"), "IND")
    assert (clerical.peer.status, clerical.share) == ("assumed", 0.2)


def test_pay_that_counts_for_the_tier_comes_first(told: Catalog) -> None:
    first = occupations(told, Scenario(tier="BPO"), "IND")[0]
    assert (first.indicator.id, first.counts) == ("pay_clerical", True)


def test_local_pay_without_any_rate_is_unknown(told: Catalog) -> None:
    assert occupations(told, KPO, "PHL")[0].local is None


def test_team_is_paid_in_the_clients_currency(told: Catalog) -> None:
    made = team(told, KPO, "IND", 10)
    assert (made.currency, made.there, made.at_client) == ("SEK", 1_200_000.0, 12_000_000.0)
    assert made.difference == 10_800_000.0


def test_team_falls_back_to_the_latest_rate_of_the_client(told: Catalog) -> None:
    made = team(told, KPO, "PHL", 10)
    assert made.rates[0].year == 2025
    assert made.there == 5000 * 12 * 10 * 9


def test_team_without_pay_has_no_difference(told: Catalog) -> None:
    made = team(told, Scenario(tier="BPO"), "PHL", 10)
    assert made.there is None
    assert made.at_client == 10_000 * 12 * 10 * 10
    assert made.difference is None


def test_professionals_paid_like_clerks_are_doubtful(told: Catalog) -> None:
    assert doubtful_premium(occupations(told, KPO, "IND")) == pytest.approx(1.0)
    assert doubtful_premium(occupations(told, KPO, "PHL")) is None
