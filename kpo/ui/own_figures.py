"""The reader's own figures on the Data page, and the line over every page while they are in use."""

from collections.abc import Sequence
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Final

import streamlit as st

from kpo.catalog import Catalog
from kpo.errors import Problem
from kpo.export.own_template import SITES, WORKBOOK, template
from kpo.model import Own
from kpo.naming import number_of
from kpo.own import Fault, merged, overlaid
from kpo.own_changes import Change, changes, effect, in_use
from kpo.ui import blocks, owned, tables
from kpo.ui.owned import Held
from kpo.ui.publisher_file import publisher_file, save_mapping
from kpo.ui.state import View

WHAT: Final = (
    "Put your own figures, countries or indicators beside ours, or in their place: every ranking, "
    "chart and file then counts with them and marks them as yours.",
    "They stay in this browser and in the scenario file that you save; the server keeps nothing.",
)
HOW: Final = (
    "Take a template, filled with the figures of your destinations, change what you know better "
    "and bring it back. Rows that you leave as they are, and rows without a value, change nothing."
)
TEMPLATES: Final = {
    WORKBOOK: ("Workbook (XLSX)", "xlsx"),
    SITES: ("Sites and suppliers (XLSX)", "xlsx"),
    "figures": ("Figures (CSV)", "csv"),
    "countries": ("Countries (CSV)", "csv"),
    "indicators": ("Indicators (CSV)", "csv"),
}
MOST_SHOWN: Final = 200
ON_A_SCREEN: Final = 20


def own_figures(view: View) -> None:
    """Draw the whole part: templates, upload, what a file would change, and what is in use."""
    owned.connect_file()
    held = owned.held()
    said = blocks.section("Your own figures", blocks.paragraphs(WHAT))
    with st.container(key="kpo-own"):
        st.html(f"<style>{_rules()}</style>{said}")
        _templates(view)
        _upload(held)
        _messages(held)
        if held.publication is not None:
            publisher_file(view, held)
        if held.found is not None:
            _preview(view, held)
        _in_use(view, owned.own())


@cache
def _rules() -> str:
    return Path(__file__).with_name("own_figures.css").read_text(encoding="utf-8")


def _templates(view: View) -> None:
    st.html(f"<h3>Take a template</h3>{blocks.paragraphs([HOW])}")
    with st.container(key="kpo-own-templates", horizontal=True):
        for kind, (label, extension) in TEMPLATES.items():
            st.download_button(
                label,
                data=partial(template, view.catalog, view.scenario, kind),
                file_name=f"kpo-atlas-own-{kind}.{extension}",
                mime="text/csv" if extension == "csv" else _XLSX,
                on_click="ignore",
                type="tertiary",
                key=f"kpo.own.template.{kind}",
            )


def _upload(held: Held) -> None:
    key = f"kpo.own.file.{held.files}"
    st.html("<h3>Bring your file</h3>")
    st.file_uploader(
        "Our tables as CSV, text with tabs or XLSX, up to 1 MB; files of ILOSTAT, the World Bank, "
        "Our World in Data and Eurostat as they are downloaded, up to 10 MB; a saved mapping",
        type=["csv", "tsv", "txt", "xlsx", "xlsm", "gz", "zip", "json"],
        key=key,
        max_upload_size=10,
        on_change=owned.upload,
        args=(key,),
    )


def _messages(held: Held) -> None:
    """Draw what the last step led to."""
    if held.problems:
        count = number_of(len(held.problems), "problem", "problems")
        name = f" in {held.file}" if held.file else ""
        _problems(f"{count}{name}. Nothing was changed.", held.problems)
        _formulas(held)
    if held.unusable:
        head = "Some of what this browser keeps cannot be used with these figures; it is kept."
        _problems(head, held.unusable)
    if held.foreign:
        st.html(
            "<p class='kpo-said' role='alert'>What this browser keeps is left as it is: save the "
            "scenario file on the Scenarios page before you leave.</p>"
        )
    if not held.stores:
        st.html(
            "<p class='kpo-said' role='alert'>This browser lets nothing be stored: save the "
            "scenario file on the Scenarios page before you leave.</p>"
        )
    if held.said:
        with st.container(key="kpo-own-undo", horizontal=True):
            st.html(f"<p class='kpo-said' role='status'>{escape(held.said)}</p>", width="content")
            if held.before is not None:
                st.button("Undo", key="kpo.own.undo", type="tertiary", on_click=owned.undo)


