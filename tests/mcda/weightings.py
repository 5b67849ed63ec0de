"""Weightings as the library draws them, each rescaled to a sum of 1."""

import numpy as np

from kpo.mcda.validation import checked_weights, summed
from kpo.mcda.weight_sampling import (
    DRAWS,
    SPREAD,
    moving_criteria,
    named_criteria,
    weight_batches,
)


def sample_weights(weights, draws=DRAWS, mode="near", spread=SPREAD, seed=0, criteria=None):
    """Return draws × criteria; a criterion that takes no part in the sampling stays 0."""
    stated = checked_weights(weights, np.size(weights))
    moving, names = moving_criteria(stated, mode), named_criteria(criteria, stated)
    drawn = np.concatenate([*weight_batches(stated, draws, mode, spread, seed, names)])
    out = np.zeros((draws, len(stated)))
    out[:, moving] = drawn / summed(drawn)[:, None]
    return out
