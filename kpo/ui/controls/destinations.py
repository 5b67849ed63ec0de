"""Which countries are compared: by name, by region, the home seven, or all."""

import streamlit as st

from kpo.catalog import Catalog
from kpo.ui.bound import bound
from kpo.ui.choice import Choice, with_countries
from kpo.ui.state import View, step


def destinations(view: View) -> None:
    """Draw the choice of destinations."""
    countries = view.catalog.countries
    with st.container(horizontal=True):
        st.button("The home seven", key="kpo.home", on_click=step, args=(_home,))
        st.button(f"All {len(countries)}", key="kpo.all", on_click=step, args=(_all,))
    regions = _regions(view.catalog)
    whole = [name for name, members in regions.items() if members <= set(view.destinations)]
    st.pills(
        "By region",
        list(regions),
        selection_mode="multi",
        **bound("kpo.regions", whole, _to_regions),
    )
    st.multiselect(
        "By name",
        sorted(countries, key=lambda code: countries[code].name),
        format_func=lambda code: countries[code].name,
        placeholder="The home seven, until one is named",
        **bound("kpo.countries", list(view.destinations), with_countries),
    )


def _home(catalog: Catalog, choice: Choice, _: None) -> Choice:
    return with_countries(catalog, choice, catalog.home)


def _all(catalog: Catalog, choice: Choice, _: None) -> Choice:
    return with_countries(catalog, choice, catalog.countries)


def _to_regions(catalog: Catalog, choice: Choice, wanted: list[str]) -> Choice:
    """Add regions newly marked, take away those no longer marked; single names stay."""
    chosen = set(choice.scenario.countries or catalog.home)
    for name, members in _regions(catalog).items():
        if name in wanted:
            chosen |= members
        elif members <= chosen:
            chosen -= members
    return with_countries(catalog, choice, chosen)


def _regions(catalog: Catalog) -> dict[str, set[str]]:
    names = sorted({country.region for country in catalog.countries.values()})
    return {
        name: {item.id for item in catalog.countries.values() if item.region == name}
        for name in names
    }