def _formulas(held: Held) -> None:
    """Draw the step that takes the last values of formulas."""
    if held.offers:
        values = "the last value of one formula"
        if held.offers > 1:
            values = f"the last values of {held.offers:,} formulas"
        st.button(
            f"Take {values}",
            key="kpo.own.last_values",
            type="tertiary",
            on_click=owned.upload,
            args=(f"kpo.own.file.{held.files}", True),
        )


def _problems(head: str, found: Sequence[Problem]) -> None:
    rows = [[escape(cell) for cell in _cells(item)] for item in found[:MOST_SHOWN]]
    more = len(found) - MOST_SHOWN
    rest = f"<p class='kpo-small'>And {more:,} more like these.</p>" if more > 0 else ""
    heads = ("Row", "Field", "What is wrong", "What to do")
    table = tables.of(heads, rows, "Problems")
    st.html(f"<div role='alert'><p class='kpo-said'><b>{escape(head)}</b></p></div>{table}{rest}")


def _cells(item: Problem) -> tuple[str, str, str, str]:
    if not isinstance(item, Fault) or not item.row:
        return item.where, "", item.what, item.remedy
    return item.where.split(",")[0], item.field, item.what, item.remedy


def _preview(view: View, held: Held) -> None:
    """Draw what a file would change, with the step that takes it over."""
    if held.found is None:
        return
    found = held.found.own
    after = overlaid(view.catalog, merged(owned.own(), found, view.catalog))
    st.html(f"<h3>{escape(held.file)}</h3>{blocks.paragraphs(_says(view, held, after))}")
    if len(found):
        shown = changes(after, view.scenario, found.figures[:MOST_SHOWN])
        st.html(_beside(shown) + _others(after, found))
    with st.container(key="kpo-own-take", horizontal=True):
        if len(found):
            st.button("Use them", key="kpo.own.use", type="primary", on_click=owned.use)
        save_mapping(held)
        words = "Not now" if len(found) else "Close"
        st.button(words, key="kpo.own.drop", type="tertiary", on_click=owned.drop)


def _says(view: View, held: Held, after: Catalog) -> list[str]:
    assert held.found is not None
    over = number_of(held.found.passed_over, "row", "rows")
    left = f"{over} with our figure or without a value passed over."
    if not len(held.found.own):
        return [f"Nothing to take over. {left}", *held.found.notes]
    said = ["No problem found. Nothing is changed until you use them."]
    said.append(effect(view.catalog, after, view.scenario))
    said += held.found.notes
    return [*said, left] if held.found.passed_over else said


def _beside(shown: Sequence[Change]) -> str:
    if not shown:
        return ""
    heads = ("Country", "Figure", "Yours ", "Unit", "Year", "Ours ", "Source")
    rows = [
        [
            escape(item.country_name),
            escape(item.indicator.name),
            escape(item.yours),
            escape(item.indicator.unit),
            f"{item.figure.year}",
            escape(item.instead_of or "none"),
            escape(item.figure.source),
        ]
        for item in shown
    ]
    return tables.of(heads, rows, "Your figures beside ours")


def _others(catalog: Catalog, found: Own) -> str:
    lines = [_country_words(item.id, catalog) for item in found.countries]
    lines += [_indicator_words(item.id, catalog) for item in found.indicators]
    return blocks.paragraphs(lines)


