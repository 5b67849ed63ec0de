"""A problem quotes what it was given, and stays fit to be drawn."""

from kpo.core.errors import MAX_PROBLEM_LENGTH, DataError, Problem


def test_problem_is_told_on_one_line_without_what_cannot_be_seen() -> None:
    problem = Problem("a\x1b[2J.csv", "unknown\n\u202eid \ud800", "do\x00 this")
    assert str(problem) == "a[2J.csv: unknown id; do this"
    assert str(DataError([problem, problem])).count("\n") == 1


def test_problem_does_not_repeat_a_whole_file() -> None:
    assert Problem("a.csv", "x" * 10**6, "mend it").what == "x" * MAX_PROBLEM_LENGTH
