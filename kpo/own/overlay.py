"""A catalogue with a user's own figures over ours, made in a moment and without copying ours."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from kpo.catalog import BACHELOR_ATTAINMENT, GRADUATE_WORKFORCE, LABOUR_FORCE, Catalog
from kpo.memory import Memories
from kpo.model import Country, Flag, Indicator, Observation, Own, Source

LICENCE: Final = "not checked"
MOST_KEPT: Final = 8
"""Results of one function that a session with own figures keeps."""


def overlaid(catalog: Catalog, own: Own) -> Catalog:
    """Return our catalogue with own figures over it; ours is neither changed nor read again.

    Where a user has a figure of the same country and indicator, theirs is the one that is used.
    """
    return Overlaid(catalog.published, own) if len(own) else catalog.published


class Overlaid(Catalog):
    """Our tables, shared, with a user's own figures, countries and indicators.

    Parameters
    ----------
    below
        Our own catalogue.
    own
        Rows that were checked against it.
    """

    def __init__(self, below: Catalog, own: Own) -> None:
        self.data_version, self.year, self.tables = below.data_version, below.year, below.tables
        self._cells = below._cells
        self._below = below
        self.own = own
        self.memories = Memories(MOST_KEPT)
        self._source_ids = _source_ids(own)
        self._own_figures = self._by_pair()

    @property
    def published(self) -> Catalog:
        """Our own catalogue, without anything of the user's."""
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
        """Every source by id; each that the user names is one of its own."""
        return self._below.sources | {key: _source(key, text) for text, key in self._source_ids}

    @cached_property
    def flags(self) -> dict[str, tuple[Flag, ...]]:
        """Flags by country; of the user's own countries nothing was checked."""
        kinds = dict.fromkeys(flag.flag for found in self._below.flags.values() for flag in found)
        return self._below.flags | {
            item.id: tuple(Flag(item.id, kind, "not_checked", "", "", "") for kind in kinds)
            for item in self.own.countries
        }

    def figures(self, country: str, indicator: str) -> tuple[Observation, ...]:
        """Return ours and the user's figures, oldest first and theirs last within a year.

        Raises
        ------
        ScenarioError
            If the country or the indicator is unknown.
        """
        self._known(country, self.countries, "country", "countries.csv")
        self._known(indicator, self.indicators, "indicator", "indicators.csv")
        ours = self._ours(country, indicator)
        own = self._own_figures.get((country, indicator), ())
        if indicator == GRADUATE_WORKFORCE and not own:
            own = self._derived_workforce(country)
        return tuple(sorted((*ours, *own), key=lambda item: (item.year, item.status == "user")))

    def _ours(self, country: str, indicator: str) -> tuple[Observation, ...]:
        below = self._below
        known = country in below.countries and indicator in below.indicators
        return below.figures(country, indicator) if known else ()

    def _derived_workforce(self, country: str) -> tuple[Observation, ...]:
        """Labour force times the share of graduates wherever one of the two is the user's.

        A factor without a partner of its year takes the nearest year's, and the note says so.
        """
        people = _one_a_year(self.figures(country, LABOUR_FORCE))
        shares = _one_a_year(self.figures(country, BACHELOR_ATTAINMENT))
        if not (people and shares):
            return ()
        own_years = {
            item.year for item in (*people.values(), *shares.values()) if item.status == "user"
        }
        return tuple(
            _workforce(country, year, _nearest(people, year), _nearest(shares, year))
            for year in sorted(own_years)
        )

    def _by_pair(self) -> dict[tuple[str, str], tuple[Observation, ...]]:
        found: dict[tuple[str, str], list[Observation]] = defaultdict(list)
        ids = dict(self._source_ids)
        for item in self.own.figures:
            found[item.country, item.indicator].append(
                Observation(
                    *(item.country, item.indicator, item.year, item.value),
                    *("user", (ids[item.source],)),
                    note=item.note,
                )
            )
        return {pair: tuple(items) for pair, items in found.items()}


def _source_ids(own: Own) -> tuple[tuple[str, str], ...]:
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
    """Return one figure a year; the user's comes after ours and takes its place."""
    return {item.year: item for item in figures}


def _nearest(by_year: dict[int, Observation], year: int) -> Observation:
    """Return the figure of the nearest year, the later of two."""
    return by_year[min(by_year, key=lambda other: (abs(other - year), -other))]


def _workforce(country: str, year: int, people: Observation, share: Observation) -> Observation:
    notes = [note for note in (share.note, people.note) if note]
    if people.year != share.year:
        notes.append(f"labour force of {people.year}, share of {share.year}")
    return Observation(
        country,
        GRADUATE_WORKFORCE,
        year,
        people.value * share.value / 100,
        "user",
        tuple(dict.fromkeys(people.sources + share.sources)),
        note="; ".join(notes),
    )
