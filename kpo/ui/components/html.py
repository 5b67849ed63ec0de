"""HTML elements that pages share."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kpo.analysis.provenance import Credit, Datum
from kpo.core.html import Attribute, Child, Html, joined, linked, markup, table, table_row, tag
from kpo.core.labels import FLAG_NAMES
from kpo.core.model import Criterion, Flag, Source
from kpo.core.numbers import shown_value, signed
from kpo.core.text import capitalised, unparted
from kpo.data.catalog import Catalog
from kpo.data.names import sanction_mark
from kpo.narrative.ranking import MIN_PART, Why
from kpo.scoring.rows import NotRanked
from kpo.style import css_colour
from kpo.ui.components import ask

_RANGE: Final = re.compile("([\u2212\\d][\\d.,]*\u2013[\u2212\\d][\\d.,]*(?:\u00a0%)?)")

FINDING = "kpo-finding"
"""Id of the headline, the target of "Skip to the finding"."""

NUMBER: Final = "kpo-number"
"""Class of a cell that holds a number."""

LISTED = 8
"""Maximum number of left-out destinations listed without a click."""


def headline(title: str, sentence: str) -> Html:
    """Return the finding and the sentence under it."""
    return markup(
        tag.h1(_with_ranges(title), class_="kpo-headline", id=FINDING, tabindex="-1"),
        tag.p(_with_ranges(sentence), class_="kpo-standfirst"),
    )


def _with_ranges(text: str) -> Html:
    """Return text in which a range such as 79–87 % is never broken across lines."""
    parts = _RANGE.split(unparted(text))
    return markup(tag.span(x, class_="kpo-whole") if at % 2 else x for at, x in enumerate(parts))


def small(*children: Child, **attributes: Attribute) -> Html:
    """Return a paragraph in small print."""
    return tag.p(*children, class_="kpo-small", **attributes)


def alert(*children: Child) -> Html:
    """Return an alert, which a screen reader reads aloud at once."""
    return tag.p(*children, class_="kpo-said", role="alert")


def scrolled(content: Html, label: str, class_: str = "kpo-wide") -> Html:
    """Return a region for wide content that scrolls sideways, also by keyboard."""
    return tag.div(content, class_=class_, tabindex="0", role="region", aria_label=label)


def section(title: str, body: Child, term: str = "") -> Html:
    """Return a titled section under a strong rule; a word of the glossary explains its title."""
    head = tag.h2(unparted(title))
    head = tag.div(head, ask.word(term), class_="kpo-asked") if term else head
    return tag.section(head, body, class_="kpo-section")


def colours(meanings: Iterable[tuple[str, str]]) -> Html:
    """Return the marks of a legend: each colour with its meaning."""
    return markup(
        tag.span(tag.i(style=f"background:{colour}"), words) for colour, words in meanings
    )


def opened(title: Child, *body: Child, **attributes: Attribute) -> Html:
    """Return a body folded under a title that opens on a click."""
    return tag.details(tag.summary(title), *body, **attributes)


def marked_name(catalog: Catalog, country: str, client: str) -> Html:
    """Return a country's name with its sanctions mark, if sanctions bind the client."""
    mark = sanction_mark(catalog, country, client)
    return markup(catalog.countries[country].name, [" ", tag.small(mark)] if mark else None)


def paragraphs(sentences: Iterable[str]) -> Html:
    """Return one paragraph for each sentence."""
    return markup(tag.p(unparted(sentence)) for sentence in sentences)


def why(catalog: Catalog, reason: Why) -> Html:
    """Return the sentence and the bars of a difference, as a table for screen readers."""
    shown = [part for part in reason.parts if abs(part[1]) >= MIN_PART]
    ends = [0.0, *(points for _, points in shown)]
    low, high = min(ends), max(ends)
    rows = [
        _difference(catalog.criteria[name].short_name, name, points, low, high)
        for name, points in shown
    ]
    bars = table([], rows, "Points that each criterion adds to the lead", class_="kpo-why")
    return section(reason.title, [paragraphs([reason.sentence]), bars if rows else None], "Why")


