"""Results kept with the catalogue they were made from, and gone when it goes.

Ours serves every session. A catalogue with a user's own figures serves one, and must leave nothing
behind that others share; so each has memories of its own, and the user's are short.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class ResultCache:
    """Results by function; `most` bounds how many of each are kept."""

    def __init__(self, most: int | None = None) -> None:
        self._most = most
        self._kept: dict[Callable[..., Any], Any] = {}

    def of(self, function: Callable[..., Any], most: int) -> Any:
        """Return the function with a memory of `most` results, or fewer where few are kept."""
        memory = self._kept.get(function)
        if memory is None:
            size = most if self._most is None else min(most, self._most)
            memory = self._kept.setdefault(function, lru_cache(size)(function))
        return memory

    def rooms(self) -> dict[str, tuple[int, int]]:
        """Return, by name of the function, how many results are kept and how many can be."""
        infos = {function: memory.cache_info() for function, memory in self._kept.items()}
        return {
            f"{function.__module__}.{function.__qualname__}": (info.currsize, info.maxsize)
            for function, info in infos.items()
        }


class HasCache(Protocol):
    """What results can be kept with: a catalogue, or what was made from one."""

    @property
    def memories(self) -> ResultCache:
        """Where they are kept."""


_From = TypeVar("_From", bound=HasCache)
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_Function = Callable[Concatenate[_From, _Given], _Made]


def cached(
    most: int,
) -> Callable[[_Function[_From, _Given, _Made]], _Function[_From, _Given, _Made]]:
    """Keep up to `most` results of a function with the memories of its first argument."""

    def decorate(function: _Function[_From, _Given, _Made]) -> _Function[_From, _Given, _Made]:
        @wraps(function)
        def remembered(source: _From, /, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
            result: _Made = source.memories.of(function, most)(source, *args, **kwargs)
            return result

        return remembered

    return decorate
