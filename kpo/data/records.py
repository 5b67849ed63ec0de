"""Records made from the rows of checked tables, in which every cell is text; sanctions too."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, Final, NamedTuple, TypeVar, cast, get_type_hints

from kpo.core.model import Indicator, Observation, Status, Table
from kpo.data.schema import source_of

Kind = TypeVar("Kind")

_PAIR: Final = ("country", "indicator")
_YEAR: Final = attrgetter("year")
_CELLS: Final = ("year", "value", "error", "n", "status", "note", "doubt")


def sources_of(*parts: Observation) -> tuple[str, ...]:
    """Return the sources of some figures, each once."""
    return tuple(dict.fromkeys(source for part in parts for source in part.sources))


class _SourceRows(NamedTuple):
    """The rows of one source on one country and indicator, and what reads their cells."""

    source: str
    cells: Callable[[tuple[str, ...]], tuple[str, ...]]
    rows: list[tuple[str, ...]]

    def observations(self, country: str, indicator: str) -> list[Observation]:
        """Return an observation for each row."""
        return [
            Observation(
                *(country, indicator, int(year), float(value)),
                cast(Status, status),
                (self.source,),
                float(error) if error else None,
                int(n) if n else None,
                note,
                doubt,
            )
            for year, value, error, n, status, note, doubt in map(self.cells, self.rows)
        ]


class StoredFigures:
    """The figures of the tables by country and indicator, kept as text until they are asked for.

    Numbers take the place of the text, which together with them would be twice as large.

    Attributes
    ----------
    count
        Number of all figures.
    """

    def __init__(self, tables: Iterable[Table]) -> None:
        by_pair: dict[tuple[str, str], list[_SourceRows]] = defaultdict(list)
        self.count = 0
        for table in tables:
            source, at = source_of(table.path), table.columns.index
            pair, cells = (itemgetter(*map(at, names)) for names in (_PAIR, _CELLS))
            groups: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
            for row in table.rows:
                groups[pair(row)].append(row)
            for key, rows in groups.items():
                by_pair[key].append(_SourceRows(source, cells, rows))
            self.count += len(table.rows)
        self._by_pair: dict[tuple[str, str], list[_SourceRows] | tuple[Observation, ...]]
        self._by_pair = dict(by_pair)

    def of(self, country: str, indicator: str) -> tuple[Observation, ...]:
        """Return the figures of a country and an indicator, oldest first."""
        known = self._by_pair.get((country, indicator), ())
        if isinstance(known, tuple):
            return known
        figures = chain.from_iterable(each.observations(country, indicator) for each in known)
        self._by_pair[country, indicator] = in_order = tuple(sorted(figures, key=_YEAR))
        return in_order


def record(kind: type[Kind], row: Mapping[str, str], key: str = "", /, **known: object) -> Kind:
    """Return a record made from a row; each cell is converted to the type of its field.

    Parameters
    ----------
    kind
        A data class or a named tuple; its fields have the names of the columns.
    key
        Column of the field ``id``.
    known
        Values of further fields; they take precedence over cells of the same name.

    Examples
    --------
    >>> from kpo.core.model import FigureError
    >>> record(FigureError, {"rule": "age", "spread": "0.5", "shape": "normal", "reason": ""})
    FigureError(rule='age', spread=0.5, shape='normal', reason='')
    """
    cells = {**row, "id": row[key]} if key else row
    make: Any = kind
    values = {name: read(cells[name]) for name, read in _readers(make) if name in cells}
    return cast(Kind, make(**values | known))


@lru_cache(maxsize=16)
def _readers(kind: Any) -> tuple[tuple[str, Callable[[str], object]], ...]:
    types = get_type_hints(kind)
    return tuple((name, _READERS.get(form, str)) for name, form in types.items())


_READERS: dict[object, Callable[[str], object]] = {
    bool: "yes".__eq__,
    int: int,
    float: float,
    int | None: lambda cell: int(cell) if cell else None,
    float | None: lambda cell: float(cell) if cell else None,
}


def indicator_of(row: Mapping[str, str], tier_weights: Mapping[str, float]) -> Indicator:
    """Return the indicator of a row; empty cells, as of a context series, get default values."""
    usual = {"direction": "1", "transform": "linear", "weight_in_criterion": "0", "decimals": "0"}
    filled = {**row, **{name: row[name] or cell for name, cell in usual.items()}}
    tiers = tuple(row["tiers"].split())
    return record(Indicator, filled, "indicator", tiers=tiers, tier_weights=tier_weights)
