"""The Data page lists the library's figures, and each of its filters changes the list."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, __version__, load
from kpo.analysis.correlations import overlaps
from kpo.analysis.coverage import coverage
from kpo.analysis.provenance import Wanted, records
from tests.pages.reading import headline, text

PAGE = "pages/data.py"


@pytest.fixture
def data(opened: Callable[[], AppTest]) -> AppTest:
    return opened().switch_page(PAGE).run()


def group(at: AppTest, key: str) -> Any:
    return next(one for one in at.get("button_group") if one.key == key)


def choose(at: AppTest, key: str, value: str) -> None:
    group(at, key).set_value(value)
    at.run()


def listed(at: AppTest) -> list[tuple[str, str, int]]:
    table = at.dataframe[0].value
    return list(zip(table["Country"], table["Figure"], table["Year"], strict=True))


def test_lists_what_counts_for_the_destinations(data: AppTest) -> None:
    assert headline(data) == "17 figures, each with its year, its source and its licence"
    assert listed(data)[:3] == [
        ("India", "Pay of professionals", 2024),
        ("India", "English score", 2025),
        ("India", "Shared hours", 2026),
    ]
    assert "figures from 1 producers" not in text(data)
    assert " figures from 1 producer." in text(data)


@pytest.mark.parametrize(
    ("key", "value", "count"),
    [
        ("kpo.data.countries", ["SWE"], 4),
        ("kpo.data.indicators", ["english"], 3),
        ("kpo.data.sources", ["pay"], 6),
        ("kpo.data.status", ["assumed"], 1),
    ],
)
def test_filters(data: AppTest, key: str, value: list[str], count: int) -> None:
    data.multiselect(key=key).set_value(value).run()
    assert len(listed(data)) == count


def test_age_all_countries_and_all_years(data: AppTest) -> None:
    data.number_input(key="kpo.data.age").set_value(1).run()
    assert {year for *_, year in listed(data)} == {2025, 2026}
    data.number_input(key="kpo.data.age").set_value(None).run()
    choose(data, "kpo.data.whose", "All countries")
    assert len(listed(data)) == 19
    choose(data, "kpo.data.which", "All years")
    assert ("India", "Pay of professionals", 2017) in listed(data)


def test_no_match_says_what_to_do(data: AppTest) -> None:
    data.multiselect(key="kpo.data.sources").set_value(["epi"])
    data.multiselect(key="kpo.data.indicators").set_value(["pay_professional"]).run()
    assert "No figure fits all of these filters; take one away." in text(data)
    assert len(data.dataframe) == 0


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("Coverage", "100 % of 9 cells have a figure that counts (8 reported, 1 assumed)"),
        ("Alike figures", "0 of 3 pairs of indicators go together"),
        ("Goalposts", "round numbers"),
        ("Sources", "yes, with the source named"),
        (
            "Versions and faults",
            f"This is KPO Atlas {__version__}. The figures of November 2026 are",
        ),
    ],
)
def test_each_part_opens(data: AppTest, part: str, words: str) -> None:
    choose(data, "part", part)
    assert words in text(data)


def test_what_moved_since_the_version_before_is_told(
    data: AppTest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "changes.md").write_text("# What changed: 2026-08 to 2026-11\n\n- India: 2 to 1\n")
    monkeypatch.setenv("KPO_DATA", str(folder))
    choose(data, "part", "Versions and faults")
    (told,) = [item.value for item in data.markdown if "What changed" in item.value]
    assert told.startswith("## What changed: 2026-08 to 2026-11")
    assert "first version" not in text(data)


def test_coverage_of_all_countries_is_the_library_s(real: AppTest) -> None:
    real.switch_page(PAGE).run()
    choose(real, "part", "Coverage")
    choose(real, "kpo.data.for", "All countries")
    raw = real.get("vega_lite_chart")[0].proto.data.data
    drawn = pyarrow.ipc.open_stream(BytesIO(raw)).read_all().to_pydict()
    catalog = load()
    rows = coverage(catalog, Scenario(), tuple(catalog.countries))
    assert drawn["gap"] == [cell.state == "none" for row in rows for cell in row]
    assert drawn["year"] == [
        str(cell.observation.year) if cell.observation else "" for row in rows for cell in row
    ]


def test_real_figures_are_listed_as_the_library_has_them(real: AppTest) -> None:
    real.switch_page(PAGE).run()
    catalog = load()
    found = records(catalog, Scenario(), Wanted(countries=catalog.home))
    table = real.dataframe[0].value
    assert table["Value"].tolist() == [
        round(item.observation.value, item.indicator.decimals) for item in found
    ]
    choose(real, "part", "Alike figures")
    strong = [pair for pair in overlaps(catalog, Scenario()) if pair.strong]
    assert f"{len(strong)} of " in text(real)


def test_report_holds_the_figure_that_is_doubted(data: AppTest) -> None:
    choose(data, "part", "Versions and faults")
    data.selectbox(key="kpo.data.wrong_country").set_value("PHL")
    data.selectbox(key="kpo.data.wrong_indicator").set_value("english").run()
    assert "Shown here: 600 points, 2025, reported" in data.code[0].value