def not_ranked(title: str, left_out: Sequence[NotRanked]) -> Html:
    """Return destinations left out, each with its reason; a long list opens on a click."""
    rows = [table_row(item.name, unparted(item.reason)) for item in left_out]
    listed = table([], rows, class_="kpo-table")
    if len(rows) > LISTED:
        listed = opened(f"{len(rows)} destinations and why", listed)
    return section(title, listed)


def figures(catalog: Catalog, records: Iterable[Datum]) -> Html:
    """Return a table of every figure with unit, year, status, source and licence."""
    rows, before = [], ""
    for item in records:
        name = item.indicator.criterion
        rows.append(_figure(item, None if name == before else catalog.criteria[name]))
        before = name
    value, points = ("Value", NUMBER), ("Points", NUMBER)
    heads = ("Criterion", "Figure", value, "Unit", "Year", points, "Source and licence")
    listed = table(heads, rows, class_="kpo-table")
    return scrolled(listed, "Figures and sources", "kpo-scroll")


def flags(catalog: Catalog, known: Sequence[Flag]) -> Html:
    """Return the facts that are not scored, with date and source."""
    listed = joined((_flag(catalog, flag) for flag in known), "; ")
    return small("Facts that are not scored: ", listed, ".") if listed else listed


def source_line(catalog: Catalog, credits: Iterable[Credit]) -> Html:
    """Return the credits of the figures on this screen, as a footer."""
    parts = []
    for credit in credits:
        unit = f", {credit.unit}" if credit.unit else ""
        name = catalog.criteria[credit.criterion].name
        parts.append(f"{name}: {', '.join(credit.producers)} {credit.years}{unit}. ")
    key = tag.span("Hatched: no figure, doubtful, assumed, differently defined or yours.")
    return tag.footer(parts or " ", key, class_="kpo-sources")


def source_link(source: Source) -> Html:
    """Return the name of a source as a link to it."""
    return linked(source.url, source.name)


def _difference(label: str, criterion: str, points: float, low: float, high: float) -> Html:
    span = high - low
    left = 100 * (min(points, 0.0) - low) / span
    width, zero = 100 * abs(points) / span, -100 * low / span
    bar = tag.i(style=f"left:{left:.2f}%;width:{width:.2f}%;background:{css_colour(criterion)}")
    return tag.tr(
        tag.th(label, scope="row"),
        tag.td(bar, class_="kpo-bar", style=f"--zero:{zero:.2f}%"),
        tag.td(signed(points), class_=NUMBER),
    )


def _figure(item: Datum, criterion: Criterion | None) -> Html:
    name = tag.td()
    if criterion:
        name = tag.th(criterion.name, ask.criterion(criterion), scope="row")
    head = name + tag.td(item.indicator.name)
    if item.observation is None or item.score is None:
        quartile = item.indicator.lower_quartile
        counted = "" if quartile is None else f": counted at {quartile:.0f} points"
        return tag.tr(head, tag.td(f"no figure{counted}", colspan=5, class_="kpo-soft"))
    figure = item.observation
    status = item.marks
    capped = "at the end of the scale" if item.capped else ""
    notes = "; ".join(filter(None, (status, figure.note, *item.sample, capped)))
    return tag.tr(
        head,
        tag.td(shown_value(item.indicator, figure.value), class_=NUMBER),
        tag.td(item.indicator.unit),
        tag.td(figure.year),
        tag.td(f"{item.score:.0f}", class_=NUMBER),
        tag.td(joined(map(_licensed, item.sources), ", "), tag.small(notes) if notes else None),
        class_="kpo-marked" if status else None,
    )


def _licensed(source: Source) -> Html:
    return markup(source_link(source), " ", tag.span(source.licence, class_="kpo-soft"))


def _flag(catalog: Catalog, flag: Flag) -> Html:
    state = flag.state.replace("_", " ")
    since = f" since {flag.since}" if flag.since and flag.state == "yes" else ""
    since += f", {flag.text}" if flag.text and flag.state == "yes" else ""
    source = catalog.sources.get(flag.source)
    by = linked(source.url, source.producer) if source and flag.state != "not_checked" else None
    return markup(f"{flag_name(flag)}: {state}{since}", [" (", by, ")"] if by else None)


def flag_name(flag: Flag) -> str:
    """Return what a flag is about, in words."""
    plain = flag.flag.replace("_", " ")
    return FLAG_NAMES.get(flag.flag, capitalised(plain))
