"""A reader's own figures, countries and indicators, one row each, in HTML and in words."""

from collections.abc import Sequence

from kpo.analysis.rank_changes import FigureImpact
from kpo.core.html import Html, tag
from kpo.core.model import UserData
from kpo.data.catalog import Catalog
from kpo.data.names import place
from kpo.ui.components import html
from kpo.ui.views.data import tables


def beside(shown: Sequence[FigureImpact]) -> str:
    """Return own figures beside ours as a table; empty if there are none."""
    if not shown:
        return ""
    columns: tuple[tables.Column, ...] = (
        ("Country", lambda item: item.country.name),
        ("Figure", lambda item: item.indicator.name),
        (("Yours", html.NUMBER), lambda item: item.yours),
        ("Unit", lambda item: item.indicator.unit),
        ("Year", lambda item: f"{item.figure.year}"),
        (("Ours", html.NUMBER), lambda item: item.instead_of or "none"),
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
