"""The parts of the Data page, each with its controls: first the figures with their filters."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import streamlit as st

from kpo.analysis.correlations import overlap_rows, overlaps
from kpo.analysis.coverage import coverage, coverage_rows
from kpo.analysis.provenance import COLUMNS, Datum, Extent, Wanted, downloaded, records, withheld
from kpo.charts import coverage_matrix as coverage_chart
from kpo.charts.chart import Chart, Rows
from kpo.core.html import tag
from kpo.core.labels import STATUS_WORDS
from kpo.data.loading import changes
from kpo.export.csv_text import csv_text
from kpo.narrative.provenance import report
from kpo.ui.components import ask, chart, html
from kpo.ui.components.arrow_table import arrow_table
from kpo.ui.components.controls import country_names, download, kept, one_of, section, select
from kpo.ui.session import catalog as data
from kpo.ui.session.state import View
from kpo.ui.shell.user_data_banner import PART
from kpo.ui.views.data import tables

MINE: Final = "Your destinations"
ALL: Final = "All countries"
EXTENTS: Final[Mapping[str, Extent]] = {
    "Used in this ranking": "used",
    "Newest of each": "newest",
    "All years": "all",
}
WIDE: Final = 215
"""Width in pixels that the longest unit needs."""

MAX_ROWS: Final = 2000
"""Maximum number of rows on screen; the download has all."""

REPORT: Final = (
    "Choose the figure, copy the text, fill in its last two lines and send it to whoever runs this "
    "copy, or open an issue where the project is kept. A correction is one row in "
    "data/corrections.csv with its reason; it is listed below from the next version on."
)


def figures(view: View) -> None:
    """Draw the figures that pass the filters, and their download."""
    listed = records(view.catalog, view.scenario, _filters(view))
    st.html(tables.listed(listed, MAX_ROWS))
    if listed:
        st.dataframe(
            arrow_table(_rows(listed[:MAX_ROWS])),
            lazy=False,  # Streamlit imports pandas to decide this itself
            hide_index=True,
            height=min(620, 38 + 35 * len(listed)),
            column_config={
                "Value": st.column_config.NumberColumn(format="localized"),
                "Unit": st.column_config.TextColumn(width=WIDE),
                "Source": st.column_config.TextColumn(width="large"),
                "Year": st.column_config.NumberColumn(format="%d"),
                "Address": st.column_config.LinkColumn(display_text="open"),
            },
            key="kpo.data.table",
            alt=f"{len(listed)} figures with unit, year, status, source and licence",
        )
        download(
            "Download these figures as CSV",
            "kpo.data.download",
            f"kpo-atlas-figures-{view.catalog.data_version}.csv",
            lambda: csv_text(downloaded(listed), COLUMNS),
            type="secondary",
        )
    st.html(tables.withheld(withheld(listed)) or tag.i())


def _filters(view: View) -> Wanted:
    catalog = view.catalog
    with st.container(horizontal=True, key="kpo-data-extent"):
        whose = _one("Whose", (MINE, ALL))
        extent = _one("Which", tuple(EXTENTS))
    places = {code: item.name for code, item in catalog.countries.items()}
    measured = {code: item.name for code, item in catalog.indicators.items()}
    titles = {code: item.title for code, item in catalog.sources.items()}
    with st.container(key="kpo-data-filters"):
        countries = _several("Countries", places, whose)
        indicators = _several("Indicators", measured, "All", "Indicator")
        sources = _several("Sources", titles, "All", "Source")
        statuses = _several("Status", STATUS_WORDS, "Any", "Doubtful")
        age = st.number_input(
            "At most years old",
            min_value=0,
            max_value=50,
            value=None,
            placeholder="Any age",
            **kept("kpo.data.age"),
        )
    mine = view.destinations if whose == MINE else ()
    return Wanted(
        countries or mine,
        indicators,
        sources,
        statuses,  # type: ignore[arg-type]
        age,
        EXTENTS[extent],
    )


def _one(label: str, options: tuple[str, ...]) -> str:
    """Draw a choice of one option and return it; it is kept when the reader leaves the page."""
    return str(one_of(label, options, **kept(f"kpo.data.{label.lower()}")))


def _several(
    label: str, names: Mapping[str, str], placeholder: str, term: str = ""
) -> tuple[str, ...]:
    return tuple(
        st.multiselect(
            label,
            sorted(names, key=lambda code: names[code].lower()),
            format_func=names.__getitem__,
            placeholder=placeholder,
            help=ask.help_on(term) if term else None,
            **kept(f"kpo.data.{label.lower()}"),
        )
    )


def _rows(listed: Sequence[Datum]) -> Rows:
    return [
        {
            "Country": record.country.name,
            "Figure": record.indicator.name,
            "Value": round(figure.value, record.indicator.decimals),
            "Unit": record.indicator.unit,
            "Year": figure.year,
            "Status": STATUS_WORDS[figure.status],
            "Source": ", ".join(source.producer for source in record.sources),
            "Licence": ", ".join(source.licence for source in record.sources),
            "Address": record.sources[0].url,
            "Doubt": figure.doubt,
            "Note": figure.note,
        }
        for record in listed
        if (figure := record.observation)
    ]


def gaps(view: View) -> None:
    """Draw the coverage: which figures exist for which country, by status and age."""
    catalog = view.catalog
    whose = _one("For", (MINE, ALL))
    countries = view.destinations if whose == MINE else tuple(catalog.countries)
    rows = coverage(catalog, view.scenario, countries)
    names = {code: item.name for code, item in catalog.countries.items()}
    producers = {code: item.producer for code, item in catalog.sources.items()}
    st.html(tables.coverage_words(rows) + tables.coverage_legend())
    title = "What there is for which country, by status and age"
    cells, words = coverage_chart.figures(rows, names, producers), coverage_chart.alt(rows, names)
    with st.container(key="kpo-data-matrix"):
        chart.chart(Chart(title, coverage_chart.spec, cells, words), "kpo.data.coverage")
    st.html(tables.coverage_table(rows))
    _offer("coverage", coverage_rows(rows), view)


def alike(view: View) -> None:
    """Draw which indicators are correlated over all countries."""
    pairs = overlaps(view.catalog, view.scenario)
    st.html(tables.overlaps(view.catalog, pairs))
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
    countries = country_names(catalog, catalog.countries)
    indicators = {name: item.name for name, item in catalog.indicators.items()}
    first = list(countries).index(view.destinations[0])
    with st.container(horizontal=True):
        country = select("Country", countries, index=first, **kept("kpo.data.wrong_country"))
        indicator = select("Figure", indicators, **kept("kpo.data.wrong_indicator"))
    st.code(report(catalog, view.scenario, country, indicator), language=None, wrap_lines=True)
    st.html(tables.corrections(catalog))


def own_figures(view: View) -> None:
    """Draw the reader's own figures; only this part needs the import."""
    from kpo.ui.views.data import user_data as part

    part.own_figures(view)


PARTS: Final[Mapping[str, Callable[[View], None]]] = {
    "Figures": figures,
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
        lambda: csv_text(rows, list(rows[0])),
        type="secondary",
    )
