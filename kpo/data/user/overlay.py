"""A catalogue with a user's own figures laid over ours, made without copying ours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final, TypeVar

from kpo.core.cache import ResultCache
from kpo.core.model import Country, Flag, Indicator, Observation, Sanction, Source, UserData
from kpo.data.catalog import (
    BACHELOR_ATTAINMENT,
    GRADUATE_WORKFORCE,
    LABOUR_FORCE,
    Catalog,
    graduate_workforce,
)

LICENCE: Final = "not checked"
MAX_CACHED: Final = 8
"""Maximum number of results of one function that a session with own figures caches."""

_Said = TypeVar("_Said")


def with_user_data(catalog: Catalog, own: UserData) -> Catalog:
    """Return our catalogue with own figures laid over it; ours is neither changed nor re-read.

    A user's figure of a country and an indicator takes precedence over ours.
    """
    return CatalogWithUserData(catalog.published, own) if len(own) else catalog.published


class CatalogWithUserData(Catalog):
    """Our tables, shared, with a user's own figures, countries and indicators.

    Parameters
    ----------
    below
        Our own catalogue.
    own
        Own figures, countries and indicators that were checked against it.
    """

    def __init__(self, below: Catalog, own: UserData) -> None:
        self.data_version, self.year, self.tables = below.data_version, below.year, below.tables
        self.table_count, self.stored = below.table_count, below.stored
        self._below = below
        self.own = own
        self.memories = ResultCache(MAX_CACHED)
        self._source_ids = _source_ids(own)
        self._own_figures = self._by_pair()

    @property
    def published(self) -> Catalog:
        """Our own catalogue, without the user's data."""
        return self._below

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Every country by alpha-3 code, the user's own last."""
        return self._below.countries | {item.id: item for item in self.own.countries}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by id, the user's own last."""
        return self._below.indicators | {item.id: item for item in self.own.indicators}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by id; each source that the user names becomes an additional one."""
        return self._below.sources | {key: _source(key, text) for text, key in self._source_ids}

    @cached_property
    def flags(self) -> dict[str, tuple[Flag, ...]]:
        """Flags by country; those of the user's own countries are not checked.

        An own destination that is based on a country of ours has the flags of that country.
        """
        below = self._below.flags
        kinds = dict.fromkeys(flag.flag for flags in below.values() for flag in flags)
        return below | {
            item.id: tuple(replace(flag, country=item.id) for flag in below[item.based_on])
            if item.based_on
            else tuple(Flag(item.id, kind, "not_checked", "", "", "") for kind in kinds)
            for item in self.own.countries
        }

    @cached_property
    def transfers(self) -> dict[tuple[str, str], tuple[str, float, str, str]]:
        """Data transfer by regime and country; own destinations take that of their base country."""
        return self._with_based(self._below.transfers)

    @cached_property
    def withheld(self) -> frozenset[tuple[str, str]]:
        """Pairs of country and computed indicator that a correction withholds."""
        below = self._below.withheld
        return below.union(
            (code, indicator)
            for country, indicator in below
            for code in self._sites.get(country, ())
        )

    @cached_property
    def _sanction_rows(self) -> dict[tuple[str, str], Sanction]:
        rows = self._with_based(self._below._sanction_rows)
        return {
            (regime, country): row if row.country == country else replace(row, country=country)
            for (regime, country), row in rows.items()
        }

    @cached_property
    def _sites(self) -> dict[str, tuple[str, ...]]:
        """The user's own destinations by the country that they are based on."""
        by_country: dict[str, list[str]] = defaultdict(list)
        for item in self.own.countries:
            if item.based_on:
                by_country[item.based_on].append(item.id)
        return {base: tuple(codes) for base, codes in by_country.items()}

    def _with_based(self, below: Mapping[tuple[str, str], _Said]) -> dict[tuple[str, str], _Said]:
        """Return facts by regime and country, repeated for destinations based on a country."""
        more = {
            (regime, code): facts
            for (regime, country), facts in below.items()
            for code in self._sites.get(country, ())
        }
        return {**below, **more}

    def _figures_of(self, country: str, indicator: str) -> tuple[Observation, ...]:
        """Return our and the user's figures, oldest first and the user's last within a year."""
        ours = self._ours(country, indicator)
        own = self._own_figures.get((country, indicator), ())
        if indicator == GRADUATE_WORKFORCE and not own:
            own = self._derived_workforce(country)
        return tuple(sorted((*ours, *own), key=lambda item: (item.year, item.status == "user")))

    def _ours(self, country: str, indicator: str) -> tuple[Observation, ...]:
        """Return our figures; for a site or a supplier all figures of its base country."""
        below = self._below
        base = self.countries[country].based_on
        if base:
            name = self.countries[base].name
            return tuple(_as_of(item, country, name) for item in self.figures(base, indicator))
        known = country in below.countries and indicator in below.indicators
        return below.figures(country, indicator) if known else ()

    def _derived_workforce(self, country: str) -> tuple[Observation, ...]:
        """Return labour force times share of graduates for years in which one is the user's.

        A missing factor of such a year is taken from the nearest year, and the note says so.
        """
        people = _one_a_year(self.figures(country, LABOUR_FORCE))
        shares = _one_a_year(self.figures(country, BACHELOR_ATTAINMENT))
        if not (people and shares):
            return ()
        own_years = {
            item.year for item in (*people.values(), *shares.values()) if item.status == "user"
        }
        return tuple(
            _workforce(year, _nearest(people, year), _nearest(shares, year))
            for year in sorted(own_years)
        )

    def _by_pair(self) -> dict[tuple[str, str], tuple[Observation, ...]]:
        by_pair: dict[tuple[str, str], list[Observation]] = defaultdict(list)
        ids = dict(self._source_ids)
        for item in self.own.figures:
            by_pair[item.country, item.indicator].append(
                Observation(
                    *(item.country, item.indicator, item.year, item.value),
                    *("user", (ids[item.source],)),
                    note=item.note,
                    client=item.client,
                )
            )
        return {pair: tuple(items) for pair, items in by_pair.items()}


def _source_ids(own: UserData) -> tuple[tuple[str, str], ...]:
    texts = dict.fromkeys(item.source for item in own.figures)
    return tuple((text, f"own_{number}") for number, text in enumerate(texts, start=1))


def _source(key: str, text: str) -> Source:
    return Source(
        id=key,
        producer="Yours",
        title=text,
        published="not stated",
        accessed="not stated",
        next_update="not stated",
        url="",
        licence=LICENCE,
        redistribution="open",
        citation=f"{text} (your own figures)",
        origin="",
        sha256="",
    )


def _one_a_year(figures: Iterable[Observation]) -> dict[int, Observation]:
    """Return one figure per year; the user's comes after ours and replaces it."""
    return {item.year: item for item in figures}


def _as_of(item: Observation, country: str, base: str) -> Observation:
    """Return a figure of a country as that of a site there, with a note that says so."""
    note = "; ".join(filter(None, (f"figure of {base}", item.note)))
    return item._replace(country=country, note=note)


def _nearest(by_year: dict[int, Observation], year: int) -> Observation:
    """Return the figure of the nearest year, the later of two."""
    return by_year[min(by_year, key=lambda other: (abs(other - year), -other))]


def _workforce(year: int, people: Observation, share: Observation) -> Observation:
    notes = [note for note in (share.note, people.note) if note]
    if people.year != share.year:
        notes.append(f"labour force of {people.year}, share of {share.year}")
    figure = graduate_workforce(people, share)
    return figure._replace(year=year, status="user", note="; ".join(notes), doubt="", client="")
