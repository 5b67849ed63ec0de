"""The reader's own figures on the Data page: templates, upload, preview, and what is in use."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from kpo.analysis.rank_changes import FigureImpact, changes
from kpo.core.errors import Problem
from kpo.core.html import Html, markup, tag
from kpo.core.model import UserData
from kpo.core.text import number_of
from kpo.data.catalog import Catalog
from kpo.data.names import place
from kpo.data.user import Fault, merged, with_user_data
from kpo.export.user_template import SITES, WORKBOOK, template
from kpo.narrative.user_data import effect, in_use
from kpo.ui import files
from kpo.ui.components import html
from kpo.ui.components.controls import button, download, select, text_button
from kpo.ui.session import user_data, user_file
from kpo.ui.session.state import View
from kpo.ui.session.user_data import HeldUserData
from kpo.ui.views.data import tables
from kpo.ui.views.data.publisher_file import publisher_file, save_mapping

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
SAVE_FILE: Final = "save the scenario file on the Scenarios page before you leave."
MAX_SHOWN: Final = 200
ON_A_SCREEN: Final = 20


def own_figures(view: View) -> None:
    """Draw the whole part of the page on own figures."""
    user_file.connect_file()
    held = user_data.held()
    introduction = html.section("Your own figures", html.paragraphs(WHAT))
    with st.container(key="kpo-own"):
        st.html(files.sheet(__file__, "user_data.css") + introduction)
        _templates(view)
        _upload(held)
        _messages(held)
        if held.publication is not None:
            publisher_file(view, held)
        if held.reading is not None:
            _preview(view, held)
        _in_use(view, user_data.own())


def _templates(view: View) -> None:
    st.html(markup(tag.h3("Take a template"), html.paragraphs([HOW])))
    with st.container(key="kpo-own-templates", horizontal=True):
        for kind, (label, extension) in TEMPLATES.items():
            download(
                label,
                f"kpo.own.template.{kind}",
                f"kpo-atlas-own-{kind}.{extension}",
                partial(template, view.catalog, view.scenario, kind),
            )


def _upload(held: HeldUserData) -> None:
    key = f"kpo.own.file.{held.files}"
    st.html(tag.h3("Bring your file"))
    st.file_uploader(
        "Our tables as CSV, text with tabs or XLSX, up to 1 MB; files of ILOSTAT, the World Bank, "
        "Our World in Data and Eurostat as they are downloaded, up to 10 MB; a saved mapping",
        type=["csv", "tsv", "txt", "xlsx", "xlsm", "gz", "zip", "json"],
        key=key,
        max_upload_size=10,
        on_change=user_file.upload,
        args=(key,),
    )


def _messages(held: HeldUserData) -> None:
    """Draw the problems and messages of the last step."""
    if held.problems:
        count = number_of(len(held.problems), "problem", "problems")
        name = f" in {held.file}" if held.file else ""
        _problems(f"{count}{name}. Nothing was changed.", held.problems)
        _formulas(held)
    if held.unusable:
        head = "Some of what this browser keeps cannot be used with these figures; it is kept."
        _problems(head, held.unusable)
    if held.foreign:
        st.html(html.alert(f"What this browser keeps is left as it is: {SAVE_FILE}"))
    if not held.stores:
        st.html(html.alert(f"This browser lets nothing be stored: {SAVE_FILE}"))
    if held.message:
        with st.container(key="kpo-own-undo", horizontal=True):
            st.html(tag.p(held.message, class_="kpo-said", role="status"), width="content")
            if held.before is not None:
                text_button("Undo", "kpo.own.undo", user_data.undo)


def _formulas(held: HeldUserData) -> None:
    """Draw the button that accepts the last values of formulas, if there are any."""
    if held.offers:
        values = "the last value of one formula"
        if held.offers > 1:
            values = f"the last values of {held.offers:,} formulas"
        file = f"kpo.own.file.{held.files}"
        text_button(f"Take {values}", "kpo.own.last_values", user_file.upload, file, True)


def _problems(head: str, problems: Sequence[Problem]) -> None:
    rows = [_cells(item) for item in problems[:MAX_SHOWN]]
    more = len(problems) - MAX_SHOWN
    rest = html.small(f"And {more:,} more like these.") if more > 0 else ""
    heads = ("Row", "Field", "What is wrong", "What to do")
    table = tables.of(heads, rows, "Problems")
    st.html(markup(tag.div(tag.p(tag.b(head), class_="kpo-said"), role="alert"), table, rest))


def _cells(item: Problem) -> tuple[str, str, str, str]:
    if not isinstance(item, Fault) or not item.row:
        return item.where, "", item.what, item.remedy
    return item.where.split(",")[0], item.field, item.what, item.remedy


def _preview(view: View, held: HeldUserData) -> None:
    """Draw what a file would change, with the button that takes its rows over."""
    if held.reading is None:
        return
    own = held.reading.own
    after = with_user_data(view.catalog, merged(user_data.own(), own, view.catalog))
    st.html(markup(tag.h3(held.file), html.paragraphs(_says(view, held, after))))
    if len(own):
        shown = changes(after, view.scenario, own.figures[:MAX_SHOWN])
        st.html(beside(shown) + others(after, own))
    with st.container(key="kpo-own-take", horizontal=True):
        if len(own):
            button("Use them", "kpo.own.use", user_file.use, type="primary")
        save_mapping(held)
        words = "Not now" if len(own) else "Close"
        text_button(words, "kpo.own.drop", user_file.drop)


def _says(view: View, held: HeldUserData, after: Catalog) -> list[str]:
    assert held.reading is not None
    over = number_of(held.reading.passed_over, "row", "rows")
    left = f"{over} with our figure or without a value passed over."
    if not len(held.reading.own):
        return [f"Nothing to take over. {left}", *held.reading.notes]
    sentences = ["No problem found. Nothing is changed until you use them."]
    sentences.append(effect(view.catalog, after, view.scenario))
    sentences += held.reading.notes
    return [*sentences, left] if held.reading.passed_over else sentences


def _in_use(view: View, own: UserData) -> None:
    """Draw the own figures in use, each row with a button that removes it."""
    st.html(tag.h3("In use"))
    if not len(own):
        st.html(html.paragraphs(["None. What you take over stands here and can be removed."]))
        return
    st.html(html.paragraphs([in_use(own)]))
    page = 0
    if len(own) > ON_A_SCREEN:
        pages = {at: _span(at, len(own)) for at in range(-(-len(own) // ON_A_SCREEN))}
        page = select("Rows", pages, key=f"kpo.own.page.{len(pages)}", width=220)
    for kind, key, words in _rows(view, own, page * ON_A_SCREEN):
        name = "-".join(map(str, key))
        with st.container(key=f"kpo-own-row-{kind}-{name}", horizontal=True):
            st.html(words, width="stretch")
            text_button("Remove", f"kpo.own.remove.{kind}.{name}", user_data.remove, kind, key)
    text_button("Remove all", "kpo.own.remove_all", user_data.remove_all)


def _span(page: int, count: int) -> str:
    first = page * ON_A_SCREEN + 1
    return f"{first} to {min(count, first + ON_A_SCREEN - 1)} of {count:,}"


def _rows(view: View, own: UserData, first: int) -> list[tuple[str, tuple[object, ...], str]]:
    """Return kind, key and words of the rows on one screen: countries, indicators, figures."""
    catalog = view.catalog
    rows: list[tuple[str, tuple[object, ...], str]] = [
        ("countries", (item.id,), tag.p(country_words(item.id, catalog))) for item in own.countries
    ]
    rows += [
        ("indicators", (item.id,), tag.p(indicator_words(item.id, catalog)))
        for item in own.indicators
    ]
    shown = rows[first : first + ON_A_SCREEN]
    begin = max(0, first - len(rows))
    figures = own.figures[begin : begin + ON_A_SCREEN - len(shown)]
    return shown + [
        ("figures", item.figure.key, figure_words(catalog, item))
        for item in changes(catalog, view.scenario, figures)
    ]


def beside(shown: Sequence[FigureImpact]) -> str:
    """Return own figures beside ours as a table; empty if there are none."""
    if not shown:
        return ""
    columns: tuple[tables.Column, ...] = (
        ("Country", lambda item: item.country.name),
        ("Figure", lambda item: item.indicator.name),
        tables.number("Yours", lambda item: item.yours),
        ("Unit", lambda item: item.indicator.unit),
        ("Year", lambda item: f"{item.figure.year}"),
        tables.number("Ours", lambda item: item.instead_of or "none"),
        ("Source", lambda item: item.figure.source),
    )
    return tables.by_column(columns, shown, "Your figures beside ours")


def others(catalog: Catalog, own: UserData) -> Html:
    """Return a paragraph on each own country and indicator."""
    lines = [country_words(item.id, catalog) for item in own.countries]
    lines += [indicator_words(item.id, catalog) for item in own.indicators]
    return html.paragraphs(lines)


def country_words(code: str, catalog: Catalog) -> str:
    """Return what an own country or site is, and what is not checked for it."""
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


def indicator_words(name: str, catalog: Catalog) -> str:
    """Return how an own indicator counts."""
    item = catalog.indicators[name]
    better = "more is better" if item.direction > 0 else "less is better"
    return (
        f"{item.name} ({item.unit}) counts in {catalog.criteria[item.criterion].name} with weight "
        f"{item.weight_in_criterion:g}, from {item.goalpost_low:g} to {item.goalpost_high:g}, "
        f"{better}: {item.goalpost_reason}."
    )


def figure_words(catalog: Catalog, item: FigureImpact) -> Html:
    """Return an own figure with its source, and our figure if there is one."""
    instead = f"Ours: {item.instead_of}." if item.instead_of else "We have none."
    old = "" if item.used else " Older than your age limit, so not used."
    client = item.figure.client
    bound = f" For a client in {place(catalog, client)} only." if client else ""
    note = f" {item.figure.note}." if item.figure.note else ""
    return tag.p(
        tag.b(f"{item.country.name}, {item.indicator.name}"),
        f": {item.yours} {item.indicator.unit}, {item.figure.year}",
        tag.small(f"Source: {item.figure.source}.{note} {instead}{old}{bound}"),
    )