def _country_words(code: str, catalog: Catalog) -> str:
    item = catalog.countries[code]
    if item.based_on:
        base = catalog.countries[item.based_on].name
        where = f" at {item.latitude:g}, {item.longitude:g}" if item.placed else ""
        return (
            f"{item.name} ({code}){where}: a destination of your own, based on {base}. It has "
            "every figure of that country but those that you bring."
        )
    return (
        f"{item.name} ({code}), {item.region}, {item.business_timezone}: a country of your own. "
        "Sanctions, privacy law and data transfer: not checked."
    )


def _indicator_words(name: str, catalog: Catalog) -> str:
    item = catalog.indicators[name]
    better = "more is better" if item.direction > 0 else "less is better"
    return (
        f"{item.name} ({item.unit}) counts in {catalog.criteria[item.criterion].name} with weight "
        f"{item.weight_in_criterion:g}, from {item.goalpost_low:g} to {item.goalpost_high:g}, "
        f"{better}: {item.goalpost_reason}."
    )


def _in_use(view: View, own: Own) -> None:
    """Draw what is in use, each row with the step that removes it."""
    st.html("<h3>In use</h3>")
    if not len(own):
        st.html(blocks.paragraphs(["None. What you take over stands here and can be removed."]))
        return
    st.html(blocks.paragraphs([in_use(own)]))
    page = 0
    if len(own) > ON_A_SCREEN:
        pages = list(range(-(-len(own) // ON_A_SCREEN)))
        page = st.selectbox(
            "Rows",
            pages,
            format_func=lambda at: _span(at, len(own)),
            key=f"kpo.own.page.{len(pages)}",
            width=220,
        )
    for kind, key, words in _rows(view, own, page * ON_A_SCREEN):
        name = "-".join(map(str, key))
        with st.container(key=f"kpo-own-row-{kind}-{name}", horizontal=True):
            st.html(words, width="stretch")
            st.button(
                "Remove",
                key=f"kpo.own.remove.{kind}.{name}",
                type="tertiary",
                on_click=owned.remove,
                args=(kind, key),
            )
    st.button("Remove all", key="kpo.own.remove_all", type="tertiary", on_click=owned.remove_all)


def _span(page: int, count: int) -> str:
    first = page * ON_A_SCREEN + 1
    return f"{first} to {min(count, first + ON_A_SCREEN - 1)} of {count:,}"


def _rows(view: View, own: Own, first: int) -> list[tuple[str, tuple[object, ...], str]]:
    """Return kind, key and words of the rows on one screen: first countries and indicators."""
    catalog = view.catalog
    made: list[tuple[str, tuple[object, ...], str]] = [
        ("countries", (item.id,), f"<p>{escape(_country_words(item.id, catalog))}</p>")
        for item in own.countries
    ]
    made += [
        ("indicators", (item.id,), f"<p>{escape(_indicator_words(item.id, catalog))}</p>")
        for item in own.indicators
    ]
    shown = made[first : first + ON_A_SCREEN]
    begin = max(0, first - len(made))
    figures = own.figures[begin : begin + ON_A_SCREEN - len(shown)]
    return shown + [
        ("figures", item.figure.key, _figure_words(catalog, item))
        for item in changes(catalog, view.scenario, figures)
    ]


def _figure_words(catalog: Catalog, item: Change) -> str:
    instead = f"Ours: {item.instead_of}." if item.instead_of else "We have none."
    old = "" if item.used else " Older than your age limit, so not used."
    client = item.figure.client
    bound = f" For a client in {catalog.countries[client].name} only." if client else ""
    note = f" {item.figure.note}." if item.figure.note else ""
    return (
        f"<p><b>{escape(item.country_name)}, {escape(item.indicator.name)}</b>: "
        f"{escape(item.yours)} {escape(item.indicator.unit)}, {item.figure.year}"
        f"<small>Source: {escape(item.figure.source)}.{escape(note)} {escape(instead)}{old}"
        f"{escape(bound)}"
        "</small></p>"
    )


_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
