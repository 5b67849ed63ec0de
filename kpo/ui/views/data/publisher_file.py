"""A publisher's file on the Data page: the form that maps one of its series to an indicator."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

import streamlit as st

from kpo.core.html import markup, tag
from kpo.core.model import Indicator
from kpo.core.text import number_of
from kpo.data.catalog import Catalog
from kpo.data.user.mapping_file import to_text
from kpo.data.user.parsing import DIRECTIONS, MAX_LENGTH
from kpo.data.user.publishers import PublishedSeries
from kpo.data.user.series_mapping import (
    NEWEST,
    SeriesMapping,
    bounds,
    factor_between,
    identifier,
    suggested,
)
from kpo.ui.components import html
from kpo.ui.components.controls import button, download, select, text_button
from kpo.ui.session import user_file
from kpo.ui.session.state import View
from kpo.ui.session.user_data import HeldUserData

NEW: Final = ""
"""Value that stands for a new indicator among those that can be chosen."""

YEARS_BACK: Final = 10
SCALES: Final = {"linear": "differences count", "log": "ratios count"}
_BOUNDS: Final = "kpo.own.map.bounds"
_BETTER: Final = [words for words in DIRECTIONS if words.endswith("better")]


def publisher_file(view: View, held: HeldUserData) -> None:
    """Draw what the file is, the fields of the mapping, and the button for its preview."""
    publication = held.publication
    assert publication is not None
    publisher = publication.layout.publisher
    count = number_of(len(held.choices), "series", "series")
    words = f"A file of {publisher} with {count}: {publication.words}."
    st.html(markup(tag.h3(publication.name), html.paragraphs([words])))
    with st.container(key="kpo-own-map"):
        chosen = _series(held)
        indicator = _indicator(view.catalog, held, chosen)
        factor = _factor(view.catalog, held, chosen, indicator)
        source = st.text_input(
            "Source",
            value=suggested(publication, chosen),
            max_chars=MAX_LENGTH["source"],
            key=_key(held, "source", chosen.key),
        )
        first = _first_year(view.catalog, held)
        new = {} if indicator != NEW else _new(view.catalog, held, chosen, factor)
        rule = SeriesMapping(
            publisher,
            chosen.key,
            str(new.get("indicator", indicator)),
            factor,
            " ".join(source.split()) or suggested(publication, chosen),
            first,
            new,
        )
    with st.container(key="kpo-own-map-do", horizontal=True):
        kind = "secondary" if held.reading else "primary"
        button("Show what it changes", "kpo.own.map", user_file.map_series, rule, type=kind)
        if held.reading is None:
            text_button("Not now", "kpo.own.map.drop", user_file.drop)


def save_mapping(held: HeldUserData) -> None:
    """Draw the download of the mapping that was used."""
    if held.publication is not None and held.rule is not None:
        content = to_text(held.rule).encode()
        download("Save the mapping", "kpo.own.map.file", "kpo-atlas-mapping.json", content)


def _key(held: HeldUserData, *parts: str) -> str:
    """Return a widget's key; another file, series or indicator starts with a fresh widget."""
    return ".".join(("kpo.own.map", str(held.files), *parts))


def _series(held: HeldUserData) -> PublishedSeries:
    names = {item.key: item.label for item in held.choices}
    keys = list(names)
    if len(keys) == 1:
        return held.choices[0]
    first = keys.index(held.rule.series) if held.rule and held.rule.series in names else 0
    picked = select("Series", names, index=first, key=_key(held, "series"))
    return next(item for item in held.choices if item.key == picked)


def _indicator(catalog: Catalog, held: HeldUserData, chosen: PublishedSeries) -> str:
    known = [item for item in catalog.indicators.values() if item.origin != "computed"]
    names = {item.id: _named(catalog, item) for item in known} | {NEW: "A new indicator"}
    key = _key(held, "indicator", chosen.key)
    return str(select("Counts as", names, index=_nearest(known, chosen), key=key))


