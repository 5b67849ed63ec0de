"""The "?" at a word: what it means on pointing at it, and its row on the Method page on a click."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kpo.core.html import Html, markup, tag
from kpo.core.model import Criterion
from kpo.narrative import glossary
from kpo.narrative.glossary import Term
from kpo.ui import files
from kpo.ui.session.choice_text import escaped

PAGE: Final = "method"
"""The name of the Method page in the address."""

_component = files.component("kpo_ask", __file__)


def word(name: str) -> Html:
    """Return the mark of a word of the glossary, as HTML."""
    return mark(glossary.terms()[name])


def criterion(item: Criterion) -> Html:
    """Return the mark of a criterion, as HTML."""
    return mark(glossary.of_criterion(item))


def mark(term: Term) -> Html:
    """Return a small link that says its word's meaning and leads to it."""
    return tag.a(
        "?",
        class_="kpo-what",
        href=f"{PAGE}#{term.anchor}",
        title=term.meaning,
        aria_label=f"What \u201c{term.word}\u201d means",
    )


def links(terms: Iterable[Term]) -> dict[str, dict[str, str]]:
    """Return the same marks by word, each as the properties of an anchor, for a script to make."""
    return {
        term.word: {
            "href": f"{PAGE}#{term.anchor}",
            "title": term.meaning,
            "ariaLabel": f"What \u201c{term.word}\u201d means",
        }
        for term in terms
    }


@lru_cache(maxsize=16)
def words(names: tuple[str, ...]) -> Html:
    """Return a line of words, each with its mark."""
    listed = markup(tag.span(name, word(name)) for name in names)
    return tag.p("What the words mean: ", listed, class_="kpo-asks")


def help_on(name: str) -> str:
    """Return what a word means with the way to it, in Markdown: the help of a control."""
    return _help(glossary.terms()[name])


def help_on_criterion(item: Criterion) -> str:
    """Return the same of a criterion."""
    return _help(glossary.of_criterion(item))


def _help(term: Term) -> str:
    return f"{escaped(term.meaning)} [More on the Method page]({PAGE}#{term.anchor})"


def connect(page: str) -> None:
    """Let the marks of a page lead on without a new start, and find the word asked for."""
    _component(key="kpo.ask", data=[page == PAGE])
