"""Records of the field: countries, criteria, figures and scenarios, all frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from re import compile as pattern
from typing import Final, Literal, NamedTuple

Status = Literal["reported", "different_definition", "assumed", "user"]
Method = Literal["arithmetic", "geometric"]
NativeEnglish = Literal["assumed", "leave_out"]
Origin = Literal["observed", "derived", "computed"]

METHODS: tuple[Method, ...] = ("arithmetic", "geometric")
NATIVE_ENGLISH_RULES: tuple[NativeEnglish, ...] = ("assumed", "leave_out")

MIN_WEIGHT_SUM: Final = 1e-12
MAX_WEIGHT: Final = 1e12
"""Weights beyond these limits cannot be distinguished from 0 or from the whole."""


PEOPLE: Final = 25
YEARS: Final = 5
"""Default numbers of people and years of a business case."""

DATA_VERSION: Final = pattern("[12][0-9]{3}-(0[1-9]|1[0-2])")
"""How a data version is written: year and month."""


@dataclass(frozen=True)
class Table:
    """A raw table as it stands in a file: every cell is text."""

    name: str
    path: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @cached_property
    def _by_column(self) -> dict[str, tuple[str, ...]]:
        cells = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return dict(zip(self.columns, cells, strict=True))

    def column(self, name: str) -> tuple[str, ...]:
        """Return the cells of one column, in the order of the rows."""
        return self._by_column[name]

    def records(self) -> list[dict[str, str]]:
        """Return one mapping from column to cell for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Country:
    """A destination, or the country of a client.

    `based_on` is set on a user's own site or supplier: the country whose figures it takes if it
    has none of its own.
    """

    id: str
    iso2: str
    name: str
    region: str
    currency: str
    latitude: float
    longitude: float
    business_timezone: str
    home: bool
    client: bool
    transfer_regime: str
    based_on: str = ""

    @property
    def placed(self) -> bool:
        """Whether its coordinates are known."""
        return bool(self.latitude or self.longitude)


@dataclass(frozen=True)
class Criterion:
    """A criterion that the user weights, with the words and colours that show it.

    Attributes
    ----------
    worst, best
        Words for 0 and for 100 points, such as "the dearest" and "the cheapest".
    colour_light, colour_dark
        ``#RRGGBB`` on the light and on the dark background.
    note_word
        The word in short notes; empty stands for the short name.
    core
        Whether it comes first on the page of a country and has a tab of its own.
    fixed
        Whether no destination can improve on it.
    enabling
        Whether it is a precondition of the work, of which enough is enough.
    """

    id: str
    position: int
    name: str
    short_name: str
    question: str
    description: str
    worst: str
    best: str
    colour_light: str
    colour_dark: str
    note_word: str
    core: bool
    fixed: bool
    enabling: bool

    def colour(self, theme: Literal["light", "dark"]) -> str:
        """Return the colour in a theme."""
        return self.colour_dark if theme == "dark" else self.colour_light


def by_ratio(transform: str, unit: str) -> bool:
    """Tell whether ratios of figures matter, not differences: in USD, people or on a log scale."""
    return transform == "log" or unit == "people" or unit.startswith("USD")


@dataclass(frozen=True)
class Indicator:
    """A measured series with unit and direction; `criterion` is empty for a context series.

    `context_of` is the criterion beside which a context series is shown, empty for none. An
    indicator with weight 0 belongs to its criterion but is not scored. `lower_quartile` is the
    score in points that replaces a missing figure; `tier_weights` holds the weights of tiers that
    differ from `weight_in_criterion`. `size` says whether it measures a country's size again,
    beside the talent pool.
    """

    id: str
    criterion: str
    tiers: tuple[str, ...]
    name: str
    unit: str
    direction: int
    transform: Literal["linear", "log", "log1p"]
    goalpost_low: float | None
    goalpost_high: float | None
    goalpost_reason: str
    weight_in_criterion: float
    earliest_year: int | None
    origin: Origin
    decimals: int
    description: str
    context_of: str = ""
    lower_quartile: float | None = None
    tier_weights: Mapping[str, float] = field(default_factory=dict)
    size: bool = False

    @property
    def by_ratio(self) -> bool:
        """Whether ratios matter rather than differences."""
        return by_ratio(self.transform, self.unit)

    def serves(self, tier: str) -> bool:
        """Tell whether the indicator counts in `tier` (one of the three, not a service line)."""
        belongs = bool(self.criterion) and (not self.tiers or tier in self.tiers)
        return belongs and self.weight(tier) > 0

    def weight(self, tier: str) -> float:
        """Return the weight in the criterion for a tier."""
        return self.tier_weights.get(tier, self.weight_in_criterion)


