"""Tables of figures side by side, in HTML."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from kpo.analysis.comparison import ComparedFigure, ComparedIndicator, Comparison
from kpo.analysis.two_criteria import Spot
from kpo.charts.indicator_dots import SIGNS
from kpo.core.html import Html, TableCell, linked, markup, table, table_row, tag
from kpo.core.model import Indicator
from kpo.core.numbers import amount, gap, signed, within_error
from kpo.core.text import unparted
from kpo.data.catalog import Catalog
from kpo.data.names import place
from kpo.style import css_colour
from kpo.ui.components import ask, html


def side_by_side(catalog: Catalog, comparison: Comparison) -> Html:
    """Return a table of every figure of the destinations, each linked to its source.

    If exactly two destinations are compared, two columns add their difference, in the unit of
    the figure and in points.
    """
    heads = [
        html.marked_name(catalog, country, comparison.ranking.client)
        for country in comparison.countries
    ]
    two = len(comparison.scored) == len(heads) == 2
    columns: list[str] = [*heads, *(("Difference", "Points") if two else ())]
    titles: list[TableCell] = ["Figure", "Unit", *((title, html.NUMBER) for title in columns)]
    body, before = [], ""
    for line in comparison.lines:
        criterion = line.indicator.criterion
        if criterion != before:
            item = catalog.criteria[criterion]
            colour = tag.i(style=f"background:{css_colour(criterion)}")
            name = [colour, item.name, ask.criterion(item)]
            head = tag.th(name, scope="rowgroup", colspan=len(titles))
            body.append(tag.tr(head, class_="kpo-group"))
        body.append(_row(line, two))
        before = criterion
    listed = table(titles, body, class_="kpo-table kpo-sides")
    return html.scrolled(listed, "Figures side by side")


def legend(catalog: Catalog, countries: Sequence[str], client: str) -> Html:
    """Return the legend of the shapes, one for each destination."""
    keys = markup(
        tag.span(tag.b(sign, aria_hidden="true"), " ", html.marked_name(catalog, country, client))
        for sign, country in zip(SIGNS, countries, strict=False)
    )
    outlined = tag.span("outlined: assumed, differently defined or yours")
    return tag.p(keys, outlined, class_="kpo-legend")


def left_out(catalog: Catalog, comparison: Comparison) -> Html:
    """Return why destinations are left out of the comparison; empty if none is."""
    sentences = [
        f"{place(catalog, item.country, True)} is not ranked: {item.reason}. "
        + (f"It would score {item.row.score:.0f}." if item.row else "Its figures stand below.")
        for item in comparison.left_out
    ]
    home = comparison.at_home
    if home:
        name = place(catalog, home.country, True)
        sentences.append(f"{name} is at home: the client\u2019s own country is never ranked.")
    return markup(tag.p(unparted(sentence), class_="kpo-small") for sentence in sentences)


def spots(catalog: Catalog, places: Sequence[Spot], axes: tuple[str, str], client: str) -> Html:
    """Return the destinations of a quadrant as a table."""
    heads = ("Destination", *(f"{axis}, points" for axis in axes), "Graduate workforce")
    rows = (
        table_row(
            html.marked_name(catalog, spot.country, client),
            _points(spot.across),
            _points(spot.up),
            spot.workforce,
        )
        for spot in places
    )
    return table(heads, rows, class_="kpo-table")


def _points(value: float | None) -> str:
    return "no score" if value is None else f"{value:.0f}"


def _row(line: ComparedIndicator, two: bool) -> Html:
    item = line.indicator
    cells = [_cell(line, side) for side in line.sides]
    if two:
        one, other = line.sides
        points = signed((one.points or 0.0) - (other.points or 0.0))
        cells += [tag.td(text, class_=html.NUMBER) for text in (_gap(item, one, other), points)]
    return tag.tr(tag.th(item.name, scope="row"), tag.td(item.unit, class_="kpo-soft"), cells)


def _gap(item: Indicator, one: ComparedFigure, other: ComparedFigure) -> Html:
    if one.observation is None or other.observation is None:
        return Html()
    noise = (
        tag.small("within the error") if within_error(one.observation, other.observation) else None
    )
    return markup(gap(item, one.observation.value, other.observation.value), noise)


def _cell(line: ComparedIndicator, side: ComparedFigure) -> Html:
    if side.observation is None:
        return tag.td("no figure", class_="kpo-number kpo-soft")
    figure = side.observation
    word = f", {side.marks}" if side.marks else ""
    address = next(filter(_is_web, (source.url for source in side.sources)), "")
    shown = linked(address, amount(line.indicator, figure.value), title=side.credit)
    mark = " kpo-hatched" if word else ""
    return tag.td(shown, tag.small(f"{figure.year}{word}"), class_=f"kpo-number{mark}")


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https")
