"""The business case: cost of a team at each destination, the saving, and its break-even points.

>>> from kpo import Scenario, load
>>> from kpo.case import business_case
>>> business_case(load(), Scenario(people=120, client="USA")).to_frame()  # doctest: +SKIP
"""

from kpo.case.business_case import business_case, case_of_ranking, destinations_of
from kpo.case.outcome import PARTS, Band, BusinessCase, Case, Outcome, case_of
from kpo.case.places import Location, Missing
from kpo.case.sensitivity import (
    BreakEven,
    Influence,
    break_evens,
    cumulative_bands,
    influences,
)

__all__ = [
    "PARTS",
    "Band",
    "BreakEven",
    "BusinessCase",
    "Case",
    "Influence",
    "Missing",
    "Outcome",
    "Location",
    "break_evens",
    "business_case",
    "case_of",
    "case_of_ranking",
    "cumulative_bands",
    "destinations_of",
    "influences",
]
