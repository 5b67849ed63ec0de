"""Tables of figures side by side, in HTML; every text from a table is escaped."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from kpo.amounts import amount, gap, within_error
from kpo.catalog import Catalog
from kpo.charts.dots import SIGNS
from kpo.charts.theme import css_colour
from kpo.charts.waterfall import signed
from kpo.comparison import Comparison, Line, Side
from kpo.evidence import mark_words
from kpo.model import Indicator, Source
from kpo.naming import sanction_mark
from kpo.quadrant import Spot


def side_by_side(catalog: Catalog, made: Comparison) -> str:
    """Return every figure of the destinations, each leading to its source.

    With two destinations their difference stands beside them, in the unit of the figure and in
    points of the score.
    """
    heads = [_name(catalog, country, made.ranking.client) for country in made.countries]
    two = len(made.scored) == len(heads) == 2
    titles = [("Figure", ""), ("Unit", ""), *((head, "kpo-number") for head in heads)]
    titles += [("Difference", "kpo-number"), ("Points", "kpo-number")] if two else []
    head = "".join(f"<th scope='col' class='{mark}'>{title}</th>" for title, mark in titles)
    body, before = "", ""
    for line in made.lines:
        criterion = line.indicator.criterion
        if criterion != before:
            name = escape(catalog.criteria[criterion].name)
            body += (
                f"<tr class='kpo-group'><th scope='rowgroup' colspan='{len(titles)}'>"
                f"<i style='background:{css_colour(criterion)}'></i>{name}</th></tr>"
            )
        body += _row(line, two)
        before = criterion
    return (
        "<div class='kpo-wide' tabindex='0' role='region' aria-label='Figures side by side'>"
        f"<table class='kpo-table kpo-sides'><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def legend(catalog: Catalog, countries: Sequence[str], client: str) -> str:
    """Return which shape stands for which destination."""
    said = "".join(
        f"<span><b aria-hidden='true'>{sign}</b> {_name(catalog, country, client)}</span>"
        for sign, country in zip(SIGNS, countries, strict=False)
    )
    outlined = "<span>outlined: assumed, differently defined or yours</span>"
    return f"<p class='kpo-legend'>{said}{outlined}</p>"


def left_out(made: Comparison) -> str:
    """Return why a destination has no place here, or nothing."""
    said = [
        f"{item.name} is not ranked: {item.reason}. "
        + (f"It would score {item.row.score:.0f}." if item.row else "Its figures stand below.")
        for item in made.left_out
    ]
    home = made.at_home
    if home:
        said.append(f"{home.name} is at home: the client\u2019s own country is never ranked.")
    return "".join(f"<p class='kpo-small'>{escape(sentence)}</p>" for sentence in said)


def spots(catalog: Catalog, found: Sequence[Spot], axes: tuple[str, str], client: str) -> str:
    """Return the destinations of a quadrant as a table; a missing score is said."""
    heads = ("Destination", *(f"{axis}, points" for axis in axes), "Graduate workforce")
    head = "".join(f"<th scope='col'>{escape(title)}</th>" for title in heads)
    rows = "".join(
        f"<tr><th scope='row'>{_name(catalog, spot.country, client)}</th>"
        f"<td>{_points(spot.across)}</td><td>{_points(spot.up)}</td><td>{escape(spot.workforce)}</td></tr>"
        for spot in found
    )
    return f"<table class='kpo-table'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _points(value: float | None) -> str:
    return "no score" if value is None else f"{value:.0f}"


def _name(catalog: Catalog, country: str, client: str) -> str:
    mark = sanction_mark(catalog, country, client)
    return escape(catalog.countries[country].name) + f" <small>{escape(mark)}</small>" * bool(mark)


def _row(line: Line, two: bool) -> str:
    item = line.indicator
    cells = "".join(_cell(line, side) for side in line.sides)
    if two:
        one, other = line.sides
        points = signed((one.points or 0.0) - (other.points or 0.0))
        cells += (
            f"<td class='kpo-number'>{_gap(item, one, other)}</td>"
            f"<td class='kpo-number'>{points}</td>"
        )
    return (
        f"<tr><th scope='row'>{escape(item.name)}</th><td class='kpo-soft'>{escape(item.unit)}</td>"
        f"{cells}</tr>"
    )


def _gap(item: Indicator, one: Side, other: Side) -> str:
    if one.found is None or other.found is None:
        return ""
    shown = escape(gap(item, one.found.value, other.found.value))
    noise = "<small>within the error</small>" if within_error(one.found, other.found) else ""
    return shown + noise


def _cell(line: Line, side: Side) -> str:
    if side.found is None:
        return "<td class='kpo-number kpo-soft'>no figure</td>"
    found = side.found
    marked = mark_words(found.status, found.doubt)
    word = f", {marked}" if marked else ""
    value = escape(amount(line.indicator, found.value))
    title = escape("; ".join([*map(_credit, side.sources), *filter(None, [found.note])]))
    address = next(filter(_is_web, (source.url for source in side.sources)), "")
    shown = (
        f"<a href='{escape(address)}' title='{title}' target='_blank' rel='noopener'>{value}</a>"
        if address
        else f"<span title='{title}'>{value}</span>"
    )
    mark = " kpo-hatched" if word else ""
    return f"<td class='kpo-number{mark}'>{shown}<small>{found.year}{escape(word)}</small></td>"


def _credit(source: Source) -> str:
    return f"{source.producer}: {source.title} ({source.licence})"


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https")
