"""The Scenarios page saves, compares, opens and passes on; the browser's part is played here."""

import json
import os
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load
from kpo.data.user import read, with_user_data
from kpo.scenarios.collection import MAX_SCENARIOS, SavedScenarios, added, saved
from kpo.scenarios.file import KIND, from_text, to_text
from kpo.ui.session.browser_storage import NAME
from kpo.ui.session.catalog import OWN
from kpo.ui.session.saved_scenarios import KEY, BrowserCopy, handle
from tests.data.user.files import FIGURES, PAY, lines
from tests.pages.reading import headline, html, line, scenario, text

PAGE = "pages/scenarios.py"
ENGLISH = Scenario(weights={"labour_cost": 25, "english": 75, "time_zone": 0.0})
HOSTILE = "<img src=x onerror=alert(1)> $x$ **b**"


@pytest.fixture
def page(opened: Callable[[], AppTest]) -> AppTest:
    """The page in a browser that has nothing stored."""
    app = opened()
    app.session_state[KEY] = BrowserCopy(text="")
    return app.switch_page(PAGE).run()


def sent(at: AppTest) -> dict[str, Any]:
    """What the browser was asked to store."""
    (part,) = (
        part.proto
        for part in at.get("bidi_component")
        if part.proto.component_name == "kpo_browser_storage"
        and json.loads(part.proto.json)[0]["name"] == NAME
    )
    asked: dict[str, Any] = json.loads(part.json)[0]
    return asked


def save(at: AppTest, name: str) -> AppTest:
    at.text_input(key="kpo.shelf.new").set_value(name)
    return next(one for one in at.button if one.label == "Save").click().run()


def names(at: AppTest) -> list[str]:
    return re.findall(r"<h3>(.*?)(?: <small>as now</small>)?</h3>", html(at))


def drawn(at: AppTest) -> dict[str, list[Any]]:
    raw = at.get("vega_lite_chart")[0].proto.data.data
    columns: dict[str, list[Any]] = pyarrow.ipc.open_stream(BytesIO(raw)).read_all().to_pydict()
    return columns


def more_english(at: AppTest) -> AppTest:
    return at.number_input(key="kpo.weight.english").set_value(75).run()


def test_opens_with_something_worth_looking_at(page: AppTest) -> None:
    assert not page.exception
    assert headline(page) == "India leads in both scenarios"
    assert "to \u201cEqual weights, else as now\u201d, 2 of 3 change place" in text(page)
    found = drawn(page)
    points = [
        (column, country, rank)
        for part, column, country, rank in zip(
            found["part"], found["column"], found["country"], found["rank"], strict=True
        )
        if part == "point"
    ]
    assert points[:3] == [(0, "IND", "1"), (0, "PHL", "2"), (0, "IRL", "3")]
    assert "Nothing yet." in text(page)


def test_asks_the_browser_before_anything_can_be_saved(opened: Callable[[], AppTest]) -> None:
    app = opened().switch_page(PAGE).run()
    assert sent(app)["text"] is None
    assert next(one for one in app.button if one.label == "Save").disabled
    assert "Asking this browser" in text(app)


def test_saved_scenario_goes_to_the_browser_word_for_word(
    page: AppTest, sample_folder: Path
) -> None:
    more_english(page)
    save(page, "  More \n English ")
    assert names(page) == ["More English"]
    asked = sent(page)
    stored = from_text(load(sample_folder), asked["text"])
    assert stored.items[0].scenario == ENGLISH
    assert asked["bases"] == [""]
    assert page.text_input(key="kpo.shelf.new").value == ""
    save(page, "Second")
    assert sent(page)["bases"] == [asked["text"], ""]
    assert "2 of 12" in text(page)


def test_names_are_drawn_as_text(page: AppTest) -> None:
    save(page, HOSTILE)
    assert "<img" not in html(page)
    assert names(page) == ["&lt;img src=x onerror=alert(1)&gt; $x$ **b**"]


def test_name_taken_or_empty_changes_nothing(page: AppTest) -> None:
    save(page, "A")
    before = sent(page)["text"]
    more_english(page)
    save(page, "A")
    assert "\u201cA\u201d is there already" in text(page)
    save(page, " ")
    assert "Name : it is empty" in " ".join(text(page).split())
    assert sent(page)["text"] == before


