"""Draws worked out a year at a time against the same formulas over whole arrays."""

from math import ceil
from zlib import crc32

import numpy as np
import pytest

from kpo import Scenario, load
from kpo.case import business_case, case_of
from kpo.case.arithmetic import NEVER, cumulative, flows, payback
from kpo.case.business_case import drawn_terms, home_of
from kpo.case.draws import uniform
from kpo.case.places import Location, history, place, price_growth, rates
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import Floats

DRAWS = 1000
CHANGED = {
    "extra_months": (0.0, 1.0),
    "currency": (-10.0, 10.0),
    "seat": (2000.0, 4000.0),
    "ramp": (2.0, 8.0),
    "margin": (5.0, 25.0),
    "benefits": (3.0, 9.0),
    "leaving": (1.0, 4.0),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def drawn(key: str, shape: tuple[int, ...] = (DRAWS,)) -> Floats:
    """Return numbers from 0 to 1 as any program with numpy would draw them."""
    return np.random.Generator(np.random.PCG64([0, crc32(key.encode())])).random(shape)


def triangle(share: Floats, low: float, likely: float, high: float) -> Floats:
    turn = (likely - low) / (high - low)
    rising = low + np.sqrt(share * (high - low) * (likely - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - likely))
    return np.where(share < turn, rising, falling)


@pytest.mark.parametrize("country", ["IND", "POL"])
@pytest.mark.parametrize("years", [1, 5, 10])
def test_labour_is_that_of_whole_arrays(catalog: Catalog, country: str, years: int) -> None:
    scenario = Scenario(client="USA", years=years, people=120, assumptions=CHANGED)
    case = case_of(catalog, scenario)
    there, home = place(catalog, case.rules, country), home_of(catalog, case)
    assert isinstance(there, Location)
    normal = np.random.Generator(np.random.PCG64([0, crc32(f"pay.{country}".encode())]))
    pay = there.local * np.exp(there.spread * normal.standard_normal(DRAWS))
    charges = triangle(drawn(f"charges.{country}"), *there.charges)
    real = triangle(drawn("real_wage_growth"), -0.01, 0.0, 0.03)
    changes, deviations = history(catalog, country, "USA")
    picked = (drawn("rate_changes", (DRAWS, years)) * len(changes)).astype(int)
    past = np.array(price_growth(there, there.pay.year + 1, case.start - there.pay.year))
    until = np.prod(1 + past + real[:, None], axis=1)
    ahead = np.array(price_growth(there, case.start + 1, years - 1))
    grown = np.cumprod(1 + ahead + real[:, None] + deviations[picked[:, 1:]], axis=1)
    wages = until[:, None] * np.hstack((np.ones((DRAWS, 1)), grown))
    path = rates(home, case.start, years) / rates(there, case.start, years)
    value = path * np.exp(np.cumsum(changes[picked], axis=1))
    value = value * (1 + (-0.1 + 0.2 * drawn("currency")))[:, None]
    yearly = 120 * (12 + drawn("extra_months")) * pay * (1 + charges)
    _, many, variates = drawn_terms(catalog, case, country, DRAWS)
    np.testing.assert_allclose(many.labour, yearly[:, None] * wages * value, rtol=1e-12)
    moved = np.cumsum(changes[picked], axis=1).mean(axis=1)
    np.testing.assert_allclose(variates["rate_changes"], moved, rtol=1e-12, atol=1e-15)
    if years > 1:
        mean = deviations[picked[:, 1:]].mean(axis=1)
        np.testing.assert_allclose(variates["price_changes"], mean, rtol=1e-12, atol=1e-15)


def test_cost_and_bands_are_those_of_whole_arrays(catalog: Catalog) -> None:
    scenario = Scenario(client="USA", people=120, assumptions=CHANGED)
    case = case_of(catalog, scenario)
    _, many, _ = drawn_terms(catalog, case, "IND", DRAWS)
    loads = 1 + (0.03 + 0.06 * drawn("benefits")) + many.attrition * np.asarray(many.replacement)
    output = np.asarray(many.hours * many.productivity)[:, None] * many.capacity  # type: ignore[operator]
    cost = (many.labour * loads[:, None] + many.office) / output
    cost = cost * (1.05 + 0.2 * drawn("margin"))[:, None]
    flow = flows(many)
    np.testing.assert_allclose(flow.loaded, cost, rtol=1e-12)
    saving = many.home * (1 - np.asarray(many.governance))[:, None] - cost
    saving[:, -1] -= many.leaving * many.labour[:, -1]
    total = saving.sum(axis=1) - many.start
    made = business_case(catalog, scenario, ["POL", "IND"], DRAWS)["IND"]
    ordered = np.sort(total)
    expected = [ordered[ceil(part * DRAWS) - 1] for part in (0.1, 0.5, 0.9)]
    assert made.total_band == pytest.approx(expected, rel=1e-6)
    assert made.chance == np.mean(total > 0)
    share = np.sort(total / many.home.sum(axis=1))
    assert made.share_band.low == pytest.approx(share[DRAWS // 10 - 1], rel=1e-6)
    worth = (saving / 1.08 ** np.arange(1, 6)).sum(axis=1) - many.start
    assert made.value_band.high == pytest.approx(np.sort(worth)[9 * DRAWS // 10 - 1], rel=1e-6)
    saved = cumulative(flow.saving, flow.once)
    np.testing.assert_allclose(saved[:, -1], total, rtol=1e-9)
    np.testing.assert_allclose(saved[:, 0], -np.asarray(many.start), rtol=1e-12)


def month(saved: list[float]) -> float:
    """Return the month of payback, looked for from the end back."""
    for year in reversed(range(len(saved))):
        if saved[year] < 0:
            if year == len(saved) - 1:
                return NEVER
            part = -saved[year] / (saved[year + 1] - saved[year])
            return 12 * year + ceil(12 * part - 1e-9)
    return 0.0


def test_months_of_draws_are_those_of_one_draw_after_the_other() -> None:
    saved = np.random.default_rng(3).normal(0, 1, (2000, 5)).cumsum(axis=1)
    saved[:3] = [[-2, -1, 0, 0, 1], [0, 0, 0, 0, 0], [1, 2, 3, -1, 1]]
    months = payback(saved)
    assert months.tolist() == [month(row) for row in saved.tolist()]
    assert months[:3].tolist() == [24, 0, 42]


def test_draws_are_kept_and_cannot_be_written_to() -> None:
    shares = uniform("attrition", 100)
    assert uniform("attrition", 100) is shares
    with pytest.raises(ValueError, match="read-only"):
        shares[0] = 2.0
