"""The panel of assumptions: the six that matter most first, the rest folded."""

from functools import partial
from typing import Any, Final

import streamlit as st

from kpo.case import BusinessCase, Outcome
from kpo.case.places import PERCENT
from kpo.core.html import markup, tag
from kpo.core.numbers import range_words
from kpo.core.text import unparted
from kpo.data.assumptions import Assumption, Span, assumptions, changed, span_of
from kpo.data.names import named
from kpo.narrative import case_assumptions
from kpo.narrative.case_amounts import decimal
from kpo.narrative.case_assumptions import beside, changed_words, span_words
from kpo.ui.components import html, partial_redraw
from kpo.ui.components.controls import kept, one_of, section, text_button
from kpo.ui.session import widgets
from kpo.ui.session.actions import Step, for_one, with_assumption, without_assumptions
from kpo.ui.session.state import View, step

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
            first = [assumption for assumption in known.values() if assumption.first]
            rest = [assumption for assumption in known.values() if not assumption.first]
            for assumption in first:
                _field(view, business, item, assumption, country)
            if st.toggle(f"The other {len(rest)} assumptions", **kept("kpo.case.more")):
                for assumption in rest:
                    _field(view, business, item, assumption, country)
        if changes:
            _changes(view, business)


def _scope(view: View, item: Outcome) -> str:
    """Draw the choice of whom a change is for; return a country, or "" for all destinations."""
    name = named(view.catalog, item.country, view.scenario.client)
    chosen = one_of(
        "A change holds for",
        (FOR_ALL, item.country),
        format_func=lambda word: "all destinations" if word == FOR_ALL else f"{name} only",
        **kept(f"{SCOPE}.{item.country}"),
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
    change = for_one(with_assumption, name)
    _control(assumption, span, name, change)
    low, high = (decimal(end, assumption.decimals) for end in (span.low, span.high))
    reach = range_words(low, high)
    words = [assumption.reason, *beside(catalog, assumption, item.country, business.case.client)]
    lines = markup(tag.p(unparted(word)) for word in words)
    st.html(
        markup(
            tag.p(tag.span(origin), tag.span(reach), class_=f"kpo-case-origin{mark}"),
            html.opened("Why, and what is known", lines, class_="kpo-case-why"),
        )
    )
    if yours:
        names = assumption.id, f"{assumption.id}.{item.country}"
        text_button("Back to ours", f"kpo.case.reset.{name}", _do, without_assumptions, names)


def _control(assumption: Assumption, span: Span, name: str, change: Step) -> None:
    """Draw the slider of an assumption, or its field if it is fixed and not among the first."""
    label, key = f"{assumption.name}, {assumption.unit}", f"kpo.case.of.{name}"
    use = partial(_do, change)
    form: dict[str, Any] = {
        "step": assumption.step,
        "format": f"%.{assumption.decimals}f",
        "label_visibility": "collapsed",
    }
    if assumption.shape == "fixed" and not assumption.first:
        tied = widgets.tied(key, span.likely, use, hold=True)
        st.number_input(label, assumption.least, assumption.most, **form, **tied)
        return
    pair = assumption.shape != "fixed" or span.low < span.high
    shown = (span.low, span.high) if pair else span.likely
    tied = widgets.tied(f"{key}.{pair}", shown, use, hold=True)
    low, high = _reach(assumption, span)
    st.slider(label, min_value=low, max_value=high, **form, **tied)


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


def _changes(view: View, business: BusinessCase) -> None:
    """Draw the list of changed assumptions, with a button that resets them all."""
    lines = markup(tag.li(unparted(words)) for words in changed_words(view.catalog, business.case))
    section("Yours", tag.ul(lines, class_="kpo-case-list"))
    text_button("All back to ours", "kpo.case.reset", _do, without_assumptions, None)
