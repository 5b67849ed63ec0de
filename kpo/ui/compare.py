"""The Compare page: what is picked, and its charts with their tables."""

from functools import partial
from html import escape
from typing import Final

import streamlit as st

from kpo import narrative
from kpo.charts import dots, quadrant, waterfall
from kpo.comparison import MOST, Comparison, Step, criterion_steps, indicator_steps
from kpo.naming import lowered, named
from kpo.quadrant import spots
from kpo.score import Row
from kpo.ui import blocks, drawing, sides
from kpo.ui.state import View
from kpo.ui.words import escaped

PARAMETER: Final = "compare"
"""Where the address keeps the destinations picked, as in ``?compare=IND.PHL``."""

FEWEST: Final = 2
BY: Final = ("By criterion", "By figure")
_PICKED = "kpo.compare.picked"
_WIDGET = "kpo.compare.of"


def picked(view: View) -> tuple[str, ...]:
    """Return what the address asks for, else what was picked; the leaders fill it up to two."""
    asked = st.query_params.get(PARAMETER)
    if asked is not None:
        known = dict.fromkeys(code for code in asked.split(".") if code in view.catalog.countries)
        st.session_state[_PICKED] = tuple(known)[:MOST]
    chosen: tuple[str, ...] = st.session_state.get(_PICKED, ())
    if chosen and asked is None:
        st.query_params[PARAMETER] = ".".join(chosen)
    ranked = [row.country for row in view.ranking.rows]
    offered = dict.fromkeys([*ranked, *view.destinations, *view.catalog.countries])
    others = [country for country in offered if country not in chosen]
    return chosen + tuple(others[: max(0, FEWEST - len(chosen))])


def picker(view: View, chosen: tuple[str, ...]) -> None:
    """Draw the choice of destinations: those of the ranking first, then all others."""
    countries, mine = view.catalog.countries, set(view.destinations)
    st.session_state[_WIDGET] = list(chosen)
    st.multiselect(
        f"Two to {MOST} destinations",
        sorted(countries, key=lambda code: (code not in mine, countries[code].name)),
        format_func=lambda code: countries[code].name,
        max_selections=MOST,
        key=_WIDGET,
        on_change=_keep,
    )


def _keep() -> None:
    chosen = tuple(st.session_state[_WIDGET])
    st.session_state[_PICKED] = chosen
    st.query_params[PARAMETER] = ".".join(chosen)


def pair(made: Comparison) -> tuple[Row, Row] | None:
    """Return the two that are set against each other; the reader chooses among more than two."""
    found = {f"{one.country}.{other.country}": (one, other) for one, other in made.pairs}
    if len(found) < FEWEST:
        return next(iter(found.values()), None)
    wanted = st.pills(
        "Which two",
        list(found),
        format_func=lambda name: " before ".join(escaped(row.name) for row in found[name]),
        default=next(iter(found)),
        required=True,
        key=f"kpo.compare.pair.{'.'.join(made.countries)}",
        persist_state="session",
    )
    return found[wanted]


def lead(view: View, made: Comparison, first: Row, second: Row) -> None:
    """Draw how the lead is made up, by criterion or by figure."""
    names = [named(view.catalog, row.country, view.scenario.client) for row in (first, second)]
    st.html(blocks.section(f"What the lead of {names[0]} over {names[1]} is made of", ""))
    by = st.segmented_control(
        "Steps",
        BY,
        default=BY[0],
        required=True,
        label_visibility="collapsed",
        key="kpo.compare.by",
        persist_state="session",
    )
    steps = (
        criterion_steps(view.catalog, first, second)
        if by == BY[0]
        else indicator_steps(made, first.country, second.country)
    )
    figures = waterfall.frame(steps, _short(view), _sources(made, steps))
    drawing.chart(
        figures,
        partial(waterfall.spec, criteria=tuple(view.catalog.criteria.values())),
        key="kpo.compare.waterfall",
        alt=waterfall.alt(figures, first.name, second.name),
        title=narrative.why(view.catalog, first, second, view.scenario.client).title,
    )


def figures(view: View, made: Comparison) -> None:
    """Draw every figure between its goalposts, and all of them as a table."""
    names = {code: view.catalog.countries[code].name for code in made.countries}
    client = view.scenario.client
    legend = sides.legend(view.catalog, made.countries, client)
    st.html(blocks.section("Figure by figure", legend))
    drawn = dots.frame(made.lines, names)
    drawing.chart(
        drawn,
        partial(dots.spec, criteria=tuple(view.catalog.criteria.values())),
        key="kpo.compare.dots",
        alt=dots.alt(drawn),
        title=f"Figure by figure: {', '.join(named(view.catalog, code, client) for code in names)}",
        legend=(
            *(
                ("", f"{sign} {named(view.catalog, code, client)}")
                for sign, code in zip(dots.SIGNS, names, strict=False)
            ),
            ("", "outlined: assumed, differently defined or yours"),
        ),
    )
    table = sides.side_by_side(view.catalog, made)
    st.html(f"<details><summary>As a table, with sources</summary>{table}</details>")


def two_criteria(view: View, chosen: tuple[str, ...]) -> None:
    """Draw destinations by two criteria of the reader's choice."""
    catalog = view.catalog
    st.html(blocks.section("Two criteria at once", ""))
    pay, criteria = catalog.pay_criterion, list(catalog.criteria)
    beside = next((name for name in criteria if name not in catalog.core), criteria[-1])
    with st.container(horizontal=True):
        across, up = (
            st.selectbox(
                label,
                criteria,
                index=criteria.index(first),
                format_func=lambda name: catalog.criteria[name].name,
                key=f"kpo.compare.{label.lower()}",
                persist_state="session",
            )
            for label, first in (("Across", pay), ("Up", beside))
        )
    shown = tuple(dict.fromkeys([*view.destinations, *chosen]))
    found = spots(catalog, view.scenario, shown, across, up)
    axes = catalog.criteria[across].name, catalog.criteria[up].name
    names = {code: catalog.countries[code].name for code in shown}
    drawn = quadrant.frame(found, axes, names, chosen)
    drawing.chart(
        drawn,
        quadrant.spec,
        key="kpo.compare.quadrant",
        alt=quadrant.alt(drawn),
        title=f"{axes[0]} and {lowered(axes[1])}",
    )
    table = sides.spots(catalog, found, axes, view.scenario.client)
    st.html(
        "<p class='kpo-small'>Area of a bubble: graduate workforce. More is better on both axes: "
        f"on {escape(lowered(catalog.criteria[pay].name))}, more is saved. "
        "A dashed outline: assumed, differently defined or yours.</p>"
        f"<details><summary>As a table</summary>{table}</details>"
    )


def _short(view: View) -> dict[str, str]:
    return {name: item.short_name for name, item in view.catalog.criteria.items()}


def _sources(made: Comparison, steps: tuple[Step, ...]) -> dict[str, str]:
    """Return producers and years of the figures behind each step."""
    found: dict[str, dict[str, None]] = {step.id: {} for step in steps}
    for line in made.lines:
        step = found.get(line.indicator.id, found.get(line.indicator.criterion, {}))
        for side in line.sides:
            for source in side.sources:
                step[f"{source.producer} {side.found.year if side.found else ''}"] = None
    return {name: ", ".join(sorted(credits)) for name, credits in found.items()}
