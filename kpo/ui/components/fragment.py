"""Fragments: parts of a page that are redrawn alone, and report their errors calmly.

Streamlit shows an exception inside a fragment itself and does not propagate it, so each fragment
has to catch its own. A fragment that takes a view gets the current one, which may be newer than the
one it was first drawn from.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, cast

import streamlit as st

from kpo.core.errors import KpoError
from kpo.ui.server import log
from kpo.ui.session import state
from kpo.ui.shell import errors

_Given = ParamSpec("_Given")


def fragment(
    key: str | None = None, every: float | None = None, follows: bool = False
) -> Callable[[Callable[_Given, None]], Callable[_Given, None]]:
    """Return the decorator of a function that draws a fragment.

    `key` names it for `partial_redraw`; `every` redraws it at that interval in seconds. With
    `follows`, a step that changes the app's choice redraws the whole page instead.
    """

    def decorate(draw: Callable[_Given, None]) -> Callable[_Given, None]:
        @wraps(draw)
        def calm(*args: _Given.args, **kwargs: _Given.kwargs) -> None:
            try:
                if follows and state.changed():
                    st.rerun()
                draw(*cast(Any, map(state.latest, args)), **kwargs)
            except KpoError as error:
                errors.problems(error)
            except Exception as error:
                errors.part_missing(log.failed("part", error))

        return st.fragment(calm, key=key, run_every=every)

    return decorate
