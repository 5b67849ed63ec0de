"""A popover under new words is the same one."""

from streamlit.testing.v1 import AppTest


def _script() -> None:
    import streamlit as st

    from kpo.ui.components.stable_popover import popover

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
