"""The Scenarios page: scenarios side by side, who moves and why, and the saved scenarios."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import streamlit as st

from kpo.analysis.provenance import credits
from kpo.analysis.rank_changes import Mover, movers
from kpo.charts import rank_slopes
from kpo.charts.chart import Chart
from kpo.core.html import Html, TableCell, markup, table, table_row, tag
from kpo.core.model import Scenario
from kpo.core.numbers import in_points
from kpo.core.text import unparted
from kpo.data.names import sanctioned
from kpo.narrative import scenarios as narrative
from kpo.narrative.rank_changes import cause
from kpo.scoring.ranking import Ranking, rank
from kpo.ui import files
from kpo.ui.components import chart, html
from kpo.ui.components.controls import section, select
from kpo.ui.components.fragment import fragment
from kpo.ui.session import saved_scenarios, widgets
from kpo.ui.session.saved_scenarios import BrowserCopy
from kpo.ui.session.state import View
from kpo.ui.views import how_sure_tables, saved_list
from kpo.ui.views.saved_list import differs

MAX_COLUMNS: Final = 5
LISTED: Final = 8


class Column(NamedTuple):
    """A compared scenario: its name and its ranking."""

    name: str
    ranking: Ranking


@fragment(follows=True)
def page(view: View) -> None:
    """Draw the page."""
    chart.withdraw_offers()
    st.html(files.sheet(__file__, "scenarios.css"))
    held = saved_scenarios.connect()
    offered = _offered(view, held)
    picked = _picked(view, held, offered)
    columns = _columns(view, [offered[item] for item in picked])
    pairs = _pairs(columns)
    pair = pairs[st.session_state.get(_pair_key(pairs), 0)]
    moving = movers(pair[0].ranking, pair[1].ranking)
    with st.container(key="kpo-scenarios"), st.container(key="kpo-body"):
        with st.container(key="kpo-main"):
            st.html(_headline(view, columns, pair, moving))
            _compared(offered, picked)
            _chart(view, columns)
        with st.container(key="kpo-aside"):
            saved_list.saving(held)
            saved_list.listing(view, held)
            saved_list.file(view, held)
        with st.container(key="kpo-more"):
            _explained(pairs)
            _reasons(view, pair, moving)
    st.html(html.source_line(view.catalog, credits(columns[-1].ranking)))


def _picked(
    view: View, held: BrowserCopy, offered: Mapping[str, tuple[str, Scenario]]
) -> list[str]:
    """Return the compared ids: those picked that still exist, or two worth comparing.

    The second of two is the choice now or what it differs from: a saved scenario, else the opening
    of the atlas, else equal weights.
    """
    kept = [name for name in st.session_state.get(saved_scenarios.COMPARED, ()) if name in offered]
    if len(kept) > 1:
        return kept
    others = [
        saved_scenarios.mark(item.name) for item in held.shelf.items if differs(view, item.scenario)
    ]
    untouched = not differs(view, Scenario())
    with_now = [*others[:1], "now"] if others else ["now", "equal"]
    pair = with_now if others or untouched else ["opening", "now"]
    return [*kept, *(name for name in pair if name not in kept)][:2]


def _compared(offered: Mapping[str, tuple[str, Scenario]], picked: Sequence[str]) -> None:
    """Draw the choice of the scenarios to compare."""
    with widgets.drawing("compared"):
        st.multiselect(
            "Compare, from left to right",
            list(offered),
            format_func=lambda name: offered[name][0],
            max_selections=MAX_COLUMNS,
            **widgets.tied("kpo.scenarios.compared", list(picked), _pick),
        )


def _columns(view: View, named: Sequence[tuple[str, Scenario]]) -> list[Column]:
    return [
        Column(name, view.ranking if scenario == view.scenario else rank(view.catalog, scenario))
        for name, scenario in named
    ]


def _headline(
    view: View, columns: Sequence[Column], pair: tuple[Column, Column], moving: Sequence[Mover]
) -> Html:
    """Return the finding; it is drawn before the chart, whose libraries take time to load."""
    names, rankings = [c.name for c in columns], [c.ranking for c in columns]
    first, second = ({row.country for row in column.ranking.rows} for column in pair)
    return html.headline(
        narrative.finding(names, rankings),
        narrative.counted([column.name for column in pair], moving, len(first & second)),
    )


def _pick(wanted: Sequence[str]) -> None:
    st.session_state[saved_scenarios.COMPARED] = tuple(wanted)


def _offered(view: View, held: BrowserCopy) -> dict[str, tuple[str, Scenario]]:
    """Return name and scenario by id: three that are always offered, and the saved ones."""
    equal = replace(view.scenario, preset="equal", weights=None, locks=())
    always = {
        "now": ("Now", view.scenario),
        "opening": ("As the atlas opens", Scenario()),
        "equal": ("Equal weights, else as now", equal),
    }
    kept = {
        saved_scenarios.mark(item.name): (item.name, item.scenario) for item in held.shelf.items
    }
    return always | kept


def _chart(view: View, columns: Sequence[Column]) -> None:
    """Draw the ranks as slopes, with their table."""
    names, rankings = [c.name for c in columns], [c.ranking for c in columns]
    labels = how_sure_tables.names(view.ranking, _countries(columns))
    short = {c: view.catalog.countries[c].name + _mark(view, c) for c in labels}
    rows = max(1, *(len(ranking.rows) for ranking in rankings))
    marked = tag.span("\u2021 EU sanctions") if any(_mark(view, c) for c in labels) else ""
    st.html(
        tag.p(
            tag.b("\u25b2 rises", class_="kpo-up"),
            tag.b("\u25bc falls", class_="kpo-down"),
            tag.span("\u2500 stays"),
            tag.span("In the circle the rank", tag.i(", beside the name the points")),
            tag.i(marked, class_="kpo-narrow"),
            class_="kpo-slope-key",
        )
    )
    slopes = Chart(
        narrative.finding(names, rankings),
        lambda theme: rank_slopes.spec(theme, len(columns), rows),
        rank_slopes.figures(names, rankings, labels, short),
        rank_slopes.alt(names, rankings, labels),
    )
    chart.chart(slopes, f"kpo.scenarios.slope.{len(columns)}.{rows}")
    heads: list[TableCell] = ["Destination", *((name, html.NUMBER) for name in names)]
    body = [table_row(label, *_cells(country, rankings)) for country, label in labels.items()]
    listed = table(heads, body, class_="kpo-table")
    st.html(html.opened("Table", tag.div(listed, class_="kpo-wide")))


def _mark(view: View, country: str) -> str:
    """Return the sign of a sanctioned country, for places without room for the words."""
    return " \u2021" if sanctioned(view.catalog, country, view.scenario.client) else ""


def _cells(country: str, rankings: Sequence[Ranking]) -> Iterable[TableCell]:
    for ranking in rankings:
        row = next((row for row in ranking.rows if row.country == country), None)
        score = markup(f"{row.rank} ", tag.small(in_points(row.score, 1))) if row else "not ranked"
        yield score, html.NUMBER


def _countries(columns: Sequence[Column]) -> list[str]:
    """Return every destination ranked in any of the scenarios, first those of the last one."""
    rows = (row.country for column in reversed(columns) for row in column.ranking.rows)
    return list(dict.fromkeys(rows))


def _pairs(columns: Sequence[Column]) -> list[tuple[Column, Column]]:
    """Return the pairs that can be explained: the outer two, then neighbours."""
    pairs = [*zip(columns, columns[1:], strict=False)]
    return pairs if len(pairs) == 1 else [(columns[0], columns[-1]), *pairs]


def _pair_key(pairs: Sequence[tuple[Column, Column]]) -> str:
    return f"kpo.scenarios.pair.{len(pairs)}"


def _explained(pairs: Sequence[tuple[Column, Column]]) -> None:
    """Draw the choice of the pair to explain, if there are several."""
    if len(pairs) > 1:
        names = (f"{before.name} \u2192 {now.name}" for before, now in pairs)
        select("Explain the moves", dict(enumerate(names)), key=_pair_key(pairs))


def _reasons(view: View, pair: tuple[Column, Column], moving: Sequence[Mover]) -> None:
    """Draw what differs between two scenarios, who moves, and why."""
    catalog, (before, now) = view.catalog, (column.ranking for column in pair)
    differ = narrative.differences(catalog, before.scenario, now.scenario)
    lines = differ or ("Nothing: the two choices are the same.",)
    section("What differs", html.paragraphs(lines), "Scenario")
    items = [_item(mover, cause(mover, before, now)) for mover in moving]
    body = tag.ul(items[:LISTED]) if items else tag.p("Nobody changes place.")
    if len(items) > LISTED:
        body += html.opened(f"{len(items) - LISTED} more", tag.ul(items[LISTED:]))
    section("Who moves, and why", tag.div(body, class_="kpo-causes"), "Who moves")


def _item(mover: Mover, sentence: str) -> Html:
    before, now = mover.before or 10**6, mover.now or 10**6
    kind, sign = ("up", "\u25b2") if now < before else ("down", "\u25bc")
    return tag.li(tag.b(sign, class_=f"kpo-{kind}", aria_hidden="true"), " ", unparted(sentence))
