"""The colours of the criteria, measured: told apart by four kinds of sight, in both themes."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from kpo.data.catalog import Catalog
from kpo.panel.payload import text_colour
from kpo.style import SURFACE, THEMES, Theme, shades
from tests.charts.colour import SIGHT, contrast, difference, hue, lab, oklab

PAIRS = (
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0009), 7.1792),
    ((50.0, 2.4900, -0.0010), (50.0, -2.4900, 0.0011), 7.2195),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0009, -2.4900), 4.8045),
    ((50.0, -0.0010, 2.4900), (50.0, 0.0011, -2.4900), 4.7461),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (61.0, -5.0, 29.0), 22.8977),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
)
"""Published pairs in CIELAB with their CIEDE2000: Sharma, Wu and Dalal (2005), table 1."""

NEIGHBOURS, ANY_TWO, GROUND, LABEL, TURN = 15.0, 14.0, 3.0, 4.5, 6.0


@pytest.mark.parametrize(("one", "other", "published"), PAIRS)
def test_the_measure_gives_the_published_differences(
    one: tuple[float, ...], other: tuple[float, ...], published: float
) -> None:
    first, second = np.array(one), np.array(other)
    assert difference(first, second) == pytest.approx(published, abs=5e-5)
    assert difference(second, first) == pytest.approx(published, abs=5e-5)


def test_white_black_and_what_protans_see_of_red() -> None:
    assert lab("#FFFFFF") == pytest.approx([100, 0, 0], abs=1e-9)
    assert lab("#FF0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.01)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert lab("#FF0000", "protan")[0] < 45
    assert hue("#FF0000") == pytest.approx(29.23, abs=0.01)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", THEMES)
def test_criteria_are_told_apart(theme: Theme, sight: str, atlas: Catalog) -> None:
    seen = [(item.id, lab(item.colour(theme), sight)) for item in atlas.criteria.values()]
    for limit, pairs in ((NEIGHBOURS, pairwise(seen)), (ANY_TWO, combinations(seen, 2))):
        near = {
            (one, other): round(apart, 1)
            for (one, a), (other, b) in pairs
            if (apart := difference(a, b)) < limit
        }
        assert near == {}


@pytest.mark.parametrize("theme", THEMES)
def test_criteria_stand_out_from_the_page_and_carry_their_labels(
    theme: Theme, atlas: Catalog
) -> None:
    for item in atlas.criteria.values():
        colour = item.colour(theme)
        assert contrast(colour, SURFACE[theme]["paper"]) >= GROUND, item.id
        assert max(contrast(colour, text) for text in ("#FFFFFF", "#000000")) >= LABEL, item.id


def test_a_criterion_has_one_hue_in_both_themes(atlas: Catalog) -> None:
    for item in atlas.criteria.values():
        turn = (hue(item.colour_dark) - hue(item.colour_light) + 180) % 360 - 180
        assert abs(turn) <= TURN, item.id


@pytest.mark.parametrize("count", [2, 6, 9])
@pytest.mark.parametrize("theme", THEMES)
def test_shades_of_the_ranks_keep_equal_steps(theme: Theme, count: int) -> None:
    seen = [oklab(colour) for colour in shades(theme, count)]
    steps = [float(np.linalg.norm(one - other)) for one, other in pairwise(seen)]
    assert steps == pytest.approx([sum(steps) / len(steps)] * (count - 1), abs=0.004)
    assert min(steps) > 0.025
    lightness = [one[0] for one in seen]
    assert lightness == sorted(lightness, reverse=theme == "dark")


@pytest.mark.parametrize("theme", THEMES)
def test_shades_of_the_ranks_carry_their_numbers(theme: Theme) -> None:
    for count in range(1, 10):
        for colour in shades(theme, count):
            text = {"#000": "#000000", "#fff": "#FFFFFF"}[text_colour(colour)]
            assert contrast(colour, text) >= LABEL, colour
