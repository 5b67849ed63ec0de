"""The scenes of a ranking: the ranks, the reasons, the robustness, and what would change it."""

from collections.abc import Iterator

from kpo.core.numbers import per_cent, signed
from kpo.core.text import capitalised, joined, lowered
from kpo.deck.scene import Bar, Scene, SceneLine, credit_line
from kpo.narrative import robustness
from kpo.narrative.rank_acceptability import changes, how_often, too_close
from kpo.narrative.ranking import (
    MIN_PART,
    Why,
    beside,
    called,
    headline,
    left_out,
    noted,
    remark,
    standfirst,
    why,
)
from kpo.narrative.scenarios import summary
from kpo.robustness.rank_acceptability import near_stated, rank_outlooks
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row


def opening(ranking: Ranking, name: str = "") -> Scene:
    """Return the ranking itself as a scene; `name` is that of a saved scenario."""
    catalog = ranking.catalog
    return Scene(
        id=f"scenario {name}" if name else "ranking",
        kind="ranking",
        name=name or "Ranking",
        title=headline(ranking),
        caption=f"{name}: {summary(catalog, ranking.scenario)}" if name else standfirst(ranking),
        ranking=ranking,
        bars=tuple(_total(ranking, row) for row in ranking.rows),
        unit="points of 100",
        lines=tuple(_under(ranking)),
        source=credit_line(ranking),
        notes=(summary(catalog, ranking.scenario), *filter(None, (too_close(ranking),))),
    )


def _under(ranking: Ranking) -> Iterator[SceneLine]:
    """Yield lines on the client, on the sanctioned destinations, and on others not ranked."""
    for item in beside(ranking):
        row = item.row
        if not item.outlined:
            marks = noted(ranking.catalog, row)
            yield SceneLine(
                "At home", f"{row.name}, {row.score:.0f} points{'; ' * bool(marks)}{marks}."
            )
        else:
            yield SceneLine(f"{row.name} ({row.sanctioned})", f"{item.would_be}: {item.reason}.")
    for other in left_out(ranking):
        yield SceneLine(called(ranking, other), f"{other.reason}.")


def _total(ranking: Ranking, row: Row) -> Bar:
    name, marks = ranking.named(row.country, True), remark(ranking.catalog, row)
    return Bar(name, "", row.score, f"{row.score:.0f}", mark=marks)


def why_scene(ranking: Ranking) -> Scene:
    """Return the scene of the criteria on which the first is ahead of the second."""
    catalog = ranking.catalog
    first, second = ranking.rows[:2]
    reason = why(catalog, first, second, ranking.client)
    bars = tuple(
        Bar(catalog.criteria[name].name, name, points, signed(points))
        for name, points in reason.parts
        if abs(points) >= MIN_PART
    )
    return Scene(
        id="why",
        kind="difference",
        name="Why the first leads",
        title=_ahead(ranking, reason),
        caption=reason.sentence,
        ranking=ranking,
        bars=bars,
        unit="points that each criterion adds to the lead",
        source=credit_line(ranking),
        notes=("The bars sum to the distance between the two scores.",),
    )


def _ahead(ranking: Ranking, reason: Why) -> str:
    """Return how far the first is ahead and on what, as a title; or that the two are level."""
    first, second = ranking.rows[:2]
    if first.rank == second.rank:
        return reason.title
    gains = sorted((-points, name) for name, points in reason.parts if points >= MIN_PART)[:2]
    on = [lowered(ranking.catalog.criteria[name].name) for _, name in gains]
    distance = f"{first.score - second.score:.1f} points ahead of {ranking.named(second.country)}"
    why_so = f", on {joined(on)}" if on else ""
    return f"{ranking.named(first.country, True)} is {distance}{why_so}"


def places_scene(ranking: Ranking) -> Scene:
    """Return the scene of how often each destination takes each rank."""
    outlooks = rank_outlooks(ranking)
    bars = tuple(
        Bar(
            ranking.named(country, True), "", chance.p_first, per_cent(chance.p_first), chance.ranks
        )
        for country, chance in outlooks.items()
    )
    return Scene(
        id="robustness",
        kind="places",
        name="How sure it is",
        title=robustness.finding(ranking, near_stated(ranking)),
        caption=robustness.varied(near_stated(ranking)),
        ranking=ranking,
        bars=bars,
        unit="share of the draws in each place",
        source=credit_line(ranking),
        notes=(how_often(ranking), *filter(None, (too_close(ranking),))),
    )


def changes_scene(ranking: Ranking) -> Scene:
    """Return the scene of changes that would make another destination lead."""
    turns = changes(ranking)
    close = filter(None, (too_close(ranking),))
    return Scene(
        id="changes",
        kind="words",
        name="What would change it",
        title=turns[0].removesuffix("."),
        caption="The smallest changes of one weight that turn the lead; the others keep their "
        "proportions.",
        ranking=ranking,
        lines=(
            *(SceneLine(*_parted(text)) for text in (*turns, *close)),
            SceneLine("Without one criterion", robustness.without_one(ranking)),
        ),
        source=credit_line(ranking),
        notes=("At each weight named the other destination leads; a step nearer it does not.",),
    )


def _parted(text: str) -> tuple[str, str]:
    head, colon, rest = text.partition(": ")
    return (head, capitalised(rest)) if colon else ("", text)
