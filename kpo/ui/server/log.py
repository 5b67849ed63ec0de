"""The server's log: one line per event, as key=value, without anything that a reader entered.

No scenario, link, name, figure or address of a page is logged. Of an exception, the type and the
places in the code are logged but not the message, since messages quote the input.
"""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from traceback import extract_tb
from types import TracebackType
from typing import Any, Final

_HEAD: Final = "time=%(asctime)s level=%(levelname)s from=%(name)s"
FORMAT: Final = f"{_HEAD} %(message)s"
OTHERS: Final = f'{_HEAD} text="%(message)s"'
"""Formats of our own lines and of those of libraries."""
_LOG: Final = logging.getLogger("kpo")
_PLACES: Final = 6
_LONGEST: Final = 500


def set_up() -> None:
    """Send events to the error stream, and shorten all other records of the process to one line."""
    logging.captureWarnings(True)
    for log, form in (_LOG, FORMAT), (logging.getLogger(), OTHERS):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter(form))
        log.handlers = [handler]
    _LOG.propagate = False
    _LOG.setLevel(logging.INFO)
    logging.setLogRecordFactory(_record)


def event(name: str, **fields: object) -> None:
    """Log an event.

    Examples
    --------
    >>> words("export", {"kind": "board pack", "bytes": 1200})
    'event=export kind="board pack" bytes=1200'
    """
    _LOG.info("%s", words(name, fields))


def warn(name: str, **fields: object) -> None:
    """Log an event as a warning, which somebody should look at."""
    _LOG.warning("%s", words(name, fields))


def failed(what: str, error: BaseException) -> str:
    """Log an exception, and return the id under which it is logged."""
    number = token_hex(4)
    fields = {"id": number, "what": what, **cause(error)}
    _LOG.error("%s", words("failed", fields))
    return number


@contextmanager
def timed(name: str, **fields: object) -> Iterator[dict[str, object]]:
    """Log an event after the block, with the milliseconds it took; the block may add fields."""
    start = time.perf_counter()
    more: dict[str, object] = {}
    yield more
    event(name, **fields, **more, ms=round(1000 * (time.perf_counter() - start)))


def words(name: str, fields: dict[str, Any]) -> str:
    """Return an event as text; a value with blanks, quotes or the like is quoted."""
    return " ".join(f"{key}={_value(value)}" for key, value in {"event": name, **fields}.items())


def cause(error: BaseException) -> dict[str, str]:
    """Return the type of an exception and where it was raised, innermost place last."""
    return {"error": type(error).__name__, "at": _places(error.__traceback__)}


def _places(trace: TracebackType | None) -> str:
    return ">".join(
        f"{'/'.join(Path(frame.filename).parts[-2:])}:{frame.lineno}"
        for frame in extract_tb(trace)[-_PLACES:]
    )


def _value(value: object) -> str:
    text = str(value)
    if text and not set(text) & set(" \"'=\\\n\r\t"):
        return text
    return '"' + text.encode("unicode_escape").decode().replace('"', r"\"") + '"'


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """Return a log record of one line: its message, and `cause` of its exception if it has one."""
    record = logging.LogRecord(*args, **kwargs)
    text = record.getMessage()
    if record.exc_info:
        error = record.exc_info[1]
        if error is not None:
            text = f"{text} {words('exception', dict(cause(error)))}"
        record.exc_info = None
    record.msg, record.args = " ".join(text.split())[:_LONGEST], None
    return record
