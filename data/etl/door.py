"""The strict step from raw figures to observations; every fault is listed."""

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import NamedTuple

from data.etl.raw import Figure
from kpo.core.errors import Problem


class Observation(NamedTuple):
    """One figure as a row of ``data/observations``, and where it came from."""

    source: str
    country: str
    indicator: str
    year: int
    value: float
    error: float | None
    n: str
    status: str
    note: str
    where: str
    doubt: str = ""

    def cells(self) -> list[str]:
        """Return the row of the observations file."""
        error = "" if self.error is None else shown(self.error)
        year, value = str(self.year), shown(self.value)
        known = [self.country, self.indicator, year, value, error, self.n]
        return [*known, self.status, self.note, self.doubt]


def shown(value: float) -> str:
    """Return a number with ten significant digits, more than any source measures."""
    return format(value, ".10g") if abs(value) < 1e10 else format(value, ".0f")


def admit(
    source: str, figures: Iterable[Figure], names: Mapping[str, str]
) -> tuple[list[Observation], list[Problem]]:
    """Return observations and problems; figures of groups and former states are left out.

    Parameters
    ----------
    source
        Id of the source, which is the name of its observations file.
    names
        Country of every known spelling; empty for places that are left out on purpose.
    """
    found: list[Observation] = []
    problems: list[Problem] = []
    unmatched: dict[str, str] = {}
    for figure in figures:
        if figure.place not in names:
            unmatched.setdefault(figure.place, figure.where)
        elif names[figure.place]:
            read = _read(source, figure, names[figure.place])
            (problems if isinstance(read, Problem) else found).append(read)  # type: ignore[arg-type]
    remedy = "add it to data/etl/names.csv, with an empty country if it is to be left out"
    problems += [
        Problem(where, f'unmatched name "{place}"', remedy) for place, where in unmatched.items()
    ]
    return found, problems


def _read(source: str, figure: Figure, country: str) -> Observation | Problem:
    try:
        year, value = int(figure.year), float(figure.value)
        error = None if figure.error == "" else float(figure.error)
    except ValueError:
        what = f'"{figure.year}", "{figure.value}", "{figure.error}" are not all numbers'
        return Problem(figure.where, what, "correct the raw file or the script")
    if not isfinite(value):
        return Problem(figure.where, f"{value} is not a finite number", "correct the raw file")
    return Observation(
        source,
        country,
        figure.indicator,
        year,
        value,
        error,
        figure.n,
        figure.status,
        figure.note,
        figure.where,
    )
