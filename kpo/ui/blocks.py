"""The pieces of HTML that pages are made of; every text from a table is escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final
from urllib.parse import urlsplit

from kpo.catalog import Catalog
from kpo.charts.theme import css_colour
from kpo.evidence import Credit, Evidence, mark_words, shown_value
from kpo.model import Flag, Source
from kpo.narrative import LEAST_PART, Why
from kpo.score import NotRanked

FINDING = "kpo-finding"
"""Name of the headline within the page, where "skip to the finding" leads."""

FLAG_NAMES: Final = {
    "eu_member": "EU member",
    "eea_member": "EEA member",
    "eu_adequacy": "EU adequacy decision",
    "privacy_law": "Privacy law",
    "english_native": "English native",
    "english_official": "English official",
    "fatf": "FATF list",
    "eu_tax_list": "EU tax list",
    "civil_conflict": "Civil conflict",
    "labour_rights": "Labour rights",
}

LISTED = 8
"""Left-out destinations shown without opening the list."""


def headline(title: str, sentence: str) -> str:
    """Return the finding and the sentence under it."""
    return (
        f"<h1 class='kpo-headline' id='{FINDING}' tabindex='-1'>{escape(title)}</h1>"
        f"<p class='kpo-standfirst'>{escape(sentence)}</p>"
    )


def section(title: str, body: str) -> str:
    """Return a titled section under a strong rule."""
    return f"<section class='kpo-section'><h2>{escape(title)}</h2>{body}</section>"


def paragraphs(sentences: Iterable[str]) -> str:
    """Return one short line for each sentence."""
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)


def why(catalog: Catalog, reason: Why) -> str:
    """Return the sentence and the bars of a difference, as a table that reads aloud."""
    shown = [part for part in reason.parts if abs(part[1]) >= LEAST_PART]
    low = min((points for _, points in shown), default=0.0)
    high = max((points for _, points in shown), default=0.0)
    low, high = min(low, 0.0), max(high, 0.0)
    rows = "".join(
        _difference(catalog.criteria[name].short_name, name, points, low, high)
        for name, points in shown
    )
    table = (
        "<table class='kpo-why'><caption>Points that each criterion adds to the lead</caption>"
        f"<tbody>{rows}</tbody></table>"
    )
    return section(reason.title, paragraphs([reason.sentence]) + (table if shown else ""))


def not_ranked(title: str, left_out: Sequence[NotRanked]) -> str:
    """Return destinations left out, each with its reason; a long list opens on a click."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(item.name)}</th><td>{escape(item.reason)}</td></tr>"
        for item in left_out
    )
    table = f"<table class='kpo-table'><tbody>{rows}</tbody></table>"
    if len(left_out) > LISTED:
        count = len(left_out)
        table = f"<details><summary>{count} destinations and why</summary>{table}</details>"
    return section(title, table)


