"""The scene of the map: scores as colours, and the names of the top destinations."""

from collections.abc import Iterator, Mapping
from typing import Final

from kpo.data.catalog import Catalog
from kpo.data.geography import DISCLAIMER, DOTS, equal_earth, rings
from kpo.deck.map_labels import labels
from kpo.deck.scene import Bar, MapLabel, MapPlace, Scene, SceneLine, credit_line
from kpo.narrative.ranking import beside
from kpo.scoring.ranking import Ranking
from kpo.style import LEVELS

NAMED: Final = 10
"""Number of top destinations that get a dot and a name."""

UNDER: Final = 3
"""Maximum number of lines under the ranking that are considered for the line under the map."""


def map_scene(ranking: Ranking) -> Scene:
    """Return the scene of a map with the scores of the destinations."""
    first, last = ranking.rows[0], ranking.rows[-1]
    title = f"{ranking.named(first.country, True)} scores {first.score:.0f} of 100"
    if len(ranking.rows) > 1:
        ends = [f"{row.score:.0f} ({ranking.named(row.country)})" for row in (last, first)]
        title = f"Scores run from {' to '.join(ends)}"
    caption = "The stronger the colour, the higher the score."
    if ranking.not_ranked:
        caption += " Hatched: not ranked, for want of figures or by a rule."
    return Scene(
        id="map",
        kind="map",
        name="The map",
        title=title,
        caption=caption,
        ranking=ranking,
        bars=tuple(
            Bar(words, "", float(step), words) for step, words in enumerate(_steps(ranking))
        ),
        unit="score, points of 100",
        lines=(SceneLine("", " ".join((*_left_out(ranking), f"Equal-area map. {DISCLAIMER}"))),),
        places=tuple(_places(ranking)),
        source=credit_line(ranking),
        notes=(f"Scores: {', '.join(f'{row.name} {row.score:.0f}' for row in ranking.rows)}.",),
    )


def _left_out(ranking: Ranking) -> Iterator[str]:
    for item in beside(ranking)[:UNDER]:
        if item.outlined:
            yield (
                f"{item.row.name} ({item.row.sanctioned}) is left out; it would score "
                f"{item.row.score:.0f}, place {item.row.rank}."
            )


def _steps(ranking: Ranking) -> Iterator[str]:
    """Yield the range of scores of each colour as text, from the lowest."""
    low, high = ranking.rows[-1].score, ranking.rows[0].score
    if high == low:
        yield f"{high:.0f}"
        return
    edges = [low + place * (high - low) / LEVELS for place in range(LEVELS + 1)]
    for begin, end in zip(edges, edges[1:], strict=False):
        yield f"{begin:.0f} to {end:.0f}"


def _places(ranking: Ranking) -> Iterator[MapPlace]:
    """Yield the destinations by rank, the top ones with names, then those not ranked."""
    catalog = ranking.catalog
    low, high = ranking.rows[-1].score, ranking.rows[0].score
    spots = {row.country: _spot(catalog, row.country) for row in ranking.rows}
    names = _names(ranking, spots)
    for spot, row in enumerate(ranking.rows):
        if (at := spots[row.country]) is None:
            continue
        share = (row.score - low) / ((high - low) or 1.0)
        level = min(LEVELS - 1, int(LEVELS * share))
        dot = spot < NAMED or _is_dot(catalog, row.country)
        name, label = names.get(row.country, ("", None))
        yield MapPlace(row.country, level, *at, name, label, dot)
    for item in ranking.not_ranked:
        if at := _spot(catalog, item.country):
            yield MapPlace(item.country, None, *at, "", None, _is_dot(catalog, item.country))


def _names(
    ranking: Ranking, spots: Mapping[str, tuple[float, float] | None]
) -> dict[str, tuple[str, MapLabel]]:
    """Return the name and its label for each top destination on the map that has room for one."""
    marks = {row.country: f" ({row.sanctioned})" * bool(row.sanctioned) for row in ranking.rows}
    named = {
        row.country: (f"{row.rank} {row.name}{marks[row.country]}", at)
        for row in ranking.rows[:NAMED]
        if (at := spots[row.country]) is not None
    }
    small = [at for country, at in spots.items() if at and _is_dot(ranking.catalog, country)]
    places = zip(named.items(), labels(tuple(named.values()), tuple(small)), strict=True)
    return {country: (name, label) for (country, (name, _)), label in places if label is not None}


def _spot(catalog: Catalog, country: str) -> tuple[float, float] | None:
    """Return a country's position in map units; without coordinates, the middle of its outline.

    None if it has no outline either: then it is not on the map.
    """
    item = catalog.countries.get(country)
    if item is None or not item.placed:
        outline = rings().get(country)
        if not outline:
            return None
        ring = max(outline, key=len)
        return (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
    x, y = equal_earth(item.longitude, item.latitude)
    return float(x), float(y)


def _is_dot(catalog: Catalog, country: str) -> bool:
    """Tell whether a country is shown as a dot: too small to see, or the user's own site."""
    own = country not in catalog.published.countries
    return country in DOTS or (own and catalog.countries[country].placed)
