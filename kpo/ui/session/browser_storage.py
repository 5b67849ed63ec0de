"""The browser's own storage, for what a reader saves; the server stores none of it.

The component reports the stored text when it is drawn without one, and whenever another window
has changed it. It overwrites only a text that Python knows (`bases`), so that two windows never
undo each other unnoticed.

Two windows that save at the same moment overwrite each other. Each stored text therefore has marks
of the texts it was made from; a window that receives a text which was not made from its own merges
both.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final, Generic, NamedTuple, TypeVar

from kpo.core.errors import KpoError, Problem
from kpo.ui import files

NAME: Final = "kpo-atlas.scenarios"
"""Key of the saved scenarios in the browser's storage."""

OWN: Final = "kpo-atlas.own-figures"
"""Key of the reader's own figures there."""

FILE: Final = "kpo-atlas.own-file"
"""Key of a file that was read but not used yet, in the storage of its window alone."""

_REMEMBERED: Final = 4
MAX_MARKS: Final = 8
_STAMP: Final = re.compile(r'\{"after":(\[[^\]]{0,400}\]),')

_Content = TypeVar("_Content")
_Held = TypeVar("_Held", bound="StoredText")


@dataclass(frozen=True)
class StoredText:
    """What the session knows of one text in the browser's storage.

    Parameters
    ----------
    text : str, optional
        The text that the browser should hold; None until it has reported.
    bases : tuple of str
        Texts that it may hold instead and that `text` may overwrite.
    stores : bool
        Whether the browser allows storage.
    foreign : str
        A stored text that cannot be read here, perhaps of a newer release; never overwritten.
    agreed : str
        The text that the browser reported last, before any step since.
    """

    text: str | None = None
    bases: tuple[str, ...] = ()
    stores: bool = True
    foreign: str = ""
    agreed: str = ""

    @property
    def known(self) -> bool:
        """Whether the browser has reported its text."""
        return self.text is not None


class StoredReading(NamedTuple, Generic[_Content]):
    """The content of a stored text; `foreign` is whether nothing in it can be read here."""

    content: _Content
    foreign: bool = False


class StorageNews(NamedTuple, Generic[_Held, _Content]):
    """What is known after the browser has reported a text.

    `merged` is whether another window stored it at the same time as something was kept here, so
    that the two were merged.
    """

    held: _Held
    content: _Content
    merged: bool = False
    problems: tuple[Problem, ...] = ()


class BrowserStore(Generic[_Content]):
    """Content that the browser stores as a text, and that two windows may change at once.

    Parameters
    ----------
    name : str
        Key in the browser's storage.
    key : str
        Key of the Streamlit component that accesses the storage.
    read, write : callable
        Convert text to content and back.
    together : callable
        Merges the contents of two windows, given their common origin, ours and theirs.
    quiet : bool
        Whether the component reports nothing if nothing is stored.
    """

    def __init__(
        self,
        name: str,
        key: str,
        read: Callable[[str], StoredReading[_Content]],
        write: Callable[[_Content], str],
        together: Callable[[_Content, _Content, _Content], _Content],
        quiet: bool = False,
    ) -> None:
        self.name, self.key, self.quiet = name, key, quiet
        self.read, self.write, self.together = read, write, together

    def connect(self, held: StoredText, on_told: Callable[[str | None], None]) -> None:
        """Draw the component that accesses the browser's storage."""
        text, bases = (held.foreign, ()) if held.foreign else (held.text, held.bases)
        storage(self.key, text, bases, on_told, self.name, quiet=self.quiet)

    def kept(self, held: _Held, content: _Content, *bases: str) -> _Held:
        """Return what is known once `content` is to be stored in place of the text before."""
        before = tuple(dict.fromkeys((*bases, held.text or "", *held.bases)))[:_REMEMBERED]
        return replace(held, text=stamped(self.write(content), before), bases=before)

    def refused(self, held: _Held) -> _Held:
        """Return what is known after the browser has reported that it allows no storage."""
        return replace(held, stores=False, text=held.text or "")

    def news(self, held: _Held, mine: _Content, text: str) -> StorageNews[_Held, _Content] | None:
        """Return what is known after the browser has reported `text`; None if it is not new."""
        if text == (held.foreign or held.text):
            return None
        theirs = self.read(text)
        foreign = text if theirs.foreign else ""
        known = replace(held, text=text, bases=(text,), foreign=foreign, agreed=text)
        alone = foreign or held.foreign or not held.text or held.text == held.agreed
        if alone or made_with(text, held.text or ""):
            return StorageNews(known, theirs.content)
        return self._with_mine(held, known, mine, theirs.content)

    def _with_mine(
        self, held: _Held, known: _Held, mine: _Content, theirs: _Content
    ) -> StorageNews[_Held, _Content]:
        """Merge what another window stored with what was kept here meanwhile."""
        text = known.text or ""
        began = self.read(common(text, held.bases, held.agreed)).content
        try:
            both = self.together(began, mine, theirs)
        except KpoError as error:
            return StorageNews(known, theirs, problems=error.problems)
        if both == theirs:
            return StorageNews(known, theirs)
        kept = self.kept(held, both, text)
        return StorageNews(replace(known, text=kept.text, bases=kept.bases), both, merged=True)


_component = files.component("kpo_browser_storage", __file__)


def storage(
    key: str,
    text: str | None,
    bases: Sequence[str],
    on_told: Callable[[str | None], None],
    name: str = NAME,
    quiet: bool = False,
    window: bool = False,
) -> None:
    """Store `text` under a name in the browser; None asks for the stored text.

    `on_told` gets the stored text, empty if there is none, and None if the browser allows no
    storage. With `quiet`, an empty storage is not reported. With `window`, the text is stored until
    the window is closed, and no other window sees it.
    """

    def take() -> None:
        message = files.sent(key, "told")
        if isinstance(message, Mapping):
            content = message.get("text")
            on_told(content if isinstance(content, str) else None)

    asked = {"name": name, "text": text, "bases": list(bases), "quiet": quiet}
    _component(key=key, data=[asked | ({"window": True} if window else {})], on_told_change=take)


def stamped(text: str, before: Iterable[str]) -> str:
    """Return the JSON text of an object with marks of the texts that it was made from.

    Examples
    --------
    >>> stamped('{"kind":1}', ["a"])
    '{"after":["ca978112ca1b"],"kind":1}'
    """
    if not text.startswith("{"):
        return text
    marks = [_mark(item) for item in dict.fromkeys(before) if item][:MAX_MARKS]
    return f'{{"after":{json.dumps(marks)},{text[1:]}' if marks else text


def made_with(text: str, other: str) -> bool:
    """Tell whether a stored text was made from another one, or is the same.

    Examples
    --------
    >>> made_with(stamped('{"kind":1}', ["a"]), "a"), made_with('{"kind":1}', "a")
    (True, False)
    """
    if not other or text == other:
        return True
    stamp = _STAMP.match(text)
    return stamp is not None and f'"{_mark(other)}"' in stamp[1]


def common(text: str, mine: Iterable[str], agreed: str) -> str:
    """Return the newest text of `mine` from which `text` was made, else `agreed`.

    Examples
    --------
    >>> common(stamped('{"kind":1}', ["a"]), ["b", "a"], "")
    'a'
    """
    return next((item for item in mine if item and made_with(text, item)), agreed)


def _mark(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
