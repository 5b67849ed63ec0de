"""The drawings of the Explore page; a click on a country opens its page."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import streamlit as st

from kpo.analysis.correlations import association, pairs
from kpo.analysis.measures import HOME_MARK, Reading, measure, readings, workforce
from kpo.charts import choropleth, ranked_bars, scatter, time_series
from kpo.charts.chart import Chart, Rows
from kpo.core.text import lowered
from kpo.data.geography import DISCLAIMER
from kpo.data.names import sanctioned
from kpo.data.time_series import history as years
from kpo.narrative import exploration
from kpo.style import Theme, breaks
from kpo.ui.components import chart
from kpo.ui.components.arrow_table import arrow_table
from kpo.ui.components.navigation import open_country, picked
from kpo.ui.session.state import View
from kpo.ui.views.explore import selection, text
from kpo.ui.views.explore.selection import MAX_CHOSEN, ExploreReading

COLUMNS: Final = 3
ONE_COLUMN: Final = 24
"""Maximum number of bars in a single column."""

NARROW: Final = 760
"""Width of a single column in pixels; longer bars would say nothing more."""

MAX_WORLD: Final = 720
"""Maximum height of the world map in pixels; the style sheet cuts what its width leaves empty."""

SANCTIONED: Final = "sanctioned"
"""Short mark beside a name or a bar, which have no room for the kind and regime of sanctions."""

NO_HISTORY: Final = (
    "A score is made from the latest figures and has no history: choose a figure, such as one of "
    "those it is made from."
)
NO_YEAR: Final = (
    "No year of it is stored: it is computed, or nobody publishes it for these countries."
)
IN_THE_TABLE: Final = ", or choose it in the table"


def draw(reading: ExploreReading) -> None:
    """Draw a reading in the view that is selected; a click on a country opens its page."""
    drawn: dict[str, Callable[[ExploreReading], None]] = {
        "bars": _bars,
        "trend": _trend,
        "map": world,
        "scatter": _scatter,
        "table": _table,
    }
    drawn[reading.look.view](reading)


def _bars(reading: ExploreReading) -> None:
    known = reading.known
    rows = ranked_bars.figures(
        known,
        reading.chosen,
        [exploration.number(reading.measure, item.value or 0.0) for item in known],
        [_after(reading, item) for item in known],
        [text.note(item) for item in known],
    )
    words = ranked_bars.alt(reading.measure.name, rows)
    drawing = _offered(reading, rows, partial(ranked_bars.spec, criterion=reading.criterion), words)
    with st.container(key="kpo-explore-bars"):
        if len(known) <= ONE_COLUMN:
            with st.container(width=NARROW):
                _clickable(drawing, "kpo.explore.bars")
            return
        parts = ranked_bars.parts(rows, COLUMNS)
        for place, (spot, part) in enumerate(
            zip(st.columns(COLUMNS, gap="large"), parts, strict=False)
        ):
            words = words if place == 0 else f"Continued: {', '.join(row['name'] for row in part)}."
            with spot:
                column = replace(drawing, rows=part, alt=words)
                _clickable(column, f"kpo.explore.bars.{place}")


def _trend(reading: ExploreReading) -> None:
    if reading.measure.kind != "figure":
        st.html(text.remark(NO_HISTORY))
        return
    shown = {item.country for item in reading.shown}
    points = [
        point for point in years(reading.view.catalog, reading.measure.id) if point.country in shown
    ]
    if not points:
        st.html(text.remark(NO_YEAR))
        return
    log = reading.measure.log and all(point.value > 0 for point in points)
    names = {code: item.name for code, item in reading.view.catalog.countries.items()}
    texts = [exploration.number(reading.measure, point.value) for point in points]
    rows = time_series.figures(points, names, reading.chosen, texts, log)
    st.html(text.years_line(reading.measure, points, log))
    spec = partial(time_series.spec, criterion=reading.criterion, log=log)
    words = time_series.alt(reading.measure.name, rows)
    _clickable(_offered(reading, rows, spec, words, "over the years"), "kpo.explore.trend")


def world(
    reading: ExploreReading, key: str = "kpo.explore.map", other_way: str = IN_THE_TABLE
) -> None:
    """Draw the countries of a reading on the map, with a legend.

    A click opens the country; `other_way` is the hint at another way to do that.
    """
    known = reading.known
    values = {item.country: item.value or 0.0 for item in known}
    texts = {item.country: exploration.number(reading.measure, item.value or 0.0) for item in known}
    bounds = breaks(item.value for item in reading.every if item.value is not None)
    inside = {item.country for item in reading.shown}
    rows = choropleth.figures(
        reading.view.catalog,
        values,
        texts,
        {item.country: text.note(item) for item in reading.every},
        {item.country for item in known if item.marked},
        {item.country for item in reading.every if item.country not in inside},
        bounds,
        _named_on_the_map(reading.view),
    )
    st.html(text.legend(reading.measure, bounds, rows))
    spec = partial(choropleth.spec, area=reading.look.area)
    words = choropleth.alt(reading.measure.name, rows)
    legend = text.key(reading.measure, bounds, rows)
    drawing = _offered(reading, rows, spec, words, "on the map", legend=legend)
    if reading.look.area == "World":
        with st.container(key="kpo-map-world"):
            _clickable(replace(drawing, spec=partial(spec, height=MAX_WORLD)), key)
    else:
        with st.container(key="kpo-map"):
            _clickable(drawing, key)
    st.html(text.remark(f"{DISCLAIMER} Click a country to open its page{other_way}."))


def _after(reading: ExploreReading, item: Reading) -> str:
    """Return the text after a bar; the kind of sanctions is in the bar's note."""
    view = reading.view
    if sanctioned(view.catalog, item.country, view.scenario.client):
        return ", ".join(filter(None, (SANCTIONED, exploration.remark(item))))
    return exploration.beside(item)


