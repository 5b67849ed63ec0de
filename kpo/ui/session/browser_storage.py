"""The browser's own storage, for what a reader saves: the server keeps nothing of it.

The component tells what the browser has when it is drawn without a text, and whenever another
window has changed it. A text is written only over one that Python knows (`bases`), so that
two windows never undo each other unseen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Generic, NamedTuple, TypeVar

from kpo.core.errors import KpoError, Problem
from kpo.ui import files
from kpo.ui.session import merging

NAME: Final = "kpo-atlas.scenarios"
"""What the saved scenarios are called in the browser's storage."""

OWN: Final = "kpo-atlas.own-figures"
"""What the reader's own figures are called there."""

FILE: Final = "kpo-atlas.own-file"
"""What a file that was read and not used yet is called there, in its window alone."""

_REMEMBERED: Final = 4

_Content = TypeVar("_Content")
_Held = TypeVar("_Held", bound="StoredText")


@dataclass(frozen=True)
class StoredText:
    """What is known of one text in the browser's storage.

    Parameters
    ----------
    text : str, optional
        What the browser should have; None until it has told.
    bases : tuple of str
        What it may have instead.
    stores : bool
        Whether it lets anything be stored.
    foreign : str
        A text that it has and that cannot be read here, of a newer release perhaps: never written
        over.
    agreed : str
        What the browser told last, before any step since.
    """

    text: str | None = None
    bases: tuple[str, ...] = ()
    stores: bool = True
    foreign: str = ""
    agreed: str = ""

    @property
    def known(self) -> bool:
        """Whether the browser has told what it has."""
        return self.text is not None


class StoredReading(NamedTuple, Generic[_Content]):
    """What a stored text says; `foreign` where it says nothing that can be read here."""

    content: _Content
    foreign: bool = False


class StorageNews(NamedTuple, Generic[_Held, _Content]):
    """What is known once the browser has told a text.

    `merged` says that another window stored it at the same time as something was kept here, so
    that both were put together.
    """

    held: _Held
    content: _Content
    merged: bool = False
    problems: tuple[Problem, ...] = ()


class BrowserStore(Generic[_Content]):
    """One thing that the browser keeps as a text, and that two windows may change at once.

    Parameters
    ----------
    name : str
        What it is called in the browser's storage.
    key : str
        The name of the part that speaks with the storage.
    read, write : callable
        From text to content and back.
    together : callable
        Puts two windows' contents together: what both began from, ours, theirs.
    quiet : bool
        Whether nothing is told where nothing is stored.
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
        """Draw the part that speaks with the browser's storage."""
        text, bases = (held.foreign, ()) if held.foreign else (held.text, held.bases)
        storage(self.key, text, bases, on_told, self.name, quiet=self.quiet)

    def kept(self, held: _Held, content: _Content, *bases: str) -> _Held:
        """Return what is known once this content is to be kept in the place of that before it."""
        before = tuple(dict.fromkeys((*bases, held.text or "", *held.bases)))[:_REMEMBERED]
        return replace(held, text=merging.stamped(self.write(content), before), bases=before)

    def refused(self, held: _Held) -> _Held:
        """Return what is known once the browser has said that it lets nothing be stored."""
        return replace(held, stores=False, text=held.text or "")

    def news(self, held: _Held, mine: _Content, text: str) -> StorageNews[_Held, _Content] | None:
        """Take over a text that the browser has; None where it is known."""
        if text == (held.foreign or held.text):
            return None
        theirs = self.read(text)
        foreign = text if theirs.foreign else ""
        known = replace(held, text=text, bases=(text,), foreign=foreign, agreed=text)
        alone = foreign or held.foreign or not held.text or held.text == held.agreed
        if alone or merging.made_with(text, held.text or ""):
            return StorageNews(known, theirs.content)
        return self._with_mine(held, known, mine, theirs.content)

    def _with_mine(
        self, held: _Held, known: _Held, mine: _Content, theirs: _Content
    ) -> StorageNews[_Held, _Content]:
        """Return what another window stored together with what was kept here meanwhile."""
        text = known.text or ""
        began = self.read(merging.common(text, held.bases, held.agreed)).content
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
    """Keep `text` under a name in the browser; None asks what is there.

    `on_told` gets what the browser has, empty for nothing, None where it lets nothing be stored.
    Asked quietly, it is told only where there is something. What is kept for the `window` goes
    when that is closed, and no other window sees it.
    """

    def take() -> None:
        message = files.sent(key, "told")
        if isinstance(message, Mapping):
            content = message.get("text")
            on_told(content if isinstance(content, str) else None)

    _component(
        key=key,
        data=[_asked(name, text, bases, quiet) | ({"window": True} if window else {})],
        on_told_change=take,
    )


def _asked(name: str, text: str | None, bases: Sequence[str], quiet: bool) -> dict[str, object]:
    return {"name": name, "text": text, "bases": list(bases), "quiet": quiet}
