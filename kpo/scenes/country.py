"""The scene of one destination: its points, its strengths and its weak points."""

from collections.abc import Iterable

from kpo.beside import pattern
from kpo.catalog import Catalog
from kpo.certainty import kind_words, per_cent
from kpo.evidence import STATUS_WORDS
from kpo.naming import lowered, named
from kpo.profile import Profile, profile
from kpo.scenes.scene import Bar, Line, Scene, credit_line
from kpo.score import Ranking, Row
from kpo.sureness.chances import chances, nearby


def country_scene(catalog: Catalog, ranking: Ranking, spot: int) -> Scene:
    """Return the scene of the destination at a spot of the ranking, from 0."""
    row = ranking.rows[spot]
    found = profile(catalog, ranking.scenario, row.country)
    bars = tuple(
        Bar(
            catalog.criteria[name].name,
            name,
            score,
            f"no figure: counted at {score:.0f}" if name in row.missing else f"{score:.0f}",
            mark="" if name in row.missing else _mark(row, name),
            pattern=pattern(row, name),
        )
        for name, score in row.scores.items()
    )
    return Scene(
        id=f"place {spot + 1}",
        kind="country",
        name=f"Place {spot + 1}: {named(catalog, row.country, ranking.client, True)}",
        title=found.headline,
        caption=found.standfirst,
        ranking=ranking,
        bars=bars,
        unit="points of 100 on each criterion",
        lines=(
            Line("How sure", how_sure(catalog, ranking, row)),
            *([Line("Mind", f"{'; '.join(row.marks)}.")] if row.marks else []),
            *_remarks(found),
        ),
        source=credit_line(catalog, ranking),
        notes=(*found.lift, *found.unknown),
    )


def how_sure(catalog: Catalog, ranking: Ranking, row: Row) -> str:
    """Return how often a destination is first, between which ranks it stays, and its coverage."""
    chance = chances(catalog, ranking)[row.country]
    ranks = f"rank {chance.best}" if chance.best == chance.worst else ""
    ranks = ranks or f"ranks {chance.best}\u2013{chance.worst}"
    return (
        f"First in {per_cent(chance.p_first)} of {kind_words(nearby(ranking))}, {ranks}; "
        f"figures cover {100 * row.coverage:.0f} %."
    )


def _mark(row: Row, criterion: str) -> str:
    return ", ".join(
        word
        for status, word in STATUS_WORDS.items()
        if status != "reported" and status in row.statuses[criterion]
    )


def _remarks(found: Profile) -> Iterable[Line]:
    for remark in found.strengths[:2]:
        yield Line(f"Strong: {lowered(remark.name)}", remark.sentence)
    for remark in found.weak_points[:2]:
        yield Line(f"Weak: {lowered(remark.name)}", remark.sentence)
