"""Rises that would lift a destination by one place, on one criterion alone, in its raw unit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from kpo.analysis.profile.facts import CriterionFacts
from kpo.core.numbers import in_points, shown_value
from kpo.core.text import lowered
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.mcda.improvement import overtake
from kpo.robustness.method_variants import figure_at
from kpo.scoring.ranking import Ranking

NAMED: Final = 4
"""Maximum number of rises that are put into words, the smallest first."""


@dataclass(frozen=True)
class Lift:
    """The destination just above, its lead in points, and each rise that alone would draw level.

    `rises` are pairs of criterion and points. `now` holds the current scores by criterion; one
    without a figure counts a constant.
    """

    rival: str
    gap: float
    rises: tuple[tuple[str, float], ...]
    now: Mapping[str, float]


def lift(ranking: Ranking, country: str) -> Lift | None:
    """Return the rises that reach the next score above; None for a leader or if not ranked."""
    own = next((row for row in ranking.rows if row.country == country), None)
    above = [row for row in ranking.rows if own and row.rank < own.rank]
    if own is None or not above:
        return None
    rival = above[-1]
    scores = np.array([[row.scores[name] for name in ranking.criteria] for row in (own, rival)])
    improvement = overtake(scores, ranking.weights, 0, 1, ranking.scenario.method)
    rises = [
        (name, float(points))
        for name, points in zip(ranking.criteria, improvement.points, strict=True)
        if not np.isnan(points)
    ]
    return Lift(
        rival.country, improvement.gap, tuple(sorted(rises, key=lambda item: item[1])), own.scores
    )


def sentences(
    catalog: Catalog, least: Lift, blocks: dict[str, CriterionFacts], client: str
) -> tuple[str, ...]:
    """Return the destination above, then one line for each criterion that alone is enough."""
    name = named(catalog, least.rival, client, True)
    lead = f"{name} stands just above, by {in_points(least.gap, 1)}."
    rises = [item for item in least.rises if not catalog.criteria[item[0]].fixed][:NAMED]
    if not rises:
        return lead, "No single criterion would close that; it takes several."
    lines = [_line(blocks[criterion], least.now[criterion], points) for criterion, points in rises]
    return f"{lead} Any one of these closes the gap:", *lines


def _line(block: CriterionFacts, now: float, points: float) -> str:
    digits = 0 if f"{now:.0f}" != f"{now + points:.0f}" else 1
    lead = f"{block.criterion.name}: {now:.{digits}f} to {now + points:.{digits}f} of 100"
    counted = [item for item in block.facts if item.counts]
    if len(counted) != 1 or counted[0].observation is None:
        return f"{lead}."
    item, held = counted[0].indicator, counted[0].observation
    then = shown_value(item, figure_at(item, now + points))
    return (
        f"{lead}, {lowered(item.name)} from {shown_value(item, held.value)} to {then} {item.unit}."
    )
