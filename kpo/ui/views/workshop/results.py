"""Opened ballots in HTML: strips of dots, ranks by judge, agreement, what to argue about.

The HTML is the same for everybody in a room; a phone adds a style rule that marks its ballot.
"""

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import Final

from kpo.core.html import Html, markup, style_sheet, table, table_row, tag
from kpo.data.catalog import Catalog
from kpo.narrative import workshop as narrative
from kpo.style import css_colour
from kpo.ui.components import html
from kpo.workshop.reveal import Judge, Reveal, Strip

MAX_ROWS: Final = 12
"""Maximum number of destinations in the judges' table, besides those that lead for a judge."""

DOT: Final = 11
"""Vertical distance between stacked dots, in pixels."""

MIN_SHARE: Final = 0.005
BY_LOT: Final = "Letters are drawn by lot for each reveal."
AS_BROUGHT: Final = "Letters follow the order in which the ballots were brought."


def head(catalog: Catalog, reveal: Reveal, opened: str) -> Html:
    """Return the finding and the sentences under it."""
    return html.headline(
        narrative.headline(catalog, reveal), narrative.standfirst(catalog, reveal, opened)
    )


def strips(
    catalog: Catalog, reveal: Reveal, ours: Mapping[str, float], before: Reveal | None = None
) -> Html:
    """Return a strip of dots for each criterion, with its median and our weight beside it."""
    most = max(max(strip.values) for strip in reveal.strips)
    end = max(20, 10 * ceil((most + 1) / 10))
    ticks = markup(
        tag.span(at or "0 points", style=f"left:{100 * at / end:.2f}%")
        for at in range(0, end, 10 if end <= 60 else 20)
    )
    rows = [
        _strip(catalog, reveal, strip, end, ours[strip.criterion], before)
        for strip in reveal.strips
    ]
    then = " \u00b7 hollow line: median of the round before" if before else ""
    return tag.section(
        tag.h2("What each of us gave, per criterion"),
        tag.p(
            f"one dot a ballot \u00b7 line: median \u00b7 band: middle half{then}",
            class_="kpo-ws-key",
        ),
        tag.div(
            tag.span("Criterion"),
            tag.span(ticks, class_="kpo-ws-axis"),
            tag.span("Median"),
            tag.span("Ours"),
            class_="kpo-ws-row kpo-ws-head",
        ),
        rows,
        class_="kpo-section kpo-ws-strips",
    )


def _strip(
    catalog: Catalog, reveal: Reveal, strip: Strip, end: float, ours: float, before: Reveal | None
) -> Html:
    argued = strip.criterion == reveal.argue
    criterion = catalog.criteria[strip.criterion]
    levels = _levels(strip.values)
    high = max(44, DOT * (max(map(abs, levels)) * 2 + 1) + 22)
    dots = markup(
        _dot(judge, value, level, end)
        for judge, value, level in zip(reveal.judges, strip.values, levels, strict=True)
    )
    band = tag.u(
        style=f"left:{100 * strip.low / end:.2f}%;width:{100 * (strip.high - strip.low) / end:.2f}%"
    )
    then = ""
    if before:
        at = before.of(strip.criterion).median
        then = tag.s(class_="kpo-ws-then", style=f"left:{100 * at / end:.2f}%")
    mark = tag.em("Argue about this one") if argued else ""
    why = tag.p(narrative.argue_because(catalog, reveal, strip)) if argued else ""
    tone = css_colour(strip.criterion)
    return tag.div(
        tag.span(tag.i(), tag.b(criterion.name), mark, class_="kpo-ws-name"),
        tag.span(
            band,
            dots,
            then,
            tag.s(style=f"left:{100 * strip.median / end:.2f}%"),
            class_="kpo-ws-strip",
            style=f"height:{high}px",
            role="img",
            aria_label=_aloud(strip),
        ),
        tag.span(f"{strip.median:g}", class_="kpo-ws-median"),
        tag.span(f"{ours:g}", class_="kpo-ws-ours"),
        why,
        class_=f"kpo-ws-row{(' kpo-ws-argued' if argued else '')}",
        style=f"--tone:{tone}",
    )


def _dot(judge: Judge, value: float, level: int, end: float) -> Html:
    name = f"{judge.letter} {judge.ballot.name}".strip()
    return tag.i(
        data_judge=judge.letter,
        title=f"{name}: {value:g}",
        style=f"left:{100 * value / end:.2f}%;--up:{level * DOT}px",
    )