def figures(catalog: Catalog, found: Iterable[Evidence]) -> str:
    """Return a table of every figure with unit, year, status, source and licence."""
    rows, before = "", ""
    for item in found:
        name = item.indicator.criterion
        rows += _figure(item, "" if name == before else catalog.criteria[name].name)
        before = name
    head = "".join(
        f"<th scope='col'{mark}>{title}</th>"
        for title, mark in (
            ("Criterion", ""),
            ("Figure", ""),
            ("Value", " class='kpo-number'"),
            ("Unit", ""),
            ("Year", ""),
            ("Points", " class='kpo-number'"),
            ("Source and licence", ""),
        )
    )
    return (
        "<div class='kpo-scroll' tabindex='0' role='region' aria-label='Figures and sources'>"
        f"<table class='kpo-table'><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def flags(catalog: Catalog, found: Sequence[Flag]) -> str:
    """Return what is known that is not a score, with date and source."""
    said = "; ".join(_flag(catalog, flag) for flag in found)
    return f"<p class='kpo-small'>Facts that are not scored: {said}.</p>" if said else ""


def source_line(catalog: Catalog, made: Iterable[Credit]) -> str:
    """Return who is behind the figures on this screen."""
    parts = []
    for credit in made:
        years = str(credit.first_year)
        if credit.last_year != credit.first_year:
            years += f"\u2013{credit.last_year}"
        unit = f", {escape(credit.unit)}" if credit.unit else ""
        name = catalog.criteria[credit.criterion].name
        parts.append(f"{escape(name)}: {escape(', '.join(credit.producers))} {years}{unit}.")
    said = " ".join(parts)
    return (
        f"<footer class='kpo-sources'>{said} "
        "<span>Hatched: no figure, doubtful, assumed, differently defined or yours.</span></footer>"
    )


def _difference(label: str, criterion: str, points: float, low: float, high: float) -> str:
    span = high - low
    left = 100 * (min(points, 0.0) - low) / span
    width, zero = 100 * abs(points) / span, -100 * low / span
    shown = f"{points:+.1f}".replace("-", "\u2212")
    return (
        f"<tr><th scope='row'>{escape(label)}</th>"
        f"<td class='kpo-bar' style='--zero:{zero:.2f}%'><i style='left:{left:.2f}%;"
        f"width:{width:.2f}%;background:{css_colour(criterion)}'></i></td>"
        f"<td class='kpo-number'>{shown}</td></tr>"
    )


def _figure(item: Evidence, criterion: str) -> str:
    name = f"<th scope='row'>{escape(criterion)}</th>" if criterion else "<td></td>"
    head = f"{name}<td>{escape(item.indicator.name)}</td>"
    if item.found is None or item.score is None:
        quartile = item.indicator.lower_quartile
        counted = "" if quartile is None else f": counted at {quartile:.0f} points"
        return f"<tr>{head}<td colspan='5' class='kpo-soft'>no figure{counted}</td></tr>"
    found = item.found
    sample = "" if found.n is None else f"n = {found.n:,}"
    error = "" if found.error is None else f"standard error {found.error:.2f}"
    status = mark_words(found.status, found.doubt)
    capped = "at the end of the scale" if item.capped else ""
    notes = "; ".join(note for note in (status, found.note, sample, error, capped) if note)
    mark = " class='kpo-marked'" if status else ""
    return (
        f"<tr{mark}>{head}<td class='kpo-number'>{shown_value(item.indicator, found.value)}</td>"
        f"<td>{escape(item.indicator.unit)}</td><td>{found.year}</td>"
        f"<td class='kpo-number'>{item.score:.0f}</td>"
        f"<td>{', '.join(map(_source, item.sources))}"
        f"{f'<small>{escape(notes)}</small>' if notes else ''}</td></tr>"
    )


def _source(source: Source) -> str:
    name = _linked(f"{source.producer}: {source.title}", source)
    return f"{name} <span class='kpo-soft'>{escape(source.licence)}</span>"


def _linked(words: str, source: Source) -> str:
    if urlsplit(source.url).scheme not in ("http", "https"):
        return escape(words)
    return f"<a href='{escape(source.url)}' target='_blank' rel='noopener'>{escape(words)}</a>"


def _flag(catalog: Catalog, flag: Flag) -> str:
    name = flag_name(flag)
    state = flag.state.replace("_", " ")
    since = f" since {flag.since}" if flag.since and flag.state == "yes" else ""
    since += f", {flag.text}" if flag.text and flag.state == "yes" else ""
    source = catalog.sources.get(flag.source)
    by = f" ({_linked(source.producer, source)})" if source and flag.state != "not_checked" else ""
    return f"{escape(name)}: {escape(state + since)}{by}"


def flag_name(flag: Flag) -> str:
    """Return what a flag is about, in words."""
    plain = flag.flag.replace("_", " ")
    return FLAG_NAMES.get(flag.flag, plain[:1].upper() + plain[1:])
