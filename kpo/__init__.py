"""KPO Atlas: rank sourcing destinations on sourced figures.

>>> from kpo import Scenario, load, rank
>>> ranking = rank(load(), Scenario(tier="KPO"))
"""

from kpo.core.errors import KpoError
from kpo.core.model import Scenario, ScoringRules
from kpo.core.project import version
from kpo.data.loading import load
from kpo.scoring.ranking import Ranking, RobustnessReport, rank

__all__ = ["KpoError", "Ranking", "Scenario", "ScoringRules", "__version__", "load", "rank"]

__version__ = version()


def _robustness(ranking: Ranking) -> RobustnessReport:
    from kpo.robustness.rank_acceptability import robustness

    return robustness(ranking)


Ranking.measure = _robustness
