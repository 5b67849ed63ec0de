"""What opened ballots look like: strips of dots, judges' places, agreement, what to argue about.

Plain HTML, the same for everybody in a room; a phone marks its own ballot by a rule of its own.
"""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil
from typing import Final

from kpo.catalog import Catalog
from kpo.charts.theme import css_colour
from kpo.naming import sanction_mark
from kpo.ui import blocks
from kpo.workshop import narrative as said
from kpo.workshop.reveal import Judge, Reveal, Strip

MAX_ROWS: Final = 12
"""Destinations of the judges' table, and those that lead for somebody beyond them."""

DOT: Final = 11
"""Pixels from one dot to the next above it."""

LEAST_SHARE: Final = 0.005
BY_LOT: Final = "Letters are drawn by lot for each reveal."
AS_BROUGHT: Final = "Letters follow the order in which the ballots were brought."


def head(catalog: Catalog, reveal: Reveal, opened: str) -> str:
    """Return the finding and the sentence under it."""
    return blocks.headline(said.headline(catalog, reveal), said.standfirst(catalog, reveal, opened))


def strips(
    catalog: Catalog, reveal: Reveal, ours: Mapping[str, float], before: Reveal | None = None
) -> str:
    """Return a strip of dots for each criterion, with its median and our weight beside it."""
    most = max(max(strip.values) for strip in reveal.strips)
    end = max(20, 10 * ceil((most + 1) / 10))
    ticks = "".join(
        f"<span style='left:{100 * at / end:.2f}%'>{at}{' points' if not at else ''}</span>"
        for at in range(0, end, 10 if end <= 60 else 20)
    )
    rows = "".join(
        _strip(catalog, reveal, strip, end, ours[strip.criterion], before)
        for strip in reveal.strips
    )
    then = " \u00b7 hollow line: median of the round before" if before else ""
    return (
        "<section class='kpo-section kpo-ws-strips'><h2>What each of us gave, per criterion</h2>"
        f"<p class='kpo-ws-key'>one dot a ballot \u00b7 line: median \u00b7 band: middle half{then}"
        "</p><div class='kpo-ws-row kpo-ws-head'><span>Criterion</span>"
        f"<span class='kpo-ws-axis'>{ticks}</span><span>Median</span><span>Ours</span></div>"
        f"{rows}</section>"
    )


def _strip(
    catalog: Catalog,
    reveal: Reveal,
    strip: Strip,
    end: float,
    ours: float,
    before: Reveal | None,
) -> str:
    argued = strip.criterion == reveal.argue
    criterion = catalog.criteria[strip.criterion]
    levels = _levels(strip.values)
    high = max(44, DOT * (max(map(abs, levels)) * 2 + 1) + 22)
    dots = "".join(
        _dot(judge, value, level, end)
        for judge, value, level in zip(reveal.judges, strip.values, levels, strict=True)
    )
    band = (
        f"<u style='left:{100 * strip.low / end:.2f}%;"
        f"width:{100 * (strip.high - strip.low) / end:.2f}%'></u>"
    )
    then = ""
    if before:
        at = before.of(strip.criterion).median
        then = f"<s class='kpo-ws-then' style='left:{100 * at / end:.2f}%'></s>"
    mark = "<em>Argue about this one</em>" if argued else ""
    why = f"<p>{escape(said.argue_because(catalog, reveal, strip))}</p>" if argued else ""
    tone = css_colour(strip.criterion)
    return (
        f"<div class='kpo-ws-row{' kpo-ws-argued' if argued else ''}' style='--tone:{tone}'>"
        f"<span class='kpo-ws-name'><i></i><b>{escape(criterion.name)}</b>{mark}</span>"
        f"<span class='kpo-ws-strip' style='height:{high}px' role='img' "
        f"aria-label='{escape(_aloud(strip))}'>"
        f"{band}{dots}{then}<s style='left:{100 * strip.median / end:.2f}%'></s></span>"
        f"<span class='kpo-ws-median'>{strip.median:g}</span>"
        f"<span class='kpo-ws-ours'>{ours:g}</span>{why}</div>"
    )


def _dot(judge: Judge, value: float, level: int, end: float) -> str:
    name = f"{judge.letter} {judge.ballot.name}".strip()
    return (
        f"<i data-judge='{judge.letter}' title='{escape(name)}: {value:g}' "
        f"style='left:{100 * value / end:.2f}%;--up:{level * DOT}px'></i>"
    )