def _named(catalog: Catalog, item: Indicator) -> str:
    criterion = catalog.criteria.get(item.criterion)
    beside = criterion.short_name if criterion else "not scored"
    return f"{item.name} ({item.unit}), {beside}"


def _nearest(known: Sequence[Indicator], chosen: PublishedSeries) -> int:
    """Return the index of the indicator with the nearest name, else that of `NEW`, the last."""
    names = [item.name.lower() for item in known]
    close = get_close_matches(chosen.label.lower()[:80], names, n=1, cutoff=0.5)
    return names.index(close[0]) if close else len(names)


def _factor(catalog: Catalog, held: HeldUserData, chosen: PublishedSeries, indicator: str) -> float:
    """Ask for the factor that converts the file's unit into ours."""
    theirs = f"The file counts in {chosen.unit}" if chosen.unit else "The file names no unit"
    item = catalog.indicators.get(indicator)
    ours = f"we count in {item.unit}" if item else "yours is what you say below"
    return float(
        st.number_input(
            f"Multiply by ({theirs}; {ours})",
            value=factor_between(chosen.unit, item.unit) if item else 1.0,
            format="%g",
            key=_key(held, "factor", chosen.key, indicator),
        )
    )


def _first_year(catalog: Catalog, held: HeldUserData) -> int:
    years = range(catalog.year - 1, catalog.year - 1 - YEARS_BACK, -1)
    names = {NEWEST: "The newest of each country"} | {year: f"{year} and later" for year in years}
    return int(select("Years", names, key=_key(held, "years")))


def _bounds(
    catalog: Catalog, held: HeldUserData, chosen: PublishedSeries, factor: float
) -> tuple[float, float, int]:
    """Return goalposts for a series and how many countries they rest on; read the file once."""
    assert held.publication is not None
    asked = held.files, held.publication.name, chosen.key, factor
    kept: tuple[object, tuple[float, float, int]] | None = st.session_state.get(_BOUNDS)
    if kept is None or kept[0] != asked:
        kept = asked, bounds(held.publication, chosen.key, factor, catalog)
        st.session_state[_BOUNDS] = kept
    return kept[1]


def _new(
    catalog: Catalog, held: HeldUserData, chosen: PublishedSeries, factor: float
) -> dict[str, str | float]:
    """Ask for the fields of a new indicator, and return them as a row."""
    low, high, countries = _bounds(catalog, held, chosen, factor)
    criteria = {name: item.name for name, item in catalog.criteria.items()}
    part = chosen.key
    name = st.text_input(
        "Name", chosen.label[: MAX_LENGTH["name"]], MAX_LENGTH["name"], key=_key(held, "name", part)
    )
    unit = st.text_input(
        "Unit", chosen.unit[: MAX_LENGTH["unit"]], MAX_LENGTH["unit"], key=_key(held, "unit", part)
    )
    criterion = select("Criterion", criteria, key=_key(held, "criterion"))
    direction = st.selectbox("Which is better", _BETTER, key=_key(held, "direction"))
    transform = select("Scale", SCALES, key=_key(held, "transform"))
    ends = f"{factor:g}"
    bottom = st.number_input(
        "Lower bound", value=low, format="%g", key=_key(held, "low", part, ends)
    )
    top = st.number_input(
        "Upper bound", value=high, format="%g", key=_key(held, "high", part, ends)
    )
    reason = f"5th to 95th percentile of {number_of(countries, 'country', 'countries')}, rounded"
    return {
        "indicator": identifier(name, catalog.indicators),
        "name": " ".join(name.split()),
        "criterion": criterion,
        "unit": " ".join(unit.split()) or "as in the file",
        "direction": direction,
        "transform": transform,
        "goalpost_low": float(bottom),
        "goalpost_high": float(top),
        "goalpost_reason": reason if (bottom, top) == (low, high) else "your own bounds",
        "weight_in_criterion": 1.0,
    }
