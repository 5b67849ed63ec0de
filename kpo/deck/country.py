"""The scene of one destination: its points, its strengths and its weak points."""

from collections.abc import Iterable

from kpo.core.labels import STATUS_WORDS
from kpo.core.numbers import per_cent
from kpo.core.text import lowered
from kpo.deck.scene import Bar, Scene, SceneLine, credit_line
from kpo.narrative.profile import Profile, profile
from kpo.narrative.rank_acceptability import kind_words, ranks
from kpo.narrative.ranking import pattern
from kpo.robustness.rank_acceptability import near_stated, rank_outlooks
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row


def country_scene(ranking: Ranking, spot: int) -> Scene:
    """Return the scene of the destination at index `spot`, from 0, of the ranking."""
    catalog = ranking.catalog
    row = ranking.rows[spot]
    texts = profile(catalog, ranking.scenario, row.country)
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
        name=f"Place {spot + 1}: {ranking.named(row.country, True)}",
        title=texts.headline,
        caption=texts.standfirst,
        ranking=ranking,
        bars=bars,
        unit="points of 100 on each criterion",
        lines=(
            SceneLine("How sure", how_sure(ranking, row)),
            *([SceneLine("Mind", f"{'; '.join(row.marks)}.")] if row.marks else []),
            *_remarks(texts),
        ),
        source=credit_line(ranking),
        notes=(*texts.lift, *texts.unknown),
    )


def how_sure(ranking: Ranking, row: Row) -> str:
    """Return how often a destination is first, its rank band, and its coverage."""
    chance = rank_outlooks(ranking)[row.country]
    return (
        f"First in {per_cent(chance.p_first)} of {kind_words(near_stated(ranking))}, "
        f"{ranks(chance)}; figures cover {100 * row.coverage:.0f} %."
    )


def _mark(row: Row, criterion: str) -> str:
    return ", ".join(
        word
        for status, word in STATUS_WORDS.items()
        if status != "reported" and status in row.statuses[criterion]
    )


def _remarks(texts: Profile) -> Iterable[SceneLine]:
    for word, points in (("Strong", texts.strengths), ("Weak", texts.weak_points)):
        for item in points[:2]:
            yield SceneLine(f"{word}: {lowered(item.name)}", item.sentence)
