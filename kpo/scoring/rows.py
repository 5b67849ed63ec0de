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
        From 1; for a destination that is left out, the rank it would have; 0 for the client.
    coverage
        Share of the weight that rests on figures; the rest counts a declared constant.
    different, assumed, doubtful, own
        Parts of the coverage that rest on differently defined, assumed, doubtful figures and on
        the user's own.
    saving
        Saving on the client's labour cost in per cent; below 0 if the work costs more.
    missing
        Criteria of which less than half of the indicator weight has a figure.
    marks
        Marks that must stand beside the name, in words.
    sanction
        The strictest sanctions measure that binds the client; None if nothing is known.
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
        """The sanctions mark that always stands beside the name; empty if there is none."""
        return self.sanction.mark if self.sanction and self.sanction.kind.left_out else ""


@dataclass(frozen=True)
class NotRanked:
    """A destination left out, with the reason in words and the coverage under the tier's preset.

    `row` is the row that it would have if it were ranked; None if its score cannot be computed.
    """

    country: str
    name: str
    kind: Reason
    reason: str
    coverage: float
    flags: tuple[Flag, ...]
    row: Row | None = None
