"""Calm error messages in plain words."""

from typing import Final

import streamlit as st

from kpo.core.errors import DataError, KpoError
from kpo.core.html import table, tag
from kpo.core.model import Scenario
from kpo.ui.session import state
from kpo.ui.session.actions import Choice


def problems(error: KpoError) -> None:
    """Show every problem of an error: where it is, what is wrong and what to do."""
    count = len(error.problems)
    number = "One thing" if count == 1 else f"{count} things"
    of_data = isinstance(error, DataError)
    title = "The figures cannot be used yet" if of_data else "This choice cannot be ranked"
    rows = [
        tag.tr(tag.td(item.where), tag.td(item.what), tag.td(item.remedy))
        for item in error.problems
    ]
    _page(
        title,
        f"{number} stood in the way; nothing was ranked on part of the figures.",
        table(("Where", "What is wrong", "What to do"), rows, class_="kpo-table"),
    )
    if not of_data:
        with st.container(key="kpo-again"):
            default = Choice(Scenario())
            st.button("Begin again with the default view", on_click=state.put, args=(default,))


KEPT: Final = "Your choice is kept: reload the page, or change one thing in the line above."


def unexpected(number: str) -> None:
    """Report an unforeseen error: what is kept, and the id under which the log has its cause."""
    sentence = f"Something went wrong that we did not foresee. {KEPT} {_cause(number)}"
    _page("This page could not be drawn", sentence)


def part_missing(number: str) -> None:
    """Report an unforeseen error in one part of a page; there may be several."""
    sentence = f"This part of the page could not be drawn. {KEPT} {_cause(number)}"
    st.html(tag.p(sentence, class_="kpo-standfirst", role="status"))


def _cause(number: str) -> str:
    return f"The server\u2019s log has the cause under {number}."


def _page(title: str, sentence: str, body: str = "") -> None:
    head = tag.h1(title, class_="kpo-headline") + tag.p(sentence, class_="kpo-standfirst")
    with st.container(key="kpo-trouble"):
        st.html(head + body)
