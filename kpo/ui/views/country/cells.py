"""Cells and rows of the tables of the Country page."""

from collections.abc import Iterable, Sequence

from kpo.analysis.profile.facts import Fact
from kpo.analysis.provenance import observed
from kpo.core.html import Child, Html, TableCell, joined, linked, markup, table, table_row, tag
from kpo.core.model import Observation, Source
from kpo.core.numbers import amount_and_unit, shown_value
from kpo.data.catalog import Catalog
from kpo.data.time_series import break_years
from kpo.style import css_colour

MIN_HISTORY = 3
"""Minimum number of figures for a sparkline."""

SMALL = 10
"""Errors below this are shown with one decimal, even if the figure itself has none."""

NOTHING = tag.span("no figure", class_="kpo-soft")


def fact_table(caption: str, heads: Iterable[TableCell], rows: Child) -> Html:
    """Return a table of figures under its caption."""
    return table(heads, rows, caption, class_="kpo-table kpo-facts")


def fact_row(catalog: Catalog, fact: Fact) -> Html:
    """Return a row: figure, year, points on a scale, sparkline, the client's figure, and rank."""
    place = markup(fact.place, tag.small(f" of {fact.known}")) if fact.place else ""
    return table_row(
        name(fact),
        (own_value(catalog, fact), "kpo-number kpo-value"),
        (fact.observation.year if fact.observation else "", "kpo-year"),
        (scale(fact), "kpo-points"),
        (years(fact.history), "kpo-line"),
        (value(catalog, fact, fact.peer), "kpo-number kpo-peer"),
        (place, "kpo-number kpo-place"),
        class_="kpo-marked-row" if fact.marks else None,
    )


def name(fact: Fact) -> Html:
    """Return an indicator's name with its unit, and the figure's marks and note if any.

    A note stands beside its figure only if that is observed and without a mark.
    """
    unit = fact.indicator.unit
    if fact.observation:
        unit = amount_and_unit(fact.indicator, fact.observation.value)[1]
    unit, comma, range_ = unit.partition(",")
    word = fact.marks
    alone = not fact.marks and fact.indicator.origin == "observed"
    noted = fact.observation.note if fact.observation and alone else ""
    small = tag.small(
        unit,
        tag.span(comma, range_) if comma else None,
        ["; ", tag.b(word)] if word else None,
        f"; {noted}" if noted else None,
    )
    return markup(tag.span(fact.indicator.name, title=fact.indicator.description), " ", small)


def value(catalog: Catalog, fact: Fact, figure: Observation | None) -> str:
    """Return a figure with its error; year, source and licence show on hover."""
    if figure is None:
        return NOTHING
    unit = amount_and_unit(fact.indicator, fact.observation.value)[1] if fact.observation else ""
    shown_figure, own = amount_and_unit(fact.indicator, figure.value)
    if fact.observation and own != unit:
        shown_figure = _in_unit(fact, figure.value, unit)
    least = "\u2265\u2009" if figure.status == "assumed" else ""
    shown = tag.span(least, shown_figure, title=observed(catalog, figure).credit)
    if figure.error is None:
        return shown
    digits = fact.indicator.decimals or int(figure.error < SMALL)
    return markup(shown, tag.small(f" \u00b1\u2009{figure.error:,.{digits}f}"))


def own_value(catalog: Catalog, fact: Fact) -> str:
    """Return the destination's figure, or since when there is none."""
    if fact.observation or not fact.history:
        return value(catalog, fact, fact.observation)
    return tag.span("none since ", fact.history[-1].year, class_="kpo-soft")


def scale(fact: Fact) -> Html:
    """Return points as a number and as a dot on a scale of 0 to 100, the client's as a tick."""
    if fact.score is None:
        return Html()
    colour = css_colour(fact.indicator.criterion)
    parts = []
    if fact.spread:
        low, high = fact.spread
        parts.append(tag.u(style=f"left:{low:.1f}%;width:{high - low:.1f}%"))
    if fact.peer_score is not None:
        parts.append(tag.s(style=f"left:{fact.peer_score:.1f}%"))
    hollow = "kpo-hollow" if fact.marks else None
    parts.append(tag.i(class_=hollow, style=f"left:{fact.score:.1f}%;--dot:{colour}"))
    return markup(
        tag.span(parts, class_="kpo-scale", aria_hidden="true"), tag.b(f"{fact.score:.0f}")
    )


def years(history: Sequence[Observation]) -> Html:
    """Return a sparkline of a figure's years; empty if there are fewer than `MIN_HISTORY`."""
    if len(history) < MIN_HISTORY:
        return Html()
    first, last = history[0], history[-1]
    low, high = (pick(item.value for item in history) for pick in (min, max))
    span, length = high - low, last.year - first.year or 1
    points = {
        item: (
            100 * (item.year - first.year) / length,
            88 - 76 * (item.value - low) / span if span else 50.0,
        )
        for item in history
    }
    parts = markup(_stroke([points[item] for item in part]) for part in _unbroken(history))
    ends = f"{first.value:,.4g} in {first.year}, {last.value:,.4g} in {last.year}"
    return tag.span(parts, class_="kpo-spark", role="img", aria_label=ends, title=ends)


def _unbroken(history: Sequence[Observation]) -> Iterable[list[Observation]]:
    """Yield the pieces of a series between its breaks, and where its status changes."""
    breaks = break_years(history)
    part: list[Observation] = []
    for item in history:
        if part and (item.year in breaks or item.status != part[-1].status):
            yield part
            part = []
        part.append(item)
    yield part


def _stroke(points: Sequence[tuple[float, float]]) -> Html:
    """Return a thin line through points in per cent of the box, as the outline of a shape."""
    if len(points) == 1:
        (x, y), *_ = points
        points = [(x - 1.5, y), (x + 1.5, y)]
    there = ",".join(f"{x:.1f}% calc({y:.1f}% - .8px)" for x, y in points)
    back = ",".join(f"{x:.1f}% calc({y:.1f}% + .8px)" for x, y in reversed(points))
    return tag.i(style=f"clip-path:polygon({there},{back})")


def source_links(sources: Iterable[Source]) -> Html:
    """Return the producers of some sources with their licences, and a link to each source."""
    grouped: dict[tuple[str, str], dict[str, Source]] = {}
    for item in sorted(sources, key=lambda item: (item.producer, item.id)):
        grouped.setdefault((item.producer, item.licence), {})[item.id] = item
    return joined((_producer(*key, list(items.values())) for key, items in grouped.items()), "; ")


def _producer(producer: str, licence: str, items: Sequence[Source]) -> Html:
    if len(items) == 1:
        links = _link(items[0], producer)
    else:
        numbered = (_link(item, str(place)) for place, item in enumerate(items, start=1))
        links = markup(f"{producer} ", joined(numbered, ", "))
    return markup(links, tag.small(f" {licence}"))


def _link(source: Source, text: str) -> Html:
    return linked(source.url, text, title=f"{source.name}. {source.licence}")


def _in_unit(fact: Fact, number: float, unit: str) -> str:
    """Return the client's figure in the unit in which the destination's is shown."""
    if unit.startswith("million people"):
        return f"{number / 1e6:,.1f}"
    if unit.startswith("billion"):
        return f"{number / 1e3:,.1f}"
    return shown_value(fact.indicator, number)
