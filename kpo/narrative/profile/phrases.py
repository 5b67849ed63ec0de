"""Figures and savings as phrases for a sentence."""

from typing import Final

from kpo.core.model import Indicator, Observation
from kpo.core.numbers import amount_and_unit
from kpo.core.text import inner
from kpo.data.computed import DATA_TRANSFER
from kpo.data.labour_cost import SAVING

BARE_UNITS: Final = ("index", "points", "WGI", "EF EPI", "USA")
"""Starts of units that are left out after a value, as they say nothing in a sentence."""

MARKS: Final = {"different_definition": " (different definition)", "user": " (your own)"}
"""Words after a figure that is not simply reported."""


def phrase(indicator: Indicator, observation: Observation) -> str:
    """Return a figure as a phrase for a sentence."""
    name = inner(indicator.name)
    if indicator.id == DATA_TRANSFER and observation.status != "user":
        return f"{name}: {observation.note.partition(':')[0]}"
    if indicator.id == SAVING:
        return f"{saving_words(observation.value)}{_mark(observation)}"
    value, unit = amount_and_unit(indicator, observation.value)
    if observation.status == "assumed":
        value = f"at least {value} assumed"
    spoken = "" if unit.startswith(BARE_UNITS) else f" {unit}"
    return f"{name} {value}{spoken}{_mark(observation)}"


def saving_words(saving: float) -> str:
    """Return a saving in per cent of the client's labour cost as a phrase.

    Examples
    --------
    >>> saving_words(90.2), saving_words(-49)
    ('saves 90 % of the client’s labour cost', 'costs 149 % of what it costs at home')
    """
    if saving <= 0:
        return f"costs {100 - saving:.0f} % of what it costs at home"
    return f"saves {saving:.0f} % of the client’s labour cost"


def _mark(observation: Observation) -> str:
    return MARKS.get(observation.status, "") + (" (doubtful)" if observation.doubt else "")
