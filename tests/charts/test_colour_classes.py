from kpo.style import breaks, level, ranges


def test_classes_are_round_and_of_like_size() -> None:
    assert breaks([1, 11, 102, 1003, 9999]) == (9.0, 66.0, 460.0, 2800.0)
    assert breaks([]) == ()
    assert breaks([5, 5, 5]) == ()


def test_levels_use_the_whole_scale_when_classes_fall_together() -> None:
    assert [level(value, (10,)) for value in (1, 10)] == [0, 4]
    assert level(3, ()) == 2
    assert ranges((10,)) == ((0, None, 10), (4, 10, None))
