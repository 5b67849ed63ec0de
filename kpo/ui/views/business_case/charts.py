"""The charts of the Business case page, each with its note, and their table."""

from dataclasses import replace
from functools import partial
from math import isfinite
from typing import Final

import streamlit as st

from kpo.case import PARTS, Band, BusinessCase, Outcome, break_evens
from kpo.case.places import PERCENT
from kpo.charts import case_break_evens, case_costs, case_quadrant, case_saving
from kpo.charts.chart import Chart
from kpo.core.html import markup, tag
from kpo.core.text import unparted
from kpo.data.names import named
from kpo.narrative import business_case as narrative
from kpo.narrative.case_amounts import chance, hourly, money, share, shares
from kpo.narrative.case_assumptions import not_counted
from kpo.ui.components import chart, html
from kpo.ui.components.controls import section
from kpo.ui.session.state import View
from kpo.ui.views.data import tables
from kpo.ui.views.data.tables import number

MAX_MARKS: Final = 5


def costs(view: View, business: BusinessCase, focus: str) -> None:
    """Draw the cost per productive hour in parts, cheapest first, with home among the bars."""
    drawn = case_costs.costs(view.catalog, business, focus)
    light, dark = case_costs.PART_COLOURS["light"], case_costs.PART_COLOURS["dark"]
    key = html.colours(
        (f"light-dark({light[at]},{dark[at]})", narrative.PARTS[PARTS[at]])
        for at in case_costs.parts_used(business)
    )
    body = tag.p(key, class_="kpo-key kpo-case-key")
    heads = tag.p(tag.span("all in"), tag.span("against home"), class_="kpo-case-heads")
    section(drawn.title, body + heads, "All in")
    _draw(drawn, "costs", f"{drawn.title}, mean of {business.case.years} years")
    shown = len(case_costs.cheapest(business))
    more = len(business.outcomes) - shown
    words = [
        *narrative.marked_words(view.catalog, business)[:MAX_MARKS],
        not_counted(view.catalog, business.case, focus),
    ]
    words.append(narrative.basis(view.catalog, business))
    if more > 0:
        words.insert(0, f"The {shown} cheapest are drawn, {more} more stand in the table.")
    st.html(markup(html.small(unparted(word)) for word in words))


def saving(view: View, business: BusinessCase, item: Outcome) -> None:
    """Draw the saving accumulated by each year, with its band and what outsourcing promises."""
    drawn = case_saving.saving(view.catalog, business, item)
    note = (
        f"{business.currency}. Band: 8 of 10 of {business.draws:,} draws. "
        f"It {narrative.payback_words(item)}. Net present value {money(item.value)} "
        f"({money(item.value_band.low)} to {money(item.value_band.high)})."
    )
    section(drawn.title, html.small(unparted(note)), "Present value")
    _draw(drawn, "saving")


def gone(view: View, business: BusinessCase, item: Outcome) -> None:
    """Draw the break-evens: the value of each term, moved alone, at which nothing is saved."""
    ends = break_evens(view.catalog, business.case, item.country, business.draws, business.seed)
    note = (
        "Each alone, all else as it is. Dot: today; band: where the saving over all years is gone "
        "in 8 of 10 draws. " + narrative.productivity_line(ends)
    )
    section("Where the saving is gone", html.small(unparted(note)), "Break-even")
    _draw(case_break_evens.gone(view.catalog, business, item), "gone")


def quadrant(view: View, business: BusinessCase, focus: str) -> None:
    """Draw cost against score."""
    scores = {row.country: row.score for row in view.ranking.rows}
    drawn = case_quadrant.quadrant(view.catalog, business, scores, focus)
    if drawn is not None:
        section("Cost against score", term="Score")
        _draw(drawn, "quadrant")


def moves(view: View, business: BusinessCase, item: Outcome) -> None:
    """Draw which inputs move the saving most."""
    drawn = case_break_evens.moves(view.catalog, business, item)
    if drawn is None:
        return
    note = (
        f"{_name(view, item.country)}, {business.currency} over {business.case.years} years: half "
        "the distance between the draws with the most and with the least of it. Prices and rates "
        "are drawn together."
    )
    body = html.small(unparted(note))
    section("What moves the saving most", body, "Middle 80 %")
    _draw(drawn, "moves")


def table(view: View, business: BusinessCase) -> None:
    """Draw every number of every destination as a table, with the figures behind it."""
    columns: tuple[tables.Column, ...] = (
        ("Destination", lambda item: _name(view, item.country)),
        number("Labour, first year", lambda item: money(item.labour[0])),
        number("Less than at home", lambda item: _with_band(item.labour_share, item.labour_band)),
        number("All in, first year", lambda item: money(item.loaded[0] + item.governance[0])),
        number("Paid once", lambda item: money(item.once + item.leaving)),
        (f"Cost, {business.case.years} years ", lambda item: money(item.cost)),
        number("Saved", lambda item: money(item.total)),
        number("Of home\u2019s cost", lambda item: _with_band(item.share, item.share_band)),
        number("Present value", lambda item: money(item.value)),
        number(
            "Pays back, month",
            lambda item: f"{item.months:.0f}" if isfinite(item.months) else "never",
        ),
        number("An hour", lambda item: hourly(item.per_hour)),
        number("Saves, of 100", lambda item: chance(item.chance)),
        number("Beats the promise", lambda item: chance(item.chance_promised)),
        ("What it rests on", partial(_behind, view)),
    )
    outcomes = sorted(business.outcomes, key=lambda item: item.per_hour)
    made_table = tables.by_column(columns, outcomes, "Business case by destination")
    note = html.small(narrative.basis(view.catalog, business))
    st.html(html.opened("As a table, with sources", note, made_table))


def _with_band(value: float, band: Band) -> str:
    return f"{share(value)} ({shares(band)})"


def _behind(view: View, item: Outcome) -> str:
    pay, charges = item.place.pay, item.place.charges
    producers = ", ".join(
        dict.fromkeys(view.catalog.sources[name].producer for name in pay.sources)
    )
    words = [
        f"{pay.value:,.0f} USD a month ({pay.year}, {producers})",
        f"charges {PERCENT * charges.low:.3g}\u2013{PERCENT * charges.high:.3g} %, "
        f"most often {PERCENT * charges.likely:.3g} %",
        f"{item.hours:,.0f} hours a year" + ("" if item.leave_counted else ", leave not counted"),
        *narrative.marks(item),
    ]
    return "; ".join(words)


def _draw(drawn: Chart, name: str, title: str = "") -> None:
    chart.chart(replace(drawn, title=title) if title else drawn, f"kpo.case.{name}")


def _name(view: View, country: str) -> str:
    return named(view.catalog, country, view.scenario.client, True)
