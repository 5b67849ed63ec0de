"""The charts of the business case, each from the result alone."""

from functools import partial
from html import escape
from math import isfinite
from typing import Any, Final

import streamlit as st

from kpo import case_narrative as said
from kpo.assumptions import assumptions, span_of
from kpo.case import (
    PARTS,
    Band,
    BusinessCase,
    Outcome,
    break_evens,
    cumulative_bands,
    influences,
)
from kpo.case.places import PERCENT
from kpo.charts import (
    case_break_evens,
    case_costs,
    case_influences,
    case_quadrant,
    case_saving,
)
from kpo.charts.case import PART_COLOURS
from kpo.naming import named
from kpo.ui import blocks, drawing, tables
from kpo.ui.state import View

MAX_DRAWN: Final = 24
"""Destinations drawn side by side; the table has all of them."""

MAX_INPUTS: Final = 8
MAX_MARKS: Final = 5
MIN_APART: Final = 0.085
"""Least distance of two words at the ends of lines, as a part of the height."""


def costs(view: View, made: BusinessCase, focus: str) -> None:
    """Draw cost per productive hour in parts, cheapest first, home among them."""
    names = [said.PARTS[name] for name in PARTS]
    used = [
        at
        for at in range(len(PARTS))
        if made.home_parts[at] > 0 or any(item.parts[at] > 0 for item in made.outcomes)
    ]
    key = "".join(
        f"<span><i style='background:light-dark({PART_COLOURS['light'][at]},"
        f"{PART_COLOURS['dark'][at]})'></i>{escape(names[at])}</span>"
        for at in used
    )
    body = f"<p class='kpo-key kpo-case-key'>{key}</p>"
    title = f"Cost per productive hour, {made.currency}"
    heads = "<p class='kpo-case-heads'><span>all in</span><span>against home</span></p>"
    st.html(blocks.section(title, body + heads))
    shown = sorted(made.outcomes, key=lambda item: item.per_hour)[:MAX_DRAWN]
    rows = [_row(view, made, item) for item in shown]
    rows.append(_home_row(view, made))
    rows.sort(key=lambda row: row["total_value"])
    figures = case_costs.frame(rows, names, focus)
    drawing.chart(
        figures,
        case_costs.spec,
        key="kpo.case.costs",
        alt=case_costs.alt(figures, made.currency),
        title=f"{title}, mean of {made.case.years} years",
        source=said.sources(view.catalog, made),
        legend=tuple((PART_COLOURS["light"][at], names[at]) for at in used),
    )
    more = len(made.outcomes) - len(shown)
    words = [*said.marked_words(made)[:MAX_MARKS], said.not_counted(view.catalog, made.case, focus)]
    words.append(said.basis(view.catalog, made))
    if more > 0:
        words.insert(0, f"The {len(shown)} cheapest are drawn, {more} more stand in the table.")
    st.html("".join(f"<p class='kpo-small'>{escape(word)}</p>" for word in words))


