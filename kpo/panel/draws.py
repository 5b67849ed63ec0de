"""Data with which the browser (``kpo/panel/draws.js``) draws figures as the server does."""

from base64 import b64encode
from functools import lru_cache
from itertools import chain
from typing import Final

from kpo.core.cache import cached
from kpo.mcda.hashing import key
from kpo.mcda.quantiles import FILE, HALF, SINGLE
from kpo.mcda.uncertain_scores import Cell, Cost, Normal, Part, Saving, Uniform
from kpo.robustness.uncertain_scores import doubts
from kpo.scoring.decision_matrix import DecisionMatrix

Packed = list[str | float]
"""One drawn part: name of its distribution, share, key of its draws, and parameters."""

Drawn = list[list[float | Packed] | None]
"""For each criterion of a row the certain points, then the drawn parts; None if none is drawn."""

NO_KEY: Final = 0


def row_draws(matrix: DecisionMatrix, place: int) -> Drawn:
    """Return the drawn parts of one row of a matrix; empty if nothing is drawn.

    Pay is relative to the client's, so that no figure is passed on.
    """
    uncertain = doubts(matrix)
    cells = [column.get(place) for column in uncertain.cells]
    if not any(cells):
        return []
    certain = uncertain.certain[place].tolist()
    return [
        [points, *packed(cell)] if cell else None
        for points, cell in zip(certain, cells, strict=True)
    ]


@cached(16)
def home_cost(matrix: DecisionMatrix) -> list[float]:
    """Return the client's cost as `packed` gives a destination's; empty if no saving is drawn."""
    parts = chain.from_iterable(cell for column in doubts(matrix).cells for cell in column.values())
    saving = next((part for part in parts if isinstance(part, Saving)), None)
    return [] if saving is None else _cost(saving.client)


def packed(cell: Cell) -> list[Packed]:
    """Return the parts of one score as plain lists.

    Examples
    --------
    >>> packed((Uniform("IND", "law", 0.0, 60.0, 0.5),))
    [['uniform', 0.5, 2892224924, 0.0, 60.0]]
    """
    return [_part(part) for part in cell]


@lru_cache(maxsize=1)
def normal_quantiles() -> str:
    """Return the upper half of the normal quantiles, single floats in base64."""
    return b64encode(FILE.read_bytes()[: HALF * SINGLE.itemsize]).decode()


def _part(part: Part) -> Packed:
    if isinstance(part, Saving):
        return ["saving", part.share, NO_KEY, *_cost(part.destination)]
    drawn = part.share, key(part.country, part.figure)
    if isinstance(part, Normal):
        return ["normal", *drawn, part.now, part.deviation]
    if isinstance(part, Uniform):
        return ["uniform", *drawn, part.low, part.high]
    return ["lognormal", *drawn, part.zero, part.now, part.deviation]


def _cost(cost: Cost) -> list[float]:
    return [
        cost.pay,
        cost.deviation,
        cost.lowest,
        cost.charges,
        cost.highest,
        key(cost.country, cost.pay_figure),
        key(cost.country, cost.charges_figure),
    ]
