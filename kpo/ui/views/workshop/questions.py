"""Questions instead of sliders: trade-offs and examples, for the panel and for a ballot."""

from collections.abc import Callable, Mapping
from functools import partial
from math import inf
from typing import Final

import streamlit as st

from kpo.core.html import markup, tag
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.mcda.elicitation import MAX_QUESTIONS, TradeOff
from kpo.ui.components.chart import theme
from kpo.ui.components.controls import button, one_of, text_button
from kpo.ui.session import choice_text
from kpo.ui.views.workshop.results import bars
from kpo.workshop.questions import (
    TIMES,
    Elicited,
    Question,
    answer,
    examples,
    from_order,
    from_trade_offs,
    question,
)

TRADE, ORDER = "Two at a time", "Put some in order"
SAME: Final = "The same"
MAX_EXAMPLES: Final = 5
_STATE: Final = "kpo.answers.{}"

Use = Callable[[Mapping[str, float]], None]


def questions(catalog: Catalog, scenario: Scenario, place: str, use: Use, label: str) -> None:
    """Draw the questions; `use` gets the weights when the button `label` is pressed.

    `place` tells the answers on one page or in one round from those elsewhere.
    """
    with st.container(key=f"kpo-ask-{place.replace('.', '-')}"):
        key = f"kpo.ask.way.{place}"
        way = one_of("Kind of question", (TRADE, ORDER), key, label_visibility="collapsed")
        draw = _order if way == ORDER else _trade
        draw(catalog, scenario, place, use, label)


def _answers(place: str) -> list[TradeOff]:
    answers: list[TradeOff] = st.session_state.setdefault(_STATE.format(place), [])
    return answers


def _trade(catalog: Catalog, scenario: Scenario, place: str, use: Use, label: str) -> None:
    answers = _answers(place)
    asked = question(catalog, scenario, answers)
    if asked is None:
        _result(catalog, from_trade_offs(catalog, scenario, answers), place, use, label)
    else:
        _question(catalog, asked, place)
    with st.container(key=f"kpo-ask-back-{place.replace('.', '-')}", horizontal=True):
        if answers:
            text_button("Back", f"kpo.ask.back.{place}", _back, place)
        if answers and asked is not None:
            key = f"kpo.ask.enough.{place}"
            text_button("Enough: show my weights", key, _enough, place)
    if asked is not None and st.session_state.get(f"kpo.ask.early.{place}"):
        _result(catalog, from_trade_offs(catalog, scenario, answers), place, use, label)


def _question(catalog: Catalog, asked: Question, place: str) -> None:
    st.html(
        markup(
            tag.p(f"Question {asked.number} of at most {MAX_QUESTIONS}", class_="kpo-ask-number"),
            tag.p("Which improvement matters more to you?", class_="kpo-ask-text"),
            (
                tag.p(
                    tag.b(side.name),
                    f" {side.swing}",
                    class_="kpo-ask-side",
                    style=f"--tone:{_tone(catalog, side.criterion)}",
                )
                for side in (asked.first, asked.second)
            ),
        )
    )
    key = f"kpo.ask.which.{place}.{asked.number}"
    names = {asked.first.criterion: asked.first.name, asked.second.criterion: asked.second.name}
    chosen = st.pills(
        "Which matters more",
        [*names, SAME],
        format_func=lambda answer: choice_text.escaped(names.get(str(answer), str(answer))),
        label_visibility="collapsed",
        key=key,
        on_change=_same,
        args=(catalog, asked, place, key),
    )
    if chosen is None or chosen == SAME:
        return
    other = next(name for name in names if name != chosen)
    times = f"kpo.ask.times.{place}.{asked.number}.{chosen}"
    st.pills(
        "How many times as much?",
        list(TIMES),
        format_func=partial(_times_word, names[other]),
        key=times,
        on_change=_times,
        args=(catalog, asked, chosen, place, times),
    )


def _tone(catalog: Catalog, criterion: str) -> str:
    """Return the colour of a criterion in the theme on screen; a popover has no colour tokens."""
    return catalog.criteria[criterion].colour(theme())


def _times_word(other: str, times: float) -> str:
    if times == inf:
        return f"{choice_text.escaped(other)} does not matter"
    return f"{times:g}\u00d7"


def _same(catalog: Catalog, asked: Question, place: str, key: str) -> None:
    if st.session_state.get(key) == SAME:
        _keep(answer(catalog, asked, None, 1.0), asked, place)


def _times(catalog: Catalog, asked: Question, chosen: str, place: str, key: str) -> None:
    times = st.session_state.get(key)
    if times is not None:
        _keep(answer(catalog, asked, chosen, float(times)), asked, place)


def _keep(given: TradeOff, asked: Question, place: str) -> None:
    """Keep an answer once: if its run is cut short, Streamlit reports the same press again."""
    answers = _answers(place)
    if len(answers) == asked.number - 1:
        answers.append(given)
        st.session_state.pop(f"kpo.ask.early.{place}", None)


def _back(place: str) -> None:
    answers = _answers(place)
    if answers:
        answers.pop()
    st.session_state.pop(f"kpo.ask.early.{place}", None)
    _forget(f".{place}.{len(answers) + 1}")


def _forget(part: str) -> None:
    """Forget what the widgets of questions hold whose keys have a part."""
    for key in [str(name) for name in st.session_state]:
        if key.startswith("kpo.ask.") and part in key:
            del st.session_state[key]


def _enough(place: str) -> None:
    st.session_state[f"kpo.ask.early.{place}"] = True


def _order(catalog: Catalog, scenario: Scenario, place: str, use: Use, label: str) -> None:
    names = {code: catalog.countries[code].name for code in examples(catalog, scenario)}
    words = "Name three destinations that you know, the best for this work first."
    st.html(tag.p(words, class_="kpo-ask-text"))
    chosen = st.multiselect(
        "The best first",
        list(names),
        format_func=names.__getitem__,
        max_selections=MAX_EXAMPLES,
        placeholder="Choose in your order",
        label_visibility="collapsed",
        key=f"kpo.ask.order.{place}",
    )
    if len(chosen) > 1:
        _result(catalog, from_order(catalog, scenario, chosen), place, use, label)


def _result(catalog: Catalog, result: Elicited, place: str, use: Use, label: str) -> None:
    sentence = tag.p(result.words, class_="kpo-ask-said", role="status")
    if result.weights is None:
        st.html(sentence)
    else:
        st.html(bars(catalog, result.weights, partial(_tone, catalog)) + sentence)
        key = f"kpo.ask.use.{place}"
        button(label, key, _used, use, result.weights, place, type="primary")


def _used(use: Use, weights: Mapping[str, float], place: str) -> None:
    use(weights)
    st.session_state.pop(_STATE.format(place), None)
    _forget(f".{place}")
