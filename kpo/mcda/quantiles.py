"""Normal, exponential and triangular quantiles in 4,096 steps, the same on every machine.

Logarithms and exponentials differ in the last place between machines. The quantiles are therefore
read from one file, in single precision, that JavaScript reads too; computations with them use
only sums, products, quotients and square roots, which every machine rounds alike.
"""

from functools import lru_cache
from math import log
from pathlib import Path
from statistics import NormalDist

import numpy as np

from kpo.mcda.aggregation import Floats
from kpo.mcda.hashing import STEPS

FILE = Path(__file__).with_suffix(".f32")
HALF = STEPS // 2
SINGLE = np.dtype("<f4")
HALVINGS = 10
TERMS = 8


def computed() -> bytes:
    """Return the content of the file: quantiles at the middles of the steps, as single floats.

    The upper half of the normal quantiles, which the lower half mirrors, then the exponential
    ones. The module writes the file when it is run; a test checks that it is up to date.
    """
    middles = [(step + 0.5) / STEPS for step in range(STEPS)]
    normal = [NormalDist().inv_cdf(middle) for middle in middles[HALF:]]
    exponential = [-log(1 - middle) for middle in middles]
    return np.array(normal + exponential, dtype=SINGLE).tobytes()


def _read() -> tuple[Floats, Floats, Floats]:
    stored = np.fromfile(FILE, dtype=SINGLE).astype(np.float64)
    upper = stored[:HALF]
    columns = (
        np.concatenate([-upper[::-1], upper]),
        stored[HALF:],
        (np.arange(STEPS) + 0.5) / STEPS,
    )
    for table in columns:
        table.flags.writeable = False
    return columns


NORMAL, EXPONENTIAL, UNIFORM = _read()
"""Quantiles of the standard normal, exponential and uniform distributions, one per step."""


@lru_cache(maxsize=256)
def factors(deviation: float) -> Floats:
    """Return exp(deviation · z) for every normal quantile z.

    A Taylor sum at 1/1,024 of the exponent, squared ten times: accurate to 1e-12, and the same to
    the last bit on every machine.

    Examples
    --------
    >>> bool(abs(factors(0.15)[-1] / np.exp(0.15 * NORMAL[-1]) - 1) < 1e-12)
    True
    """
    part = deviation * NORMAL / (1 << HALVINGS)
    out = np.ones(STEPS)
    for term in range(TERMS, 0, -1):
        out = 1.0 + part * out / term
    for _ in range(HALVINGS):
        out = out * out
    out.flags.writeable = False
    return out


def triangular(low: float, mode: float, high: float, shares: Floats = UNIFORM) -> Floats:
    """Return the quantiles of a triangular distribution at `shares`, by default one per step.

    Examples
    --------
    >>> triangular(0.0, 1.0, 2.0)[[0, 2048]].round(4).tolist()
    [0.0156, 1.0001]
    """
    if high <= low:
        return np.full_like(shares, mode)
    width, left, right = high - low, mode - low, high - mode
    return np.where(
        shares * width < left,
        low + np.sqrt(shares * (width * left)),
        high - np.sqrt((1.0 - shares) * (width * right)),
    )


if __name__ == "__main__":
    FILE.write_bytes(computed())
