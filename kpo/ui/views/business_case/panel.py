"""The panel of assumptions: the six that matter most first, the rest folded."""

from functools import partial
from typing import Any, Final

import streamlit as st

from kpo.case import BusinessCase, Outcome
from kpo.case.places import PERCENT
from kpo.core.html import markup, tag
from kpo.core.text import unparted
from kpo.data.assumptions import Assumption, Span, assumptions, changed, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import case_assumptions
from kpo.narrative.case_assumptions import beside, changed_words, decimal, span_words
from kpo.ui.components import html, partial_redraw
from kpo.ui.components.controls import one_of, section, text_button
from kpo.ui.session import widgets
from kpo.ui.session.actions import Choice, with_assumption, without_assumptions
from kpo.ui.session.state import Step, View, step

PLACE: Final = "case"
FOR_ALL: Final = "all"
SCOPE: Final = "kpo.case.scope"
REACH: Final = 1.5
"""Distance that a slider reaches beyond our own bounds, in widths of those bounds."""

REACH_OF_NONE: Final = 40
"""Distance that a slider reaches from its value, in steps, if its bounds have no width."""


def panel(view: View, business: BusinessCase, item: Outcome) -> None:
    """Draw every assumption with its unit, source, range and reset button."""
    catalog, changes = view.catalog, view.scenario.assumptions
    known = assumptions(catalog)
    ours = f"{len(changes)} changed" if changes else "none changed yet"
    note = (
        f"Six assumptions first, {len(known) - 6} more below; {ours}. Handles are the lowest and "
        "the highest value; move one and it becomes yours."
    )
    with st.container(key="kpo-case-panel"):
        section("What it rests on", html.small(unparted(note)), "Our assumption")
        country = _scope(view, item)
        with widgets.drawing(PLACE):
            for assumption in known.values():
                if assumption.first:
                    _field(view, business, item, assumption, country)
            rest = sum(not assumption.first for assumption in known.values())
            more = f"The other {rest} assumptions"
            if st.toggle(more, key="kpo.case.more", persist_state="session"):
                for assumption in known.values():
                    if not assumption.first:
                        _field(view, business, item, assumption, country)
        if changes:
            _changes(view, business)


def _scope(view: View, item: Outcome) -> str:
    """Draw the choice of whom a change is for; return a country, or "" for all destinations."""
    name = named(view.catalog, item.country, view.scenario.client)
    chosen = one_of(
        "A change holds for",
        (FOR_ALL, item.country),
        f"{SCOPE}.{item.country}",
        format_func=lambda word: "all destinations" if word == FOR_ALL else f"{name} only",
        persist_state="session",
    )
    return "" if chosen in (None, FOR_ALL) else item.country


def _field(
    view: View, business: BusinessCase, item: Outcome, assumption: Assumption, country: str
) -> None:
    """Draw one assumption: its name and value, its slider or field, its origin and its range."""
    catalog, changes = view.catalog, business.case.changes
    span = span_of(assumption, item.country, changes) or _sourced(assumption, business, item)
    local = country and assumption.scope == "destination"
    name = f"{assumption.id}.{country}" if local else assumption.id
    yours = changed(assumption, item.country, changes)
    origin = case_assumptions.origin(catalog, assumption, business.case, item.country)
    mark = " kpo-case-yours" if yours else " kpo-case-ours" if assumption.origin == "ours" else ""
    value = span_words(assumption, Span(span.likely, span.likely, span.likely))
    st.html(tag.p(tag.b(assumption.name), tag.span(unparted(value)), class_=f"kpo-case-name{mark}"))
    change = partial(_to_span, name, assumption)
    if assumption.first or assumption.shape != "fixed":
        _slider(assumption, span, name, change)
    else:
        _number(assumption, span, name, change)
    low, high = (decimal(end, assumption.decimals) for end in (span.low, span.high))
    reach = low if low == high else f"{low}\u2013{high}"
    words = [assumption.reason, *beside(catalog, assumption, item.country, business.case.client)]
    lines = markup(tag.p(unparted(word)) for word in words)
    st.html(
        markup(
            tag.p(tag.span(origin), tag.span(reach), class_=f"kpo-case-origin{mark}"),
            tag.details(tag.summary("Why, and what is known"), lines, class_="kpo-case-why"),
        )
    )
    if yours:
        reset = partial(_reset, assumption.id, item.country)
        text_button("Back to ours", f"kpo.case.reset.{name}", _do, reset, None)


def _slider(assumption: Assumption, span: Span, name: str, change: Step) -> None:
    low, high = _reach(assumption, span)
    pair = assumption.shape != "fixed" or span.low < span.high
    st.slider(
        f"{assumption.name}, {assumption.unit}",
        min_value=low,
        max_value=high,
        step=assumption.step,
        format=f"%.{assumption.decimals}f",
        label_visibility="collapsed",
        **_tied(
            f"kpo.case.of.{name}.{pair}", (span.low, span.high) if pair else span.likely, change
        ),
    )


def _number(assumption: Assumption, span: Span, name: str, change: Step) -> None:
    st.number_input(
        f"{assumption.name}, {assumption.unit}",
        min_value=assumption.least,
        max_value=assumption.most,
        step=assumption.step,
        format=f"%.{assumption.decimals}f",
        label_visibility="collapsed",
        **_tied(f"kpo.case.of.{name}", span.likely, change),
    )


def _tied(key: str, value: Any, change: Step) -> dict[str, Any]:
    return widgets.tied(key, value, partial(_do, change), hold=True)


def _do(change: Step, value: Any) -> None:
    """Take a step of the choice, and redraw only the parts that show the case."""
    step(change, value)
    partial_redraw.case()


def _reach(assumption: Assumption, span: Span) -> tuple[float, float]:
    """Return the ends of a slider: some way beyond our bounds, and including the reader's."""
    base = assumption.span or span
    width = base.high - base.low
    low, high = base.low - REACH * width, base.high + REACH * width
    if not width:
        around = REACH_OF_NONE * assumption.step
        low, high = base.likely - around, base.likely + around
    low, high = min(low, span.low), max(high, span.high)
    return max(assumption.least, float(low)), min(assumption.most, float(high))


def _sourced(assumption: Assumption, business: BusinessCase, item: Outcome) -> Span:
    """Return the span that the figures give an assumption for the destination in focus."""
    if assumption.id == "productive_hours":
        return Span(item.hours, item.hours, item.hours)
    charges = business.home.charges if assumption.scope == "home" else item.place.charges
    return Span(*(PERCENT * end for end in charges))


def _to_span(name: str, assumption: Assumption, _: Catalog, choice: Choice, value: Any) -> Choice:
    low, high = value if isinstance(value, tuple | list) else (value, value)
    return with_assumption(choice, name, (float(low), float(high)))


def _reset(base: str, country: str, _: Catalog, choice: Choice, __: Any) -> Choice:
    return without_assumptions(choice, (base, f"{base}.{country}"))


def _changes(view: View, business: BusinessCase) -> None:
    """Draw the list of changed assumptions, with a button that resets them all."""
    lines = markup(tag.li(unparted(words)) for words in changed_words(view.catalog, business.case))
    section("Yours", tag.ul(lines, class_="kpo-case-list"))
    text_button("All back to ours", "kpo.case.reset", _do, _reset_all, None)


def _reset_all(_: Catalog, choice: Choice, __: Any) -> Choice:
    return without_assumptions(choice, None)
