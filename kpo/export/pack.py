"""The board pack: about ten slides, each with one finding as its title."""

from collections.abc import Iterator

from kpo import sureness_narrative as said
from kpo.catalog import Catalog
from kpo.certainty import changes, per_cent, too_close
from kpo.charts.map import SCALE
from kpo.charts.theme import CRITERION
from kpo.export.card import Card, label, month, ranks, remark, work
from kpo.export.pack_country import country
from kpo.export.picture import document
from kpo.export.slide import (
    ACCENT,
    BODY,
    MARGIN,
    ROOM,
    SMALL,
    SOFT,
    TOP,
    Bars,
    Box,
    Line,
    Pack,
    Series,
    Slide,
    Table,
    Words,
)
from kpo.export.world import ASIDE, scale, world
from kpo.model import Flag
from kpo.naming import joined, lowered, named, place, sanctioned, work_phrase
from kpo.narrative import standfirst, why
from kpo.score import WEAK_POINT, Ranking
from kpo.sureness.chances import NEARBY, chances
from kpo.sureness.overtaking import beaten_by_all_weights
from kpo.sureness.turning import turns
from kpo.sureness.variants import variants, without_each

SHOWN = 10
"""Destinations in a chart or table of a slide."""

VERDICT = {"clear": "clearly", "contested": "contested", "open": "with the race open"}

LEADERS = 3
"""Destinations with a slide of their own."""

RANKS = 5
"""Ranks told apart in the chart of chances; later ones are one."""


def pack(catalog: Catalog, ranking: Ranking, about: Card) -> Pack:
    """Return the slides of a ranking."""
    scenario = ranking.scenario
    foot = (
        f"{work(catalog, scenario)} · client in {catalog.countries[scenario.client].name} · "
        f"{scenario.method} mean · figures of {month(ranking.data_version)} · "
        f"made {about.made.day} {about.made:%B %Y}"
    )
    return Pack(tuple(_slides(catalog, ranking, about)), foot, document(about))


def _slides(catalog: Catalog, ranking: Ranking, about: Card) -> Iterator[Slide]:
    yield _question(catalog, ranking, about)
    yield _ranking(catalog, ranking, about)
    if len(ranking.rows) > 1:
        yield _why(catalog, ranking)
        yield _robustness(catalog, ranking)
    yield _map(catalog, ranking, about)
    for row in ranking.rows[:LEADERS]:
        yield country(catalog, ranking, row)
    yield _risks(catalog, ranking)
    if len(ranking.rows) > 1:
        yield _turns(catalog, ranking)
    yield _method(catalog, ranking, about)
    yield _sources(catalog, ranking, about)


