"""The charts of the business case on its page, each with its words, and their table."""

from html import escape
from math import isfinite
from typing import Final

import streamlit as st

from kpo import case_charts
from kpo import case_narrative as said
from kpo.case import PARTS, BusinessCase, Outcome, break_evens
from kpo.case.places import PERCENT
from kpo.case_charts import CaseChart
from kpo.charts.case import PART_COLOURS
from kpo.naming import named
from kpo.ui import blocks, drawing, tables
from kpo.ui.state import View

MAX_MARKS: Final = 5


def costs(view: View, made: BusinessCase, focus: str) -> None:
    """Draw cost per productive hour in parts, cheapest first, home among them."""
    drawn = case_charts.costs(view.catalog, made, focus)
    key = "".join(
        f"<span><i style='background:light-dark({PART_COLOURS['light'][at]},"
        f"{PART_COLOURS['dark'][at]})'></i>{escape(said.PARTS[PARTS[at]])}</span>"
        for at in case_charts.parts_used(made)
    )
    body = f"<p class='kpo-key kpo-case-key'>{key}</p>"
    heads = "<p class='kpo-case-heads'><span>all in</span><span>against home</span></p>"
    st.html(blocks.section(drawn.title, body + heads))
    _draw(drawn, "costs", f"{drawn.title}, mean of {made.case.years} years")
    shown = len(case_charts.cheapest(made))
    more = len(made.outcomes) - shown
    words = [
        *said.marked_words(view.catalog, made)[:MAX_MARKS],
        said.not_counted(view.catalog, made.case, focus),
    ]
    words.append(said.basis(view.catalog, made))
    if more > 0:
        words.insert(0, f"The {shown} cheapest are drawn, {more} more stand in the table.")
    st.html("".join(f"<p class='kpo-small'>{escape(word)}</p>" for word in words))


def saving(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw what is saved up to each year, with its band and what outsourcing promises."""
    drawn = case_charts.saving(view.catalog, made, item)
    note = (
        f"{made.currency}. Band: 8 of 10 of {made.draws:,} draws. It {said.payback_words(item)}. "
        f"Net present value {said.money(item.value)} "
        f"({said.money(item.value_band.low)} to {said.money(item.value_band.high)})."
    )
    st.html(blocks.section(drawn.title, f"<p class='kpo-small'>{escape(note)}</p>"))
    _draw(drawn, "saving")


def gone(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw where the saving is gone, a term at a time."""
    ends = break_evens(view.catalog, made.case, item.country, made.draws, made.seed)
    note = (
        "Each alone, all else as it is. Dot: today; band: where the saving over all years is gone "
        "in 8 of 10 draws. " + said.productivity_line(ends)
    )
    st.html(blocks.section("Where the saving is gone", f"<p class='kpo-small'>{escape(note)}</p>"))
    _draw(case_charts.gone(view.catalog, made, item), "gone")


def quadrant(view: View, made: BusinessCase, focus: str) -> None:
    """Draw cost against score, and say what one more point costs."""
    scores = {row.country: row.score for row in view.ranking.rows}
    drawn = case_charts.quadrant(view.catalog, made, scores, focus)
    if drawn is not None:
        st.html(blocks.section("Cost against score", ""))
        _draw(drawn, "quadrant")


def moves(view: View, made: BusinessCase, item: Outcome) -> None:
    """Draw which inputs move the saving most."""
    drawn = case_charts.moves(view.catalog, made, item)
    if drawn is None:
        return
    note = f"{_name(view, item.country)}, {made.currency} over {made.case.years} years: half the "
    note += "distance between the "
    note += "draws with the most and with the least of it. Prices and rates are drawn together."
    body = f"<p class='kpo-small'>{escape(note)}</p>"
    st.html(blocks.section("What moves the saving most", body))
    _draw(drawn, "moves")


def table(view: View, made: BusinessCase) -> None:
    """Draw every number of every destination as a table, with the figures behind it."""
    last = made.case.years
    body = [
        [
            escape(_name(view, item.country)),
            said.money(item.labour[0]),
            f"{said.share(item.labour_share)} ({said.shares(item.labour_band)})",
            said.money(item.loaded[0] + item.governance[0]),
            said.money(item.once + item.leaving),
            said.money(item.cost),
            said.money(item.total),
            f"{said.share(item.share)} ({said.shares(item.share_band)})",
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


def _draw(drawn: CaseChart, name: str, title: str = "") -> None:
    drawing.chart(
        drawn.frame,
        drawn.spec,
        key=f"kpo.case.{name}",
        alt=drawn.alt,
        title=title or drawn.title,
        source=drawn.source,
        legend=drawn.legend,
    )


def _name(view: View, country: str) -> str:
    return named(view.catalog, country, view.scenario.client, True)
