"""What moved is told before anything is replaced, and what was there before stays loadable."""

import csv
import shutil
from pathlib import Path

import pytest

from data.etl import refresh
from data.etl.fetch.run import fetched
from data.etl.report import changes, report
from kpo import Scenario, load, rank
from kpo.core.errors import DataError, Problem
from kpo.data.loading import archive
from kpo.data.loading import load as load_data
from tests.data.fetch import forms
from tests.data.fetch.forms import ROOT, put_series
from tests.data.fetch.server import Publishers
from tests.variants import AT_LENGTH

TABLE = "wdi_digital"

pytestmark = [pytest.mark.slow, AT_LENGTH]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a refresh reads and writes."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "docs").mkdir()
    return root


def other_broadband(publishers: Publishers) -> None:
    """Let the World Bank send one figure another, one new and one gone."""
    found = [
        (place, year, "25.5" if (place, year) == ("IND", "2024") else value)
        for place, year, value in forms.points(forms.rows(TABLE))
        if (place, year) != ("IND", "2010")
    ]
    put_series(publishers, "IT.NET.BBND.P2", [*found, ("IND", "2025", "26")])


@pytest.fixture
def refreshed(publishers: Publishers, fetched_raw: Path, project: Path) -> refresh.Refreshed:
    """Tables with other broadband, beside those of the project."""
    other_broadband(publishers)
    assert [item.state for item in fetched(project, fetched_raw, [TABLE])] == ["fetched"]
    return refresh.candidate(project, fetched_raw)


def test_nothing_is_replaced_before_a_yes_and_then_everything(
    project: Path, refreshed: refresh.Refreshed
) -> None:
    assert refreshed.problems == []
    before = {path: path.read_bytes() for path in (ROOT / "data").rglob("*.csv")}
    for path, content in before.items():
        assert (project / path.relative_to(ROOT)).read_bytes() == content
    assert (refreshed.folder / "changes.md").read_text(encoding="utf-8") == refreshed.text
    _the_report_names_sources_and_figures(refreshed)
    _a_yes_replaces_the_tables_and_keeps_those_of_before(project, refreshed)


def _the_report_names_sources_and_figures(refreshed: refresh.Refreshed) -> None:
    assert "| wdi_digital | 1 | 1 | 1 |" in refreshed.text
    (line,) = [line for line in refreshed.text.splitlines() if "India 2024" in line]
    assert line.startswith("- Fixed broadband, India 2024: ")
    assert "to 25.5" in line
    assert "None: every correction still meets its figure." in refreshed.text
    assert "| KPO | Kearney 2016 |" in refreshed.text


def _a_yes_replaces_the_tables_and_keeps_those_of_before(
    project: Path, refreshed: refresh.Refreshed
) -> None:
    before = load(project / "data")
    refresh.accept(project, refreshed.folder)
    now = load(project / "data")
    assert now.figures("IND", "fixed_broadband")[-1][2:4] == (2025, 26.0)
    (path,) = (project / "data" / "versions").iterdir()
    assert path.name == f"{before.data_version}.zip"
    kept = load_data(path)
    scenario = Scenario(countries=tuple(before.countries))
    assert [(row.country, row.score) for row in rank(kept, scenario).rows] == [
        (row.country, row.score) for row in rank(before, scenario).rows
    ]
    assert (project / "data" / "changes.md").read_text(encoding="utf-8") == refreshed.text
    assert not refreshed.folder.exists()


def test_an_archive_is_the_same_bytes_each_time(project: Path) -> None:
    first = archive(project / "data").read_bytes()
    assert archive(project / "data").read_bytes() == first


def test_a_spoilt_archive_is_refused(project: Path) -> None:
    path = archive(project / "data")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(DataError, match="not readable as an archive"):
        load_data(path)


def edited(project: Path, country: str, indicator: str, value: str) -> None:
    """Give a country another newest figure."""
    for path in (project / "data" / "observations").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = list(csv.reader(stream))
        mine = [row for row in rows if row[:2] == [country, indicator]]
        if mine:
            mine[-1][3] = value
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows([header, *rows])


def test_who_moves_is_told_with_the_figure_behind_it(project: Path) -> None:
    before = load(project / "data")
    edited(project, "PHL", "english", "430")
    now = load(project / "data")
    found = changes(before, now)
    assert {source: len(items) for source, items in found.items()} == {
        "ef_epi_2024": 1,
        "ef_epi_2025": 1,
    }
    assert found["ef_epi_2025"][0].size == pytest.approx((569 - 430) / 569)
    text = report(before, now, [Problem("data/corrections.csv row 3", "no figure", "remove it")])
    assert "- data/corrections.csv row 3: no figure; remove it" in text
    _, knowledge = text.split("### Knowledge work")
    (line,) = [line for line in knowledge.splitlines() if line.startswith("- Philippines")]
    assert ": English -" in line
    assert "Philippines 2025: 569 to 430" in line


def test_who_loses_a_tier_is_told(project: Path) -> None:
    before = load(project / "data")
    for path in (project / "data" / "observations").glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("ALB,")]
        path.write_text("".join(kept), encoding="utf-8")
    text = report(before, load(project / "data"))
    assert "- Albania loses BPO" in text
    assert "- Albania loses KPO" in text
