from kpo.analysis.correlations import association, pairs, scaled
from kpo.analysis.measures import Measure, Reading
from kpo.core.model import Status
from kpo.mcda.correlation import correlation

PLAIN = Measure("a", "figure", "A", "points", 0, False, 1, "", "")
MONEY = Measure("b", "figure", "B", "USD", 0, True, 1, "", "")


def readings(values: list[float | None], status: Status = "reported") -> list[Reading]:
    return [
        Reading(f"C{place:02}", f"Country {place}", value, 2024, status)
        for place, value in enumerate(values)
    ]


def test_r_of_a_hand_made_set() -> None:
    assert correlation([0, 1, 2, 3], [0, 2, 1, 3]) == 0.8


def test_only_countries_with_both_numbers_are_paired() -> None:
    both = pairs(readings([1, None, 3]), readings([1, 2, None]))
    assert [item.country for item, _ in both] == ["C00"]


def test_no_correlation_is_stated_under_twenty_countries() -> None:
    values = [float(value) for value in range(19)]
    found = association(PLAIN, PLAIN, readings(values), readings(values))
    assert (found.n, found.r) == (19, None)


def test_money_counts_by_ratios() -> None:
    steps = [float(step) for step in range(20)]
    found = association(
        PLAIN, MONEY, readings([*steps]), readings([2.0**step for step in range(20)])
    )
    assert found.n == 20
    assert found.r is not None
    assert abs(found.r - 1) < 1e-12


def test_assumed_figures_are_not_counted_as_agreement() -> None:
    values = [float(value) for value in range(25)]
    assumed = readings(values, "assumed")[:5] + readings(values)[5:]
    assert association(PLAIN, PLAIN, readings(values), assumed).n == 20


def test_values_that_are_not_positive_stay_as_they_are() -> None:
    assert list(scaled([0.0, 10.0], True)) == [0.0, 10.0]
    assert list(scaled([10.0, 100.0], True)) == [1.0, 2.0]
