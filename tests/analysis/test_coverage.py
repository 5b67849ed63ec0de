from pathlib import Path

from kpo import Scenario, load
from kpo.analysis.coverage import counted, coverage, coverage_rows
from kpo.data.catalog import Catalog
from tests.sample import edit

ALL = ("IND", "PHL", "IRL", "SWE")


def test_cells_tell_kinds_apart_and_gaps_come_first(sample: Catalog) -> None:
    rows = coverage(sample, Scenario(), ALL)
    assert [row[0].country.id for row in rows] == ["SWE", "IND", "IRL", "PHL"]
    assert [[cell.state for cell in row] for row in rows] == [
        ["reported", "none", "reported"],
        ["reported", "reported", "reported"],
        ["reported", "assumed", "reported"],
        ["reported", "reported", "reported"],
    ]
    assert [cell.age for cell in rows[1]] == [2, 1, 0]


def test_what_is_computed_is_too_old_where_its_parts_are(sample: Catalog) -> None:
    """Pay of 2022 and 2024 is older than a year in 2026; shared hours are of the year itself."""
    rows = coverage(sample, Scenario(max_age=1), ("IND", "SWE"))
    cells = {cell.indicator.id: cell for row in rows for cell in row if cell.country.id == "IND"}
    assert {name: (cell.state, cell.age) for name, cell in cells.items()} == {
        "saving": ("too_old", 2),
        "english": ("reported", 1),
        "shared_hours": ("reported", 0),
    }


def test_a_figure_older_than_the_rule_is_there_but_not_used(sample: Catalog) -> None:
    (row,) = coverage(sample, Scenario(max_age=3), ("PHL",))
    saving = row[0]
    assert saving.observation is not None
    assert (saving.state, saving.observation.year) == ("different_definition", 2023)
    (row,) = coverage(sample, Scenario(max_age=1), ("PHL",))
    assert (row[0].state, row[0].used, row[0].age) == ("too_old", False, 4)


def test_doubt_is_a_state_of_its_own_and_counts(folder: Path) -> None:
    edit(folder, "observations/epi", 2, "IND,english,2025,500,,,reported,,a jump")
    rows = coverage(load(folder), Scenario(), ("IND",))
    assert [(cell.state, cell.used) for cell in rows[0]][1] == ("doubtful", True)
    assert counted(rows[0]).filled == 1
    assert coverage_rows(rows)[1]["doubt"] == "a jump"


def test_counted_fills_what_counts(sample: Catalog) -> None:
    cells = [cell for row in coverage(sample, Scenario(), ALL) for cell in row]
    share = counted(cells)
    assert (share.total, share.counts["none"], share.counts["assumed"]) == (12, 1, 1)
    assert share.filled == 11 / 12
    assert counted([]).filled == 0


def test_rows_of_the_file_hold_no_figure(sample: Catalog) -> None:
    rows = coverage_rows(coverage(sample, Scenario(), ("IND",)))
    assert rows[0] == {
        "country": "IND",
        "indicator": "saving",
        "status": "reported",
        "year": 2024,
        "source": "pay; work",
        "doubt": "",
    }
