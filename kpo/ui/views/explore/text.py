"""The text and tables around the drawings of the Explore page."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import streamlit as st

from kpo.analysis.measures import Measure, Reading, ordered
from kpo.charts.chart import Rows
from kpo.core.html import Html, markup, tag
from kpo.core.labels import STATUS_WORDS, mark_words
from kpo.core.model import Source
from kpo.core.numbers import range_words
from kpo.core.text import capitalised, unparted
from kpo.data.catalog import Catalog
from kpo.data.geography import DISCLAIMER
from kpo.data.time_series import Point
from kpo.narrative.exploration import counted, number
from kpo.style import ASIDE, MISSING, SCALE, SURFACE, ranges
from kpo.ui.components import html

REDISTRIBUTION = {
    "open": "open",
    "share_alike": "share alike",
    "cite_only": "may be cited, not copied",
}

MARKED: Final = "doubtful, assumed, differently defined, yours, or left out of the ranking"
"""Which figures look different in every drawing, in words."""

HOLLOW: Final = {"different_definition": "has a different definition", "user": "is yours"}
"""Words for each status that a hollow point of a line can have."""


def remark(text: str) -> Html:
    """Return a line of small text, for above or below a drawing."""
    return html.small(unparted(text))


def note(item: Reading) -> str:
    """Return year, status, remarks, sample and source of a reading in one line."""
    if item.value is None:
        return "; ".join(filter(None, (item.beside, item.note)))
    status = mark_words(item.status, item.doubt)
    by = ", ".join(f"{source.producer} ({source.licence})" for source in item.sources)
    year = "" if item.year is None else str(item.year)
    parts = (item.beside, year, status, item.note, *item.sample, by)
    return "; ".join(part for part in parts if part)


def years_line(wanted: Measure, points: Sequence[Point], log: bool) -> Html:
    """Return the unit, and how much history there is."""
    years = sorted({point.year for point in points})
    usual = Counter(Counter(point.country for point in points).values()).most_common(1)[0][0]
    span = range_words(years[0], years[-1])
    many = "one year" if usual == 1 else f"{usual} years"
    scale = ", logarithmic scale: equal distances are equal ratios" if log else ""
    breaks = sum(point.broken for point in points)
    words = f"{capitalised(wanted.unit)}{scale}. {span}; most countries have {many}."
    if breaks:
        words += " An upright stroke marks a break: the years on its two sides cannot be compared."
    hollow = [word for kind, word in HOLLOW.items() if any(p.status == kind for p in points)]
    if hollow:
        words += f" A hollow point {' or '.join(hollow)}."
    return remark(words)


def legend(wanted: Measure, bounds: Sequence[float], rows: Rows) -> Html:
    """Return the legend of the map: its colours and their meanings."""
    keys = [
        tag.span(tag.i(style=f"background:var(--map-{level})"), _range(wanted, low, high))
        for level, low, high in ranges(bounds)
    ]
    if any(row["marked"] for row in rows):
        keys.append(tag.span(tag.i(class_="kpo-key-marked"), MARKED))
    if any(row["level"] == MISSING for row in rows):
        keys.append(tag.span(tag.i(class_="kpo-key-missing"), "no figure"))
    if any(row["level"] == ASIDE for row in rows):
        keys.append(tag.span(tag.i(style="background:var(--rule)"), "not in this selection"))
    return tag.p(tag.b(capitalised(wanted.unit)), keys, class_="kpo-legend")


def key(wanted: Measure, bounds: Sequence[float], rows: Rows) -> tuple[tuple[str, str], ...]:
    """Return the legend for a picture of the map: pairs of a colour and its meaning."""
    keys = [("", f"{capitalised(wanted.unit)}:")]
    keys += [
        (SCALE["light"][level], _range(wanted, low, high)) for level, low, high in ranges(bounds)
    ]
    if any(row["marked"] for row in rows):
        keys.append(("", f"hatched over a colour: {MARKED}"))
    if any(row["level"] == MISSING for row in rows):
        keys.append(("", "hatched: no figure"))
    if any(row["level"] == ASIDE for row in rows):
        keys.append((SURFACE["light"]["rule"], "not in this selection"))
    return (*keys, ("", DISCLAIMER))


def bubbles() -> Html:
    """Return what the bubbles of the scatter mean."""
    return remark(
        "The area of a bubble is the graduate workforce; an open ring stands for an assumed, "
        "doubtful, differently defined or own figure, or an unknown workforce. "
        "Click one to open the country."
    )


def about(catalog: Catalog, wanted: Measure, shown: Sequence[Reading]) -> Html:
    """Return what the measure is, how it counts, and its sources."""
    sources = list(dict.fromkeys(source for item in ordered(shown) for source in item.sources))
    own = f"KPO Atlas computes it: {wanted.name} is made from the figures of all criteria."
    columns = (
        ("What it is", html.paragraphs([wanted.description, counted(wanted, shown)]), "Indicator"),
        ("How it counts", html.paragraphs(_scoring(catalog, wanted)), "Goalposts"),
        ("Who says so", markup(map(_source, sources)) or html.paragraphs([own]), "Source"),
    )
    return tag.div((html.section(*column) for column in columns), class_="kpo-about")


def source_line(wanted: Measure, shown: Sequence[Reading]) -> Html:
    """Return the footer with the sources of the numbers on screen."""
    marks = tag.span(f"Outlined or hatched: {MARKED}.")
    return tag.footer(f"{source(wanted, shown)} ", marks, class_="kpo-sources")


def source(wanted: Measure, shown: Sequence[Reading]) -> str:
    """Return the producers and years of a measure in a sentence."""
    known = ordered(shown)
    producers = dict.fromkeys(source.producer for item in known for source in item.sources)
    years = sorted({item.year for item in known if item.year is not None})
    span = range_words(years[0], years[-1]) if years else ""
    return f"{wanted.name}: {', '.join(producers) or 'KPO Atlas'} {span}, {wanted.unit}."


def table(catalog: Catalog, wanted: Measure, shown: Sequence[Reading]) -> Rows:
    """Return every country of the selection, those without a figure last."""
    known = ordered(shown)
    missing = sorted((item for item in shown if item.value is None), key=lambda item: item.name)
    return [
        {
            "place": place if place <= len(known) else None,
            "name": item.name,
            "region": catalog.countries[item.country].region,
            "value": None if item.value is None else round(item.value, wanted.decimals),
            "year": item.year,
            "status": "no figure" if item.value is None else STATUS_WORDS[item.status],
            "doubt": item.doubt,
            "note": _remarks(item),
            "source": ", ".join(source.producer for source in item.sources),
            "licence": ", ".join(source.licence for source in item.sources),
            "code": item.country,
        }
        for place, item in enumerate([*known, *missing], start=1)
    ]


def columns(wanted: Measure) -> dict[str, Any]:
    """Return the column configuration of the table."""
    column = st.column_config
    return {
        "place": column.NumberColumn("Place", width=60),
        "name": column.TextColumn("Country", pinned=True, width=150),
        "region": column.TextColumn("Region", width=150),
        "value": column.NumberColumn(
            f"{wanted.name}, {wanted.unit}",
            format="localized" if wanted.decimals == 0 else None,
            width="medium",
        ),
        "year": column.NumberColumn("Year", format="%d", width=60),
        "status": column.TextColumn("Status", width=130),
        "doubt": column.TextColumn("Doubt"),
        "note": column.TextColumn("Note"),
        "source": column.TextColumn("Source"),
        "licence": column.TextColumn("Licence"),
        "code": None,
    }


def _remarks(item: Reading) -> str:
    return "; ".join(filter(None, (item.beside, item.note, *item.sample)))


def _range(wanted: Measure, low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "all alike"
    if low is None:
        return f"under {number(wanted, high or 0.0)}"
    if high is None:
        return f"{number(wanted, low)} and more"
    return f"{number(wanted, low)} \u2013 {number(wanted, high)}"


def _scoring(catalog: Catalog, wanted: Measure) -> Iterable[str]:
    if wanted.kind == "score":
        return ("The weighted mean of the criterion scores; the weights stand in the line above.",)
    if wanted.kind == "criterion":
        return (
            catalog.criteria[wanted.criterion].question,
            "Fixed bounds turn each figure into points; their mean is the score.",
        )
    item = wanted.indicator
    if item is None or not wanted.criterion:
        return ("Not scored: it is shown for context only.",)
    better = "More is better." if wanted.direction > 0 else "Less is better."
    tiers = f" in {', '.join(item.tiers)}" if item.tiers else ""
    bounds = ""
    if item.goalpost_low is not None and item.goalpost_high is not None:
        low, high = (
            f"{end:,.10g}".replace("-", "\u2212") for end in (item.goalpost_low, item.goalpost_high)
        )
        ends = (low, high) if wanted.direction > 0 else (high, low)
        scale = " on a logarithmic scale" if item.transform == "log" else ""
        bounds = f" {ends[0]} scores 0, {ends[1]} scores 100{scale}."
    name = catalog.criteria[wanted.criterion].name
    return (f"Counts towards {name}{tiers}. {better}{bounds}", item.goalpost_reason)


def _source(source: Source) -> Html:
    terms = f"{source.licence}; {REDISTRIBUTION[source.redistribution]}"
    dates = f"published {source.published}, taken {source.accessed}, next {source.next_update}"
    return tag.p(html.source_link(source), tag.br(), terms, tag.br(), dates, class_="kpo-source")
