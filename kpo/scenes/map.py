"""The scene of the map: scores as colours, and the names of the first."""

from collections.abc import Iterable, Iterator
from typing import Final

from kpo.beside import beside
from kpo.catalog import Catalog
from kpo.charts.classes import LEVELS
from kpo.charts.map import DISCLAIMER, DOTS
from kpo.charts.outlines import rings
from kpo.charts.projection import equal_earth
from kpo.naming import named
from kpo.scenes.scene import Bar, Line, Place, Scene, credit_line
from kpo.score import Ranking

NAMED: Final = 10
"""Destinations that get a dot and, where there is room, their name: the first ones."""

UNDER: Final = 3
"""Lines under the ranking that the caption looks at."""

LINE: Final = 105.0
"""Map units between two names, at the least: 22 pixels of a map 1,000 pixels wide."""

LONG: Final = 830.0
"""Map units that a name takes to the side."""


def map_scene(catalog: Catalog, ranking: Ranking) -> Scene:
    """Return the scene of where the destinations lie and how they score."""
    first, last = ranking.rows[0], ranking.rows[-1]
    title = f"{named(catalog, first.country, ranking.client, True)} scores {first.score:.0f} of 100"
    if len(ranking.rows) > 1:
        ends = [
            f"{row.score:.0f} ({named(catalog, row.country, ranking.client)})"
            for row in (last, first)
        ]
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
        lines=(Line("", " ".join((*_left_out(ranking), f"Equal-area map. {DISCLAIMER}"))),),
        places=tuple(_places(catalog, ranking)),
        source=credit_line(catalog, ranking),
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
    """Yield the scores that each colour stands for, from the lowest."""
    low, high = ranking.rows[-1].score, ranking.rows[0].score
    if high == low:
        yield f"{high:.0f}"
        return
    edges = [low + place * (high - low) / LEVELS for place in range(LEVELS + 1)]
    for begin, end in zip(edges, edges[1:], strict=False):
        yield f"{begin:.0f} to {end:.0f}"


def _places(catalog: Catalog, ranking: Ranking) -> Iterator[Place]:
    low, high = ranking.rows[-1].score, ranking.rows[0].score
    told: list[Place] = []
    for spot, row in enumerate(ranking.rows):
        share = (row.score - low) / ((high - low) or 1.0)
        level = min(LEVELS - 1, int(LEVELS * share))
        found = _spot(catalog, row.country)
        if found is None:
            continue
        x, y = found
        mark = f" ({row.sanctioned})" if row.sanctioned else ""
        beside = _free(x, y, told) if spot < NAMED else None
        name = f"{row.rank} {row.name}{mark}" if beside is not None else ""
        dot = spot < NAMED or _is_dot(catalog, row.country)
        told.append(Place(row.country, level, x, y, name, y if beside is None else beside, dot))
    yield from told
    for item in ranking.not_ranked:
        if found := _spot(catalog, item.country):
            x, y = found
            yield Place(item.country, None, x, y, "", y, _is_dot(catalog, item.country))


def _spot(catalog: Catalog, country: str) -> tuple[float, float] | None:
    """Return where a country lies; of one that the reader brought, the middle of its outline.

    None where it has no outline either: then it is not on the map.
    """
    found = catalog.countries.get(country)
    if found is None or not found.placed:
        outline = rings().get(country)
        if not outline:
            return None
        ring = max(outline, key=len)
        return (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
    x, y = equal_earth(found.longitude, found.latitude)
    return float(x), float(y)


def _is_dot(catalog: Catalog, country: str) -> bool:
    """Tell whether a country is too small for its outline, or has none: a site of the user's."""
    own = country not in catalog.published.countries
    return country in DOTS or (own and catalog.countries[country].placed)


def _free(x: float, y: float, told: Iterable[Place]) -> float | None:
    """Return the nearest height at which a name covers no other; None where there is no room.

    Further off nobody could tell which dot it belongs to.
    """
    taken = [place for place in told if place.name and abs(x - place.x) < LONG]
    for step in (0.0, -1.0, 1.0):
        if all(abs(y + step * LINE - place.beside) >= LINE for place in taken):
            return y + step * LINE
    return None
