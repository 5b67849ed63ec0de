"""Beside the comparison: saving the choice, the list of saved scenarios, and their file."""

from html import escape

import streamlit as st

from kpo import scenario_narrative as said
from kpo.model import Scenario
from kpo.naming import named
from kpo.scenario import canonical
from kpo.scenario_file import to_text
from kpo.scenarios import LONGEST_NAME, MOST, Saved
from kpo.ui import blocks, shelf
from kpo.ui.shelf import Held
from kpo.ui.state import View


def differs(view: View, scenario: Scenario) -> bool:
    """Tell whether a scenario is another one than the choice now."""
    return canonical(view.catalog, scenario) != canonical(view.catalog, view.scenario)


def saving(held: Held) -> None:
    """Draw where the current choice is given a name."""
    st.html(blocks.section("Save the choice as it is now", ""))
    with st.form("kpo-save", border=False, enter_to_submit=True):
        st.text_input(
            "Name",
            key=shelf.NEW_NAME,
            max_chars=LONGEST_NAME,
            placeholder="Board meeting, less weight on cost",
            label_visibility="collapsed",
        )
        full = held.shelf.room < 1
        st.form_submit_button("Save", on_click=shelf.save, disabled=full or not held.known)
    _messages(held)


def _messages(held: Held) -> None:
    """Draw what the last step led to: its problems, or the way back."""
    problems = (*held.problems, *(() if held.foreign else held.shelf.problems))
    if problems:
        rows = "".join(
            f"<li><b>{escape(item.where)}</b>: {escape(item.what)}; {escape(item.remedy)}.</li>"
            for item in problems
        )
        head = "Nothing was changed." if held.problems else "Kept, but not readable here."
        st.html(f"<div class='kpo-said' role='alert'><p>{head}</p><ul>{rows}</ul></div>")
    if held.foreign:
        st.html(
            "<p class='kpo-said' role='alert'>What this browser has stored cannot be read here, "
            "perhaps it is of a newer release. It is left as it is: save what you add as a file "
            "before you leave.</p>"
        )
    if not held.stores:
        st.html(
            "<p class='kpo-said' role='alert'>This browser lets nothing be stored: save the "
            "scenarios as a file before you leave.</p>"
        )
    if held.undo:
        with st.container(key="kpo-undo", horizontal=True):
            st.html(f"<p class='kpo-said' role='status'>{escape(held.undo.words)}</p>")
            if held.undo.shelf is not None or held.undo.choice is not None:
                st.button("Undo", key="kpo.shelf.undo", type="tertiary", on_click=shelf.undo)


def listing(view: View, held: Held) -> None:
    """Draw the saved scenarios, each with what can be done with it."""
    count = len(held.shelf.items)
    words = f"{count} of {MOST}, in this browser only; the server keeps nothing."
    none = "Nothing yet. What you save stays in this browser; the server keeps nothing."
    asking = "Asking this browser\u2026"
    text = (words if count else none) if held.known else asking
    st.html(blocks.section("Saved", blocks.paragraphs([text])))
    for item in held.shelf.items:
        one = shelf.handle(item.name)
        with st.container(key=f"kpo-saved-{one}"):
            _entry(view, one, item)


def _entry(view: View, one: str, item: Saved) -> None:
    here = "" if differs(view, item.scenario) else " <small>as now</small>"
    first = named(view.catalog, item.order[0], item.scenario.client) if item.order else "nobody"
    line = f"{said.summary(view.catalog, item.scenario)}. First when saved: {first}."
    st.html(f"<h3>{escape(item.name)}{here}</h3><p>{escape(line)}</p>")
    with st.container(horizontal=True, key=f"kpo-saved-do-{one}"):
        st.button(
            "Open",
            key=f"kpo.shelf.open.{one}",
            type="tertiary",
            on_click=shelf.open_saved,
            args=(item,),
        )
        with st.popover("Rename", key=f"kpo-saved-rename-{one}", type="tertiary"):
            key = f"kpo.shelf.name.{one}"
            st.session_state[key] = item.name
            st.text_input(
                "New name",
                key=key,
                max_chars=LONGEST_NAME,
                on_change=shelf.rename,
                args=(item.name, key),
            )
        st.button(
            "Delete",
            key=f"kpo.shelf.delete.{one}",
            type="tertiary",
            on_click=shelf.delete,
            args=(item.name,),
        )


def file(view: View, held: Held) -> None:
    """Draw the way out to a file and the way in."""
    st.html(blocks.section("As a file", ""))
    own = view.catalog.own
    if held.shelf.items or len(own):
        added = ", with your own figures" if len(own) else ""
        st.download_button(
            f"Save them all as a file{added}",
            data=lambda: to_text(view.catalog, held.shelf, own).encode(),
            file_name="kpo-atlas-scenarios.json",
            mime="application/json",
            key="kpo.shelf.download",
            on_click="ignore",
            type="tertiary",
        )
    key = f"kpo.shelf.file.{held.files}"
    st.file_uploader(
        "Add those of a file",
        type="json",
        key=key,
        max_upload_size=2,
        on_change=shelf.upload,
        args=(key,),
    )
