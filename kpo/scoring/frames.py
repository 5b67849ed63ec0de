"""A ranking for a notebook: a data frame, a frame with outlines, and a table of HTML."""

from typing import TYPE_CHECKING

from kpo.core.html import Html, markup, table, tag
from kpo.data.geography import country_outlines
from kpo.scoring.rows import Row

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from kpo.scoring.ranking import Ranking

INDEX = "country"


def ranking_frame(ranking: "Ranking") -> "DataFrame":
    """Return one row per ranked destination in rank order: rank, score, points by criterion."""
    from pandas import DataFrame

    columns = [INDEX, "name", "rank", "score", "coverage", "saving", *ranking.criteria]
    rows = [
        (row.country, row.name, row.rank, row.score, row.coverage, row.saving, *_points(row))
        for row in ranking
    ]
    return DataFrame(rows, columns=columns).set_index(INDEX)


def ranking_geoframe(ranking: "Ranking") -> "GeoDataFrame":
    """Return `ranking_frame` with the outline of each destination, in degrees (EPSG:4326).

    A user's own destination is a point; without known coordinates it has no geometry.
    """
    outlines = country_outlines([ranking.catalog.countries[row.country] for row in ranking])
    return outlines.join(ranking_frame(ranking))


def ranking_html(ranking: "Ranking") -> Html:
    """Return the ranking as a table of HTML."""
    names = [ranking.catalog.criteria[name].short_name for name in ranking.criteria]
    ranked = table(HEAD + names, map(_html_row, ranking), ranking.title)
    listed = markup(tag.li(f"{item.name}: {item.reason}") for item in ranking.not_ranked)
    return ranked + (markup(tag.p("Not ranked:"), tag.ul(listed)) if listed else Html())


HEAD = ["Rank", "Destination", "Score", "Saving"]


def _points(row: Row) -> list[float | None]:
    return [None if name in row.missing else score for name, score in row.scores.items()]


def _html_row(row: Row) -> Html:
    numbers = [f"{row.score:.1f}", f"{row.saving:.0f} %".replace("-", "\u2212")]
    points = ["no figure" if score is None else f"{score:.0f}" for score in _points(row)]
    marks = f" ({', '.join(row.marks)})" if row.marks else ""
    name = tag.th(row.name + marks, scope="row")
    return tag.tr(tag.td(row.rank), name, map(tag.td, numbers + points))
