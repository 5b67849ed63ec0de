"""Measures to look at across countries (scores, criteria and figures), and their readings.

A measure is anything with one number per country; a reading is that number with year, status and
sources, or the reason why it is missing.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Final, Literal

from kpo.analysis.provenance import Datum, datum, scored
from kpo.core.cache import cached
from kpo.core.model import Indicator, Scenario, ScoringRules, Source, Status
from kpo.data.catalog import GRADUATE_WORKFORCE, Catalog
from kpo.data.computed import OF_THE_CLIENT
from kpo.data.labour_cost import SAVING
from kpo.data.names import sanction_mark
from kpo.data.observations import figure
from kpo.scoring.decision_matrix import decision_matrix
from kpo.scoring.ranking import rank
from kpo.scoring.rows import NotRanked, Reason, Row

SCORE: Final = "score"
CRITERION: Final = "criterion_"
POINTS: Final = "points of 100"
NOT_COMPARED: Final = frozenset({"exchange_rate"})
"""Indicators whose unit differs from country to country, so that their order means nothing."""

Kind = Literal["score", "criterion", "figure"]


@dataclass(frozen=True)
class Measure:
    """Anything with one number per country; `criterion` is empty for context and total scores."""

    id: str
    kind: Kind
    name: str
    unit: str
    decimals: int
    log: bool
    direction: int
    criterion: str
    description: str
    indicator: Indicator | None = None


@dataclass(frozen=True)
class Reading:
    """A country's number for a measure; if `value` is None, `note` says why.

    `datum` is the figure that is read, None for a score; `made_of` are those behind a criterion
    score. `beside` must stand beside the name, such as a sanctions class or "at home"; `left_out`
    says that the country has no place in the ranking.
    """

    country: str
    name: str
    value: float | None
    year: int | None = None
    status: Status = "reported"
    note: str = ""
    datum: Datum | None = None
    made_of: tuple[Datum, ...] = ()
    beside: str = ""
    left_out: bool = False

    @property
    def data(self) -> tuple[Datum, ...]:
        """The figure, or the figures behind the score."""
        return self.made_of if self.datum is None else (self.datum,)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of its figures, each once."""
        return tuple(dict.fromkeys(source for item in self.data for source in item.sources))

    @property
    def doubt(self) -> str:
        """The reasons to doubt its figures; empty if there are none."""
        observations = (item.observation for item in self.data)
        return "; ".join(dict.fromkeys(it.doubt for it in observations if it and it.doubt))

    @property
    def sample(self) -> tuple[str, ...]:
        """Sample size and standard error of the figure in words, where they are known."""
        return self.datum.sample if self.datum else ()

    @property
    def firm(self) -> bool:
        """Whether a headline may rest on it: not assumed, not doubtful and not left out."""
        return self.status != "assumed" and not self.doubt and not self.left_out

    @property
    def marked(self) -> bool:
        """Whether it must be drawn differently: not reported, doubtful, or left out."""
        return self.status != "reported" or bool(self.doubt) or self.left_out


def measure(catalog: Catalog, scenario: Scenario, wanted: str) -> Measure:
    """Return a measure by id: ``score``, ``criterion_<id>`` or the id of an indicator.

    Raises
    ------
    KeyError
        If no measure has that id.
    """
    if wanted == SCORE:
        words = "Total score for the kind of work and the weights of the line above."
        name = f"Total score for {scenario.tier}"
        return Measure(SCORE, "score", name, POINTS, 0, False, 1, "", words)
    if wanted.startswith(CRITERION):
        item = catalog.criteria[wanted.removeprefix(CRITERION)]
        name = f"{item.name}, score"
        return Measure(wanted, "criterion", name, POINTS, 0, False, 1, item.id, item.description)
    indicator = catalog.indicators[wanted]
    return Measure(
        *(indicator.id, "figure", indicator.name, indicator.unit, indicator.decimals),
        *(indicator.by_ratio, indicator.direction, indicator.criterion, indicator.description),
        indicator,
    )


def offered(catalog: Catalog, tier: str, subject: str) -> tuple[str, ...]:
    """Return the ids of a subject's measures, or of all for an empty one; the default first.

    The indicators that count for the tier come first, then the pay of its occupation.
    """
    if subject:
        own = [item.id for item in catalog.indicators.values() if item.criterion == subject]
        first = [item.id for item in catalog.scored(tier) if item.criterion == subject]
        more = [item.id for item in catalog.context(subject) if item.id not in NOT_COMPARED]
        pay = [item for item in own if tier in catalog.tiers and item == catalog.tiers[tier].pay]
        return tuple(dict.fromkeys([*first, *pay, *own, *more]))
    compared = [item for item in catalog.indicators.values() if item.id not in NOT_COMPARED]
    order = [*catalog.criteria, ""]
    compared.sort(key=lambda item: order.index(item.criterion))
    criteria = [f"{CRITERION}{name}" for name in catalog.criteria]
    return (SCORE, *criteria, *(item.id for item in compared))


def readings(catalog: Catalog, scenario: Scenario, wanted: Measure) -> tuple[Reading, ...]:
    """Return the reading of every country of the catalogue, in its order."""
    if wanted.kind == "score":
        return _scores(catalog, scenario)
    if wanted.kind == "criterion":
        plain = _criterion(catalog, scenario, wanted.criterion)
    else:
        tier = scenario.tier if wanted.id == SAVING else ScoringRules.tier
        plain = _figures(catalog, wanted.id, replace(scenario.rules, tier=tier))
    home = {scenario.client} if wanted.id in OF_THE_CLIENT else set()
    beside = {code: sanction_mark(catalog, code, scenario.client) for code in catalog.countries}
    beside[scenario.client] = HOME_MARK
    return tuple(
        replace(item, beside=beside[item.country], left_out=item.country in home) for item in plain
    )


