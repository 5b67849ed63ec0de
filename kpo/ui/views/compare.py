"""The Compare page: the choice of destinations, and the charts with their tables."""

from collections.abc import Sequence
from functools import partial
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from kpo.analysis.comparison import (
    MAX_COMPARED,
    ComparedFigure,
    ComparedIndicator,
    Comparison,
    Step,
    criterion_steps,
    indicator_steps,
)
from kpo.analysis.two_criteria import Spot, spots
from kpo.charts import indicator_dots, lead_waterfall
from kpo.charts import two_criteria as quadrant
from kpo.charts.chart import Chart
from kpo.charts.indicator_dots import SIGNS
from kpo.core.html import Html, TableCell, linked, markup, table, table_row, tag
from kpo.core.model import Indicator
from kpo.core.numbers import amount, gap, signed, within_error
from kpo.core.text import lowered, unparted
from kpo.data.catalog import Catalog
from kpo.data.names import named, place
from kpo.narrative import ranking
from kpo.scoring.rows import Row
from kpo.style import css_colour
from kpo.ui.components import ask, chart, html
from kpo.ui.components.controls import country_names, kept, one_by_name, one_of, section, select
from kpo.ui.session import widgets
from kpo.ui.session.state import View

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
    names, mine = country_names(view.catalog, view.catalog.countries), set(view.destinations)
    with widgets.drawing(PARAMETER):
        st.multiselect(
            f"Two to {MAX_COMPARED} destinations",
            sorted(names, key=lambda code: code not in mine),
            format_func=names.__getitem__,
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
    options = kept(f"kpo.compare.pair.{'.'.join(comparison.countries)}")
    return pairs[one_by_name("Which two", names, next(iter(names)), MAX_PILLS, **options)]


def lead(view: View, comparison: Comparison, first: Row, second: Row) -> None:
    """Draw what the lead consists of, by criterion or by figure."""
    names = [named(view.catalog, row.country, view.scenario.client) for row in (first, second)]
    section(f"What the lead of {names[0]} over {names[1]} is made of", term="Contribution")
    by = one_of("Steps", BY, **kept("kpo.compare.by"), label_visibility="collapsed")
    steps = (
        criterion_steps(view.catalog, first, second)
        if by == BY[0]
        else indicator_steps(comparison, first.country, second.country)
    )
    short = {name: item.short_name for name, item in view.catalog.criteria.items()}
    figures = lead_waterfall.figures(steps, short, _sources(comparison, steps))
    title = ranking.why(view.catalog, first, second, view.scenario.client).title
    spec = partial(lead_waterfall.spec, criteria=tuple(view.catalog.criteria.values()))
    words = lead_waterfall.alt(figures, first.name, second.name)
    chart.chart(Chart(title, spec, figures, words), "kpo.compare.waterfall")


def figures(view: View, comparison: Comparison) -> None:
    """Draw every figure between its goalposts, and all of them as a table."""
    names = {code: view.catalog.countries[code].name for code in comparison.countries}
    client = view.scenario.client
    section("Figure by figure", _legend(view.catalog, comparison.countries, client), "Goalposts")
    heads = {name: item.name for name, item in view.catalog.criteria.items()}
    spec = partial(indicator_dots.spec, criteria=tuple(view.catalog.criteria.values()))
    title = f"Figure by figure: {', '.join(named(view.catalog, code, client) for code in names)}"
    signs = (
        ("", f"{sign} {named(view.catalog, code, client)}")
        for sign, code in zip(indicator_dots.SIGNS, names, strict=False)
    )
    outlined = ("", "outlined: assumed, differently defined or yours")
    whole = indicator_dots.figures(comparison.lines, names, heads=heads)
    chart.offer(
        "kpo.compare.dots",
        Chart(title, spec, whole, indicator_dots.alt(whole), legend=(*signs, outlined)),
    )
    with st.container(key="kpo-columns", horizontal=True):
        for place, criteria in enumerate(indicator_dots.columns(comparison.lines)):
            drawn = indicator_dots.figures(comparison.lines, names, criteria, heads)
            part = Chart(title, spec, drawn, indicator_dots.alt(drawn))
            chart.draw(part, f"kpo.compare.dots.{place}")
    st.html(html.opened("As a table, with sources", _side_by_side(view.catalog, comparison)))


def two_criteria(view: View, chosen: tuple[str, ...]) -> None:
    """Draw destinations by two criteria of the reader's choice."""
    catalog = view.catalog
    section("Two criteria at once", term="Criterion")
    pay, criteria = catalog.pay_criterion, list(catalog.criteria)
    titles = {name: item.name for name, item in catalog.criteria.items()}
    beside = next((name for name in criteria if name not in catalog.core), criteria[-1])
    with st.container(horizontal=True):
        across, up = (
            select(
                label, titles, index=criteria.index(first), **kept(f"kpo.compare.{label.lower()}")
            )
            for label, first in (("Across", pay), ("Up", beside))
        )
    shown = tuple(dict.fromkeys([*view.destinations, *chosen]))
    places = spots(catalog, view.scenario, shown, across, up)
    axes = titles[across], titles[up]
    names = {code: catalog.countries[code].name for code in shown}
    drawn = quadrant.figures(places, axes, names, chosen)
    chart.chart(
        Chart(f"{axes[0]} and {lowered(axes[1])}", quadrant.spec, drawn, quadrant.alt(drawn)),
        "kpo.compare.quadrant",
    )
    table = _spots(catalog, places, axes, view.scenario.client)
    words = (
        "Area of a bubble: graduate workforce. More is better on both axes: on "
        f"{lowered(catalog.criteria[pay].name)}, more is saved. "
        "A dashed outline: assumed, differently defined or yours."
    )
    st.html(html.small(words) + html.opened("As a table", table))


def _sources(comparison: Comparison, steps: tuple[Step, ...]) -> dict[str, str]:
    """Return the producers and years of the figures behind each step, by the step's id."""
    credits: dict[str, set[str]] = {step.id: set() for step in steps}
    for line in comparison.lines:
        step = credits.get(line.indicator.id, credits.get(line.indicator.criterion, set()))
        for side in line.sides:
            year = side.observation.year if side.observation else ""
            step |= {f"{source.producer} {year}" for source in side.sources}
    return {name: ", ".join(sorted(credits)) for name, credits in credits.items()}


def _side_by_side(catalog: Catalog, comparison: Comparison) -> Html:
    """Return a table of every figure of the destinations, each linked to its source.

    If exactly two destinations are compared, two columns add their difference, in the unit of
    the figure and in points.
    """
    heads = [
        html.marked_name(catalog, country, comparison.ranking.client)
        for country in comparison.countries
    ]
    two = len(comparison.scored) == len(heads) == 2
    columns: list[str] = [*heads, *(("Difference", "Points") if two else ())]
    titles: list[TableCell] = ["Figure", "Unit", *((title, html.NUMBER) for title in columns)]
    body, before = [], ""
    for line in comparison.lines:
        criterion = line.indicator.criterion
        if criterion != before:
            item = catalog.criteria[criterion]
            colour = tag.i(style=f"background:{css_colour(criterion)}")
            name = [colour, item.name, ask.criterion(item)]
            head = tag.th(name, scope="rowgroup", colspan=len(titles))
            body.append(tag.tr(head, class_="kpo-group"))
        body.append(_row(line, two))
        before = criterion
    listed = table(titles, body, class_="kpo-table kpo-sides")
    return html.scrolled(listed, "Figures side by side")


def _legend(catalog: Catalog, countries: Sequence[str], client: str) -> Html:
    """Return the legend of the shapes, one for each destination."""
    keys = markup(
        tag.span(tag.b(sign, aria_hidden="true"), " ", html.marked_name(catalog, country, client))
        for sign, country in zip(SIGNS, countries, strict=False)
    )
    outlined = tag.span("outlined: assumed, differently defined or yours")
    return tag.p(keys, outlined, class_="kpo-legend")


def left_out(catalog: Catalog, comparison: Comparison) -> Html:
    """Return why destinations are left out of the comparison; empty if none is."""
    sentences = [
        f"{place(catalog, item.country, True)} is not ranked: {item.reason}. "
        + (f"It would score {item.row.score:.0f}." if item.row else "Its figures stand below.")
        for item in comparison.left_out
    ]
    home = comparison.at_home
    if home:
        name = place(catalog, home.country, True)
        sentences.append(f"{name} is at home: the client\u2019s own country is never ranked.")
    return markup(tag.p(unparted(sentence), class_="kpo-small") for sentence in sentences)


def _spots(catalog: Catalog, places: Sequence[Spot], axes: tuple[str, str], client: str) -> Html:
    """Return the destinations of a quadrant as a table."""
    heads = ("Destination", *(f"{axis}, points" for axis in axes), "Graduate workforce")
    rows = (
        table_row(
            html.marked_name(catalog, spot.country, client),
            _points(spot.across),
            _points(spot.up),
            spot.workforce,
        )
        for spot in places
    )
    return table(heads, rows, class_="kpo-table")


def _points(value: float | None) -> str:
    return "no score" if value is None else f"{value:.0f}"


def _row(line: ComparedIndicator, two: bool) -> Html:
    item = line.indicator
    cells = [_cell(line, side) for side in line.sides]
    if two:
        one, other = line.sides
        points = signed((one.points or 0.0) - (other.points or 0.0))
        cells += [tag.td(text, class_=html.NUMBER) for text in (_gap(item, one, other), points)]
    return tag.tr(tag.th(item.name, scope="row"), tag.td(item.unit, class_="kpo-soft"), cells)


def _gap(item: Indicator, one: ComparedFigure, other: ComparedFigure) -> Html:
    if one.observation is None or other.observation is None:
        return Html()
    noise = within_error(one.observation, other.observation)
    difference = gap(item, one.observation.value, other.observation.value)
    return markup(difference, tag.small("within the error") if noise else None)


def _cell(line: ComparedIndicator, side: ComparedFigure) -> Html:
    if side.observation is None:
        return tag.td("no figure", class_="kpo-number kpo-soft")
    figure = side.observation
    word = f", {side.marks}" if side.marks else ""
    urls = (source.url for source in side.sources)
    address = next((url for url in urls if urlsplit(url).scheme in ("http", "https")), "")
    shown = linked(address, amount(line.indicator, figure.value), title=side.credit)
    mark = " kpo-hatched" if word else ""
    return tag.td(shown, tag.small(f"{figure.year}{word}"), class_=f"kpo-number{mark}")
