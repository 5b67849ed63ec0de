"""KPO Atlas: rank sourcing destinations on sourced figures.

>>> from kpo import Scenario, load, rank
>>> ranking = rank(load(), Scenario(tier="KPO"))
"""

from kpo.load import load
from kpo.model import Scenario
from kpo.score import Ranking, rank

__all__ = ["Ranking", "Scenario", "load", "rank"]