def saving(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw what is saved up to each year, with its band and what outsourcing promises."""
    catalog = view.catalog
    span = span_of(assumptions(catalog)["promised_saving"], item.country, made.case.changes)
    share = (span.likely if span else 0.0) / PERCENT
    promised = [0.0]
    for cost in made.home_loaded:
        promised.append(promised[-1] + share * cost)
    bands = cumulative_bands(catalog, made.case, item.country, made.draws, made.seed)
    labels = ["the start", *(f"the end of {year}" for year in made.years)]
    rows: list[dict[str, object]] = [
        {
            "year": place,
            "label": label,
            "saved": item.cumulative[place],
            "low": bands[place].low,
            "high": bands[place].high,
            "promised": promised[place],
            "shown": said.money(item.cumulative[place], made.currency),
            "band": _between(bands[place]),
            "saved_end": said.money(item.cumulative[place]),
            "low_end": f"P10 {said.money(bands[place].low)}",
            "high_end": f"P90 {said.money(bands[place].high)}",
            "promised_end": f"{PERCENT * share:g} %: {said.money(promised[place])}",
        }
        for place, label in enumerate(labels)
    ]
    ends = {name: float(rows[-1][name]) for name in ("low", "saved", "high", "promised")}  # type: ignore[arg-type]
    values = [float(row[name]) for row in rows for name in ("low", "high", "promised")]  # type: ignore[arg-type]
    least = MIN_APART * (max(*values, 0.0) - min(*values, 0.0))
    figures = case_saving.frame(rows, case_saving.apart(ends, least))
    name = named(catalog, item.country, view.scenario.client)
    title = f"Cumulative saving, {name}"
    note = (
        f"{made.currency}. Band: 8 of 10 of {made.draws:,} draws. It {said.payback_words(item)}. "
        f"Net present value {said.money(item.value)} "
        f"({said.money(item.value_band.low)} to {said.money(item.value_band.high)})."
    )
    st.html(blocks.section(title, f"<p class='kpo-small'>{escape(note)}</p>"))
    drawing.chart(
        figures,
        case_saving.spec,
        key="kpo.case.saving",
        alt=case_saving.alt(figures, name, made.currency),
        title=title,
        source=said.sources(catalog, made),
        legend=(("", "band: 8 of 10 draws"), ("", "dashed: what outsourcing promises")),
    )


def gone(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw where the saving is gone, a term at a time."""
    ends = break_evens(view.catalog, made.case, item.country, made.draws, made.seed)
    figures = case_break_evens.frame(ends, [said.break_even_words(end) for end in ends])
    name = named(view.catalog, item.country, view.scenario.client)
    note = (
        "Each alone, all else as it is. Dot: today; band: where the saving over all years is gone "
        "in 8 of 10 draws. " + said.productivity_line(ends)
    )
    st.html(blocks.section("Where the saving is gone", f"<p class='kpo-small'>{escape(note)}</p>"))
    drawing.chart(
        figures,
        case_break_evens.spec,
        key="kpo.case.gone",
        alt=case_break_evens.alt(figures, name),
        title=f"Where the saving is gone, {name}",
        source=said.sources(view.catalog, made),
        legend=(("", "dot: today"), ("", "band: break-even, P10\u2013P90")),
    )


def quadrant(view: View, made: BusinessCase, focus: str) -> None:
    """Draw cost against score, and say what one more point costs."""
    scores = {row.country: row.score for row in view.ranking.rows}
    rows: list[dict[str, object]] = [
        {
            "country": item.country,
            "name": _name(view, item.country),
            "cost": item.per_hour,
            "score": scores[item.country],
            "cost_shown": f"{said.hourly(item.per_hour)} {made.currency}",
            "score_shown": f"{scores[item.country]:.0f} of 100",
        }
        for item in made.outcomes
        if item.country in scores
    ]
    if len(rows) < 2:
        return
    home = (made.home_per_hour, f"home {said.hourly(made.home_per_hour)}")
    figures = case_quadrant.frame(rows, home, made.currency, focus)
    st.html(blocks.section("Cost against score", ""))
    drawing.chart(
        figures,
        case_quadrant.spec,
        key="kpo.case.quadrant",
        alt=case_quadrant.alt(figures, made.currency),
        title="Cost per productive hour against score",
    )


def moves(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw which inputs move the saving most."""
    inputs = influences(view.catalog, made.case, item.country, made.draws, made.seed)
    rows = [(one.name, one.swing, said.money(abs(one.swing))) for one in inputs[:MAX_INPUTS]]
    if not rows:
        return
    name = named(view.catalog, item.country, view.scenario.client)
    figures = case_influences.frame(rows)
    note = f"{name}, {made.currency} over {made.case.years} years: half the distance between the "
    note += "draws with the most and with the least of it. Prices and rates are drawn together."
    body = f"<p class='kpo-small'>{escape(note)}</p>"
    st.html(blocks.section("What moves the saving most", body))
    drawing.chart(
        figures,
        case_influences.spec,
        key="kpo.case.moves",
        alt=case_influences.alt(figures, name),
        title=f"What moves the saving most, {name}",
    )


def table(view: View, made: BusinessCase) -> None:
    """Draw every number of every destination as a table, with the figures behind it."""
    last = made.case.years
    body = [
        [
            escape(_name(view, item.country)),
            said.money(item.labour[0]),
            f"{PERCENT * item.labour_share:.0f} % ({said.shares(item.labour_band)})",
            said.money(item.loaded[0] + item.governance[0]),
            said.money(item.once + item.leaving),
            said.money(item.cost),
            said.money(item.total),
            f"{PERCENT * item.share:.0f} % ({said.shares(item.share_band)})",
            said.money(item.value),
            f"{item.months:.0f}" if isfinite(item.months) else "never",
            said.hourly(item.per_hour),
            said.chance(item.chance),
            said.chance(item.chance_promised),
            escape(_behind(view, made, item)),
        ]
        for item in sorted(made.outcomes, key=lambda item: item.per_hour)
    ]
    heads = (
        "Destination",
        "Labour, first year ",
        "Less than at home ",
        "All in, first year ",
        "Paid once ",
        f"Cost, {last} years ",
        "Saved ",
        "Of home\u2019s cost ",
        "Present value ",
        "Pays back, month ",
        "An hour ",
        "Saves, of 100 ",
        "Beats the promise ",
        "What it rests on",
    )
    made_table = tables.of(heads, body, "Business case by destination")
    note = f"<p class='kpo-small'>{escape(said.basis(view.catalog, made))}</p>"
    st.html(f"<details><summary>As a table, with sources</summary>{note}{made_table}</details>")


def _behind(view: View, made: BusinessCase, item: Outcome) -> str:
    pay, charges = item.place.pay, item.place.charges
    producers = ", ".join(
        dict.fromkeys(view.catalog.sources[name].producer for name in pay.sources)
    )
    words = [
        f"{pay.value:,.0f} USD a month ({pay.year}, {producers})",
        f"charges {PERCENT * charges.low:.3g}\u2013{PERCENT * charges.high:.3g} %, "
        f"most often {PERCENT * charges.likely:.3g} %",
        f"{item.hours:,.0f} hours a year" + ("" if item.leave_counted else ", leave not counted"),
        *said.marks(item),
    ]
    return "; ".join(words)


def _row(view: View, made: BusinessCase, item: Outcome) -> dict[str, Any]:
    share = item.per_hour / made.home_per_hour - 1
    marked = bool(said.marks(item))
    sign = "+" if share > 0 else "\u2212"
    return {
        "country": item.country,
        "name": _name(view, item.country),
        "parts": item.parts,
        "hourly": [said.hourly(part) for part in item.parts],
        "total": said.hourly(item.per_hour),
        "total_value": item.per_hour,
        "against": f"{sign}{abs(PERCENT * share):.0f} %",
        "dearer": share > 0,
        "home": False,
        "marked": marked,
    }


def _home_row(view: View, made: BusinessCase) -> dict[str, Any]:
    client = view.catalog.countries[made.case.client].name
    return {
        "country": made.case.client,
        "name": f"At home: {client}",
        "parts": made.home_parts,
        "hourly": [said.hourly(part) for part in made.home_parts],
        "total": said.hourly(made.home_per_hour),
        "total_value": made.home_per_hour,
        "against": "home",
        "dearer": False,
        "home": True,
        "marked": made.home.pay.status != "reported" or bool(made.home.pay.doubt),
    }


def _between(band: Band) -> str:
    return f"{said.money(band.low)} to {said.money(band.high)}"


_name = partial(lambda view, country: named(view.catalog, country, view.scenario.client, True))
