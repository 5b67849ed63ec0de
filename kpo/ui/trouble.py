"""Calm pages for what can go wrong, in the reader's words."""

from html import escape

import streamlit as st

from kpo.errors import DataError, KpoError
from kpo.model import Scenario
from kpo.ui import state
from kpo.ui.choice import Choice


def problems(error: KpoError) -> None:
    """Show every problem that an error carries, where it is and what to do."""
    count = len(error.problems)
    number = "One thing" if count == 1 else f"{count} things"
    title = (
        "The figures cannot be used yet"
        if isinstance(error, DataError)
        else "This choice cannot be ranked"
    )
    rows = "".join(
        f"<tr><td>{escape(item.where)}</td><td>{escape(item.what)}</td>"
        f"<td>{escape(item.remedy)}</td></tr>"
        for item in error.problems
    )
    _page(
        title,
        f"{number} stood in the way; nothing was ranked on part of the figures.",
        "<table class='kpo-table'><thead><tr><th>Where</th><th>What is wrong</th>"
        f"<th>What to do</th></tr></thead><tbody>{rows}</tbody></table>",
    )
    if not isinstance(error, DataError):
        with st.container(key="kpo-again"):
            st.button("Begin again with the default view", on_click=begin_again)


def begin_again() -> None:
    """Return to the default choice."""
    state.put(Choice(Scenario()))


def unexpected(number: str) -> None:
    """Say that something unforeseen went wrong, what is safe, and where its cause is written."""
    _page(
        "This page could not be drawn",
        "Something went wrong that we did not foresee. Your choice is kept: reload the page, "
        f"or change one thing in the line above. The server's log has the cause under {number}.",
        "",
    )


def part_missing(number: str) -> None:
    """Say the same of one part of a page; there may be several."""
    st.html(
        "<p class='kpo-standfirst' role='status'>This part of the page could not be drawn. "
        "Your choice is kept: reload the page, or change one thing in the line above. "
        f"The server\u2019s log has the cause under {escape(number)}.</p>"
    )


def _page(title: str, sentence: str, body: str) -> None:
    with st.container(key="kpo-trouble"):
        st.html(
            f"<h1 class='kpo-headline'>{escape(title)}</h1>"
            f"<p class='kpo-standfirst'>{escape(sentence)}</p>{body}"
        )
