"""Result caches that belong to the catalogue the results were made from, and are freed with it.

The published catalogue serves every session. One with a user's own figures serves one session and
must leave nothing in shared memory; so each catalogue has its own cache, a user's a small one.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class ResultCache:
    """Cached results by function; `most` limits how many are kept for each."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._kept: dict[Callable[..., Any], Any] = {}

    def of(self, function: Callable[..., Any], most: int) -> Any:
        """Return the function with a cache of `most` results, or of this cache's lower limit."""
        memory = self._kept.get(function)
        if memory is None:
            size = most if self._most is None else min(most, self._most)
            memory = self._kept.setdefault(function, lru_cache(size)(function))
        return memory


class HasCache(Protocol):
    """An object with a result cache: a catalogue, or an object made from one."""

    @property
    def memories(self) -> ResultCache:
        """The result cache."""


_From = TypeVar("_From", bound=HasCache)
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_Function = Callable[Concatenate[_From, _Given], _Made]


def cached(
    most: int,
) -> Callable[[_Function[_From, _Given, _Made]], _Function[_From, _Given, _Made]]:
    """Cache up to `most` results of a function in the `memories` of its first argument."""

    def decorate(function: _Function[_From, _Given, _Made]) -> _Function[_From, _Given, _Made]:
        @wraps(function)
        def remembered(source: _From, /, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
            result: _Made = source.memories.of(function, most)(source, *args, **kwargs)
            return result

        return remembered

    return decorate
