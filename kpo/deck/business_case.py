"""The scenes of the business case: its costs, its break-even points, and its assumptions."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from kpo.case import BreakEven, BusinessCase, Outcome, break_evens, case_of_ranking, influences
from kpo.core.text import capitalised, number_of
from kpo.data.assumptions import assumptions, changed, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.deck.scene import Bar, Scene, SceneLine
from kpo.narrative import business_case as words
from kpo.narrative import case_assumptions
from kpo.narrative.case_amounts import hourly, money, shares
from kpo.narrative.case_assumptions import changed_words, not_counted, span_words
from kpo.scoring.ranking import Ranking

SHOWN: Final = 8
INPUTS: Final = 3
ASSUMPTIONS: Final = 9
PRODUCERS: Final = 4
"""Maximum number of producers named under a scene; the page names all."""

COSTS, GONE, ASSUMED = "case costs", "case gone", "case assumed"


def case_scenes(ranking: Ranking) -> tuple[Scene, ...]:
    """Return the three scenes of a ranking's business case; none if no case can be made."""
    result = case_of_ranking(ranking)
    if result is None or not result.outcomes:
        return ()
    item = result.outcomes[0]
    return tuple(scene(ranking, result, item) for scene in (_costs, _gone, _assumed))


def _costs(ranking: Ranking, result: BusinessCase, item: Outcome) -> Scene:
    catalog = ranking.catalog
    bars = [
        Bar(
            named(catalog, one.country, result.case.client, True),
            "",
            one.per_hour,
            hourly(one.per_hour),
        )
        for one in sorted(result.outcomes, key=lambda one: one.per_hour)[:SHOWN]
    ]
    saved = [
        f"{named(catalog, one.country, result.case.client)} {shares(one.share_band)}"
        for one in result.outcomes[:SHOWN]
    ]
    home = catalog.countries[result.case.client].name
    hour = result.home_per_hour
    bars.append(Bar(f"At home: {home}", "", hour, hourly(hour)))
    bars.sort(key=lambda bar: bar.value or 0.0)
    return Scene(
        id=COSTS,
        kind="weights",
        name="What it costs",
        title=words.headline(catalog, result, item),
        caption=words.standfirst(catalog, result, item),
        ranking=ranking,
        bars=tuple(bars),
        unit=f"{result.currency} per productive hour, all in, mean of {result.case.years} years",
        lines=(
            SceneLine("Saved over all years, 8 of 10 draws", f"{'; '.join(saved)}."),
            SceneLine("", not_counted(catalog, result.case, item.country)),
        ),
        source=words.sources(catalog, result, PRODUCERS),
        notes=(words.basis(catalog, result), "Saved: 8 of 10 draws, over all years."),
    )


def _gone_title(catalog: Catalog, result: BusinessCase, item: Outcome) -> str:
    """Return the saving over all years, with its band, as a title."""
    where = named(catalog, item.country, result.case.client)
    word = "saves" if item.total > 0 else "costs more by"
    amount = money(abs(item.total), result.currency)
    share = shares(item.share_band)
    return f"{capitalised(where)} {word} {amount} over {result.case.years} years ({share})"


def _gone_lines(
    catalog: Catalog, result: BusinessCase, item: Outcome, ends: Iterable[BreakEven]
) -> Iterator[SceneLine]:
    """Yield a line for each break-even, and one for the most influential inputs."""
    yield from (SceneLine(end.name, f"{words.break_even_words(end)}.") for end in ends)
    order = influences(catalog, result.case, item.country, result.draws, result.seed)[:INPUTS]
    moves = "; ".join(f"{one.name} ± {money(abs(one.swing))}" for one in order)
    yield SceneLine("What moves it most", f"{moves}.")


def _assumed_lines(catalog: Catalog, result: BusinessCase, item: Outcome) -> Iterator[SceneLine]:
    """Yield the assumptions: the user's own, then those shown first on the page, then the rest."""
    changes = result.case.changes
    order = sorted(
        assumptions(catalog).values(),
        key=lambda one: (not changed(one, item.country, changes), not one.first, one.position),
    )
    for one in order:
        span = span_of(one, item.country, changes)
        if span is None or (one.absent and span.low == span.high == 0):
            continue
        origin = case_assumptions.origin(catalog, one, result.case, item.country)
        yield SceneLine(one.name, f"{span_words(one, span)} ({origin}).")


def _gone(ranking: Ranking, result: BusinessCase, item: Outcome) -> Scene:
    catalog = ranking.catalog
    ends = break_evens(catalog, result.case, item.country, result.draws, result.seed)
    return Scene(
        id=GONE,
        kind="words",
        name="When it stops saving",
        title=_gone_title(catalog, result, item),
        caption=words.productivity_line(ends),
        ranking=ranking,
        lines=(
            SceneLine("", words.standfirst(catalog, result, item)),
            *_gone_lines(catalog, result, item, ends),
        ),
        source=words.sources(catalog, result, PRODUCERS),
        notes=(words.basis(catalog, result), not_counted(catalog, result.case, item.country)),
    )


def _assumed(ranking: Ranking, result: BusinessCase, item: Outcome) -> Scene:
    catalog = ranking.catalog
    return Scene(
        id=ASSUMED,
        kind="words",
        name="What was assumed",
        title=_assumed_title(result),
        caption=not_counted(catalog, result.case, item.country),
        ranking=ranking,
        lines=tuple(islice(_assumed_lines(catalog, result, item), ASSUMPTIONS)),
        source=words.sources(catalog, result, PRODUCERS),
        notes=(words.basis(catalog, result), *changed_words(catalog, result.case)),
    )


def _assumed_title(result: BusinessCase) -> str:
    """Return how many assumptions are the user's own, as a title."""
    count = len(result.case.assumptions)
    if not count:
        return "The case rests on our assumptions: each can be changed"
    own = number_of(count, "assumption", "assumptions")
    return f"The case rests on {own} of yours, the rest ours"
