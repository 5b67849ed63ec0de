r"""A user's own figures, countries and indicators: read, checked, kept as text, laid over ours.

>>> from kpo import load
>>> from kpo.own import overlaid, read
>>> header = b"country,indicator,year,value,unit,source"
>>> own = read("mine.csv", header + b"\nIND,pay_professional,2025,500,USD a month,HR", load())
>>> own.figures[0].value, overlaid(load(), own).figures("IND", "pay_professional")[-1].status
(500.0, 'user')
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kpo.own.door import Reading, looked_at, read, reading
    from kpo.own.faults import Fault
    from kpo.own.overlay import overlaid
    from kpo.own.record import (
        from_record,
        from_text,
        merged,
        to_record,
        to_text,
        together,
        with_those_of,
        without,
    )

_HOME: Final = {
    "Fault": "faults",
    "overlaid": "overlay",
    **dict.fromkeys(("Reading", "looked_at", "read", "reading"), "door"),
    **dict.fromkeys(("from_record", "from_text", "merged", "to_record", "to_text"), "record"),
    **dict.fromkeys(("together", "with_those_of", "without"), "record"),
}

__all__ = [
    "Fault",
    "Reading",
    "from_record",
    "from_text",
    "looked_at",
    "merged",
    "overlaid",
    "read",
    "reading",
    "to_record",
    "to_text",
    "together",
    "with_those_of",
    "without",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: the first page of a server never reads a file."""
    if name in _HOME:
        return getattr(import_module(f"kpo.own.{_HOME[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
