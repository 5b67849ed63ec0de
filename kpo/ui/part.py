"""A part of a page that is drawn anew by itself; what breaks in it is said in calm words.

Streamlit shows an exception inside a fragment itself and passes it on to nobody, so each fragment
has to catch its own.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from kpo.errors import KpoError
from kpo.ui import events, trouble

_Given = ParamSpec("_Given")


def part(draw: Callable[_Given, None]) -> Callable[_Given, None]:
    """Return a function that draws a fragment, for use as a decorator."""

    @wraps(draw)
    def calm(*args: _Given.args, **kwargs: _Given.kwargs) -> None:
        try:
            draw(*args, **kwargs)
        except KpoError as error:
            trouble.problems(error)
        except Exception as error:
            trouble.part_missing(events.failed("part", error))

    return st.fragment(calm)
