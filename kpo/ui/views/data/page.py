"""The parts of the Data page, each with its controls."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from kpo.analysis.correlations import overlap_rows, overlaps
from kpo.analysis.coverage import coverage, coverage_rows
from kpo.charts import coverage_matrix as coverage_chart
from kpo.charts.chart import Chart
from kpo.data.loading import changes
from kpo.export.csv_text import csv_text
from kpo.narrative.provenance import report
from kpo.ui.components import chart, html
from kpo.ui.components.controls import CSV, download, section
from kpo.ui.session import catalog as data
from kpo.ui.session.state import View
from kpo.ui.shell.user_data_banner import PART
from kpo.ui.views.data import figures, matrices, tables

REPORT: Final = (
    "Choose the figure, copy the text, fill in its last two lines and send it to whoever runs this "
    "copy, or open an issue where the project is kept. A correction is one row in "
    "data/corrections.csv with its reason; it is listed below from the next version on."
)


def gaps(view: View) -> None:
    """Draw the coverage: which figures exist for which country, by status and age."""
    catalog = view.catalog
    whose = figures.one("For", (figures.MINE, figures.ALL))
    countries = view.destinations if whose == figures.MINE else tuple(catalog.countries)
    rows = coverage(catalog, view.scenario, countries)
    names = {code: item.name for code, item in catalog.countries.items()}
    producers = {code: item.producer for code, item in catalog.sources.items()}
    st.html(matrices.coverage_words(rows) + matrices.coverage_legend())
    drawn = coverage_chart.frame(rows, names, producers)
    with st.container(key="kpo-data-matrix"):
        chart.chart(
            Chart(
                "What there is for which country, by status and age",
                coverage_chart.spec,
                drawn,
                coverage_chart.alt(rows, names),
            ),
            "kpo.data.coverage",
        )
    st.html(matrices.coverage_table(rows))
    _offer("coverage", coverage_rows(rows), view)


def alike(view: View) -> None:
    """Draw which indicators are correlated over all countries."""
    pairs = overlaps(view.catalog, view.scenario)
    st.html(matrices.overlaps(view.catalog, pairs))
    _offer("correlations", overlap_rows(pairs), view)


def goalposts(view: View) -> None:
    """Draw the bounds of each indicator with their reasons."""
    st.html(tables.goalposts(view.catalog, view.scenario))
    own = [
        {"indicator": item.id, **vars(item), "tiers": " ".join(item.tiers), "origin": "your own"}
        for item in view.catalog.own.indicators
    ]
    _offer("goalposts", [*view.catalog.tables["indicators"].records(), *own], view)


def sources(view: View) -> None:
    """Draw every source, and when its next edition is expected."""
    st.html(tables.sources(view.catalog))
    ours = view.catalog.published.sources
    own = [
        {"source": name, **vars(item)}
        for name, item in view.catalog.sources.items()
        if name not in ours
    ]
    _offer("sources", [*view.catalog.tables["sources"].records(), *own], view)


def versions(view: View) -> None:
    """Draw what changed since the last version, how to report a fault, and all corrections."""
    catalog = view.catalog
    if moved := changes(data.folder()):
        st.markdown(re.sub(r"^#", "##", moved, flags=re.M))
    else:
        st.html(tables.versions(catalog))
    section("Report a wrong figure", html.paragraphs([REPORT]))
    countries = sorted(catalog.countries, key=lambda code: catalog.countries[code].name)
    with st.container(horizontal=True):
        country = st.selectbox(
            "Country",
            countries,
            index=countries.index(view.destinations[0]),
            format_func=lambda code: catalog.countries[code].name,
            key="kpo.data.wrong_country",
            persist_state="session",
        )
        indicator = st.selectbox(
            "Figure",
            list(catalog.indicators),
            format_func=lambda code: catalog.indicators[code].name,
            key="kpo.data.wrong_indicator",
            persist_state="session",
        )
    st.code(report(catalog, view.scenario, country, indicator), language=None, wrap_lines=True)
    st.html(tables.corrections(catalog))


def own_figures(view: View) -> None:
    """Draw the reader's own figures; only this part needs the import."""
    from kpo.ui.views.data import user_data as part

    part.own_figures(view)


PARTS: Final[Mapping[str, Callable[[View], None]]] = {
    "Figures": figures.figures,
    "Coverage": gaps,
    "Alike figures": alike,
    "Goalposts": goalposts,
    "Sources": sources,
    "Versions and faults": versions,
    PART: own_figures,
}


def _offer(name: str, rows: Sequence[Mapping[str, object]], view: View) -> None:
    download(
        "Download this table as CSV",
        f"kpo.data.{name}.download",
        f"kpo-atlas-{name}-{view.catalog.data_version}.csv",
        CSV,
        lambda: csv_text(rows, list(rows[0])),
        type="secondary",
    )
