import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpo import Scenario
from kpo.core.errors import WeightError
from kpo.data.catalog import Catalog
from kpo.mcda.weights import rescaled, set_weight, weight_range, whole_percents
from kpo.scoring.ranking import weights_of

FOUR = {"a": 40.0, "b": 30.0, "c": 20.0, "d": 10.0}
WEIGHTS = st.lists(st.floats(0, 1000), min_size=2, max_size=10).filter(lambda x: sum(x) > 1e-3)


def named(values: list[float]) -> dict[str, float]:
    names = [f"c{place}" for place in range(len(values))]
    return rescaled(dict(zip(names, values, strict=True)), names)


def test_setting_one_weight_scales_the_others() -> None:
    exact = set_weight(FOUR, "a", 60)
    assert exact == {"a": 60, "b": 20, "c": 13.3333, "d": 6.6667}
    assert whole_percents(exact) == {"a": 60, "b": 20, "c": 13, "d": 7}


def test_a_locked_weight_never_moves() -> None:
    assert set_weight(FOUR, "a", 50, locks=["b"]) == {"a": 50, "b": 30, "c": 13.3333, "d": 6.6667}


def test_others_that_are_all_0_share_equally() -> None:
    assert set_weight({"a": 100.0, "b": 0.0, "c": 0.0}, "a", 40) == {"a": 40, "b": 30, "c": 30}


def test_others_too_small_to_be_told_from_0_share_equally() -> None:
    assert set_weight({"a": 100.0, "b": 5e-322}, "a", 99) == {"a": 99, "b": 1}


def test_there_is_no_room_beyond_the_locked_weights() -> None:
    assert weight_range(FOUR, "a", ["b"]) == (0, 70)
    with pytest.raises(WeightError, match="give 0 to 70 %"):
        set_weight(FOUR, "a", 71, ["b"])
    with pytest.raises(WeightError, match="give 40 %"):
        set_weight(FOUR, "a", 10, ["b", "c", "d"])


def test_an_unknown_criterion_is_refused_with_the_nearest() -> None:
    with pytest.raises(WeightError, match='did you mean "english"'):
        set_weight({"english": 100.0}, "englsh", 10)


def test_equal_parts_are_shown_with_one_decimal() -> None:
    assert whole_percents(dict.fromkeys("abcdefgh", 12.5)) == dict.fromkeys("abcdefgh", 12.5)
    assert whole_percents(dict.fromkeys("abcdefghi", 100 / 9)) == dict.fromkeys("abcdefghi", 11.1)
    thirds = {"a": 33.3334, "b": 33.3333, "c": 33.3333, "d": 0.0}
    assert whole_percents(thirds) == {"a": 34, "b": 33, "c": 33, "d": 0}


@given(WEIGHTS)
def test_weights_are_held_in_steps_of_a_ten_thousandth_point(values: list[float]) -> None:
    weights = named(values)
    steps = [round(weight * 10_000) for weight in weights.values()]
    assert [step / 10_000 for step in steps] == list(weights.values())
    assert sum(steps) == 1_000_000


@given(WEIGHTS, st.data())
def test_weights_always_sum_to_100(values: list[float], data: st.DataObject) -> None:
    weights = named(values)
    names = list(weights)
    locks = data.draw(st.sets(st.sampled_from(names)))
    criterion = data.draw(st.sampled_from(names))
    low, high = weight_range(weights, criterion, locks)
    value = data.draw(st.floats(min(low, high), high)) if high > low else high
    changed = set_weight(weights, criterion, value, locks)
    assert sum(changed.values()) == pytest.approx(100, abs=1e-9)
    assert min(changed.values()) >= -1e-9
    assert all(changed[name] == weights[name] for name in locks - {criterion})
    if max(changed.values()) - min(changed.values()) > 0.001:
        assert sum(whole_percents(changed).values()) == 100


@given(WEIGHTS)
def test_shown_weights_are_within_1_of_the_exact_ones(values: list[float]) -> None:
    weights = named(values)
    shown = whole_percents(weights)
    assert all(abs(shown[name] - weights[name]) < 1 + 1e-6 for name in weights)


def test_a_preset_published_short_of_100_is_rescaled(atlas: Catalog) -> None:
    weights = weights_of(atlas, Scenario(preset="global_outsourcing_report_2005"))
    assert weights["labour_cost"] == pytest.approx(100 * 30 / 84)
    assert sum(weights.values()) == pytest.approx(100)


def test_the_service_line_brings_its_own_preset(sample: Catalog) -> None:
    assert weights_of(sample, Scenario(service="legal"))["english"] == 75
    assert weights_of(sample, Scenario(service="legal", preset="kpo"))["english"] == 40


@pytest.mark.parametrize("weights", [{"a": 5e-324}, {"a": 1e-308, "b": 0}, {"a": 1e-13}])
def test_weights_too_small_to_be_told_from_0_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(WeightError, match="all weights are 0"):
        rescaled(weights, "ab")


def test_weights_beyond_counting_are_refused_one_by_one() -> None:
    with pytest.raises(WeightError) as caught:
        rescaled({"a": 1e308, "b": 1e13, "c": 1}, "abc")
    assert [item.what for item in caught.value.problems] == [
        "a = 1e+308 is not a weight",
        "b = 1e+13 is not a weight",
    ]
