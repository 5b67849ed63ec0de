"""The checked tables as a catalogue of records, with look-ups by country and indicator."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from kpo.core.cache import ResultCache, cached
from kpo.core.errors import Problem, ScenarioError, remedy_for
from kpo.core.model import (
    Country,
    Criterion,
    FigureError,
    Flag,
    Indicator,
    Observation,
    Preset,
    Sanction,
    SanctionClass,
    Source,
    Table,
    Tier,
    UserData,
)
from kpo.data.records import Kind, StoredFigures, indicator_of, record, sources_of
from kpo.data.sanctions import binding_sanctions, sanction_rows
from kpo.data.schema import source_of

GRADUATE_WORKFORCE = "graduate_workforce"
LABOUR_FORCE = "labour_force"
BACHELOR_ATTAINMENT = "bachelor_attainment"


class Catalog:
    """Every table of the data folder, indexed; made by :func:`kpo.data.loading.load`.

    Parameters
    ----------
    tables
        Raw tables by resource name, already found free of problems.
    data_version
        ``YYYY-MM``; its year, not the clock, decides how old a figure is.

    Attributes
    ----------
    tables, table_count
        The tables but for those of figures, and the number of all.
    stored
        The figures of the tables.
    own
        A user's own data; empty here, see `kpo.data.user`.
    memories
        Cache of results made from this catalogue (`kpo.core.cache`), freed with it.
    """

    own = UserData()

    def __init__(self, tables: Mapping[str, Table], data_version: str) -> None:
        self.data_version = data_version
        self.year = int(data_version[:4])
        self.tables = {name: item for name, item in tables.items() if not source_of(item.path)}
        self.table_count = len(tables)
        self.stored = StoredFigures(item for item in tables.values() if source_of(item.path))
        self.memories = ResultCache()

    @property
    def published(self) -> "Catalog":
        """The catalogue without a user's own data."""
        return self

    @property
    def figure_count(self) -> int:
        """Number of stored figures."""
        return self.stored.count

    def rows(self, table: str) -> list[dict[str, str]]:
        """Return the rows of a table by column; empty if the folder has no such table."""
        known = self.tables.get(table)
        return known.records() if known else []

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Every country, by alpha-3 code."""
        return self._by_id("countries", "country", Country)

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The criteria by id, in their fixed order."""
        criteria = self._by_id("criteria", "criterion", Criterion)
        return dict(sorted(criteria.items(), key=lambda item: item[1].position))

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by id, context series included."""
        weights = self._weights("tier_weights", "indicator", "tier")
        rows = self.rows("indicators")
        return {row["indicator"]: indicator_of(row, weights[row["indicator"]]) for row in rows}

    @cached_property
    def pay_criterion(self) -> str:
        """The criterion of the pay indicators; a destination without pay is not ranked."""
        return next(self.indicators[tier.pay].criterion for tier in self.tiers.values() if tier.pay)

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The criteria that are named first, in their order."""
        return tuple(item.id for item in self.criteria.values() if item.core)

    def context(self, criterion: str) -> tuple[Indicator, ...]:
        """Return the series that are shown beside a criterion and never scored."""
        return tuple(item for item in self.indicators.values() if item.context_of == criterion)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by id."""
        return self._by_id("sources", "source", Source)

    @cached_property
    def tiers(self) -> dict[str, Tier]:
        """The tiers and their service lines, by id."""
        return self._by_id("tiers", "tier", Tier)

    @cached_property
    def presets(self) -> dict[str, Preset]:
        """Every preset by id; weights rescaled to sum to 100, absent criteria at 0."""
        published = self._weights("preset_weights", "preset", "criterion")
        return {
            row["preset"]: record(
                Preset, row, "preset", weights=self._rescaled(published[row["preset"]])
            )
            for row in self.rows("presets")
        }

    @cached_property
    def figure_errors(self) -> dict[str, FigureError]:
        """The assumed errors of figures, by rule."""
        return self._by_id("figure_errors", "rule", FigureError)

    @cached_property
    def former_presets(self) -> dict[str, dict[str, float]]:
        """Preset weights of releases 0.1 and 0.2, as shares of 1, to recognise them in links."""
        published = self._weights("former_preset_weights", "preset", "criterion")
        return {
            preset: {name: weight / sum(weights.values()) for name, weight in weights.items()}
            for preset, weights in published.items()
        }

    @cached_property
    def flags(self) -> dict[str, tuple[Flag, ...]]:
        """Flags by country; a country without rows has an empty tuple."""
        by_country: dict[str, list[Flag]] = {country: [] for country in self.countries}
        for row in self.rows("flags"):
            by_country[row["country"]].append(Flag(**row))  # type: ignore[arg-type]
        return {country: tuple(flags) for country, flags in by_country.items()}

    @cached_property
    def transfers(self) -> dict[tuple[str, str], tuple[str, float, str, str]]:
        """Status, points, source and note of data transfer, by regime and country."""
        scale = {row["status"]: float(row["value"]) for row in self.rows("transfer_scale")}
        return {
            (row["regime"], row["country"]): (
                row["status"],
                scale[row["status"]],
                row["source"],
                row["note"],
            )
            for row in self.rows("transfers")
        }

    @cached_property
    def home(self) -> tuple[str, ...]:
        """The home countries, in the order of the countries table."""
        return tuple(country.id for country in self.countries.values() if country.home)

    @cached_property
    def clients(self) -> tuple[str, ...]:
        """The countries that a client can be in."""
        return tuple(country.id for country in self.countries.values() if country.client)

    @cached_property
    def top_tiers(self) -> tuple[str, ...]:
        """The tiers that are not service lines."""
        return tuple(tier.id for tier in self.tiers.values() if not tier.parent)

    def services(self, tier: str) -> tuple[str, ...]:
        """Return the service lines of a tier."""
        return tuple(item.id for item in self.tiers.values() if item.parent == tier)

    def scored(self, tier: str) -> tuple[Indicator, ...]:
        """Return the indicators that count in a tier, in the order of their criteria."""
        order = list(self.criteria)
        serving = [item for item in self.indicators.values() if item.serves(tier)]
        return tuple(sorted(serving, key=lambda item: order.index(item.criterion)))

    @cached_property
    def sanction_classes(self) -> dict[str, SanctionClass]:
        """The classes of sanctions measures by id, the strictest first."""
        classes = self._by_id("sanction_classes", "class", SanctionClass)
        return dict(sorted(classes.items(), key=lambda item: item[1].position))

    @cached_property
    def withheld(self) -> frozenset[tuple[str, str]]:
        """Pairs of country and computed indicator that a correction withholds."""
        return frozenset(
            (row["country"], row["indicator"])
            for row in self.rows("corrections")
            if row["action"] == "drop" and not row["year"]
        )

    @cached(4096)
    def sanctions(self, client: str, country: str) -> tuple[Sanction, ...]:
        """Return the sanctions measures on a country that bind a client, the strictest first.

        Empty for a country that is not in the list, which means that it was not checked.
        """
        return binding_sanctions(self._sanction_rows, self.tables, client, country)

    def sanction(self, client: str, country: str) -> Sanction | None:
        """Return the strictest measure on a country that binds a client; None if not checked."""
        return next(iter(self.sanctions(client, country)), None)

    def flag(self, country: str, flag: str) -> Flag | None:
        """Return a flag of a country; None means not checked, never that it does not apply."""
        return next((item for item in self.flags[country] if item.flag == flag), None)

    def figures(self, country: str, indicator: str) -> tuple[Observation, ...]:
        """Return every figure of a country and an indicator, oldest first.

        Raises
        ------
        ScenarioError
            If the country or the indicator is unknown.
        """
        self._known(country, self.countries, "country", "countries.csv")
        self._known(indicator, self.indicators, "indicator", "indicators.csv")
        return self._figures_of(country, indicator)

    @cached_property
    def _sanction_rows(self) -> dict[tuple[str, str], Sanction]:
        return sanction_rows(self.tables, self.sanction_classes)

    def _by_id(self, table: str, key: str, kind: type[Kind]) -> dict[str, Kind]:
        """Return the records of a table by the column that is its key."""
        return {row[key]: record(kind, row, key) for row in self.rows(table)}

    def _weights(self, table: str, key: str, of: str) -> dict[str, dict[str, float]]:
        """Return the weights of a table by its column `key`, then by its column `of`."""
        weights: dict[str, dict[str, float]] = defaultdict(dict)
        for row in self.rows(table):
            weights[row[key]][row[of]] = float(row["weight"])
        return weights

    def _figures_of(self, country: str, indicator: str) -> tuple[Observation, ...]:
        if indicator == GRADUATE_WORKFORCE:
            return self._graduate_workforce(country)
        return self.stored.of(country, indicator)

    @cached(256)
    def _graduate_workforce(self, country: str) -> tuple[Observation, ...]:
        """Return labour force times the share with a bachelor's degree, for years with both."""
        workforce = {item.year: item for item in self.figures(country, LABOUR_FORCE)}
        return tuple(
            graduate_workforce(workforce[share.year], share)
            for share in self.figures(country, BACHELOR_ATTAINMENT)
            if share.year in workforce
        )

    def _rescaled(self, weights: Mapping[str, float]) -> dict[str, float]:
        total = sum(weights.values())
        factor = 1.0 if total == 100 else 100 / total
        return {name: weights.get(name, 0.0) * factor for name in self.criteria}

    def _known(self, word: str, known: Mapping[str, object], kind: str, table: str) -> None:
        if word not in known:
            remedy = remedy_for(word, list(known), table)
            raise ScenarioError(Problem(kind, f'unknown {kind} "{word}"', remedy))


def graduate_workforce(people: Observation, share: Observation) -> Observation:
    """Return the labour force times the share with a degree; other fields are the share's."""
    value = people.value * share.value / 100
    figure = share._replace(indicator=GRADUATE_WORKFORCE, value=value, error=None, n=None)
    return figure._replace(sources=sources_of(people, share))
