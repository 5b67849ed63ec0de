"""Published ranks and lists: every fault at once, with file and row."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.etl.published import published_ranks
from kpo import load
from kpo.core.errors import DataError
from kpo.data.published_indices import rank_faults
from tests.data.test_rebuild import messages
from tests.published import with_published
from tests.sample import append, edit
from tests.variants import AT_LENGTH

Edit = Callable[[str, Callable[[str], str]], Path]
RANKS = "published-location-indices/published_ranks.csv"
LISTS = "published-location-indices/published_lists.csv"
SAME = 'keep one of the two, or write "tied" in the note'


def row(country: str, place: str, size: str = "10", note: str = "") -> dict[str, str]:
    cells = {"index": "B", "edition": "2014", "country": country}
    return cells | {"rank": place, "n_ranked": size, "note": note}


def faults(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def test_ranks_that_cannot_be_are_all_told() -> None:
    rows = [
        row("IND", "1"),
        row("IND", "2"),
        row("PHL", "11"),
        row("IRL", "2"),
        row("CZE", "3", "12"),
        row("ISR", "x"),
        row("CHN", "0"),
    ]
    placed = [(f"row {number}", cells) for number, cells in enumerate(rows, start=2)]
    assert [str(problem) for problem in rank_faults(placed)] == [
        f"row 3: IND of B 2014 stands in row 2 already; {SAME}",
        'row 4: rank "11" is not between 1 and "10" of B 2014; correct the rank or n_ranked',
        f"row 5: rank 2 of B 2014 stands in row 3 already; {SAME}",
        "row 6: B 2014 ranks 12 countries here and 10 above; give one n_ranked an edition",
        'row 7: rank "x" is not between 1 and "10" of B 2014; correct the rank or n_ranked',
        'row 8: rank "0" is not between 1 and "10" of B 2014; correct the rank or n_ranked',
    ]


def test_a_shared_rank_is_right_where_the_note_says_tied() -> None:
    rows = [("row 2", row("IND", "1")), ("row 3", row("PHL", "1", note="tied with India"))]
    assert list(rank_faults(rows)) == []


@AT_LENGTH
@pytest.mark.slow
def test_the_builder_lists_every_fault_at_once(root: Path, edited_raw: Edit) -> None:
    edited_raw(
        RANKS,
        lambda text: (
            text.replace("GSLI,2016,55,CHN,2,page", "GSLI,2016,55,CHN,1,seen")
            .replace("GSLI,2016,55,MYS,3", "GSLI,2016,55,QQQ,56")
            .replace("GSLI,2016,55,BRA,4", "GSLI,2015,55,BRA,4")
        ),
    )
    raw = edited_raw(LISTS, lambda text: text.replace("2010,ARG", "2010,QQQ"))
    found = messages(root, raw)
    assert [text for text in found if text.startswith("published-location-indices/")] == [
        f'{RANKS} row 3: unknown how "seen"; use one of page, derived, quoted',
        f'{RANKS} row 4: unknown country "QQQ"; add it to data/etl/names.csv or correct the id',
        f'{RANKS} row 5: unknown edition "GSLI 2015"; add it to data/published_indices.csv',
        f'{LISTS} row 2: unknown country "QQQ"; add it to data/etl/names.csv or correct the id',
        f"{RANKS} row 3: rank 1 of GSLI 2016 stands in {RANKS} row 2 already; {SAME}",
        f'{RANKS} row 4: rank "56" is not between 1 and "55" of GSLI 2016; '
        "correct the rank or n_ranked",
    ]


@AT_LENGTH
@pytest.mark.slow
def test_a_column_that_went_is_told(root: Path, edited_raw: Edit) -> None:
    raw = edited_raw(RANKS, lambda text: text.replace("n_ranked", "n", 1))
    assert messages(root, raw) == [
        f"{RANKS}: columns missing: n_ranked; read its SOURCE.md again and adapt the script"
    ]


def test_the_date_is_that_of_the_address(raw: Path) -> None:
    sources = {("GSLI", str(year)): "gsli" for year in (2014, 2016, 2017, 2019, 2021, 2023)}
    sources |= {("Tholons", str(year)): "tholons" for year in (2020, 2021)}
    found = {
        (cells[1], cells[3]): cells
        for cells in published_ranks(raw, ["IND", "VNM", "MAR"], sources)
    }
    assert found["2016", "IND"][7] == "2016-01-13"
    assert found["2017", "IND"][7] == "2017-09"
    assert found["2021", "IND"][7] == ""
    assert found["2023", "VNM"][5:8] == ["quoted", "", ""]
    assert found["2023", "MAR"][5] == "page"


def test_the_door_lists_every_fault_at_once(folder: Path) -> None:
    with_published(folder)
    edit(folder, "published_ranks", 2, "B,2014,10,IND,11,page,https://example.org,,,pay")
    append(folder, "published_ranks", "B,2018,10,IND,1,page,https://example.org,,,pay")
    append(folder, "published_lists", "M,2010,IND,https://example.org,pay")
    assert faults(folder) == [
        'published_ranks.csv row 10: unknown edition "B 2018"; add it to published_indices.csv',
        'published_ranks.csv row 2: rank "11" is not between 1 and "10" of B 2014; '
        "correct the rank or n_ranked",
        'published_lists.csv row 4: unknown edition "M 2010"; add it to published_indices.csv',
    ]


def test_the_door_knows_countries_numbers_and_columns(folder: Path) -> None:
    with_published(folder)
    edit(folder, "published_ranks", 2, "B,2014,10,INX,first,page,https://example.org,,,pay")
    edit(folder, "published_lists", 1, "index,edition,land,page,source")
    text = "\n".join(faults(folder))
    assert 'published_ranks.csv row 2: unknown country "INX"' in text
    assert 'published_ranks.csv row 2: rank "first" is not a whole number' in text
    assert 'published_lists.csv: column "country", which the method needs, is missing' in text
