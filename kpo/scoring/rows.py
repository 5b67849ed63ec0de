"""The rows of a ranking: one destination each, ranked or left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kpo.core.model import Flag, Sanction
from kpo.scoring.decision_matrix import Mark

Reason = Literal["no_pay", "coverage", "minimum", "sanctions", "least_saving", "no_figures"]


@dataclass(frozen=True)
class Row:
    """One destination with its score. Scores and contributions in points, coverage 0 to 1.

    Attributes
    ----------
    rank
        From 1; of a destination that is left out the rank it would have; 0 for the client.
    coverage
        Share of the weight that rests on figures; the rest counts a declared constant.
    different, assumed, doubtful, own
        Parts of the coverage that rest on differently defined, assumed, doubtful figures and on
        the user's own.
    saving
        What the work costs less than at the client's, per cent; below 0 where it costs more.
    missing
        Criteria of which less than half of the indicator weight has a figure.
    marks
        What has to be said beside the name, in words.
    sanction
        The strictest sanctions class that binds the client; None where nothing is known.
    """

    country: str
    name: str
    rank: int
    score: float
    coverage: float
    different: float
    assumed: float
    doubtful: float
    own: float
    saving: float
    contributions: Mapping[str, float]
    scores: Mapping[str, float]
    missing: frozenset[str]
    statuses: Mapping[str, frozenset[Mark]]
    flags: tuple[Flag, ...]
    marks: tuple[str, ...]
    sanction: Sanction | None

    @property
    def sanctioned(self) -> str:
        """The word that is never left out beside the name; empty where there is none."""
        return self.sanction.mark if self.sanction and self.sanction.kind.left_out else ""


@dataclass(frozen=True)
class NotRanked:
    """A destination left out, with the reason in words and the coverage under the tier's preset.

    `row` is what it would be if it were ranked, with the rank it would have; None where its
    score cannot be computed.
    """

    country: str
    name: str
    kind: Reason
    reason: str
    coverage: float
    flags: tuple[Flag, ...]
    row: Row | None = None
