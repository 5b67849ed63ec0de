"""The Compare page: the choice of destinations, and the charts with their tables."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from kpo.analysis.comparison import MAX_COMPARED, Comparison, Step, criterion_steps, indicator_steps
from kpo.analysis.two_criteria import spots
from kpo.charts import indicator_dots, lead_waterfall
from kpo.charts import two_criteria as quadrant
from kpo.charts.chart import Chart
from kpo.core.html import markup, tag
from kpo.core.text import lowered
from kpo.data.names import named
from kpo.narrative import ranking
from kpo.scoring.rows import Row
from kpo.ui.components import chart, html
from kpo.ui.components.controls import one_by_name, one_of, section
from kpo.ui.session import widgets
from kpo.ui.session.state import View
from kpo.ui.views import compare_tables

PARAMETER: Final = "compare"
"""Query parameter with the picked destinations, as in ``?compare=IND.PHL``."""

MIN_COMPARED: Final = 2
MAX_PILLS: Final = 3
BY: Final = ("By criterion", "By figure")
_PICKED = "kpo.compare.picked"
_WIDGET = "kpo.compare.of"


def picked(view: View) -> tuple[str, ...]:
    """Return the destinations in the address, else those picked; leaders fill up to two."""
    asked = st.query_params.get(PARAMETER)
    if asked is not None:
        known = dict.fromkeys(code for code in asked.split(".") if code in view.catalog.countries)
        st.session_state[_PICKED] = tuple(known)[:MAX_COMPARED]
    chosen: tuple[str, ...] = st.session_state.get(_PICKED, ())
    if chosen and asked is None:
        st.query_params[PARAMETER] = ".".join(chosen)
    ranked = [row.country for row in view.ranking.rows]
    offered = dict.fromkeys([*ranked, *view.destinations, *view.catalog.countries])
    others = [country for country in offered if country not in chosen]
    return chosen + tuple(others[: max(0, MIN_COMPARED - len(chosen))])


def picker(view: View, chosen: tuple[str, ...]) -> None:
    """Draw the choice of destinations: those of the ranking first, then all others."""
    countries, mine = view.catalog.countries, set(view.destinations)
    with widgets.drawing(PARAMETER):
        st.multiselect(
            f"Two to {MAX_COMPARED} destinations",
            sorted(countries, key=lambda code: (code not in mine, countries[code].name)),
            format_func=lambda code: countries[code].name,
            max_selections=MAX_COMPARED,
            **widgets.tied(_WIDGET, list(chosen), _keep),
        )


def _keep(wanted: Sequence[str]) -> None:
    chosen = tuple(wanted)
    st.session_state[_PICKED] = chosen
    st.query_params[PARAMETER] = ".".join(chosen)


def pair(comparison: Comparison) -> tuple[Row, Row] | None:
    """Return the two destinations to set against each other; None if fewer than two are scored.

    If there is more than one pair, the reader chooses.
    """
    pairs = {f"{one.country}.{other.country}": (one, other) for one, other in comparison.pairs}
    if len(pairs) < MIN_COMPARED:
        return next(iter(pairs.values()), None)
    names = {key: f"{one.name} before {other.name}" for key, (one, other) in pairs.items()}
    kept = {"key": f"kpo.compare.pair.{'.'.join(comparison.countries)}", "persist_state": "session"}
    return pairs[one_by_name("Which two", names, next(iter(names)), MAX_PILLS, **kept)]


def lead(view: View, comparison: Comparison, first: Row, second: Row) -> None:
    """Draw what the lead consists of, by criterion or by figure."""
    names = [named(view.catalog, row.country, view.scenario.client) for row in (first, second)]
    section(f"What the lead of {names[0]} over {names[1]} is made of", term="Contribution")
    hidden = {"label_visibility": "collapsed", "persist_state": "session"}
    by = one_of("Steps", BY, "kpo.compare.by", **hidden)
    steps = (
        criterion_steps(view.catalog, first, second)
        if by == BY[0]
        else indicator_steps(comparison, first.country, second.country)
    )
    short = {name: item.short_name for name, item in view.catalog.criteria.items()}
    figures = lead_waterfall.frame(steps, short, _sources(comparison, steps))
    chart.chart(
        Chart(
            ranking.why(view.catalog, first, second, view.scenario.client).title,
            partial(lead_waterfall.spec, criteria=tuple(view.catalog.criteria.values())),
            figures,
            lead_waterfall.alt(figures, first.name, second.name),
        ),
        "kpo.compare.waterfall",
    )


def figures(view: View, comparison: Comparison) -> None:
    """Draw every figure between its goalposts, and all of them as a table."""
    names = {code: view.catalog.countries[code].name for code in comparison.countries}
    client = view.scenario.client
    legend = compare_tables.legend(view.catalog, comparison.countries, client)
    section("Figure by figure", legend, "Goalposts")
    heads = {name: item.name for name, item in view.catalog.criteria.items()}
    spec = partial(indicator_dots.spec, criteria=tuple(view.catalog.criteria.values()))
    title = f"Figure by figure: {', '.join(named(view.catalog, code, client) for code in names)}"
    signs = (
        ("", f"{sign} {named(view.catalog, code, client)}")
        for sign, code in zip(indicator_dots.SIGNS, names, strict=False)
    )
    outlined = ("", "outlined: assumed, differently defined or yours")
    whole = indicator_dots.frame(comparison.lines, names, heads=heads)
    chart.offer(
        "kpo.compare.dots",
        Chart(title, spec, whole, indicator_dots.alt(whole), legend=(*signs, outlined)),
    )
    with st.container(key="kpo-columns", horizontal=True):
        for place, criteria in enumerate(indicator_dots.columns(comparison.lines)):
            drawn = indicator_dots.frame(comparison.lines, names, criteria, heads)
            part = Chart(title, spec, drawn, indicator_dots.alt(drawn))
            chart.draw(part, f"kpo.compare.dots.{place}")
    table = compare_tables.side_by_side(view.catalog, comparison)
    st.html(tag.details(tag.summary("As a table, with sources"), table))


def two_criteria(view: View, chosen: tuple[str, ...]) -> None:
    """Draw destinations by two criteria of the reader's choice."""
    catalog = view.catalog
    section("Two criteria at once", term="Criterion")
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
    places = spots(catalog, view.scenario, shown, across, up)
    axes = catalog.criteria[across].name, catalog.criteria[up].name
    names = {code: catalog.countries[code].name for code in shown}
    drawn = quadrant.frame(places, axes, names, chosen)
    chart.chart(
        Chart(f"{axes[0]} and {lowered(axes[1])}", quadrant.spec, drawn, quadrant.alt(drawn)),
        "kpo.compare.quadrant",
    )
    table = compare_tables.spots(catalog, places, axes, view.scenario.client)
    st.html(
        markup(
            html.small(
                "Area of a bubble: graduate workforce. More is better on both axes: on "
                f"{lowered(catalog.criteria[pay].name)}, more is saved. "
                "A dashed outline: assumed, differently defined or yours."
            ),
            tag.details(tag.summary("As a table"), table),
        )
    )


def _sources(comparison: Comparison, steps: tuple[Step, ...]) -> dict[str, str]:
    """Return the producers and years of the figures behind each step, by the step's id."""
    credits: dict[str, dict[str, None]] = {step.id: {} for step in steps}
    for line in comparison.lines:
        step = credits.get(line.indicator.id, credits.get(line.indicator.criterion, {}))
        for side in line.sides:
            for source in side.sources:
                step[f"{source.producer} {side.observation.year if side.observation else ''}"] = (
                    None
                )
    return {name: ", ".join(sorted(credits)) for name, credits in credits.items()}
