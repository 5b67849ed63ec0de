"""Distributions of the uncertain figures behind a ranking.

The widths are in the table ``figure_errors``. For each country these figures vary:

- pay, of the client too: a lognormal factor, as wide as the widest of the width for pay, the
  survey's own error, and the widths for differently defined, assumed or doubtful figures.
  Employer's charges: triangular between their lowest and highest source.
- a figure whose source gives a standard error: normal, on the scale it is scored on.
- a differently defined or doubtful figure: a lognormal factor, but only if a factor is meaningful:
  on logarithmic scales and for shares in per cent. Index points are left as they are.
- a missing figure: uniform from 0 to a multiple of the points it counts, at most 100 points.

Not varied: assumed English, which lies at the top of its scale; the user's own figures, for
which only the user can vouch; and all others. A value computed from a figure varies with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from kpo.core.model import FigureError, Indicator, Observation
from kpo.data.assumptions import Span
from kpo.mcda.normalisation import transformed
from kpo.mcda.uncertain_scores import TOP, Cost, Lognormal, Normal, Part, Saving, Uniform
from kpo.scoring.decision_matrix import goalposts

PAY, DIFFERENT, DOUBTFUL, MISSING = "pay", "different_definition", "doubtful", "missing"
CERTAIN = frozenset({"user", "assumed"})
"""Statuses of figures that do not vary, except for pay."""


@dataclass(frozen=True)
class Weighed:
    """One indicator of one country as it enters a score.

    Attributes
    ----------
    stream
        Id of the figure that its draws depend on: its own, or that of the figure it is computed
        from.
    score, share
        Points it counts, and its share of the criterion.
    observation
        The figure; None if a constant is used in its place.
    doubted
        The figure whose status, error and doubt decide the width: `observation`, or the figure it
        is computed from.
    """

    country: str
    indicator: Indicator
    stream: str
    score: float
    share: float
    observation: Observation | None
    doubted: Observation | None


def part_of(weighed: Weighed, widths: Mapping[str, FigureError]) -> Part | None:
    """Return how an indicator's points are drawn; None if they are certain."""
    country, item, observation = weighed.country, weighed.indicator, weighed.observation
    if observation is None or weighed.doubted is None:
        most = min(TOP, (widths[MISSING].spread or 0.0) * weighed.score)
        return Uniform(country, weighed.stream, 0.0, most, weighed.share) if most > 0 else None
    if observation.status in CERTAIN:
        return None
    factor = _factor(weighed.doubted, widths)
    now, share = _points(item, observation.value), weighed.share
    if item.transform == "linear" and factor and item.unit.startswith("%"):
        return Lognormal(country, weighed.stream, _points(item, 0.0), now, factor, share)
    deviation = item.direction * _deviation(item, observation, factor)
    return Normal(country, weighed.stream, now, deviation, share) if deviation else None


def cost_of(
    pay: Observation,
    charges: Span,
    streams: tuple[str, str],
    widths: Mapping[str, FigureError],
    unit: float,
) -> Cost:
    """Return how a cost of labour is drawn, in `unit`; `streams` are those of pay and charges."""
    deviation = pay_deviation(pay, widths)
    return Cost(pay.country, *streams, pay.value / unit, deviation, *charges)


def saving_of(destination: Cost, client: Cost, share: float) -> Part | None:
    """Return how a saving is drawn; None if both costs are certain."""
    doubtful = any(
        cost.deviation > 0 or cost.lowest < cost.highest for cost in (destination, client)
    )
    return Saving(destination, client, share) if doubtful else None


def pay_deviation(pay: Observation, widths: Mapping[str, FigureError]) -> float:
    """Return the standard deviation of the logarithm of a pay figure; 0 for the user's own."""
    if pay.status == "user":
        return 0.0
    least = [widths[PAY].spread or 0.0, _factor(pay, widths)]
    if pay.status == "assumed":
        least.append(widths[DIFFERENT].spread or 0.0)
    if pay.error:
        least.append(pay.error / pay.value)
    return max(least)


def charges_of(used: Observation, others: Sequence[Observation]) -> Span:
    """Return employer's charges as shares of pay: lowest source, the one used, highest."""
    values = [used.value, *(() if used.status == "user" else (item.value for item in others))]
    return Span(min(values) / 100, used.value / 100, max(values) / 100)


def _factor(observation: Observation, widths: Mapping[str, FigureError]) -> float:
    """Return the log standard deviation from a figure's status or doubt, the wider of the two."""
    wide = [0.0]
    if observation.status == DIFFERENT:
        wide.append(widths[DIFFERENT].spread or 0.0)
    if observation.doubt:
        wide.append(widths[DOUBTFUL].spread or 0.0)
    return max(wide)


def _points(item: Indicator, value: float) -> float:
    """Return the points of a figure, not clipped at the goalposts."""
    low, high = (_scaled(item, bound) for bound in goalposts(item))
    share = (_scaled(item, value) - low) / (high - low)
    return TOP * (share if item.direction > 0 else 1 - share)


def _scaled(item: Indicator, value: float) -> float:
    return float(transformed(np.array(value), item.transform))


def _deviation(item: Indicator, observation: Observation, factor: float) -> float:
    """Return one standard deviation of a figure in points, from its own error or a factor."""
    low, high = (_scaled(item, bound) for bound in goalposts(item))
    error = observation.error or 0.0
    if item.transform == "linear":
        return TOP * error / (high - low)
    logged = observation.value + (item.transform == "log1p")
    return TOP * max(error / logged, factor) / (log(10) * (high - low))
