"""The error of workshop steps that cannot be taken, and its messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from kpo.core.errors import KpoError, Problem


class WorkshopError(KpoError):
    """A step of a workshop that cannot be taken; `busy` says that trying again may help."""

    def __init__(self, problem: Problem, busy: bool = False) -> None:
        super().__init__(problem)
        self.busy = busy


@contextmanager
def in_words() -> Iterator[None]:
    """Convert database errors to `WorkshopError`, as the original message may quote a ballot."""
    try:
        yield
    except (DBAPIError, SQLAlchemyError, OSError) as error:
        what, remedy = _words(str(getattr(error, "orig", "")).lower())
        raise WorkshopError(Problem("The workshop\u2019s store", what, remedy), busy=True) from None


def _words(message: str) -> tuple[str, str]:
    if "locked" in message or "busy" in message:
        return "it is busy", "try again in a moment"
    if "full" in message:
        return "its disk is full", "tell whoever runs this server"
    if "readonly" in message or "read-only" in message or "unable to open" in message:
        return "it cannot be written to", "tell whoever runs this server, or use files"
    return "it cannot be reached", "try again in a moment"


def refuse(what: str, remedy: str) -> NoReturn:
    """Raise a `WorkshopError` of one problem of the room."""
    raise WorkshopError(Problem("The room", what, remedy))
