"""Fragments: parts of a page that are redrawn alone, and report their errors calmly.

Streamlit shows an exception inside a fragment itself and does not propagate it, so each fragment
has to catch its own. A fragment that takes a view gets the current one, which may be newer than the
one it was first drawn from.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, cast, overload

import streamlit as st

from kpo.core.errors import KpoError
from kpo.ui.server import log
from kpo.ui.session import state
from kpo.ui.shell import errors

_Given = ParamSpec("_Given")


@overload
def fragment(draw: Callable[_Given, None]) -> Callable[_Given, None]: ...
@overload
def fragment(
    *, key: str | None = None, every: float | None = None
) -> Callable[[Callable[_Given, None]], Callable[_Given, None]]: ...
def fragment(draw: Any = None, *, key: str | None = None, every: float | None = None) -> Any:
    """Decorate a function that draws a fragment.

    `key` names it for `partial_redraw`; `every` redraws it at that interval in seconds.
    """

    def decorate(draw: Callable[_Given, None]) -> Callable[_Given, None]:
        @wraps(draw)
        def calm(*args: _Given.args, **kwargs: _Given.kwargs) -> None:
            try:
                draw(*cast(Any, map(state.latest, args)), **kwargs)
            except KpoError as error:
                errors.problems(error)
            except Exception as error:
                errors.part_missing(log.failed("part", error))

        return st.fragment(calm, key=key, run_every=every)

    return decorate if draw is None else decorate(draw)
