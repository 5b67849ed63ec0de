"""Cells and rows of the tables of the Country page; every text from a table is escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from kpo.catalog import Catalog
from kpo.charts.theme import css_colour
from kpo.evidence import mark_words, shown_value
from kpo.history import break_years
from kpo.model import Observation, Source
from kpo.profile.facts import Fact
from kpo.profile.phrases import amount

LEAST_HISTORY = 3
"""Figures from which a small line of years is drawn."""

SMALL = 10
"""Error under which a figure without decimals still gets one for its error."""

NOTHING = "<span class='kpo-soft'>no figure</span>"


def head(names: Sequence[tuple[str, str]]) -> str:
    """Return a table head from pairs of title and class."""
    cells = "".join(
        f"<th scope='col' class='{kind}'>{escape(title)}</th>"
        if title
        else f"<td class='{kind}'></td>"
        for title, kind in names
    )
    return f"<thead><tr>{cells}</tr></thead>"


def table(caption: str, header: str, rows: str, kind: str = "") -> str:
    """Return a table that may be scrolled sideways on a narrow screen."""
    return (
        f"<table class='kpo-table kpo-facts {kind}'><caption>{escape(caption)}</caption>{header}"
        f"<tbody>{rows}</tbody></table>"
    )


def fact_row(catalog: Catalog, fact: Fact) -> str:
    """Return a row: figure, points on their scale, years, the client's figure, and the place."""
    place = f"{fact.place}<small> of {fact.known}</small>" if fact.place else ""
    return (
        f"<tr{_mark(fact.found)}><th scope='row'>{name(fact)}</th>"
        f"<td class='kpo-number kpo-value'>{value(catalog, fact, fact.found)}</td>"
        f"<td class='kpo-year'>{fact.found.year if fact.found else ''}</td>"
        f"<td class='kpo-points'>{scale(fact)}</td>"
        f"<td class='kpo-line'>{years(fact.history)}</td>"
        f"<td class='kpo-number kpo-peer'>{value(catalog, fact, fact.peer)}</td>"
        f"<td class='kpo-number kpo-place'>{place}</td></tr>"
    )


def name(fact: Fact) -> str:
    """Return an indicator's name, its unit, and a word where a figure is marked."""
    unit = fact.indicator.unit
    if fact.found:
        unit = amount(fact.indicator, fact.found.value)[1]
    unit, comma, range_ = unit.partition(",")
    small = escape(unit) + (f"<span>{comma}{escape(range_)}</span>" if comma else "")
    word = marks(fact.found)
    mark = f"; <b>{escape(word)}</b>" if word else ""
    noted = fact.found.note if fact.found and _worth_saying(fact) else ""
    mark += f"; {escape(noted)}" if noted else ""
    hover = escape(fact.indicator.description)
    return (
        f"<span title='{hover}'>{escape(fact.indicator.name)}</span> <small>{small}{mark}</small>"
    )


def value(catalog: Catalog, fact: Fact, found: Observation | None) -> str:
    """Return a figure with its error; year, source and licence show on hover."""
    if found is None:
        return NOTHING if found is fact.peer else _nothing(fact)
    unit = amount(fact.indicator, fact.found.value)[1] if fact.found else ""
    said, own = amount(fact.indicator, found.value)
    if fact.found and own != unit:
        said = _in_unit(fact, found.value, unit)
    least = "\u2265\u2009" if found.status == "assumed" else ""
    shown = f"<span title='{escape(says(catalog, found))}'>{least}{said}</span>"
    if found.error is None:
        return shown
    digits = fact.indicator.decimals or int(found.error < SMALL)
    return f"{shown}<small> \u00b1\u2009{found.error:,.{digits}f}</small>"


def says(catalog: Catalog, found: Observation) -> str:
    """Return who says so: year, source, licence and note of a figure, in one line."""
    sources = [catalog.sources[item] for item in found.sources]
    said = [f"{found.year}"]
    said += [f"{item.producer}: {item.title} ({item.licence})" for item in sources]
    said += [f"n = {found.n:,}"] if found.n is not None else []
    said += [found.note] if found.note else []
    said += [f"doubtful: {found.doubt}"] if found.doubt else []
    return " \u00b7 ".join(said)


