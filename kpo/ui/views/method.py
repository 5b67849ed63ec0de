"""The Method page: the method in plain words, a worked example, and every word of the screen."""

from collections.abc import Iterable, Mapping
from typing import Final

import streamlit as st

from kpo.core.html import Html, markup, tag
from kpo.core.model import Criterion
from kpo.narrative import glossary
from kpo.narrative.glossary import Term
from kpo.ui import files
from kpo.ui.components.controls import headline
from kpo.ui.session.state import View

TITLE: Final = "What the words mean, and how a figure becomes a rank"
UNDER: Final = (
    "A minute of reading, one example with its numbers, and every word of the screen. "
    "A \u201c?\u201d on any page leads to its word here."
)
IN_FULL: Final = "The method in full"


def page(view: View) -> None:
    """Draw the page."""
    words = _words(view.catalog.criteria)
    with st.container(key="kpo-method"), st.container(key="kpo-body"):
        st.html(files.sheet(__file__, "method.css"))
        with st.container(key="kpo-main"):
            headline(TITLE, UNDER)
            for title in glossary.PLAIN:
                _heading(title)
                st.markdown(glossary.method()[title])
            st.html(_glossary(words))
            _in_full()
        with st.container(key="kpo-aside"):
            titles = (*glossary.PLAIN, *words, IN_FULL)
            links = (tag.li(tag.a(title, href=f"#{_anchor(title)}")) for title in titles)
            st.html(tag.nav(tag.ol(links), class_="kpo-contents", aria_label="On this page"))


def _words(criteria: Mapping[str, Criterion]) -> dict[str, tuple[Term, ...]]:
    """Return the glossary's terms by group, with the criteria as the second group."""
    first, *others = glossary.groups().items()
    own = tuple(glossary.of_criterion(item) for item in criteria.values())
    return dict([first, (glossary.CRITERIA, own), *others])


def _in_full() -> None:
    """Draw the numbered sections of the method, each folded."""
    _heading(IN_FULL)
    for title, text in glossary.method().items():
        if title not in glossary.PLAIN:
            with st.expander(title):
                st.markdown(text)


def _heading(title: str) -> None:
    st.html(tag.h2(title, class_="kpo-chapter", id=_anchor(title), tabindex="-1"))


def _glossary(words: Mapping[str, Iterable[Term]]) -> Html:
    return markup(
        tag.section(
            tag.h2(title, id=_anchor(title), tabindex="-1"),
            tag.dl(
                tag.div(tag.dt(term.word), tag.dd(term.meaning), id=term.anchor, tabindex="-1")
                for term in members
            ),
            class_="kpo-section kpo-words",
        )
        for title, members in words.items()
    )


def _anchor(title: str) -> str:
    return Term(title, "").anchor
