"""Results are kept with the catalogue they were made from."""

from kpo import load
from kpo.core.cache import ResultCache, cached
from kpo.core.model import UserData, UserFigure
from kpo.data.catalog import Catalog
from kpo.data.user import with_user_data


class Source:
    def __init__(self, most: int | None = None) -> None:
        self.memories = ResultCache(most)


def test_answer_is_kept_for_each_source_of_its_own() -> None:
    asked: list[tuple[Source, int]] = []

    @cached(4)
    def doubled(source: Source, number: int) -> int:
        asked.append((source, number))
        return 2 * number

    one, other = Source(), Source()
    assert [doubled(one, 3), doubled(one, 3), doubled(other, 3)] == [6, 6, 6]
    assert asked == [(one, 3), (other, 3)]


def test_oldest_answer_goes_first_and_few_are_kept_where_few_are_wanted() -> None:
    asked: list[int] = []

    @cached(4)
    def same(source: Source, number: int) -> int:
        asked.append(number)
        return number

    small = Source(most=2)
    for number in (1, 2, 3, 1):
        same(small, number)
    assert asked == [1, 2, 3, 1]
    large = Source()
    for number in (1, 2, 3, 1):
        same(large, number)
    assert asked[4:] == [1, 2, 3]


def test_catalogue_with_own_figures_has_memories_of_its_own(sample: Catalog) -> None:
    figure = UserFigure("IND", "english", 2026, 500.0, "points", "own test")
    mine = with_user_data(sample, UserData((figure,)))
    assert mine.memories is not sample.memories
    assert load().memories is not sample.memories
