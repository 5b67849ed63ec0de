import numpy as np

from kpo.mcda.tied_groups import always_tied

NAN = np.nan


def test_equal_rows_within_noise_are_one_group():
    groups = always_tied(np.array([[5, 6], [7, 8], [5 + 4e-10, 6], [7, 9]]))
    assert groups.member[0] == groups.member[2]
    assert sorted(groups.sizes.tolist()) == [1, 1, 2]


def test_constant_rows_are_one_group_whatever_they_lack():
    groups = always_tied(np.array([[5, NAN], [NAN, 5], [5, 5], [5, 6]]))
    assert len(set(groups.member[:3].tolist())) == 1
    assert groups.sizes[groups.member[0]] == 3


def test_a_gap_alone_makes_a_row_another():
    groups = always_tied(np.array([[5, 6, NAN], [5, 6, 7], [5, 6, 5]]))
    assert groups.sizes.tolist() == [1, 1, 1]


def test_rows_with_gaps_come_last_and_members_point_to_their_rows():
    table = np.array([[NAN, 1, 2], [3, 4, 5], [NAN, 1, 2], [6, 7, 8]])
    groups = always_tied(table)
    assert np.isnan(groups.table).any(axis=1).tolist() == [False, False, True]
    assert np.array_equal(groups.table[groups.member], table, equal_nan=True)
