"""What a browser needs to draw the figures as the server does: kpo/export/draws.js."""

from base64 import b64encode
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np

from kpo.catalog import Catalog
from kpo.robustness.quantiles import FILE, HALF, SINGLE
from kpo.score import Ranking
from kpo.sureness.case import case_of


def doubts_record(catalog: Catalog, ranking: Ranking) -> dict[str, Any]:
    """Return, by country, the certain points and what is drawn of each criterion.

    Pay stands in parts of the client's, so that no figure is passed on.
    """
    case = case_of(catalog, ranking)
    assert case.doubtful is not None
    known = np.isnan(case.doubtful.certain)
    rows = {
        country: {
            "certain": [None if gone else value for value, gone in zip(values, gaps, strict=True)],
            "cells": [None] * len(case.criteria),
        }
        for country, values, gaps in zip(
            case.countries, case.doubtful.certain.tolist(), known.tolist(), strict=True
        )
    }
    for drawn in case.doubtful.cells:
        for row, place in zip(drawn.rows.tolist(), drawn.places.tolist(), strict=True):
            parts = [asdict(part) for part in drawn.cells[place]]
            rows[case.countries[row]]["cells"][drawn.column] = parts
    return {"normal": _normal(), "rows": rows}


@lru_cache(maxsize=1)
def _normal() -> str:
    """Return the upper half of the normal quantiles, single floats in base64."""
    return b64encode(FILE.read_bytes()[: HALF * SINGLE.itemsize]).decode()
