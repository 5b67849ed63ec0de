"""A popover under new words is the same one."""

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kpo.ui.components import popover


def _script() -> None:
    import streamlit as st

    from kpo.ui.components.popover import popover

    made = popover(st.text_input("Words", "two destinations"), "kpo-part")
    st.text("open" if made.open else "closed")


def identity(app: AppTest) -> str:
    """Return what tells the browser one popover from another."""
    (block,) = app.get("popover")
    return str(block.proto.id)


def test_it_stays_open_and_the_same_when_its_words_change() -> None:
    app = AppTest.from_function(_script)
    app.session_state["kpo-part"] = True
    app.run()
    before = identity(app)
    app.text_input[0].set_value("three destinations").run()
    assert identity(app) == before
    assert app.text[0].value == "open"


def test_a_popover_that_cannot_be_drawn_is_waited_for_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = {popover._DRAWN_OPEN: {"kpo-export": False}}
    state: dict[str, Any] = drawn | {"kpo-export": True}
    monkeypatch.setattr(st, "session_state", state)
    assert not popover.waiting("kpo-export")
    assert popover.waiting()
    assert not popover.waiting()
