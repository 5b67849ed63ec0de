"""Layouts of publishers' files: which columns hold the country, the year and the figure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

MAX_COLUMNS: Final = 1_000

ILOSTAT: Final = "ILOSTAT"
WORLD_BANK: Final = "World Bank"
OWID: Final = "Our World in Data"
EUROSTAT: Final = "Eurostat"

_YEAR: Final = re.compile(r"((?:19|20)\d\d)(?:\.0)?(?: \[YR\1\])?\s*", re.ASCII)


@dataclass(frozen=True)
class Layout:
    """The roles of the columns of a publisher's file.

    Attributes
    ----------
    places
        Columns that name the country, the code first.
    keys, labels
        Columns that are the key of a series, and those that name it.
    year
        Column of the year; None if every year has its own column.
    cells
        Columns of figures, each with its year (if every year has its own column) and its series
        (if every series has its own column).
    flag
        Column of a mark beside the figure; None for none.
    """

    publisher: str
    header: tuple[str, ...]
    places: tuple[int, ...]
    keys: tuple[int, ...]
    labels: tuple[int, ...]
    year: int | None
    cells: tuple[tuple[int, int | None, str], ...]
    flag: int | None = None


def layout_of(header: list[str], separator: str) -> Layout | None:
    """Return the layout that a header shows; None if it is of no known publisher."""
    if not 2 <= len(header) <= MAX_COLUMNS:
        return None
    small = [cell.lower() for cell in header]
    return next((layout for rule in _RULES if (layout := rule(header, small, separator))), None)


def _eurostat(header: list[str], _: list[str], separator: str) -> Layout | None:
    r"""Match ``freq,unit,geo\TIME_PERIOD`` and one column per year, mostly separated by tabs."""
    first, slash, _time = header[0].partition("\\")
    parts = first.split(",")
    if not slash or "geo" not in parts or separator == ",":
        return None
    columns = (*parts, *header[1:])
    keys = tuple(at for at, name in enumerate(parts) if name != "geo")
    return Layout(
        EUROSTAT, columns, (parts.index("geo"),), keys, keys, None, _year_cells(columns, len(parts))
    )


def _world_bank(header: list[str], small: list[str], _: str) -> Layout | None:
    """Match a row per country and a column per year, or a long table with Year and Value."""
    if not {"country name", "country code"} <= {*small}:
        return None
    places = (small.index("country code"), small.index("country name"))
    names = [at for at, name in enumerate(small) if name in ("indicator name", "series name")]
    codes = [at for at, name in enumerate(small) if name in ("indicator code", "series code")]
    if {"year", "value"} <= {*small}:
        cells: tuple[tuple[int, int | None, str], ...] = ((small.index("value"), None, ""),)
        year: int | None = small.index("year")
    else:
        cells, year = _year_cells(header, 0), None
    keys = tuple(codes or names)
    layout = Layout(WORLD_BANK, tuple(header), places, keys, tuple(names or codes), year, cells)
    return layout if cells else None


def _owid(header: list[str], small: list[str], _: str) -> Layout | None:
    """Match ``Entity,Code,Year`` and one column per series."""
    if "entity" not in small or "year" not in small:
        return None
    fixed = [small.index(name) for name in ("code", "entity", "year") if name in small]
    cells = tuple(
        (at, None, name) for at, name in enumerate(header) if at not in fixed and name.strip()
    )
    places = tuple(small.index(name) for name in ("code", "entity") if name in small)
    layout = Layout(OWID, tuple(header), places, (), (), small.index("year"), cells)
    return layout if cells else None


def _ilostat(header: list[str], small: list[str], _: str) -> Layout | None:
    """Match ``ref_area,…,time,obs_value`` with codes, labels or both; SDMX-CSV too."""
    value = [at for at, name in enumerate(small) if name == "obs_value"]
    time = [at for at, name in enumerate(small) if name in ("time", "time_period")]
    places = [small.index(name) for name in ("ref_area", "geo", "ref_area.label") if name in small]
    if not (value and time and places):
        return None
    by_name = {name: at for at, name in enumerate(small)}
    dimensions = [
        name
        for name in dict.fromkeys(name.removesuffix(".label") for name in small)
        if name in _DIMENSIONS or name.startswith("classif")
    ]
    keys = [by_name.get(name, by_name.get(f"{name}.label", 0)) for name in dimensions]
    labels = [by_name.get(f"{name}.label", by_name.get(name, 0)) for name in dimensions]
    flags = [by_name[name] for name in _FLAG_COLUMNS if name in by_name]
    cells = ((value[0], None, ""),)
    return Layout(
        EUROSTAT if "geo" in small else ILOSTAT,
        *(tuple(header), tuple(places), tuple(keys), tuple(labels), time[0], cells),
        flag=flags[0] if flags else None,
    )


_DIMENSIONS: Final = ("indicator", "sex", "unit", "age", "freq", "measure", "na_item", "nace_r2")
_FLAG_COLUMNS: Final = ("obs_status.label", "obs_status", "obs_flag")
_Rule = Callable[[list[str], list[str], str], Layout | None]
_RULES: Final[tuple[_Rule, ...]] = (_eurostat, _world_bank, _owid, _ilostat)


def _year_cells(header: Sequence[str], first: int) -> tuple[tuple[int, int | None, str], ...]:
    years = ((at, year_of(name)) for at, name in enumerate(header) if at >= first)
    return tuple((at, year, "") for at, year in years if year)


def year_of(text: str) -> int | None:
    """Return the year that a cell or the head of a column names; None for anything else."""
    match = _YEAR.fullmatch(text.strip())
    return int(match[1]) if match else None
