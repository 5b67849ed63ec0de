r"""A user's own figures, countries and indicators: read, checked, kept as text, laid over ours.

>>> from kpo import load
>>> header = b"country,indicator,year,value,unit,source"
>>> own = read("mine.csv", header + b"\nIND,pay_professional,2025,500,USD a month,HR", load())
>>> own.figures[0].value, overlaid(load(), own).figures("IND", "pay_professional")[-1].status
(500.0, 'user')
"""

from kpo.own.faults import Fault
from kpo.own.overlay import overlaid
from kpo.own.reading import Reading, read, reading
from kpo.own.record import (
    from_record,
    from_text,
    merged,
    to_record,
    to_text,
    with_those_of,
    without,
)

__all__ = [
    "Fault",
    "Reading",
    "from_record",
    "from_text",
    "merged",
    "overlaid",
    "read",
    "reading",
    "to_record",
    "to_text",
    "with_those_of",
    "without",
]
