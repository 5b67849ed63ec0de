"""The Scenarios page: what is compared, who moves and why; beside it the saved scenarios."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from kpo import scenario_narrative as said
from kpo.charts import slope
from kpo.evidence import credits
from kpo.model import Scenario
from kpo.movement import Mover, cause, movers
from kpo.naming import sanctioned
from kpo.score import Ranking, rank
from kpo.ui import blocks, drawing, saved, shelf, sure_tables, takeaway
from kpo.ui.part import part
from kpo.ui.saved import differs
from kpo.ui.shelf import Held
from kpo.ui.state import View, changed

MOST_COLUMNS: Final = 5
LISTED: Final = 8


class Column(NamedTuple):
    """One scenario that is compared: its name and its ranking."""

    name: str
    ranking: Ranking


@part
def page(view: View) -> None:
    """Draw the page; a step that changes the app's choice draws everything anew."""
    if changed():
        st.rerun()
    takeaway.begin()
    st.html(sheet())
    held = shelf.connect()
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
            saved.saving(held)
            saved.listing(view, held)
            saved.file(view, held)
        with st.container(key="kpo-more"):
            _explained(pairs)
            _reasons(view, pair, moving)
    st.html(blocks.source_line(view.catalog, credits(view.catalog, columns[-1].ranking)))


@cache
def sheet() -> str:
    """Return the rules of this page."""
    rules = Path(__file__).with_name("scenarios.css").read_text(encoding="utf-8")
    return f"<style>{rules}</style>"


def _picked(view: View, held: Held, offered: Mapping[str, tuple[str, Scenario]]) -> list[str]:
    """Return what is compared: as picked, as far as it is still there, or two worth comparing."""
    kept = [name for name in st.session_state.get(shelf.COMPARED, ()) if name in offered]
    return kept if len(kept) > 1 else _first(view, held, kept)


def _compared(offered: Mapping[str, tuple[str, Scenario]], picked: Sequence[str]) -> None:
    """Draw the choice of what is compared."""
    key = "kpo.scenarios.compared"
    st.session_state[key] = picked
    st.multiselect(
        "Compare, from left to right",
        list(offered),
        format_func=lambda name: offered[name][0],
        max_selections=MOST_COLUMNS,
        key=key,
        on_change=_pick,
        args=(key,),
    )


def _columns(view: View, named: Sequence[tuple[str, Scenario]]) -> list[Column]:
    return [
        Column(name, view.ranking if scenario == view.scenario else rank(view.catalog, scenario))
        for name, scenario in named
    ]


def _headline(
    view: View, columns: Sequence[Column], pair: tuple[Column, Column], moving: Sequence[Mover]
) -> str:
    """Return the finding; it comes before the chart, whose libraries take their time."""
    names, rankings = [c.name for c in columns], [c.ranking for c in columns]
    return blocks.headline(
        said.finding(view.catalog, names, rankings),
        said.counted([column.name for column in pair], moving, _ranked_twice(pair)),
    )


def _pick(key: str) -> None:
    st.session_state[shelf.COMPARED] = tuple(st.session_state[key])


def _offered(view: View, held: Held) -> dict[str, tuple[str, Scenario]]:
    """Return what can be compared: three that are always there, and the saved ones."""
    equal = replace(view.scenario, preset="equal", weights=None, locks=())
    always = {
        "now": ("Now", view.scenario),
        "opening": ("As the atlas opens", Scenario()),
        "equal": ("Equal weights, else as now", equal),
    }
    kept = {shelf.mark(item.name): (item.name, item.scenario) for item in held.shelf.items}
    return always | kept


def _first(view: View, held: Held, kept: Sequence[str]) -> list[str]:
    """Return two that are worth comparing: with the choice now, what it was saved or opened as."""
    others = [shelf.mark(item.name) for item in held.shelf.items if differs(view, item.scenario)]
    untouched = not differs(view, Scenario())
    with_now = [*others[:1], "now"] if others else ["now", "equal"]
    pair = with_now if others or untouched else ["opening", "now"]
    return [*kept, *(name for name in pair if name not in kept)][:2]


