"""The sidebar of the Scenarios page: saving the choice, the saved scenarios, and their file."""

from functools import partial
from typing import Final

import streamlit as st

from kpo.core.html import markup, tag
from kpo.core.model import Scenario
from kpo.core.text import unparted
from kpo.data.names import named
from kpo.narrative import scenarios as narrative
from kpo.scenarios.collection import MAX_NAME_LENGTH, MAX_SCENARIOS, SavedScenario
from kpo.scenarios.file import to_text
from kpo.scenarios.record import canonical
from kpo.ui.components import html
from kpo.ui.components.controls import download, section, text_button
from kpo.ui.session import saved_scenarios, widgets
from kpo.ui.session.saved_scenarios import BrowserCopy
from kpo.ui.session.state import View

UNREADABLE: Final = (
    "What this browser has stored cannot be read here, perhaps it is of a newer release. It is "
    "left as it is: save what you add as a file before you leave."
)
UNSTORED: Final = (
    "This browser lets nothing be stored: save the scenarios as a file before you leave."
)


def differs(view: View, scenario: Scenario) -> bool:
    """Tell whether a scenario differs from the current choice."""
    return canonical(view.catalog, scenario) != canonical(view.catalog, view.scenario)


def saving(held: BrowserCopy) -> None:
    """Draw the form that saves the current choice under a name."""
    section("Save the choice as it is now")
    with st.form("kpo-save", border=False, enter_to_submit=True):
        st.text_input(
            "Name",
            key=saved_scenarios.NEW_NAME,
            max_chars=MAX_NAME_LENGTH,
            placeholder="Board meeting, less weight on cost",
            label_visibility="collapsed",
        )
        full = held.shelf.room < 1
        st.form_submit_button(
            "Save", on_click=saved_scenarios.save, disabled=full or not held.known
        )
    _messages(held)


def _messages(held: BrowserCopy) -> None:
    """Draw the result of the last step: its problems, or its undo button."""
    problems = (*held.problems, *(() if held.foreign else held.shelf.problems))
    if problems:
        rows = markup(
            tag.li(tag.b(item.where), f": {item.what}; {item.remedy}.") for item in problems
        )
        head = "Nothing was changed." if held.problems else "Kept, but not readable here."
        st.html(tag.div(tag.p(head), tag.ul(rows), class_="kpo-said", role="alert"))
    if held.foreign:
        st.html(html.alert(UNREADABLE))
    if not held.stores:
        st.html(html.alert(UNSTORED))
    if held.undo:
        with st.container(key="kpo-undo", horizontal=True):
            st.html(tag.p(held.undo.words, class_="kpo-said", role="status"))
            if held.undo.shelf is not None or held.undo.choice is not None:
                text_button("Undo", "kpo.shelf.undo", saved_scenarios.undo)


def listing(view: View, held: BrowserCopy) -> None:
    """Draw the saved scenarios, each with its buttons."""
    count = len(held.shelf.items)
    words = f"{count} of {MAX_SCENARIOS}, in this browser only; the server keeps nothing."
    none = "Nothing yet. What you save stays in this browser; the server keeps nothing."
    asking = "Asking this browser\u2026"
    text = (words if count else none) if held.known else asking
    section("Saved scenarios", html.paragraphs([text]), "Scenario")
    for item in held.shelf.items:
        handle = saved_scenarios.handle(item.name)
        with st.container(key=f"kpo-saved-{handle}"):
            _entry(view, handle, item)


def _entry(view: View, handle: str, item: SavedScenario) -> None:
    here = None if differs(view, item.scenario) else [" ", tag.small("as now")]
    first = named(view.catalog, item.order[0], item.scenario.client) if item.order else "nobody"
    line = f"{narrative.described(view.catalog, item.scenario)}. First when saved: {first}."
    st.html(markup(tag.h3(item.name, here), tag.p(unparted(line))))
    with st.container(horizontal=True, key=f"kpo-saved-do-{handle}"):
        text_button("Open", f"kpo.shelf.open.{handle}", saved_scenarios.open_saved, item)
        with st.popover("Rename", key=f"kpo-saved-rename-{handle}", type="tertiary"):
            key = f"kpo.shelf.name.{handle}"
            with widgets.drawing(f"name.{handle}"):
                st.text_input(
                    "New name",
                    max_chars=MAX_NAME_LENGTH,
                    **widgets.tied(key, item.name, partial(saved_scenarios.rename, item.name)),
                )
        text_button("Delete", f"kpo.shelf.delete.{handle}", saved_scenarios.delete, item.name)


def file(view: View, held: BrowserCopy) -> None:
    """Draw the download of all saved scenarios, and the upload of a file."""
    section("As a file")
    own = view.catalog.own
    if held.shelf.items or len(own):
        added = ", with your own figures" if len(own) else ""
        download(
            f"Save them all as a file{added}",
            "kpo.shelf.download",
            "kpo-atlas-scenarios.json",
            lambda: to_text(view.catalog, held.shelf, own).encode(),
        )
    key = f"kpo.shelf.file.{held.files}"
    st.file_uploader(
        "Add those of a file",
        type="json",
        key=key,
        max_upload_size=2,
        on_change=saved_scenarios.upload,
        args=(key,),
    )