def test_second_click_of_two_finds_the_choice_saved(page: AppTest) -> None:
    save(page, "A")
    before = sent(page)["text"]
    save(page, "A")
    assert "\u201cA\u201d is saved." in text(page)
    assert "there already" not in text(page)
    assert (sent(page)["text"], names(page)) == (before, ["A"])


def test_thirteenth_has_no_room(opened: Callable[[], AppTest], sample_folder: Path) -> None:
    catalog, shelf = load(sample_folder), SavedScenarios()
    for number in range(MAX_SCENARIOS):
        shelf = added(shelf, saved(catalog, str(number), Scenario()))
    app = opened()
    app.session_state[KEY] = BrowserCopy(shelf=shelf, text=to_text(catalog, shelf))
    app.switch_page(PAGE).run()
    assert next(one for one in app.button if one.label == "Save").disabled


def test_saved_one_is_compared_with_the_choice_now(page: AppTest) -> None:
    save(page, "Before")
    more_english(page)
    assert headline(page) == (
        "\u201cNow\u201d puts the Philippines first, \u201cBefore\u201d India"
    )
    words = " ".join(text(page).split())
    assert "Weights in %: labour cost 60 \u2192 25, English 40 \u2192 75" in words
    assert (
        "The Philippines rises from 2nd to 1st: English +35.0 "
        "(weight 40 \u2192 75 %), labour cost \u221217.5 (weight 60 \u2192 25 %), "
        "together +17.5 points." in words
    )


def test_any_of_them_can_be_compared(page: AppTest) -> None:
    save(page, "Before")
    more_english(page)
    picker = page.multiselect(key="kpo.scenarios.compared")
    assert picker.value == ["saved:Before", "now"]
    picker.set_value(["saved:Before", "now", "equal"]).run()
    found = drawn(page)
    assert [
        c for part, c in zip(found["part"], found["column"], strict=True) if part == "head"
    ] == [
        0,
        1,
        2,
    ]
    pair = page.selectbox(key="kpo.scenarios.pair.3")
    assert pair.options == [
        "Before \u2192 Equal weights, else as now",
        "Before \u2192 Now",
        "Now \u2192 Equal weights, else as now",
    ]
    pair.set_value(2).run()
    assert "labour cost 25 \u2192 33.3" in text(page)


def test_open_makes_it_the_choice_and_can_be_taken_back(page: AppTest) -> None:
    more_english(page)
    save(page, "English")
    page.button(key="kpo.reset").click().run()
    assert scenario(page) == Scenario()
    page.button(key=f"kpo.shelf.open.{handle('English')}").click().run()
    assert scenario(page) == ENGLISH
    assert line(page)[3] == "weights: **yours**, begun with our judgement"
    page.button(key="kpo.shelf.undo").click().run()
    assert scenario(page) == Scenario()


def test_rename_delete_and_undo(page: AppTest) -> None:
    for name in ("A", "B", "C"):
        save(page, name)
    page.text_input(key=f"kpo.shelf.name.{handle('B')}").set_value("New").run()
    assert names(page) == ["A", "New", "C"]
    page.text_input(key=f"kpo.shelf.name.{handle('New')}").set_value("C").run()
    assert names(page) == ["A", "New", "C"]
    assert "\u201cC\u201d is there already" in text(page)
    page.button(key=f"kpo.shelf.delete.{handle('New')}").click().run()
    assert names(page) == ["A", "C"]
    page.button(key="kpo.shelf.undo").click().run()
    assert names(page) == ["A", "New", "C"]


def test_what_was_meant_for_one_that_is_gone_does_not_reach_the_next(page: AppTest) -> None:
    for name in ("A", "B", "C"):
        save(page, name)
    first, second = (page.button(key=f"kpo.shelf.delete.{handle(name)}") for name in "AB")
    field = page.text_input(key=f"kpo.shelf.name.{handle('A')}")
    first.click().run()
    assert names(page) == ["B", "C"]
    assert second.proto.id == page.button(key=f"kpo.shelf.delete.{handle('B')}").proto.id
    ids = {part.proto.id for part in (*page.button, *page.text_input)}
    assert not ids & {first.proto.id, field.proto.id}


