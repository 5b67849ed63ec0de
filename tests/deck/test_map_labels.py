"""Names on the map, measured against the outlines themselves: in the sea, apart, lines clear."""

from itertools import combinations

import numpy as np
import pytest

from kpo import Scenario
from kpo.data.catalog import Catalog
from kpo.data.geography import rings
from kpo.deck import deck
from kpo.deck.map_labels import AREA, SPECK, labels, land
from kpo.deck.scene import MapLabel, MapPlace
from kpo.export.text_width import width

CROWDED = ("POL", "CZE", "ROU", "BGR", "HUN", "SVK", "UKR", "SRB", "BIH", "LTU", "EST")
ASIA = ("IND", "LKA", "BGD", "NPL", "MYS", "SGP", "THA", "VNM", "IDN", "PHL", "CHN")
Box = tuple[float, float, float, float]


def named(catalog: Catalog, scenario: Scenario) -> list[tuple[MapPlace, MapLabel]]:
    scene = next(one for one in deck(catalog, scenario) if one.kind == "map")
    return [(place, place.label) for place in scene.places if place.label is not None]


def box(label: MapLabel) -> Box:
    return label.west, label.south, label.west + label.wide, label.south + label.high


def covers_land(at: Box) -> bool:
    """Tell whether an outline has a point in a box, crosses one of its sides, or is around it."""
    west, south, east, north = at
    for ring in (np.array(ring) for outline in rings().values() for ring in outline):
        if np.ptp(ring, axis=0).max() <= SPECK:
            continue
        count = 1 + int(np.abs(np.diff(ring, axis=0)).max() // 5)
        parts = np.linspace(ring[:-1], ring[1:], count, endpoint=False).reshape(-1, 2)
        x, y = parts.T
        if ((west < x) & (x < east) & (south < y) & (y < north)).any() or around(ring, west, south):
            return True
    return False


def around(ring: np.ndarray, x: float, y: float) -> bool:
    (xs, ys), (to_xs, to_ys) = ring[:-1].T, ring[1:].T
    met = (ys > y) != (to_ys > y)
    crossed = xs[met] + (y - ys[met]) / (to_ys[met] - ys[met]) * (to_xs[met] - xs[met])
    return bool((crossed > x).sum() % 2)


def inside(at: Box, x: float, y: float) -> bool:
    return at[0] < x < at[2] and at[1] < y < at[3]


@pytest.mark.slow
@pytest.mark.parametrize(
    "scenario",
    [
        Scenario(),
        Scenario(countries=CROWDED),
        Scenario(countries=ASIA, tier="BPO"),
        Scenario(countries=("BRA", "MEX", "COL", "CRI", "ARG", "ZAF", "KEN", "EGY", "MAR", "USA")),
    ],
)
def test_every_named_destination_has_its_name_in_the_sea(
    scenario: Scenario, atlas: Catalog
) -> None:
    found = named(atlas, scenario)
    ranked = next(one for one in deck(atlas, scenario)).ranking.rows
    assert [place.name for place, _ in found] == [f"{row.rank} {row.name}" for row in ranked[:10]]
    boxes = [box(label) for _, label in found]
    assert [place.name for place, label in found if covers_land(box(label))] == []
    for one, other in combinations(boxes, 2):
        assert min(one[2], other[2]) <= max(one[0], other[0]) or min(one[3], other[3]) <= max(
            one[1], other[1]
        )
    for at in boxes:
        assert AREA[0] <= at[0] and at[2] <= AREA[2] and AREA[1] <= at[1] and at[3] <= AREA[3]
        assert not any(inside(at, place.x, place.y) for place, _ in found)


@pytest.mark.slow
def test_no_line_runs_through_the_name_of_another(atlas: Catalog) -> None:
    found = named(atlas, Scenario(countries=tuple(atlas.countries)))
    assert len(found) == 10
    for place, label in found:
        line = np.linspace((place.x, place.y), label.tip, 200)
        for other, at in found:
            if other is not place:
                assert not any(inside(box(at), x, y) for x, y in line), (place.name, other.name)


def test_a_name_fits_its_box_on_a_map_of_900_pixels(atlas: Catalog) -> None:
    across = AREA[2] - AREA[0]
    for place, label in named(atlas, Scenario(countries=tuple(atlas.countries))):
        assert width(place.name, 18, 600) <= label.wide * 900 / across, place.name
        assert label.high * 900 / across >= 20.7


def test_a_name_in_the_open_sea_stands_close_to_its_dot_and_its_line_ends_at_its_side() -> None:
    (label,) = labels((("1 Atoll", (-2000.0, -700.0)),))
    assert label is not None
    sides = {
        "start": (label.west, label.south + label.high / 2),
        "end": (label.west + label.wide, label.south + label.high / 2),
    }
    above = label.south > -700
    edge = label.south if above else label.south + label.high
    assert label.tip == sides.get(label.side, (label.tip[0], edge))
    assert np.hypot(label.tip[0] + 2000, label.tip[1] + 700) < 100


def test_where_the_sea_is_full_a_name_is_left_out() -> None:
    many = tuple((f"{place} Somewhere with a long name", (0.0, 300.0)) for place in range(90))
    found = labels(many)
    assert None in found
    assert found[0] is not None


def test_land_is_where_the_outlines_are() -> None:
    india, atlantic = land()[88, 219], land()[92, 96]
    assert india and not atlantic
    assert 0.25 < land().mean() < 0.4