class Observation(NamedTuple):
    """One figure. `sources` names every source it rests on; `note` says what is special about it.

    `doubt` is the reason why the figure is hard to believe; empty if no rule found one. `client`
    is the only client that a user's figure counts for; empty if it counts for all.
    """

    country: str
    indicator: str
    year: int
    value: float
    status: Status
    sources: tuple[str, ...]
    error: float | None = None
    n: int | None = None
    note: str = ""
    doubt: str = ""
    client: str = ""


class UserFigure(NamedTuple):
    """A user's own figure, in the unit of its indicator; `source` is in the user's words.

    `client` is the only client that it counts for; empty if it counts for all.
    """

    country: str
    indicator: str
    year: int
    value: float
    unit: str
    source: str
    note: str = ""
    client: str = ""

    @property
    def key(self) -> tuple[str | int, ...]:
        """Unique key: country, indicator and year, and the client if the figure has one."""
        return (*self[:3], self.client) if self.client else self[:3]


@dataclass(frozen=True)
class UserData:
    """Figures, countries and indicators that a user adds to ours or puts in their place.

    `unread` holds rows that are kept although they cannot be used: kind of row and its cells.
    """

    figures: tuple[UserFigure, ...] = ()
    countries: tuple[Country, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    unread: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    def __len__(self) -> int:
        """Return the number of rows in use."""
        return len(self.figures) + len(self.countries) + len(self.indicators)


@dataclass(frozen=True)
class Source:
    """A source of figures: producer, address, licence, and whether they may be passed on."""

    id: str
    producer: str
    title: str
    published: str
    accessed: str
    next_update: str
    url: str
    licence: str
    redistribution: Literal["open", "share_alike", "cite_only"]
    citation: str
    origin: str
    sha256: str

    @property
    def name(self) -> str:
        """Producer and title."""
        return f"{self.producer}: {self.title}"

    @property
    def credit(self) -> str:
        """Producer, title and licence."""
        return f"{self.name} ({self.licence})"


@dataclass(frozen=True)
class Tier:
    """A kind of work: one of ITO, BPO, KPO, or a service line of one of them.

    `pay` is the indicator of the pay for the work, empty for service lines. A client without that
    figure gets its income per head times `client_pay_to_gni`; None if every client has it.
    """

    id: str
    parent: str
    name: str
    description: str
    preset: str
    pay: str = ""
    client_pay_to_gni: float | None = None


@dataclass(frozen=True)
class Preset:
    """A named set of weights, summing to 100, with its origin, citation and reason."""

    id: str
    name: str
    tier: str
    origin: Literal["citable", "editorial", "equal"]
    citation: str
    reason: str
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Flag:
    """A fact about a country that is not a score, with its date and source."""

    country: str
    flag: str
    state: Literal["yes", "no", "not_checked"]
    since: str
    text: str
    source: str


@dataclass(frozen=True)
class FigureError:
    """The assumed error of one kind of figure, with its reason: a row of figure_errors.csv.

    `spread` is in the unit that `rule` and `shape` imply; None if the figures themselves give it.
    """

    rule: str
    spread: float | None
    shape: str
    reason: str


@dataclass(frozen=True)
class SanctionClass:
    """A class of sanctions measures; the strictest has the lowest `position`.

    `left_out` says whether destinations under it are left out of a ranking unless asked for.
    `words` name the class in a sentence, `short` beside a country's name (empty: no mark there);
    `buying` says what it means for buying from the country.
    """

    id: str
    position: int
    left_out: bool
    short: str
    words: str
    buying: str


@dataclass(frozen=True)
class Sanction:
    """The measures of one sanctions regime on a country: class, act and what it restricts.

    `by` is the regime's name in a sentence ("the EU"), `of` its short name ("EU"). `note` says
    what was not read if the client is bound by the class of a regime that is not its own.
    """

    regime: str
    by: str
    of: str
    country: str
    kind: SanctionClass
    act: str
    scope: str
    services_rule: str
    certainty: str
    as_of: str
    source: str
    note: str = ""

    @property
    def mark(self) -> str:
        """Mark beside the country's name, such as "sectoral sanctions, EU"; empty for none."""
        return f"{self.kind.short}, {self.of}" if self.kind.short else ""


@dataclass(frozen=True)
class ScoringRules:
    """Rules that determine the criterion scores of every country; hashable, as a cache key.

    Parameters
    ----------
    tier
        ``ITO``, ``BPO`` or ``KPO``.
    client
        Country of the client, for shared hours and data-transfer law.
    max_age
        Oldest figure used, in years before the year of the data version.
    native_english
        Whether native English is assumed to be at least the best published score.
    """

    tier: str = "KPO"
    client: str = "SWE"
    max_age: int = 10
    native_english: NativeEnglish = "assumed"

    @property
    def rules(self) -> "ScoringRules":
        """The rules alone, hashable; a `Scenario` has these rules and further fields."""
        return ScoringRules(self.tier, self.client, self.max_age, self.native_english)


@dataclass(frozen=True)
class Scenario(ScoringRules):
    """Everything that determines a ranking: scoring rules, weights, destinations, knock-outs.

    Parameters
    ----------
    tier, client, max_age, native_english
        See `ScoringRules`.
    service
        A service line of the tier, or None for the tier as a whole.
    countries
        Destinations by alpha-3 code; None stands for the seven home countries.
    preset
        The preset to start from; None stands for the preset of the service line or the tier.
    weights
        The user's own weights by criterion, with any positive sum; None takes the preset's.
    locks
        Criteria whose weights do not move when another is set.
    variation
        By criterion, how far its weight may vary in per cent of itself, 0 to 100, such as the
        spread of a workshop's ballots. 25 for a criterion that is not named.
    method
        Mean of the criterion scores: ``arithmetic`` or ``geometric``.
    minimums
        Minimum criterion scores in points; a destination below one is knocked out.
    figure_limits
        By indicator, in its own unit: the minimum figure if more is better, the maximum if less
        is better. A destination beyond one, or without the figure, is knocked out.
    least_saving
        Minimum saving on the client's labour cost in per cent; a destination that saves less, or
        nothing, is knocked out. None: no such rule.
    rank_sanctioned
        Whether destinations under comprehensive or sectoral sanctions are ranked all the same.
    people
        How many people do the work, for the business case.
    years
        How many years the business case runs.
    start
        First year of the business case; None stands for the year of the data version.
    assumptions
        Changed assumptions of the business case: lowest and highest value by assumption, or by
        assumption and country (``attrition.IND``); equal ends are one number.
    """

    service: str | None = None
    countries: tuple[str, ...] | None = None
    preset: str | None = None
    weights: Mapping[str, float] | None = None
    locks: tuple[str, ...] = ()
    variation: Mapping[str, float] = field(default_factory=dict)
    method: Method = "arithmetic"
    minimums: Mapping[str, float] = field(default_factory=dict)
    figure_limits: Mapping[str, float] = field(default_factory=dict)
    least_saving: float | None = None
    rank_sanctioned: bool = False
    people: int = PEOPLE
    years: int = YEARS
    start: int | None = None
    assumptions: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ballot:
    """One judge's weights: whole per cents by criterion that sum to 100; name and role if given.

    Name and role are user text on one clean line; escape them wherever they are drawn.
    """

    weights: Mapping[str, float]
    name: str = ""
    role: str = ""