def test_renamed_one_stays_in_the_comparison(page: AppTest) -> None:
    save(page, "A")
    page.multiselect(key="kpo.scenarios.compared").set_value(["saved:A", "equal"]).run()
    page.text_input(key=f"kpo.shelf.name.{handle('A')}").set_value("B").run()
    assert page.multiselect(key="kpo.scenarios.compared").value == ["saved:B", "equal"]


def test_file_is_added_and_can_be_taken_back(page: AppTest, sample_folder: Path) -> None:
    catalog = load(sample_folder)
    shelf = added(SavedScenarios(), saved(catalog, "From a file", ENGLISH))
    content = to_text(catalog, shelf).encode()
    page.file_uploader(key="kpo.shelf.file.0").set_value(("x.json", content, "application/json"))
    page.run()
    assert names(page) == ["From a file"]
    assert from_text(catalog, sent(page)["text"]) == shelf
    page.button(key="kpo.shelf.undo").click().run()
    assert names(page) == []


def test_bad_file_changes_nothing_and_lists_every_problem(
    page: AppTest, sample_folder: Path
) -> None:
    save(page, "Mine")
    whole = json.loads(sent(page)["text"])
    whole["scenarios"] *= 2
    whole["scenarios"] = json.loads(json.dumps(whole["scenarios"]))
    whole["scenarios"][0]["scenario"]["tier"] = "<b>"
    whole["scenarios"][1]["scenario"]["client"] = "ATL"
    before = sent(page)["text"]
    file = ("x.json", json.dumps(whole).encode(), "application/json")
    page.file_uploader(key="kpo.shelf.file.0").set_value(file).run()
    assert not page.exception
    words = text(page)
    assert "Nothing was changed." in words
    assert 'unknown tier "<b>"' in words
    assert 'unknown client "ATL"' in words
    assert "<b>&quot;" not in html(page)
    assert sent(page)["text"] == before
    assert names(page) == ["Mine"]


def test_saved_under_older_figures_tells_who_moved(page: AppTest, sample_folder: Path) -> None:
    save(page, "Old")
    whole = json.loads(sent(page)["text"])
    whole["scenarios"][0]["order"] = ["PHL", "IND", "IRL"]
    whole["scenarios"][0]["scenario"]["data_version"] = "2026-05"
    catalog = load(sample_folder)
    stored = json.dumps(whole)
    page.session_state[KEY] = BrowserCopy(shelf=from_text(catalog, stored), text=stored)
    page.run()
    page.button(key=f"kpo.shelf.open.{handle('Old')}").click().run()
    words = " ".join(text(page).split())
    assert "They were those of May 2026 and are now those of November 2026." in words
    assert "Philippines 1 \u2192 2; India 2 \u2192 1." in words


def test_file_brings_own_figures_and_undo_takes_them_back(page: AppTest, sample: Any) -> None:
    own = read("x", lines(FIGURES, PAY), sample)
    mine = with_user_data(sample, own)
    shelf = added(SavedScenarios(), saved(mine, "With ours", ENGLISH))
    content = to_text(mine, shelf, own).encode()
    page.file_uploader[0].set_value(("with-own.json", content, "application/json"))
    page.run()
    assert "One scenario is added. The own figures of the file are in use." in text(page)
    assert page.session_state[OWN] == own
    assert "1 figure of your own is in use." in text(page)
    page.button(key="kpo.shelf.undo").click().run()
    assert names(page) == []
    assert not len(page.session_state[OWN])


@pytest.mark.parametrize("stored", ["{", json.dumps({"kind": KIND, "version": 2})])
def test_what_cannot_be_read_is_left_in_the_browser(page: AppTest, stored: str) -> None:
    catalog = load(os.environ["KPO_DATA"])
    shelf = from_text(catalog, stored)
    page.session_state[KEY] = BrowserCopy(shelf=shelf, text=stored, foreign=stored)
    page.run()
    assert "What this browser has stored cannot be read here" in text(page)
    save(page, "Board")
    assert names(page) == ["Board"]
    assert (sent(page)["text"], sent(page)["bases"]) == (stored, [])
    assert "It is left as it is" in text(page)