def _levels(values: Sequence[float]) -> list[int]:
    """Return each dot's level above or below the middle, so that equal dots stay visible.

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


def agreement(reveal: Reveal) -> Html:
    """Return the agreement in a word, Kendall's W with its p-value, and W on its scale."""
    word = narrative.agreement_word(reveal.w)
    body = tag.p(tag.b(f"{word}."), f" {narrative.agreement(reveal)}")
    if reveal.w == reveal.w and len(reveal.judges) > 1:
        marks = ((0, "0 no agreement"), (0.3, "0.3 some"), (0.6, "0.6 largely"), (1, "1 one order"))
        scale = markup(tag.span(words, style=f"--at:{at}") for at, words in marks)
        body += markup(
            tag.div(
                tag.i(style=f"width:{100 * reveal.w:.1f}%"), class_="kpo-ws-w", aria_hidden="true"
            ),
            tag.div(scale, class_="kpo-ws-scale", aria_hidden="true"),
        )
    return html.section("Do we agree?", body, "Agreement")


def judges(catalog: Catalog, reveal: Reveal, letters: str = BY_LOT) -> Html:
    """Return the rank that each ballot gives each destination, beside the group's.

    `letters` is the sentence on how the ballots got their letters.
    """
    heads = markup(
        tag.th(judge.letter, scope="col", data_judge=judge.letter, title=judge.ballot.name)
        for judge in reveal.judges
    )
    rows = [
        row
        for place, row in enumerate(reveal.ranking.rows)
        if place < MAX_ROWS or reveal.first_count[row.country]
    ]
    body = markup(
        tag.tr(
            tag.th(html.marked_name(catalog, row.country, reveal.ranking.client), scope="row"),
            tag.td(row.rank, class_="kpo-ws-group"),
            _places(reveal, row.country),
        )
        for row in rows
    )
    more = len(reveal.ranking.rows) - len(rows)
    heads = tag.tr(tag.td(), tag.th("Group", scope="col"), heads)
    listed = tag.table(tag.thead(heads), tag.tbody(body))
    rest = html.small(f"{more} more follow, first for nobody.") if more else None
    return html.section(
        "The group beside its judges",
        markup(
            tag.p("Place each ballot gives; first places stand out."),
            html.scrolled(listed, "Places by ballot", "kpo-numbers kpo-ws-judges"),
            rest,
            _who(reveal, letters),
        ),
        "Group\u2019s weights",
    )


def _places(reveal: Reveal, country: str) -> Html:
    places = ((judge.letter, judge.places[country]) for judge in reveal.judges)
    return markup(
        tag.td(place, data_judge=letter, class_="kpo-ws-first" if place == 1 else None)
        for letter, place in places
    )


def _who(reveal: Reveal, letters: str) -> Html:
    """Return names and roles behind the letters, as far as the voters gave them."""
    named = [
        f"{judge.letter} {', '.join(filter(None, (judge.ballot.name, judge.ballot.role)))}"
        for judge in reveal.judges
        if judge.ballot.name or judge.ballot.role
    ]
    return html.small(" \u00b7 ".join([letters, *named]))


def argue(catalog: Catalog, reveal: Reveal) -> Html:
    """Return what to argue about, and how much each criterion explains of who leads."""
    title = "Argue about this one"
    if reveal.argue:
        title += f": {narrative.criterion(catalog, reveal.argue)}"
    parts = sorted(
        (strip for strip in reveal.strips if strip.removed > MIN_SHARE),
        key=lambda strip: -strip.removed,
    )[:5]
    body = html.paragraphs([narrative.argue(catalog, reveal)])
    if parts:
        shares = {strip.criterion: 100 * strip.removed for strip in parts}
        body += bars(catalog, shares, css_colour, ".1f", ".0f") + html.small(
            "Share of the difference in who leads that goes once all give the median of that "
            "criterion."
        )
    return html.section(title, body)


def bars(
    catalog: Catalog,
    shares: Mapping[str, float],
    colour: Callable[[str], str],
    width: str = "g",
    words: str = "g",
) -> Html:
    """Return a bar and a number of per cent for each criterion, in two formats."""
    rows = (
        table_row(
            catalog.criteria[name].name,
            tag.i(style=f"width:{share:{width}}%;background:{colour(name)}"),
            f"{share:{words}} %",
        )
        for name, share in shares.items()
    )
    return table([], rows, class_="kpo-ws-bars")


def rounds(catalog: Catalog, before: Reveal, now: Reveal) -> Html:
    """Return what changed since the round before."""
    return html.section(
        "Since the round before", html.paragraphs(narrative.rounds(catalog, before, now))
    )


def own_mark(letter: str) -> Html:
    """Return the style rule that marks a phone's own ballot, and a line that says so."""
    return markup(
        style_sheet(
            f".kpo-ws-strip i[data-judge='{letter}'] {{ box-shadow: 0 0 0 2px var(--paper), "
            "0 0 0 4px var(--ink); z-index: 2; } "
            f".kpo-ws-judges [data-judge='{letter}']:not(.kpo-ws-first) {{ background: "
            "color-mix(in srgb, var(--accent) 14%, transparent); }"
        ),
        html.small(f"You are {letter}, ringed in the strips."),
    )
