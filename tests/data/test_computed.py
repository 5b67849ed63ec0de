"""What the library computes, in the small copy that bounds and quartiles rest on."""

from math import log

import pytest

from data.etl import computed
from data.etl.door import Observation


def used(country: str, indicator: str, value: float) -> tuple[tuple[str, str], Observation]:
    item = Observation("s", country, indicator, 2024, value, None, "", "reported", "", "row 2")
    return (country, indicator), item


def test_saving_counts_charges_and_a_fixed_sum_as_a_share_of_the_pay() -> None:
    figures = dict(
        [
            used("SWE", "pay", 4000.0),
            used("SWE", "employer_charges", 25.0),
            used("IND", "pay", 1000.0),
            used("IND", "employer_charges_worldbank", 50.0),
            used("DNK", "pay", 5000.0),
            used("DNK", "employer_charges_fixed", 14400.0),
            used("DNK", "exchange_rate", 8.0),
            used("PHL", "pay", 900.0),
        ]
    )
    known = computed.Facts({}, {"SWE": "Europe/Stockholm"}, {}, ("pay",))
    found = computed.values(figures, known, ["DNK", "IND", "PHL", "SWE"])
    assert found["saving"] == {
        "DNK/pay": pytest.approx(100 * (1 - 5150 / 5000)),
        "IND/pay": pytest.approx(70.0),
        "SWE/pay": 0.0,
    }


def test_exports_of_ict_services_stand_in_where_the_wider_ones_are_absent() -> None:
    figures = dict(
        [
            used("IND", "digital_exports", 100.0),
            used("IND", "ict_service_exports", 60.0),
            used("PHL", "ict_service_exports", 7.0),
        ]
    )
    known = computed.Facts({}, {"SWE": "Europe/Stockholm"}, {}, ())
    found = computed.values(figures, known, ["IND", "PHL"])
    assert found["digital_exports"] == {"IND": 100.0, "PHL": 7.0}


def test_volatility_is_the_deviation_of_yearly_log_changes_since_2015() -> None:
    doubling = {year: 2.0 ** (year % 2) for year in range(2015, 2026)}
    assert computed.volatility(doubling) == pytest.approx(100 * log(2))
    assert computed.volatility({2010: 50.0} | doubling) == pytest.approx(100 * log(2))
    assert computed.volatility(dict.fromkeys(range(2015, 2023), 2.0)) is None
    assert computed.volatility(dict.fromkeys(range(2015, 2024), 2.0)) == 0.0


def test_shared_hours_are_the_mean_of_winter_and_summer() -> None:
    assert computed.shared_hours("Europe/Stockholm", "Asia/Kolkata") == 5.0
    assert computed.shared_hours("Europe/Stockholm", "Europe/Prague") == 9.0
