"""The scenes of the business case: what it costs, when it stops saving, what was assumed."""

from typing import Final

from kpo.case import BusinessCase, Outcome, break_evens, case_of_ranking, influences
from kpo.data.assumptions import assumptions, changed, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.deck.scene import Bar, Scene, SceneLine
from kpo.narrative import business_case as said
from kpo.scoring.ranking import Ranking

SHOWN: Final = 8
INPUTS: Final = 3
PRODUCERS: Final = 4
"""Producers named under a scene; the page names all."""

COSTS, GONE, ASSUMED = "case costs", "case gone", "case assumed"


def case_scenes(ranking: Ranking) -> tuple[Scene, ...]:
    """Return the three scenes of a ranking's case; none where no case can be made."""
    made = case_of_ranking(ranking)
    if made is None or not made.outcomes:
        return ()
    item = made.outcomes[0]
    return (
        _costs(ranking, made, item),
        _gone(ranking, made, item),
        _assumed(ranking, made, item),
    )


def _costs(ranking: Ranking, made: BusinessCase, item: Outcome) -> Scene:
    catalog = ranking.catalog
    bars = [
        Bar(
            named(catalog, one.country, made.case.client, True),
            "",
            one.per_hour,
            said.hourly(one.per_hour),
        )
        for one in sorted(made.outcomes, key=lambda one: one.per_hour)[:SHOWN]
    ]
    saved = [
        f"{named(catalog, one.country, made.case.client)} {said.shares(one.share_band)}"
        for one in made.outcomes[:SHOWN]
    ]
    home = catalog.countries[made.case.client].name
    hour = made.home_per_hour
    bars.append(Bar(f"At home: {home}", "", hour, said.hourly(hour)))
    bars.sort(key=lambda bar: bar.value or 0.0)
    return Scene(
        id=COSTS,
        kind="weights",
        name="What it costs",
        title=said.headline(catalog, made, item),
        caption=said.standfirst(catalog, made, item),
        ranking=ranking,
        bars=tuple(bars),
        unit=f"{made.currency} per productive hour, all in, mean of {made.case.years} years",
        lines=(
            SceneLine("Saved over all years, 8 of 10 draws", f"{'; '.join(saved)}."),
            SceneLine("", said.not_counted(catalog, made.case, item.country)),
        ),
        source=said.sources(catalog, made, PRODUCERS),
        notes=(said.basis(catalog, made), "Saved: 8 of 10 draws, over all years."),
    )


def _gone_title(catalog: Catalog, made: BusinessCase, item: Outcome) -> str:
    """Return what is saved in the end, with its band, as a title."""
    where = named(catalog, item.country, made.case.client)
    word = "saves" if item.total > 0 else "costs more by"
    amount = said.money(abs(item.total), made.currency)
    share = said.shares(item.share_band)
    return f"{where[:1].upper()}{where[1:]} {word} {amount} over {made.case.years} years ({share})"


def _gone_lines(catalog: Catalog, made: BusinessCase, item: Outcome) -> tuple[tuple[str, str], ...]:
    """Return each break-even and the strongest inputs, a head and its words each."""
    ends = break_evens(catalog, made.case, item.country, made.draws, made.seed)
    order = influences(catalog, made.case, item.country, made.draws, made.seed)[:INPUTS]
    moves = "; ".join(f"{one.name} ± {said.money(abs(one.swing))}" for one in order)
    rows = [(end.name, f"{said.break_even_words(end)}.") for end in ends]
    return (*rows, ("What moves it most", f"{moves}."))


def _assumed_lines(
    catalog: Catalog, made: BusinessCase, item: Outcome, most: int = 9
) -> tuple[tuple[str, str], ...]:
    """Return what was assumed: the reader's own first, then the six, then others that count."""
    changes = made.case.changes
    order = sorted(
        assumptions(catalog).values(),
        key=lambda one: (
            not changed(one, item.country, changes),
            not one.first,
            one.position,
        ),
    )
    lines = []
    for one in order:
        span = span_of(one, item.country, changes)
        if span is None or (one.absent and span.low == span.high == 0):
            continue
        origin = said.origin(catalog, one, made.case, item.country)
        lines.append((one.name, f"{said.span_words(one, span)} ({origin})."))
    return tuple(lines[:most])


def _gone(ranking: Ranking, made: BusinessCase, item: Outcome) -> Scene:
    catalog = ranking.catalog
    ends = break_evens(catalog, made.case, item.country, made.draws, made.seed)
    return Scene(
        id=GONE,
        kind="words",
        name="When it stops saving",
        title=_gone_title(catalog, made, item),
        caption=said.productivity_line(ends),
        ranking=ranking,
        lines=(
            SceneLine("", said.standfirst(catalog, made, item)),
            *(SceneLine(*pair) for pair in _gone_lines(catalog, made, item)),
        ),
        source=said.sources(catalog, made, PRODUCERS),
        notes=(said.basis(catalog, made), said.not_counted(catalog, made.case, item.country)),
    )


def _assumed(ranking: Ranking, made: BusinessCase, item: Outcome) -> Scene:
    catalog = ranking.catalog
    return Scene(
        id=ASSUMED,
        kind="words",
        name="What was assumed",
        title=_assumed_title(made),
        caption=said.not_counted(catalog, made.case, item.country),
        ranking=ranking,
        lines=tuple(SceneLine(*pair) for pair in _assumed_lines(catalog, made, item)),
        source=said.sources(catalog, made, PRODUCERS),
        notes=(said.basis(catalog, made), *said.changed_words(catalog, made.case)),
    )


def _assumed_title(made: BusinessCase) -> str:
    """Return how many assumptions are the reader's own, as a title."""
    count = len(made.case.assumptions)
    if not count:
        return "The case rests on our assumptions: each can be changed"
    return (
        f"The case rests on {count} assumption{'' if count == 1 else 's'} of yours, the rest ours"
    )
