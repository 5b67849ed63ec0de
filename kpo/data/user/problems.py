"""A fault in a file of own figures, with its row and field."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from kpo.core.errors import DataError, Problem


@dataclass(frozen=True)
class Fault(Problem):
    """A problem of one cell, row or column; row 0 and field "" mean that it is in no single one."""

    row: int = 0
    field: str = ""


def fault(sheet: str, row: int, field: str, what: str, remedy: str) -> Fault:
    """Return a fault whose place is written in words.

    Examples
    --------
    >>> print(fault("Figures", 7, "value", "it is empty", "give a figure"))
    Figures row 7, value: it is empty; give a figure
    """
    place = f"{sheet} row {row}" if row else sheet
    return Fault(f"{place}, {field}" if field else place, what, remedy, row, field)


def refuse(what: str, remedy: str) -> NoReturn:
    """Refuse the whole file.

    Raises
    ------
    DataError
        Always.
    """
    raise DataError(Fault("The file", what, remedy)) from None


def refuse_all(faults: Iterable[Problem]) -> None:
    """Raise all faults together, if there are any.

    Raises
    ------
    DataError
        With every problem.
    """
    problems = tuple(faults)
    if problems:
        raise DataError(problems)
