"""The session's view of what the browser has saved, and every step that changes it.

The session asks the browser once a page visit and then hands it each new text to keep. A step
that is refused leaves everything as it was and its problems to be shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import streamlit as st

from kpo import scenario_file
from kpo import scenarios as core
from kpo.errors import Problem, ScenarioError
from kpo.model import Own
from kpo.scenarios import Saved, Shelf, Shown
from kpo.ui import data, link, meanwhile, owned, state
from kpo.ui.choice import Choice
from kpo.ui.storage import storage

KEY: Final = "kpo.shelf"
NEW_NAME: Final = "kpo.shelf.new"
COMPARED: Final = "kpo.scenarios.picked"
_STORAGE: Final = "kpo.storage"
_REMEMBERED: Final = 4


@dataclass(frozen=True)
class Undo:
    """What was just done, and what to put back."""

    words: str
    shelf: Shelf | None = None
    choice: Choice | None = None
    own: Own | None = None


@dataclass(frozen=True)
class Held:
    """The saved scenarios as the session knows them.

    `text` is what the browser should have, None until it has told; `bases` are the texts it may
    have instead. `stores` says whether the browser lets anything be stored. `foreign` is a text
    that it has and that cannot be read here, of a newer release perhaps: never written over.
    `agreed` is the text that the browser told last, before any step since.
    """

    shelf: Shelf = Shelf()
    text: str | None = None
    bases: tuple[str, ...] = ()
    stores: bool = True
    foreign: str = ""
    agreed: str = ""
    problems: tuple[Problem, ...] = ()
    undo: Undo | None = None
    files: int = 0

    @property
    def known(self) -> bool:
        """Whether the browser has told what it has."""
        return self.text is not None


def mark(name: str) -> str:
    """Return what a saved scenario is called among those that can be compared."""
    return f"saved:{name}"


def handle(name: str) -> str:
    """Return what the widgets of a saved scenario or of a scene are told apart by.

    By its place in a list, a click meant for one that is gone would reach the next one.
    """
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def held() -> Held:
    """Return what the session knows."""
    found: Held = st.session_state.setdefault(KEY, Held())
    return found


def connect() -> Held:
    """Draw the part that speaks with the browser's storage, and return what is known."""
    now = held()
    if now.foreign:
        storage(_STORAGE, now.foreign, (), _told)
    else:
        storage(_STORAGE, now.text, now.bases, _told)
    return now


def save() -> None:
    """Save the current choice under the name that was typed.

    The second click of two finds it saved already.
    """
    catalog, name = data.catalog(), str(st.session_state.get(NEW_NAME) or "")

    item = core.saved(catalog, name, state.current().scenario)
    if item in held().shelf.items:
        undo = Undo(f"\u201c{item.name}\u201d is saved.")
        st.session_state[KEY] = replace(held(), problems=(), undo=undo)
        st.session_state[NEW_NAME] = ""
    elif _step(lambda shelf: core.added(shelf, item)):
        st.session_state[NEW_NAME] = ""


def keep(item: Saved) -> str:
    """Save a scenario under its name, or the next free one; return it, empty without room."""
    name = core.free_name(item.name, held().shelf.names)
    taken = _step(lambda shelf: core.added(shelf, replace(item, name=name)))
    return name if taken else ""


def rename(name: str, key: str) -> None:
    """Give a saved scenario the name that was typed into the widget `key`."""
    wanted = str(st.session_state[key] or "")
    if _step(lambda shelf: core.renamed(shelf, name, wanted)):
        new = {mark(name): mark(core.clean_name(wanted))}
        compared = st.session_state.get(COMPARED, ())
        st.session_state[COMPARED] = tuple(new.get(item, item) for item in compared)


def delete(name: str) -> None:
    """Delete a saved scenario; it can be put back until the next step."""
    before = held().shelf
    undo = Undo(f"\u201c{name}\u201d is deleted.", shelf=before)
    _step(lambda shelf: core.removed(shelf, name), undo)


def open_saved(item: Saved) -> None:
    """Make a saved scenario the choice of every page; the choice before can be put back."""
    before = state.current()
    link.open_scenario(data.catalog(), item.opened)
    undo = Undo(f"\u201c{item.name}\u201d is now the choice on every page.", choice=before)
    st.session_state[KEY] = replace(held(), undo=undo, problems=())