def rankable(catalog: Catalog, scenario: Scenario, tier: str) -> frozenset[str]:
    """Return the countries that can be ranked for a tier, whatever the weights."""
    return _rankable(catalog, replace(scenario.rules, tier=tier))


def workforce(catalog: Catalog, scenario: Scenario) -> dict[str, float]:
    """Return the number of graduates in the labour force, by country for which it is known."""
    if GRADUATE_WORKFORCE not in catalog.indicators:
        return {}
    graduates = readings(catalog, scenario, measure(catalog, scenario, GRADUATE_WORKFORCE))
    return {item.country: item.value for item in graduates if item.value is not None}


def ordered(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return readings with a number, the highest first; equal ones by name."""
    known = [item for item in readings if item.value is not None]
    return tuple(sorted(known, key=lambda item: (-(item.value or 0.0), item.name)))


AT_HOME: Final = "at home: the client is never ranked"
HOME_MARK: Final = "at home"
SHORT: Final[dict[Reason, str]] = {
    "least_saving": "not cheap enough",
    "minimum": "below a minimum",
    "coverage": "too few figures",
    "no_figures": "no figures",
    "no_pay": "no pay",
}
"""Why a destination is left out, in a word or two."""


def _scores(catalog: Catalog, scenario: Scenario) -> tuple[Reading, ...]:
    everywhere = rank(catalog, replace(scenario, countries=tuple(catalog.countries)))
    by_country = {row.country: _ranked(catalog, row, len(everywhere)) for row in everywhere}
    for item in everywhere.not_ranked:
        by_country[item.country] = _left_out(catalog, item)
    home, row = catalog.countries[scenario.client], everywhere.at_home
    reading = _scored(catalog, row) if row else Reading(home.id, home.name, None)
    by_country[home.id] = replace(reading, note=AT_HOME, beside=HOME_MARK, left_out=True)
    return tuple(by_country[country] for country in catalog.countries)


def _scored(catalog: Catalog, row: Row) -> Reading:
    return Reading(row.country, row.name, row.score, catalog.year, _status(row))


def _ranked(catalog: Catalog, row: Row, count: int) -> Reading:
    dearer = "dearer than at home" if row.saving <= 0 else ""
    beside = ", ".join(filter(None, (dearer, row.sanctioned)))
    note, share = f"rank {row.rank} of {count}", f"{100 * row.doubtful:.0f}"
    if share != "0":
        note += f"; {share} % of the weight rests on doubtful figures"
    return replace(_scored(catalog, row), note=note, beside=beside)


def _left_out(catalog: Catalog, item: NotRanked) -> Reading:
    """Return the score that a destination would have, with the reason why it is not ranked."""
    if item.row is None:
        return Reading(item.country, item.name, None, note=item.reason)
    mark = item.row.sanctioned if item.kind == "sanctions" else SHORT[item.kind]
    note = f"it would be at place {item.row.rank}: {item.reason}"
    reading = _scored(catalog, item.row)
    return replace(reading, note=note, beside=f"left out: {mark}", left_out=True)


def _status(row: Row) -> Status:
    """Return the status of a score: of its figures' marks, ``user`` before assumed and others."""
    if row.own:
        return "user"
    return "assumed" if row.assumed else "different_definition" if row.different else "reported"


def _criterion(catalog: Catalog, scenario: Scenario, criterion: str) -> tuple[Reading, ...]:
    matrix = decision_matrix(catalog, scenario)
    column = matrix.criteria.index(criterion)
    columns = [i for i, item in enumerate(matrix.indicators) if item.criterion == criterion]
    criterion_readings = []
    for row, country in enumerate(matrix.countries):
        data = (scored(matrix, country, place) for place in columns)
        used = tuple(item for item in data if item.observation)
        missing = bool(matrix.missing[row, column])
        score = float(matrix.scores[row, column])
        marks: tuple[Status, ...] = ("user", "assumed", "different_definition")
        criterion_readings.append(
            Reading(
                country,
                catalog.countries[country].name,
                None if missing else score,
                max((item.observation.year for item in used if item.observation), default=None),
                next((mark for mark in marks if matrix.marked[mark][row, column] > 0), "reported"),
                f"no figure: counted at {score:.0f}" if missing and score == score else "",
                made_of=used,
            )
        )
    return tuple(criterion_readings)


@cached(256)
def _figures(catalog: Catalog, indicator: str, rules: ScoringRules) -> tuple[Reading, ...]:
    return tuple(_reading(catalog, rules, country, indicator) for country in catalog.countries)


def _reading(catalog: Catalog, rules: ScoringRules, country: str, indicator: str) -> Reading:
    name = catalog.countries[country].name
    observation = figure(catalog, rules, country, indicator)
    if observation is None:
        older = catalog.figures(country, indicator)
        note = f"no figure since {older[-1].year}" if older else "no figure"
        return Reading(country, name, None, note=note)
    return Reading(
        *(country, name, observation.value, observation.year, observation.status, observation.note),
        datum(catalog, country, indicator, observation),
    )


@cached(64)
def _rankable(catalog: Catalog, rules: ScoringRules) -> frozenset[str]:
    scenario = Scenario(**asdict(rules), countries=tuple(catalog.countries))
    return frozenset(row.country for row in rank(catalog, scenario).rows)