def _levels(values: Sequence[float]) -> list[int]:
    """Return how far from the middle each dot stands, so that equal ones do not hide each other.

    Examples
    --------
    >>> _levels([10, 12, 10, 10])
    [0, 0, 1, -1]
    """
    times: dict[int, int] = {}
    levels = []
    for value in values:
        count = times.get(round(value), 0)
        times[round(value)] = count + 1
        levels.append((count + 1) // 2 * (1 if count % 2 else -1))
    return levels


def _aloud(strip: Strip) -> str:
    return (
        f"from {min(strip.values):g} to {max(strip.values):g}, median {strip.median:g}, "
        f"middle half {strip.low:g} to {strip.high:g}"
    )


def agreement(reveal: Reveal) -> str:
    """Return the word, W and its p-value, and W on its scale."""
    word = said.agreement_word(reveal.w)
    body = f"<p><b>{word}.</b> {escape(said.agreement(reveal))}</p>"
    if reveal.w == reveal.w and len(reveal.judges) > 1:
        marks = ((0, "0 no agreement"), (0.3, "0.3 some"), (0.6, "0.6 largely"), (1, "1 one order"))
        scale = "".join(f"<span style='--at:{at}'>{words}</span>" for at, words in marks)
        body += (
            f"<div class='kpo-ws-w' aria-hidden='true'><i style='width:{100 * reveal.w:.1f}%'></i>"
            f"</div><div class='kpo-ws-scale' aria-hidden='true'>{scale}</div>"
        )
    return blocks.section("Do we agree?", body)


def judges(catalog: Catalog, reveal: Reveal, letters: str = BY_LOT) -> str:
    """Return the place that each ballot gives each destination, beside the group's.

    `letters` says what the letters of the ballots stand for.
    """
    heads = "".join(
        f"<th scope='col' data-judge='{judge.letter}' title='{escape(judge.ballot.name)}'>"
        f"{judge.letter}</th>"
        for judge in reveal.judges
    )
    rows = [
        row
        for place, row in enumerate(reveal.ranking.rows)
        if place < MAX_ROWS or reveal.first_count[row.country]
    ]
    body = "".join(
        f"<tr><th scope='row'>{_name(catalog, reveal, row.country, row.name)}</th>"
        f"<td class='kpo-ws-group'>{row.rank}</td>{_places(reveal, row.country)}</tr>"
        for row in rows
    )
    more = len(reveal.ranking.rows) - len(rows)
    rest = f"<p class='kpo-small'>{more} more follow, first for nobody.</p>" if more else ""
    return blocks.section(
        "The group beside its judges",
        "<p>Place each ballot gives; first places stand out.</p>"
        "<div class='kpo-numbers kpo-ws-judges' tabindex='0' role='region' "
        "aria-label='Places by ballot'><table><thead><tr><td></td><th scope='col'>Group</th>"
        f"{heads}</tr></thead><tbody>{body}</tbody></table></div>{rest}{_who(reveal, letters)}",
    )


def _name(catalog: Catalog, reveal: Reveal, country: str, name: str) -> str:
    mark = sanction_mark(catalog, country, reveal.ranking.client)
    return escape(name) + (f" <small>{escape(mark)}</small>" if mark else "")


def _places(reveal: Reveal, country: str) -> str:
    places = ((judge.letter, judge.places[country]) for judge in reveal.judges)
    return "".join(
        f"<td data-judge='{letter}'{' class=kpo-ws-first' if place == 1 else ''}>{place}</td>"
        for letter, place in places
    )


def _who(reveal: Reveal, letters: str) -> str:
    """Return who the letters are, as far as they said."""
    named = [
        f"{judge.letter} {', '.join(filter(None, (judge.ballot.name, judge.ballot.role)))}"
        for judge in reveal.judges
        if judge.ballot.name or judge.ballot.role
    ]
    words = " \u00b7 ".join([letters, *named])
    return f"<p class='kpo-small'>{escape(words)}</p>"


def argue(catalog: Catalog, reveal: Reveal) -> str:
    """Return what to argue about, and how much each criterion explains."""
    title = "Argue about this one"
    if reveal.argue:
        title += f": {said.criterion(catalog, reveal.argue)}"
    parts = sorted(
        (strip for strip in reveal.strips if strip.removed > LEAST_SHARE),
        key=lambda strip: -strip.removed,
    )[:5]
    bars = "".join(
        f"<tr><th scope='row'>{escape(catalog.criteria[strip.criterion].name)}</th>"
        f"<td><i style='width:{100 * strip.removed:.1f}%;background:{css_colour(strip.criterion)}'>"
        f"</i></td><td>{100 * strip.removed:.0f} %</td></tr>"
        for strip in parts
    )
    table = (
        f"<table class='kpo-ws-bars'><tbody>{bars}</tbody></table><p class='kpo-small'>Share of "
        "the difference in who leads that goes once all give the median of that criterion.</p>"
    )
    body = blocks.paragraphs([said.argue(catalog, reveal)]) + (table if bars else "")
    return blocks.section(title, body)


def rounds(catalog: Catalog, before: Reveal, now: Reveal) -> str:
    """Return what changed since the round before."""
    return blocks.section(
        "Since the round before", blocks.paragraphs(said.rounds(catalog, before, now))
    )


def own_mark(letter: str) -> str:
    """Return the rule by which a phone marks its own ballot."""
    return (
        f"<style>.kpo-ws-strip i[data-judge='{letter}'] {{ box-shadow: 0 0 0 2px var(--paper), "
        "0 0 0 4px var(--ink); z-index: 2; } "
        f".kpo-ws-judges [data-judge='{letter}']:not(.kpo-ws-first) {{ background: "
        "color-mix(in srgb, var(--accent) 14%, transparent); }</style>"
        f"<p class='kpo-small'>You are {letter}, ringed in the strips.</p>"
    )
