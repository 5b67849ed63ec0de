"""The list of figures on the Data page, with its filters and its download."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import streamlit as st

from kpo.analysis.provenance import (
    COLUMNS,
    Datum,
    Extent,
    Wanted,
    downloaded,
    records,
    withheld,
)
from kpo.core.html import tag
from kpo.core.text import STATUS_WORDS
from kpo.export.csv_text import csv_text
from kpo.ui.components import ask
from kpo.ui.components.controls import CSV, download, one_of
from kpo.ui.session.state import View
from kpo.ui.views.data import tables

if TYPE_CHECKING:
    import pandas

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


def figures(view: View) -> None:
    """Draw the figures that pass the filters, and their download."""
    listed = records(view.catalog, view.scenario, _filters(view))
    st.html(tables.listed(listed, MAX_ROWS))
    if listed:
        st.dataframe(
            _frame(listed[:MAX_ROWS]),
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
            CSV,
            lambda: csv_text(downloaded(listed), COLUMNS),
            type="secondary",
        )
    st.html(tables.withheld(withheld(listed)) or tag.i())


def _filters(view: View) -> Wanted:
    catalog = view.catalog
    with st.container(horizontal=True, key="kpo-data-extent"):
        whose = one("Whose", (MINE, ALL))
        extent = one("Which", tuple(EXTENTS))
    with st.container(key="kpo-data-filters"):
        countries = _several(
            "Countries", {code: item.name for code, item in catalog.countries.items()}, whose
        )
        indicators = _several(
            "Indicators",
            {code: item.name for code, item in catalog.indicators.items()},
            "All",
            "Indicator",
        )
        sources = _several(
            "Sources",
            {code: item.title for code, item in catalog.sources.items()},
            "All",
            "Source",
        )
        statuses = _several("Status", STATUS_WORDS, "Any", "Doubtful")
        age = st.number_input(
            "At most years old",
            min_value=0,
            max_value=50,
            value=None,
            placeholder="Any age",
            key="kpo.data.age",
            persist_state="session",
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


def one(label: str, options: tuple[str, ...]) -> str:
    """Draw a choice of one option and return it; it is kept when the reader leaves the page."""
    return str(one_of(label, options, f"kpo.data.{label.lower()}", persist_state="session"))


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
            key=f"kpo.data.{label.lower()}",
            persist_state="session",
        )
    )


def _frame(listed: Sequence[Datum]) -> "pandas.DataFrame":
    import pandas

    return pandas.DataFrame(
        [
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
    )
