"""The drawings of the Explore page; a click on a country opens its page."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import streamlit as st

from kpo.analysis.correlations import association, pairs
from kpo.analysis.measures import HOME_MARK, measure, readings, workforce
from kpo.charts import choropleth, ranked_bars, scatter, time_series
from kpo.charts.chart import Chart
from kpo.core.text import lowered
from kpo.data.geography import DISCLAIMER
from kpo.data.names import sanctioned
from kpo.data.time_series import history as years
from kpo.narrative import exploration
from kpo.style import Theme, breaks
from kpo.ui.components import chart, chart_registry
from kpo.ui.components.navigation import open_country, picked
from kpo.ui.session.state import View
from kpo.ui.views.explore import selection, text
from kpo.ui.views.explore.reading import MAX_CHOSEN, ExploreReading

COLUMNS: Final = 3
ONE_COLUMN: Final = 24
"""Bars that still stand in one column."""

NARROW: Final = 760
"""Width of a single column, in pixels: longer bars say nothing more."""

MAX_WORLD: Final = 720
"""Pixels that the world is high at most; the style sheet cuts what its width does not fill."""

IN_THE_TABLE: Final = ", or choose it in the table"


def draw(made: ExploreReading) -> None:
    """Draw the scene as it is looked at; a click on a country opens its page."""
    drawn: dict[str, Callable[[ExploreReading], None]] = {
        "bars": _bars,
        "trend": _trend,
        "map": world,
        "scatter": _scatter,
        "table": _table,
    }
    drawn[made.look.view](made)


def _bars(made: ExploreReading) -> None:
    found = made.found
    rows = ranked_bars.frame(
        found,
        made.chosen,
        [exploration.number(made.measure, item.value or 0.0) for item in found],
        [exploration.beside(item) for item in found],
        [text.note(item) for item in found],
    )
    words = ranked_bars.alt(made.measure.name, rows)
    drawing = _offered(made, rows, partial(ranked_bars.spec, criterion=made.criterion), words)
    with st.container(key="kpo-explore-bars"):
        if len(found) <= ONE_COLUMN:
            with st.container(width=NARROW):
                _clickable(drawing, "kpo.explore.bars")
            return
        parts = ranked_bars.parts(rows, COLUMNS)
        for place, (spot, part) in enumerate(
            zip(st.columns(COLUMNS, gap="large"), parts, strict=False)
        ):
            words = words if place == 0 else f"Continued: {', '.join(part['name'])}."
            with spot:
                column = replace(drawing, frame=part, alt=words)
                _clickable(column, f"kpo.explore.bars.{place}")


def _trend(made: ExploreReading) -> None:
    if made.measure.kind != "figure":
        st.html(
            text.remark(
                "A score is made from the latest figures and has no history: "
                "choose a figure, such as one of those it is made from."
            )
        )
        return
    shown = {item.country for item in made.shown}
    points = [
        point for point in years(made.view.catalog, made.measure.id) if point.country in shown
    ]
    if not points:
        st.html(
            text.remark(
                "No year of it is stored: it is computed, or nobody publishes it "
                "for these countries."
            )
        )
        return
    log = made.measure.log and all(point.value > 0 for point in points)
    names = {code: item.name for code, item in made.view.catalog.countries.items()}
    texts = [exploration.number(made.measure, point.value) for point in points]
    rows = time_series.frame(points, names, made.chosen, texts, log)
    st.html(text.years_line(made.measure, points, log))
    spec = partial(time_series.spec, criterion=made.criterion, log=log)
    words = time_series.alt(made.measure.name, rows)
    _clickable(_offered(made, rows, spec, words, "over the years"), "kpo.explore.trend")


def world(
    made: ExploreReading,
    key: str = "kpo.explore.map",
    other_way: str = IN_THE_TABLE,
) -> None:
    """Draw the countries of a scene on the map, with its legend.

    A click opens the country; `other_way` says how else that is done.
    """
    found = made.found
    values = {item.country: item.value or 0.0 for item in found}
    texts = {item.country: exploration.number(made.measure, item.value or 0.0) for item in found}
    bounds = breaks(item.value for item in made.every if item.value is not None)
    inside = {item.country for item in made.shown}
    rows = choropleth.frame(
        made.view.catalog,
        values,
        texts,
        {item.country: text.note(item) for item in made.every},
        {item.country for item in found if item.marked},
        {item.country for item in made.every if item.country not in inside},
        bounds,
        _named_on_the_map(made.view),
    )
    st.html(text.legend(made.measure, bounds, rows))
    spec = partial(choropleth.spec, area=made.look.area)
    words, legend = choropleth.alt(made.measure.name, rows), text.key(made.measure, bounds, rows)
    drawing = _offered(made, rows, spec, words, "on the map", legend=legend)
    if made.look.area == "World":
        with st.container(key="kpo-map-world"):
            _clickable(replace(drawing, spec=partial(spec, height=MAX_WORLD)), key)
    else:
        with st.container(key="kpo-map"):
            _clickable(drawing, key)
    st.html(text.remark(f"{DISCLAIMER} Click a country to open its page{other_way}."))


def _named_on_the_map(view: View) -> dict[str, str]:
    """Return what stands beside the names of the client and of sanctioned destinations."""
    catalog, client = view.catalog, view.scenario.client
    named = {*catalog.home, *(view.destinations if len(view.destinations) <= MAX_CHOSEN else ())}
    told = [
        code for code in catalog.countries if code in named and sanctioned(catalog, code, client)
    ]
    return {**dict.fromkeys(told, "sanctioned"), client: HOME_MARK}


def _scatter(made: ExploreReading) -> None:
    catalog, scenario = made.view.catalog, made.view.scenario
    across, up = made.measure, measure(catalog, scenario, selection.against(made.view, made.look))
    every = readings(catalog, scenario, up)
    said = exploration.together(across, up, association(across, up, made.every, every))
    both = pairs(made.shown, every)
    logs = (
        across.log and all((x.value or 0) > 0 for x, _ in both),
        up.log and all((y.value or 0) > 0 for _, y in both),
    )
    rows = scatter.frame(
        both,
        (f"{across.name}, {across.unit} \u2192", f"\u2191 {up.name}, {up.unit}"),
        workforce(catalog, scenario),
        made.chosen,
        [
            (exploration.number(across, x.value or 0.0), exploration.number(up, y.value or 0.0))
            for x, y in both
        ],
        [f"across: {text.note(x)} \u2013 up: {text.note(y)}" for x, y in both],
        catalog.home,
        logs,
    )
    st.html(text.remark(said))
    also = text.source(up, [item for item in every if item.country in set(rows["country"])])
    spec, how = partial(scatter.spec, x_log=logs[0], y_log=logs[1]), f"and {lowered(up.name)}"
    drawing = _offered(made, rows, spec, scatter.alt(rows, said), how, also)
    _clickable(drawing, "kpo.explore.scatter")
    st.html(text.bubbles())


def _table(made: ExploreReading) -> None:
    rows = text.table(made.view.catalog, made.measure, made.shown)
    event = st.dataframe(
        rows,
        hide_index=True,
        key="kpo.explore.table",
        on_select="rerun",
        selection_mode="single-row",
        height=min(36 * (len(rows) + 1) + 2, 760),
        column_config=text.columns(made.measure),
        alt=f"{made.measure.name} of {len(rows)} countries with year, status and source",
    )
    st.html(text.remark("Mark a row to open the country's page."))
    if event.selection.rows:
        open_country(str(rows["code"].iloc[event.selection.rows[0]]))


def _offered(
    made: ExploreReading,
    rows: Any,
    spec: Callable[[Theme], dict[str, Any]],
    words: str,
    how: str = "",
    also: str = "",
    legend: tuple[tuple[str, str], ...] = (),
) -> Chart:
    """Return a drawing that can be taken away; `also` is who publishes a second measure."""
    title = " ".join(filter(None, (made.measure.name, how)))
    source = " ".join(filter(None, (text.source(made.measure, made.shown), also)))
    drawing = Chart(title, spec, rows, words, source, legend)
    chart_registry.offer("kpo.explore", drawing)
    return drawing


def _clickable(drawing: Chart, key: str) -> None:
    country = picked(chart.draw(drawing, key, on_select="rerun"))
    if country:
        open_country(country)
