"""The "?" beside a word: its meaning as a tooltip, and a link to its row on the Method page."""

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
    """Return a small link with the meaning of a word as its tooltip."""
    return tag.a(
        "?",
        class_="kpo-what",
        href=f"{PAGE}#{term.anchor}",
        title=term.meaning,
        aria_label=f"What \u201c{term.word}\u201d means",
    )


def links(terms: Iterable[Term]) -> dict[str, dict[str, str]]:
    """Return the marks by word, each as properties of the anchor element that a script makes."""
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
    """Return the help text of a control in Markdown: a word's meaning and the link to it."""
    return help_of(glossary.terms()[name])


def help_of(term: Term) -> str:
    """Return the help text of a control on a term."""
    return f"{escaped(term.meaning)} [More on the Method page]({PAGE}#{term.anchor})"


def connect(page: str) -> None:
    """Let a page's marks lead on without reloading the app, and scroll to the word asked for."""
    _component(key="kpo.ask", data=[page == PAGE])
