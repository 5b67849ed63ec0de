"""Names of a scatter never lie over one another."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from kpo.charts.label_places import LabelledPoint, box, places

WIDTH, HEIGHT = 400.0, 300.0
SPOTS = some.lists(
    some.builds(
        LabelledPoint,
        some.floats(0, WIDTH),
        some.floats(0, HEIGHT),
        some.floats(1, 20),
        some.floats(5, 80),
    ),
    max_size=12,
)


@given(SPOTS)
def test_no_two_names_overlap_and_all_stay_inside(spots: list[LabelledPoint]) -> None:
    boxes = [
        box(one, place)
        for one, place in zip(spots, places(spots, WIDTH, HEIGHT), strict=True)
        if place.side
    ]
    for left, top, right, foot in boxes:
        assert 0 <= left < right <= WIDTH
        assert 0 <= top < foot <= HEIGHT
    for one, other in combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
