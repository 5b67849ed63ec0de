"""The scenes of a ranking: who is where, why, how sure, and what would turn it."""

from collections.abc import Iterator

from kpo import sureness_narrative
from kpo.beside import beside, called, left_out, noted, remark
from kpo.catalog import Catalog
from kpo.certainty import changes, how_often, per_cent, too_close
from kpo.naming import joined, lowered, named
from kpo.narrative import LEAST_PART, Why, headline, standfirst, why
from kpo.scenario_narrative import summary
from kpo.scenes.scene import Bar, Line, Scene, credit_line, signed
from kpo.score import Ranking, Row
from kpo.sureness.chances import chances, nearby
from kpo.sureness.variants import without_each


def opening(catalog: Catalog, ranking: Ranking, name: str = "") -> Scene:
    """Return the ranking itself as a scene; `name` is that of a saved scenario."""
    return Scene(
        id=f"scenario {name}" if name else "ranking",
        kind="ranking",
        name=name or "Ranking",
        title=headline(catalog, ranking),
        caption=f"{name}: {summary(catalog, ranking.scenario)}"
        if name
        else standfirst(catalog, ranking),
        ranking=ranking,
        bars=tuple(_total(catalog, row, ranking.client) for row in ranking.rows),
        unit="points of 100",
        lines=tuple(_under(catalog, ranking)),
        source=credit_line(catalog, ranking),
        notes=(summary(catalog, ranking.scenario), *filter(None, (too_close(catalog, ranking),))),
    )


def _under(catalog: Catalog, ranking: Ranking) -> Iterator[Line]:
    """Yield the client at home, what sanctions leave out with its place, and the other reasons."""
    for item in beside(ranking):
        row = item.row
        if not item.outlined:
            marks = noted(catalog, row)
            yield Line("At home", f"{row.name}, {row.score:.0f} points{'; ' * bool(marks)}{marks}.")
        else:
            would = f"{row.score:.0f} points, place {row.rank} if it were ranked"
            yield Line(f"{row.name} ({row.sanctioned})", f"{would}: {item.reason}.")
    for other in left_out(ranking):
        yield Line(called(catalog, ranking, other), f"{other.reason}.")


def _total(catalog: Catalog, row: Row, client: str) -> Bar:
    name = named(catalog, row.country, client, True)
    return Bar(name, "", row.score, f"{row.score:.0f}", mark=remark(catalog, row))


def why_scene(catalog: Catalog, ranking: Ranking) -> Scene:
    """Return the scene of what the first is ahead on."""
    first, second = ranking.rows[:2]
    reason = why(catalog, first, second, ranking.client)
    bars = tuple(
        Bar(catalog.criteria[name].name, name, points, signed(points))
        for name, points in reason.parts
        if abs(points) >= LEAST_PART
    )
    return Scene(
        id="why",
        kind="difference",
        name="Why the first leads",
        title=_ahead(catalog, first, second, reason, ranking.client),
        caption=reason.sentence,
        ranking=ranking,
        bars=bars,
        unit="points that each criterion adds to the lead",
        source=credit_line(catalog, ranking),
        notes=("The bars sum to the distance between the two scores.",),
    )


def _ahead(catalog: Catalog, first: Row, second: Row, reason: Why, client: str) -> str:
    """Return how far the first is ahead and on what; where they are level, that they are."""
    if first.rank == second.rank:
        return reason.title
    gains = sorted((-points, name) for name, points in reason.parts if points >= LEAST_PART)[:2]
    on = joined([lowered(catalog.criteria[name].name) for _, name in gains])
    distance = (
        f"{first.score - second.score:.1f} points ahead of {named(catalog, second.country, client)}"
    )
    return f"{named(catalog, first.country, client, True)} is {distance}" + (
        f", on {on}" if on else ""
    )


def places_scene(catalog: Catalog, ranking: Ranking) -> Scene:
    """Return the scene of how often each destination is in each place."""
    found = chances(catalog, ranking)
    bars = tuple(
        Bar(
            named(catalog, country, ranking.client, True),
            "",
            chance.p_first,
            per_cent(chance.p_first),
            chance.ranks,
        )
        for country, chance in found.items()
    )
    return Scene(
        id="robustness",
        kind="places",
        name="How sure it is",
        title=sureness_narrative.finding(catalog, ranking, nearby(ranking)),
        caption=sureness_narrative.varied(nearby(ranking)),
        ranking=ranking,
        bars=bars,
        unit="share of the draws in each place",
        source=credit_line(catalog, ranking),
        notes=(how_often(catalog, ranking), *filter(None, (too_close(catalog, ranking),))),
    )


def changes_scene(catalog: Catalog, ranking: Ranking) -> Scene:
    """Return the scene of what would turn the lead."""
    found = changes(catalog, ranking)
    close = filter(None, (too_close(catalog, ranking),))
    return Scene(
        id="changes",
        kind="words",
        name="What would change it",
        title=found[0].removesuffix("."),
        caption="The smallest changes of one weight that turn the lead; the others keep their "
        "proportions.",
        ranking=ranking,
        lines=(
            *(Line(*_parted(text)) for text in (*found, *close)),
            Line("Without one criterion", _vital(catalog, ranking)),
        ),
        source=credit_line(catalog, ranking),
        notes=("At each weight named the other destination leads; a step nearer it does not.",),
    )


def _vital(catalog: Catalog, ranking: Ranking) -> str:
    first = ranking.rows[0].country
    return sureness_narrative.without_one(
        catalog, without_each(catalog, ranking), first, ranking.client
    )


def _parted(text: str) -> tuple[str, str]:
    head, colon, rest = text.partition(": ")
    return (head, f"{rest[:1].upper()}{rest[1:]}") if colon else ("", text)
