"""What came along with an event, from before its answer, is nobody's doing."""

import ast
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from kpo.ui.session.widgets import SEEN, ShownValue
from tests.browser.server import ROOT
from tests.pages.reading import scenario, typed

MARK = SEEN.format("weights")


def drawings(*values: int) -> ShownValue:
    """Return what one widget showed in drawings 1, 2 and so on."""
    shown = ShownValue()
    for value in values:
        shown.begin()
        shown.show("english", value)
    return shown


def test_what_was_shown_when_the_event_was_sent_or_since_then_is_stale() -> None:
    shown = drawings(16, 13, 13, 20)
    told = {
        seen: [v for v in (16, 13, 20, 7) if shown.stale("english", v, seen)] for seen in range(6)
    }
    assert told == {0: [16, 13, 20], 1: [16, 13, 20], 2: [13, 20], 3: [13, 20], 4: [20], 5: [20]}


def test_what_a_reader_made_it_show_replaces_what_was_shown_before() -> None:
    shown = drawings(28, 28)
    shown.take("english", 40, seen=1)
    assert not shown.stale("english", 28, seen=1)
    assert shown.stale("english", 40, seen=1)


def test_only_the_last_drawings_are_kept() -> None:
    shown = drawings(*range(100))
    assert not shown.stale("english", 0, seen=1)
    assert shown.stale("english", 80, seen=1)


def test_second_of_two_quick_steps_does_not_take_the_first_one_back(app: AppTest) -> None:
    before = {
        "preset": app.selectbox(key="kpo.preset").value,
        "seen": app.text_input(key=MARK).value,
    }
    app.number_input(key="kpo.weight.english").set_value(70.0).run()
    assert typed(app) == [30.0, 70.0, 0.0]
    app.selectbox(key="kpo.preset").set_value(before["preset"])
    app.text_input(key=MARK).set_value(before["seen"])
    app.checkbox(key="kpo.lock.english").check().run()
    assert typed(app) == [30.0, 70.0, 0.0]
    assert scenario(app).locks == ("english",)


def test_value_of_before_chosen_by_who_has_seen_the_newest_is_taken(app: AppTest) -> None:
    preset = app.selectbox(key="kpo.preset").value
    app.number_input(key="kpo.weight.english").set_value(70.0).run()
    app.selectbox(key="kpo.preset").set_value(preset).run()
    assert typed(app) == [60.0, 40.0, 0.0]


def test_mark_tells_the_number_of_a_drawing_of_this_session_only() -> None:
    shown, other = drawings(16, 13), drawings(16, 13)
    assert shown.number_of(shown.mark) == 2
    numbers = ("", "\u00b2", "-1", "9" * 5000)
    wrong = ["", ".", "2", shown.session, other.mark, *(f"{shown.session}.{n}" for n in numbers)]
    assert [shown.number_of(mark) for mark in wrong] == [None] * len(wrong)


def test_what_comes_from_before_the_server_was_replaced_is_passed_over(app: AppTest) -> None:
    assert typed(app) == [60.0, 40.0, 0.0]
    for word in ("", "2", "00000000.1"):
        app.text_input(key=MARK).set_value(word)
        app.number_input(key="kpo.weight.english").set_value(70.0).run()
        assert typed(app) == [60.0, 40.0, 0.0]
    app.number_input(key="kpo.weight.english").set_value(70.0).run()
    assert typed(app) == [30.0, 70.0, 0.0]


PLACES: Final = (
    ("compare", "compare", "kpo.compare.of", {"compare": "PHL.IRL"}, ["PHL", "IRL"]),
    ("explore", "subject", "kpo.explore.subject", {"subject": "english"}, "english"),
    ("explore", "drawing", "kpo.explore.view", {"view": "table"}, "table"),
    ("country", "country", "kpo.country.pill", {"country": "IRL"}, "IRL"),
)
"""Page, place, a widget of it, an address that changes it, and what it shows then."""


@pytest.mark.parametrize(("page", "place", "key", "address", "wanted"), PLACES)
def test_a_stale_value_takes_nothing_back_on_any_page(
    app: AppTest, page: str, place: str, key: str, address: dict[str, str], wanted: object
) -> None:
    app.switch_page(f"pages/{page}.py").run()
    before, mark = _widget(app, key).value, app.text_input(key=SEEN.format(place)).value
    for name, word in address.items():
        app.query_params[name] = word
    app.run()
    assert _widget(app, key).value == wanted != before
    app.text_input(key=SEEN.format(place)).set_value(mark)
    _widget(app, key).set_value(before).run()
    assert _widget(app, key).value == wanted
    _widget(app, key).set_value(before).run()
    assert _widget(app, key).value == before


def _widget(app: AppTest, key: str) -> Any:
    kinds = (app.multiselect, app.selectbox, app.segmented_control, app.pills)
    return next(one for kind in kinds for one in kind if one.key == key)


def test_no_page_ties_a_widget_by_hand() -> None:
    """Whoever sets what a widget shows and listens to it leaves both to `widgets`."""
    files = [*(ROOT / "kpo" / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    found = {path.name: names for path in files if (names := by_hand(path.read_text("utf-8")))}
    assert found == {"widgets.py": ["tied"]}


def by_hand(code: str) -> list[str]:
    """Return the functions that set session state and give a widget what it calls."""
    functions = [part for part in ast.walk(ast.parse(code)) if isinstance(part, ast.FunctionDef)]
    return [part.name for part in functions if _sets_state(part) and _listens(part)]


def _sets_state(function: ast.FunctionDef) -> bool:
    targets = (
        target
        for part in ast.walk(function)
        if isinstance(part, ast.Assign)
        for target in part.targets
    )
    return any(ast.unparse(one).startswith("st.session_state[") for one in targets)


def _listens(function: ast.FunctionDef) -> bool:
    parts = list(ast.walk(function))
    given = [part.arg for part in parts if isinstance(part, ast.keyword) and _is_called(part.value)]
    named = [
        key.value
        for part in parts
        if isinstance(part, ast.Dict)
        for key in part.keys
        if isinstance(key, ast.Constant)
    ]
    return "on_change" in (*given, *named)


def _is_called(value: ast.expr) -> bool:
    """Tell whether a value may be called; ``on_change="rerun"`` only says when to draw."""
    return not (isinstance(value, ast.Constant) and value.value == "rerun")


def test_a_widget_tied_by_hand_is_noticed() -> None:
    body = "    st.session_state[KEY] = 1\n    st.slider('x', key=KEY, on_change=use)\n"
    assert by_hand(f"def draw():\n{body}") == ["draw"]
    assert by_hand(f"def draw():\n{body.replace('use', repr('rerun'))}") == []
    assert (
        by_hand("def draw():\n    st.session_state[KEY] = 1\n    st.slider('x', key=KEY)\n") == []
    )
