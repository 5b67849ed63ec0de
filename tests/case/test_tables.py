import pytest

from data.etl.business_case import leave
from data.etl.raw import RawError
from kpo import load
from kpo.case.places import history, paths, rate_path, reports, terms
from kpo.data.assumptions import assumptions


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("20 days (4 weeks)", 20),
        ("30 working days (Sat counts; = 5 weeks)", 25),
        ("25 working days (Sat counts; = 4 weeks + 1 day)", 21),
        ("14 calendar days (up to 5 years' service)", 10),
        ("30 days", 150 / 7),
        ("~15 days (1 day per 20 days worked, Factories Act 1948)", 15),
        ("1 paid day per 18 days worked", None),
        ("", None),
    ],
)
def test_days_of_leave_are_those_of_a_five_day_week(text: str, days: float | None) -> None:
    assert leave("", text) == (days if days is None else pytest.approx(days))


def test_a_text_without_days_fails_the_build() -> None:
    with pytest.raises(RawError):
        leave("row 1", "by agreement")


def test_six_assumptions_stand_first_and_each_has_bounds_and_a_reason() -> None:
    catalog = load()
    known = assumptions(catalog)
    assert sum(item.first for item in known.values()) == 6
    for item in known.values():
        assert item.reason and item.least < item.most
        span = item.span
        assert span is None or item.least <= span.low <= span.likely <= span.high <= item.most
        assert all(source in catalog.sources for source in item.sources)
        assert (item.origin == "sourced") == bool(item.sources)
        # What nobody publishes starts from a declared range, or from nothing and says so.
        if item.origin == "ours" and item.scope != "project" and item.shape == "fixed":
            assert span is not None and span.likely == 0 and item.absent


@pytest.mark.slow
def test_prices_and_rates_are_those_of_the_source() -> None:
    catalog = load()
    assert paths(catalog)["PHL", "prices"][2026] == pytest.approx(2.55)
    rates = rate_path(catalog, "PHL")
    # The IMF's implied rate moves by its own changes from the last yearly average on.
    path = paths(catalog)["PHL", "rate"]
    last = max(item.year for item in catalog.figures("PHL", "exchange_rate"))
    assert rates[2030] / rates[last] == pytest.approx(path[2030] / path[last])


def test_history_is_what_left_the_mean() -> None:
    changes, prices = history(load(), "PHL", "USA")
    assert len(changes) == len(prices) >= 8
    assert abs(changes.mean()) < 1e-12 and abs(prices.mean()) < 1e-12


@pytest.mark.slow
def test_reports_keep_the_people_they_count() -> None:
    catalog = load()
    assert {one.scope for one in reports(catalog)["PHL"]} == {"contact centres"}
    assert set(reports(catalog)) == {"IND", "PHL"}
    assert terms(catalog)["PHL"].annual_leave.startswith("5 days")