def _question(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    scenario, count = ranking.scenario, len(ranking.rows) + len(ranking.not_ranked)
    whom = place(catalog, scenario.client)
    asked = (
        f"Which of {count} destinations for {work_phrase(catalog, scenario.tier, scenario.service)}"
        f", for a client in {whom}?"
    )
    shares = [
        Series(f"{catalog.criteria[c].short_name} {w:g} %", CRITERION["light"][c], (w,))
        for c, w in about.weights
        if w
    ]
    lines = (
        Line("The question", SMALL, True, SOFT),
        Line(asked, 30),
        Line("The answer", SMALL, True, SOFT, 22),
        Line(about.standfirst, 26),
    )
    head = Line(f"What was weighed ({_origin(about)})", SMALL, True, SOFT)
    bar = Bars(
        Box(MARGIN, 456, ROOM, 140),
        ("Weight",),
        tuple(shares),
        0,
        100,
        "% of the weight",
        about.line("Weights"),
        row=62,
    )
    notes = f"{about.line('How sure')}\n{about.line('Weights')}\nReproduce: {about.link}"
    return Slide(
        _finding(catalog, ranking),
        (
            Words(Box(MARGIN, TOP + 4, ROOM, 260), lines),
            Words(Box(MARGIN, 428, ROOM, 24), (head,)),
            bar,
        ),
        notes,
    )


def _finding(catalog: Catalog, ranking: Ranking) -> str:
    """Return the finding with its certainty as a number."""
    found = chances(catalog, ranking)
    first = ranking.rows[0]
    kind = work_phrase(catalog, ranking.scenario.tier, ranking.scenario.service)
    name, chance = named(catalog, first.country, True), found[first.country]
    level = [row for row in ranking.rows if row.rank == 1]
    if len(level) > 1 or len(ranking.rows) < 2:
        names = joined([named(catalog, row.country) for row in level])
        return (
            f"{names[:1].upper()}{names[1:]} {'lead level' if level[1:] else 'is alone'} for {kind}"
        )
    share = per_cent(chance.p_first)
    return f"{name} leads for {kind}, {VERDICT[chance.verdict]}: first in {share} of weightings"


def _row_high(count: int) -> float:
    """Return the height of a row so that the rows fill a slide, and none is clumsy."""
    return min(54.0, 390 / max(count, 1))


def _origin(about: Card) -> str:
    return about.line("Weights").rpartition(" (")[2].rstrip(")")


def _ranking(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    rows = ranking.rows[:SHOWN]
    found = chances(catalog, ranking)
    row_high = _row_high(len(rows))
    series = tuple(
        Series(
            catalog.criteria[name].short_name,
            CRITERION["light"][name],
            tuple(row.contributions[name] for row in rows),
            frozenset(k for k, row in enumerate(rows) if row.statuses[name]),
        )
        for name, weight in about.weights
        if weight
    )
    top = max(row.score for row in rows)
    chart = Bars(
        Box(MARGIN, TOP + 24, 800, row_high * len(rows) + 66),
        tuple(f"{row.rank}  {label(catalog, row)}" for row in rows),
        series,
        0,
        top * 1.02,
        "points of 100",
        f"Stacked bars of points: {', '.join(f'{row.name} {row.score:.0f}' for row in rows)}.",
        row=row_high,
    )
    table = Table(
        Box(MARGIN + 830, TOP - 12, 338, 0),
        (70, 100, 168),
        ("Score", "P(first)", "Ranks, middle 90 %"),
        tuple(
            (
                f"{row.score:.0f}",
                per_cent(found[row.country].p_first),
                ranks(found[row.country]).removeprefix("ranks ").removeprefix("rank "),
            )
            for row in rows
        ),
        frozenset({0, 1, 2}),
        size=19,
        row=row_high,
    )
    marks = about.line("Marked")
    left = len(ranking.rows) - len(rows)
    words = [f"Hatched: {marks}"] if "No assumed" not in marks else [marks]
    words += [f"{left} more are ranked below these."] if left else []
    words += [f"Not ranked: {len(ranking.not_ranked)}."] if ranking.not_ranked else []
    foot = Words(Box(MARGIN, 637, ROOM, 24), (Line(_cut(" ".join(words), 150), 15, colour=SOFT),))
    notes = f"{about.line('Weights')}\n{about.line('Method')}\nMarked: {marks}\n"
    notes += f"Not ranked: {about.line('Not ranked')}\nSources: {about.line('Sources')}"
    first = f"{named(catalog, rows[0].country, True)} scores {rows[0].score:.0f} of 100"
    close = too_close(catalog, ranking) if len(rows) > 1 else ""
    title = f"{first}; {close[:1].lower()}{close[1:].rstrip('.')}" if close else f"{first} points"
    return Slide(title, (chart, table, foot), notes)


def _why(catalog: Catalog, ranking: Ranking) -> Slide:
    first, second = ranking.rows[:2]
    reason = why(catalog, first, second)
    parts = [(name, points) for name, points in reason.parts if abs(points) >= 0.05]
    parts.sort(key=lambda item: -item[1])
    most = max((abs(points) for _, points in parts), default=1.0) * 1.25
    names = named(catalog, first.country), named(catalog, second.country)
    chart = Bars(
        Box(MARGIN, TOP + 50, ROOM, 50.0 * len(parts) + 30),
        tuple(catalog.criteria[name].name for name, _ in parts),
        (Series("Points", ACCENT, tuple(points for _, points in parts)),),
        -most,
        most,
        f"points: right speaks for {names[0]}, left for {names[1]}",
        reason.sentence,
        tuple(f"{points:+.1f}".replace("-", "−") for _, points in parts),
        tuple(CRITERION["light"][name] for name, _ in parts),
        key=False,
        row=50,
    )
    gains = [lowered(catalog.criteria[n].name) for n, p in parts if p > 0][:2]
    behind = f"{first.score - second.score:.1f} points"
    title = f"{names[0][:1].upper()}{names[0][1:]} is {behind} ahead of {names[1]}"
    title += f", on {joined(gains)}" if gains else ""
    words = Words(Box(MARGIN, TOP - 6, ROOM, 60), (Line(reason.sentence, BODY, colour=SOFT),))
    notes = f"{reason.title}. {reason.sentence} Each bar is the weight times the difference of the "
    notes += "two criterion scores; the bars sum to the difference of the scores."
    return Slide(title, (words, chart), notes)


def _robustness(catalog: Catalog, ranking: Ranking) -> Slide:
    found, rows = chances(catalog, ranking), ranking.rows[:SHOWN]
    count = min(RANKS, len(ranking.rows))
    greens = (*reversed(SCALE["light"]), "#E6EAED")
    shares = [[100 * found[row.country].ranks[k] for row in rows] for k in range(count)]
    rest = [100 * sum(found[row.country].ranks[count:]) for row in rows]
    series = [Series(f"Rank {k + 1}", greens[k], tuple(part)) for k, part in enumerate(shares)]
    if len(ranking.rows) > count:
        series.append(Series(f"Rank {count + 1} or later", greens[-1], tuple(rest)))
    chart = Bars(
        Box(MARGIN, TOP, 760, _row_high(len(rows)) * len(rows) + 66),
        tuple(label(catalog, row) for row in rows),
        tuple(series),
        0,
        100,
        "% of weightings",
        ", ".join(f"{row.name} first in {per_cent(found[row.country].p_first)}" for row in rows),
        row=_row_high(len(rows)),
    )
    rules = said.rules_agree(catalog, variants(catalog, ranking))
    vital = said.without_one(catalog, without_each(catalog, ranking), ranking.rows[0].country)
    lines = (
        Line("Other rules", SMALL, True, SOFT),
        Line(rules, BODY),
        Line("Without one criterion", SMALL, True, SOFT, 18),
        Line(vital, BODY),
        Line("What was varied", SMALL, True, SOFT, 18),
        Line(said.varied(NEARBY), SMALL, colour=SOFT),
    )
    notes = "\n".join(
        (
            said.varied(NEARBY),
            rules,
            vital,
            *said.any_weights(catalog, beaten_by_all_weights(catalog, ranking), ranking),
        )
    )
    title = said.finding(catalog, ranking, NEARBY)
    return Slide(title, (chart, Words(Box(MARGIN + 800, TOP - 4, 368, 480), lines)), notes)


def _map(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    first, last = ranking.rows[0], ranking.rows[-1]
    title = f"Scores run from {last.score:.0f} ({named(catalog, last.country)}) to "
    title += f"{first.score:.0f} ({named(catalog, first.country)})"
    drawn = world(catalog, ranking, Box(MARGIN, TOP - 20, 1010, 490))
    key = [Line("Score, points", SMALL, True, SOFT)]
    if len(ranking.rows) > 1:
        key += [Line(words, SMALL, before=4, mark=colour) for colour, words in scale(ranking)]
    key += [Line("not ranked", SMALL, before=4, mark=ASIDE)] if ranking.not_ranked else []
    foot = Line("Equal-area map. Boundaries do not imply endorsement.", 13, colour=SOFT)
    words = Words(Box(MARGIN + 1020, TOP, 160, 240), tuple(key))
    notes = f"{drawn.told}\n{about.line('Method')}\nNot ranked: {about.line('Not ranked')}"
    return Slide(title, (drawn, words, Words(Box(MARGIN, 634, ROOM, 26), (foot,))), notes)


def _risks(catalog: Catalog, ranking: Ranking) -> Slide:
    rows = ranking.rows[:SHOWN]
    cells = tuple(
        (
            label(catalog, row),
            _state(catalog.flag(row.country, "eu_sanctions")),
            _state(catalog.flag(row.country, "eu_adequacy"), catalog, row.country),
            _state(catalog.flag(row.country, "privacy_law")),
            _weakest(
                catalog, row.scores, dict(zip(ranking.criteria, ranking.weights, strict=True))
            ),
            remark(catalog, row) or "–",
        )
        for row in rows
    )
    table = Table(
        Box(MARGIN, TOP - 8, ROOM, 0),
        (210, 120, 170, 120, 268, 280),
        (
            "Destination",
            "EU sanctions",
            "EU data adequacy",
            "Privacy law",
            "Weakest criterion",
            "Figures to treat with care",
        ),
        cells,
        size=17,
        row=min(40.0, 350 / max(len(rows), 1)),
    )
    weak = [
        f"{named(catalog, row.country, True)} scores {_below(row.scores[name] or 0.0)} of 100 on "
        f"{lowered(catalog.criteria[name].name)}."
        for row, name in ranking.weak_points
    ]
    under = [named(catalog, row.country, True) for row in rows if sanctioned(catalog, row.country)]
    lines = [Line("Weak spots of the first three", SMALL, True, SOFT)] if weak else []
    lines += [Line(text, 19) for text in weak[:3]]
    if under:
        title = f"{joined([x.replace(' (EU sanctions)', '') for x in under])} "
        title += f"{'stands' if len(under) == 1 else 'stand'} under EU sanctions"
        title += f"; {len(weak)} weak spots among the first three" if len(weak) > 1 else ""
    elif weak:
        title = weak[0].rstrip(".")
    else:
        title = "None of the first is under EU sanctions or below 20 points on a criterion"
    notes = "\n".join(
        f"{row.name}: {flag.flag.replace('_', ' ')} {flag.state.replace('_', ' ')}"
        f"{f' since {flag.since}' if flag.since else ''}{f', {flag.text}' if flag.text else ''}"
        for row in rows
        for flag in row.flags
        if flag.flag in ("eu_sanctions", "eu_adequacy", "privacy_law")
    )
    y = TOP + 40 + table.row * len(cells) + 14
    return Slide(title, (table, Words(Box(MARGIN, y, ROOM, 110), tuple(lines))), notes)


def _state(flag: Flag | None, catalog: Catalog | None = None, country: str = "") -> str:
    if catalog is not None:
        member = catalog.flag(country, "eea_member")
        if member is not None and member.state == "yes":
            return "EEA member"
    return "not checked" if flag is None else flag.state.replace("_", " ")


def _weakest(catalog: Catalog, scores: object, weights: object) -> str:
    assert isinstance(scores, dict) and isinstance(weights, dict)
    held = {name: score for name, score in scores.items() if score is not None and weights[name]}
    if not held:
        return "–"
    name = min(held, key=lambda item: held[item])
    return f"{catalog.criteria[name].short_name}, {held[name]:.0f} of 100"


def _below(score: float) -> str:
    """Return a score under the bound of a weak point so that it never reads as the bound."""
    return f"{score:.1f}" if round(score) >= WEAK_POINT else f"{score:.0f}"


def _turns(catalog: Catalog, ranking: Ranking) -> Slide:
    found = turns(catalog, ranking)
    rows = tuple(
        (
            catalog.criteria[turn.criterion].name,
            f"{turn.shown:g} %",
            f"{'more' if turn.rises else 'less'} than {turn.at:.1f} %",
            named(catalog, turn.successor),
        )
        for turn in found[:8]
    )
    first, *_ = changes(catalog, ranking)
    title = first.rstrip(".").replace(": ", ", and ", 1) if found else first.rstrip(".")
    title = (
        f"It takes little: {lowered(title)}"
        if found and abs(found[0].at - found[0].now) < 3
        else title
    )
    table = Table(
        Box(MARGIN, TOP - 8, ROOM, 0),
        (390, 190, 260, 328),
        ("Weight, moved alone", "Now", "Turns at", "Then leads"),
        rows,
        frozenset(),
        20,
        42,
    )
    pairs = beaten_by_all_weights(catalog, ranking)
    vital = said.without_one(catalog, without_each(catalog, ranking), ranking.rows[0].country)
    lines = (Line(vital, 20), Line(said.any_weights(catalog, pairs, ranking)[0], 20, before=8))
    words = Words(Box(MARGIN, TOP + 46 + 42 * len(rows), ROOM, 110), lines)
    notes = f"{standfirst(catalog, ranking)}\n{' '.join(changes(catalog, ranking))}\nThe others "
    notes += "keep their proportions when one weight is moved; turning points are exact."
    return Slide(title, (table, words) if rows else (words,), notes)


def _method(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    lines = [
        Line("From figures to points", SMALL, True, SOFT),
        Line(
            "Every figure is placed between two fixed bounds, 0 to 100. Adding or hiding a "
            "country changes nobody's score.",
            21,
        ),
        Line("From points to a score", SMALL, True, SOFT, 14),
        Line(about.line("Method"), 21),
        Line("Missing stays missing", SMALL, True, SOFT, 14),
        Line(
            "Missing figures are not filled in. Without the pay of this work, or with under 65 % "
            "of the criteria covered, a destination is not ranked.",
            21,
        ),
        Line("How sure", SMALL, True, SOFT, 14),
        Line(
            f"{NEARBY.draws:,} weightings, each weight up to ±{100 * NEARBY.spread:.0f} %: clear "
            "from 80 % of first places, contested from 50 %, open below.",
            21,
        ),
    ]
    table = Table(
        Box(MARGIN + 790, TOP - 8, 378, 0),
        (278, 100),
        ("Criterion", "Weight"),
        tuple((catalog.criteria[c].name, f"{w:g} %") for c, w in about.weights),
        frozenset({1}),
        18,
        38,
    )
    left = about.line("Not ranked")
    notes = f"{about.line('Method')}\n{about.line('Weights')}\nNot ranked: {left}\n{about.link}"
    title = "Fixed scales, stated weights, gaps left open"
    return Slide(title, (Words(Box(MARGIN, TOP - 4, 750, 480), tuple(lines)), table), notes)


def _sources(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    lines = []
    for text in about.sources:
        label, _, rest = text.partition(": ")
        lines.append(Line(f"{label}: {rest}", 20, before=9))
    lines.append(
        Line(
            "The link that brings this ranking back stands in the notes of this slide.",
            15,
            colour=SOFT,
            before=14,
        )
    )
    title = f"{len(about.producers)} publishers stand behind these figures"
    notes = "\n".join(f"{label}: {text}" for label, text in about.lines)
    return Slide(title, (Words(Box(MARGIN, TOP - 8, ROOM, 500), tuple(lines)),), notes)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