def _chart(view: View, columns: Sequence[Column]) -> None:
    """Draw the ranks as slopes, with their table."""
    names, rankings = [c.name for c in columns], [c.ranking for c in columns]
    labels = sure_tables.names(view.catalog, _countries(columns), view.scenario.client)
    short = {c: view.catalog.countries[c].name + _mark(view, c) for c in labels}
    rows = max(1, *(len(ranking.rows) for ranking in rankings))
    marked = "<span>\u2021 EU sanctions</span>" if any(_mark(view, c) for c in labels) else ""
    st.html(
        "<p class='kpo-slope-key'><b class='kpo-up'>\u25b2 rises</b>"
        "<b class='kpo-down'>\u25bc falls</b><span>\u2500 stays</span>"
        "<span>In the circle the rank<i>, beside the name the points</i></span>"
        f"<i class='kpo-narrow'>{marked}</i></p>"
    )
    drawing.chart(
        slope.frame(names, rankings, labels, short),
        lambda theme: slope.spec(theme, len(columns), rows),
        key=f"kpo.scenarios.slope.{len(columns)}.{rows}",
        alt=slope.alt(names, rankings, labels),
        title=said.finding(view.catalog, names, rankings),
    )
    heads = "".join(f"<th scope='col' class='kpo-number'>{escape(name)}</th>" for name in names)
    body = "".join(
        f"<tr><th scope='row'>{escape(label)}</th>{_cells(country, rankings)}</tr>"
        for country, label in labels.items()
    )
    st.html(
        "<details><summary>Table</summary><div class='kpo-wide'><table class='kpo-table'><thead>"
        f"<tr><th scope='col'>Destination</th>{heads}</tr></thead><tbody>{body}</tbody></table>"
        "</div></details>"
    )


def _mark(view: View, country: str) -> str:
    """Return the sign for a sanctioned country, where the words have no room."""
    return " \u2021" if sanctioned(view.catalog, country, view.scenario.client) else ""


def _cells(country: str, rankings: Sequence[Ranking]) -> str:
    found = (
        next((row for row in ranking.rows if row.country == country), None) for ranking in rankings
    )
    words = (
        f"{row.rank} <small>{row.score:.1f} points</small>" if row else "not ranked"
        for row in found
    )
    return "".join(f"<td class='kpo-number'>{text}</td>" for text in words)


def _countries(columns: Sequence[Column]) -> list[str]:
    """Return every destination ranked in any of the scenarios, those of the last one first."""
    rows = (row.country for column in reversed(columns) for row in column.ranking.rows)
    return list(dict.fromkeys(rows))


def _ranked_twice(pair: tuple[Column, Column]) -> int:
    first, second = ({row.country for row in column.ranking.rows} for column in pair)
    return len(first & second)


def _pairs(columns: Sequence[Column]) -> list[tuple[Column, Column]]:
    """Return the pairs whose difference can be explained; first the outer two."""
    pairs = [*zip(columns, columns[1:], strict=False)]
    return pairs if len(pairs) == 1 else [(columns[0], columns[-1]), *pairs]


def _pair_key(pairs: Sequence[tuple[Column, Column]]) -> str:
    return f"kpo.scenarios.pair.{len(pairs)}"


def _explained(pairs: Sequence[tuple[Column, Column]]) -> None:
    """Draw the choice of the pair that is explained, where there is one."""
    if len(pairs) > 1:
        st.selectbox(
            "Explain the moves",
            range(len(pairs)),
            format_func=lambda at: " \u2192 ".join(column.name for column in pairs[at]),
            key=_pair_key(pairs),
        )


def _reasons(view: View, pair: tuple[Column, Column], moving: Sequence[Mover]) -> None:
    """Say what differs between two scenarios, who moves, and why."""
    catalog, (before, now) = view.catalog, (column.ranking for column in pair)
    differ = said.differences(catalog, before.scenario, now.scenario)
    lines = differ or ("Nothing: the two choices are the same.",)
    st.html(blocks.section("What differs", blocks.paragraphs(lines)))
    items = [_item(mover, cause(catalog, mover, before, now)) for mover in moving]
    body = f"<ul>{''.join(items[:LISTED])}</ul>" if items else "<p>Nobody changes place.</p>"
    if len(items) > LISTED:
        more = f"<summary>{len(items) - LISTED} more</summary><ul>{''.join(items[LISTED:])}</ul>"
        body += f"<details>{more}</details>"
    st.html(blocks.section("Who moves, and why", f"<div class='kpo-causes'>{body}</div>"))


def _item(mover: Mover, sentence: str) -> str:
    before, now = mover.before or 10**6, mover.now or 10**6
    kind, sign = ("up", "\u25b2") if now < before else ("down", "\u25bc")
    return f"<li><b class='kpo-{kind}' aria-hidden='true'>{sign}</b> {escape(sentence)}</li>"