def marks(found: Observation | None) -> str:
    """Return the words for a figure that is not plainly reported, with the reason of a doubt."""
    return "" if found is None else mark_words(found.status, found.doubt)


def scale(fact: Fact) -> str:
    """Return points as a number and as a place from 0 to 100, the client's as a tick."""
    if fact.score is None:
        return ""
    colour = css_colour(fact.indicator.criterion)
    parts = ""
    if fact.spread:
        low, high = fact.spread
        parts += f"<u style='left:{low:.1f}%;width:{high - low:.1f}%'></u>"
    if fact.peer_score is not None:
        parts += f"<s style='left:{fact.peer_score:.1f}%'></s>"
    hollow = " class='kpo-hollow'" if marks(fact.found) else ""
    parts += f"<i{hollow} style='left:{fact.score:.1f}%;--dot:{colour}'></i>"
    return f"<span class='kpo-scale' aria-hidden='true'>{parts}</span><b>{fact.score:.0f}</b>"


def years(history: Sequence[Observation]) -> str:
    """Return a small line of a figure's years; nothing where there are fewer than three."""
    if len(history) < LEAST_HISTORY:
        return ""
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
    parts = "".join(_stroke([points[item] for item in part]) for part in _unbroken(history))
    told = f"{first.value:,.4g} in {first.year}, {last.value:,.4g} in {last.year}"
    return f"<span class='kpo-spark' role='img' aria-label='{told}' title='{told}'>{parts}</span>"


def _unbroken(history: Sequence[Observation]) -> Iterable[list[Observation]]:
    """Yield the pieces of a series between its breaks; one definition to a piece."""
    breaks = break_years(history)
    part: list[Observation] = []
    for item in history:
        if part and (item.year in breaks or item.status != part[-1].status):
            yield part
            part = []
        part.append(item)
    yield part


def _stroke(points: Sequence[tuple[float, float]]) -> str:
    """Return a thin line through points of per cent, as the outline of a filled shape."""
    if len(points) == 1:
        (x, y), *_ = points
        points = [(x - 1.5, y), (x + 1.5, y)]
    there = ",".join(f"{x:.1f}% calc({y:.1f}% - .8px)" for x, y in points)
    back = ",".join(f"{x:.1f}% calc({y:.1f}% + .8px)" for x, y in reversed(points))
    return f"<i style='clip-path:polygon({there},{back})'></i>"


def source_links(found: Iterable[Source]) -> str:
    """Return who is behind a block: producers with licence, a link to each of their sources."""
    grouped: dict[tuple[str, str], dict[str, Source]] = {}
    for item in sorted(found, key=lambda item: (item.producer, item.id)):
        grouped.setdefault((item.producer, item.licence), {})[item.id] = item
    return "; ".join(_producer(*key, list(items.values())) for key, items in grouped.items())


def _producer(producer: str, licence: str, items: Sequence[Source]) -> str:
    if len(items) == 1:
        links = _link(items[0], producer)
    else:
        numbered = (_link(item, str(place)) for place, item in enumerate(items, start=1))
        links = f"{escape(producer)} {', '.join(numbered)}"
    return f"{links}<small> {escape(licence)}</small>"


def _link(source: Source, text: str) -> str:
    title = escape(f"{source.producer}: {source.title}. {source.licence}")
    if urlsplit(source.url).scheme not in ("http", "https"):
        return f"<span title='{title}'>{escape(text)}</span>"
    return (
        f"<a href='{escape(source.url)}' target='_blank' rel='noopener' title='{title}'>"
        f"{escape(text)}</a>"
    )


def _nothing(fact: Fact) -> str:
    if not fact.history:
        return NOTHING
    return f"<span class='kpo-soft'>none since {fact.history[-1].year}</span>"


def _worth_saying(fact: Fact) -> bool:
    """Whether a note belongs beside the figure; those of marked and made figures stand below."""
    return not marks(fact.found) and fact.indicator.origin == "observed"


def _mark(found: Observation | None) -> str:
    return " class='kpo-marked-row'" if marks(found) else ""


def _in_unit(fact: Fact, number: float, unit: str) -> str:
    """Return the client's figure in the unit that the destination's is told in."""
    if unit.startswith("million people"):
        return f"{number / 1e6:,.1f}"
    if unit.startswith("billion"):
        return f"{number / 1e3:,.1f}"
    return shown_value(fact.indicator, number)