def upload(key: str) -> None:
    """Add the scenarios of the file in the widget `key`; a bad file changes nothing."""
    file = st.session_state.get(key)
    if file is None:
        return
    before, catalog, content = held().shelf, data.catalog(), file.getvalue()

    def change(shelf: Shelf) -> Shelf:
        scenario_file.own_in(catalog, content)
        new = core.merged(shelf, scenario_file.from_file(catalog, content))
        return replace(new, scenes=scenario_file.scenes_in(content) or new.scenes)

    if not _step(change):
        return
    own = scenario_file.own_in(catalog, content)
    if own != catalog.own:
        owned.replace_all(own, "Own figures of a scenario file are in use.")
    undo = _added(len(held().shelf.items) - len(before.items), before, catalog.own, own)
    st.session_state[KEY] = replace(held(), undo=undo, files=held().files + 1)


def _added(count: int, before: Shelf, own_before: Own, own: Own) -> Undo:
    """Return what a file added, with the way back."""
    scenarios = {0: "", 1: "One scenario is added."}.get(count, f"{count} scenarios are added.")
    figures = "" if own == own_before else "The own figures of the file are in use."
    words = " ".join(filter(None, (scenarios, figures)))
    if not words:
        return Undo("Everything in the file is there already.")
    return Undo(words, shelf=before, own=own_before if figures else None)


def arrange(scenes: tuple[Shown, ...]) -> None:
    """Keep which scenes are presented, in which order and with which captions."""
    _step(lambda shelf: replace(shelf, scenes=scenes))


def undo() -> None:
    """Put back what the last step took away."""
    last = held().undo
    if last is None:
        return
    if last.choice is not None:
        state.put(last.choice)
        st.session_state[KEY] = replace(held(), undo=None)
    elif (before := last.shelf) is not None:
        if last.own is not None:
            owned.replace_all(last.own, "")
        _step(lambda _: before)


def read_again() -> None:
    """Read what the browser stored anew, after own figures came or went."""
    now = held()
    if now.text:
        shelf = scenario_file.from_text(data.catalog(), now.text)
        st.session_state[KEY] = replace(now, shelf=shelf, undo=None)


def _step(change: Callable[[Shelf], Shelf], after: Undo | None = None) -> bool:
    """Take a step, or keep everything and the step's problems; tell whether it was taken."""
    now = held()
    try:
        new = change(now.shelf)
    except ScenarioError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)
        return False
    st.session_state[KEY] = _kept(replace(now, problems=(), undo=after), new)
    return True


def _kept(now: Held, shelf: Shelf, *bases: str) -> Held:
    """Return what is known once a set is to be kept in the place of those before it."""
    bases = (*bases, now.text or "", *now.bases)[:_REMEMBERED]
    text = meanwhile.stamped(scenario_file.to_text(data.catalog(), shelf), bases)
    return replace(now, shelf=shelf, text=text, bases=bases)


def _told(text: str | None) -> None:
    """Take over what the browser has; None where it lets nothing be stored."""
    now = held()
    if text is None:
        st.session_state[KEY] = replace(now, stores=False, text=now.text or "")
    elif text != (now.foreign or now.text):
        shelf = _read(text)
        foreign = text if shelf.problems and not (shelf.items or shelf.unread) else ""
        told = replace(now, shelf=shelf, text=text, bases=(), undo=None, foreign=foreign)
        told = replace(told, agreed=text, problems=())
        alone = foreign or now.foreign or not now.text or now.text == now.agreed
        if alone or meanwhile.made_with(text, now.text or ""):
            st.session_state[KEY] = told
        else:
            st.session_state[KEY] = _with_mine(told, now)


def _with_mine(told: Held, now: Held) -> Held:
    """Return what another window saved together with what was saved here at the same time."""
    try:
        began = meanwhile.common(told.text or "", now.bases, now.agreed)
        both = core.together(_read(began), now.shelf, told.shelf)
    except ScenarioError as error:
        return replace(told, problems=error.problems)
    if both == told.shelf:
        return told
    undo = Undo("Another window saved at the same time: what both saved is here.")
    return _kept(replace(told, undo=undo), both, told.text or "", now.text or "")


def _read(text: str) -> Shelf:
    return scenario_file.from_text(data.catalog(), text) if text else Shelf()


owned.on_change(read_again)
