r"""A user's own figures, countries and indicators: read, checked, kept as text, laid over ours.

>>> from kpo import load
>>> from kpo.data.user import with_user_data, read
>>> header = b"country,indicator,year,value,unit,source"
>>> own = read("mine.csv", header + b"\nIND,pay_professional,2025,500,USD a month,HR", load())
>>> own.figures[0].value, with_user_data(load(), own).figures("IND", "pay_professional")[-1].status
(500.0, 'user')
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kpo.data.user.overlay import with_user_data
    from kpo.data.user.problems import Fault
    from kpo.data.user.reader import looked_at, read
    from kpo.data.user.rows_read import UserDataReading
    from kpo.data.user.serialisation import (
        from_record,
        from_text,
        merged,
        to_record,
        to_text,
        together,
        with_those_of,
        without,
    )

_MODULES: Final = ("problems", "overlay", "reader", "serialisation")
"""Modules that define the names, the one with the most imports last."""

__all__ = [
    "Fault",
    "UserDataReading",
    "from_record",
    "from_text",
    "looked_at",
    "merged",
    "with_user_data",
    "read",
    "to_record",
    "to_text",
    "together",
    "with_those_of",
    "without",
]


def __getattr__(name: str) -> Any:
    """Import a name only when it is used: the first page of a server never reads a file."""
    for part in _MODULES if name in __all__ else ():
        if hasattr(module := import_module(f"{__name__}.{part}"), name):
            return getattr(module, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