def _named_on_the_map(view: View) -> dict[str, str]:
    """Return the text beside the names of the client and of sanctioned destinations."""
    catalog, client = view.catalog, view.scenario.client
    named = {*catalog.home, *(view.destinations if len(view.destinations) <= MAX_CHOSEN else ())}
    marked = [
        code for code in catalog.countries if code in named and sanctioned(catalog, code, client)
    ]
    return {**dict.fromkeys(marked, SANCTIONED), client: HOME_MARK}


def _scatter(reading: ExploreReading) -> None:
    catalog, scenario = reading.view.catalog, reading.view.scenario
    across = reading.measure
    up = measure(catalog, scenario, selection.against(reading.view, reading.look))
    every = readings(catalog, scenario, up)
    words = exploration.together(across, up, association(across, up, reading.every, every))
    both = pairs(reading.shown, every)
    logs = (
        across.log and all((x.value or 0) > 0 for x, _ in both),
        up.log and all((y.value or 0) > 0 for _, y in both),
    )
    rows = scatter.figures(
        both,
        (f"{across.name}, {across.unit} \u2192", f"\u2191 {up.name}, {up.unit}"),
        workforce(catalog, scenario),
        reading.chosen,
        [
            (exploration.number(across, x.value or 0.0), exploration.number(up, y.value or 0.0))
            for x, y in both
        ],
        [f"across: {text.note(x)} \u2013 up: {text.note(y)}" for x, y in both],
        catalog.home,
        logs,
    )
    st.html(text.remark(words))
    also = text.source(
        up, [item for item in every if item.country in {row["country"] for row in rows}]
    )
    spec, how = partial(scatter.spec, x_log=logs[0], y_log=logs[1]), f"and {lowered(up.name)}"
    drawing = _offered(reading, rows, spec, scatter.alt(rows, words), how, also)
    _clickable(drawing, "kpo.explore.scatter")
    st.html(text.bubbles())


def _table(reading: ExploreReading) -> None:
    rows = text.table(reading.view.catalog, reading.measure, reading.shown)
    event = st.dataframe(
        arrow_table(rows),
        hide_index=True,
        key="kpo.explore.table",
        on_select="rerun",
        selection_mode="single-row",
        height=min(36 * (len(rows) + 1) + 2, 760),
        column_config=text.columns(reading.measure),
        alt=f"{reading.measure.name} of {len(rows)} countries with year, status and source",
    )
    st.html(text.remark("Mark a row to open the country's page."))
    if event.selection.rows:
        open_country(str(rows[event.selection.rows[0]]["code"]))


def _offered(
    reading: ExploreReading,
    rows: Rows,
    spec: Callable[[Theme], dict[str, Any]],
    words: str,
    how: str = "",
    also: str = "",
    legend: tuple[tuple[str, str], ...] = (),
) -> Chart:
    """Return a chart and offer it for download; `also` credits the second measure, if any."""
    title = " ".join(filter(None, (reading.measure.name, how)))
    source = " ".join(filter(None, (text.source(reading.measure, reading.shown), also)))
    drawing = Chart(title, spec, rows, words, source, legend)
    chart.offer("kpo.explore", drawing)
    return drawing


def _clickable(drawing: Chart, key: str) -> None:
    country = picked(chart.draw(drawing, key, on_select="rerun"))
    if country:
        open_country(country)
