"""The session's copy of the scenarios saved in the browser, and every step that changes it.

The session asks the browser once per visit and then gives it each new text to store. A step that is
refused changes nothing, and its problems are shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import streamlit as st

from kpo.core.errors import Problem, ScenarioError
from kpo.core.model import UserData
from kpo.scenarios import collection as core
from kpo.scenarios import file as scenario_file
from kpo.scenarios.collection import SavedScenario, SavedScenarios, SceneChoice
from kpo.ui.session import catalog as data
from kpo.ui.session import state, url, user_data
from kpo.ui.session.actions import Choice
from kpo.ui.session.browser_storage import NAME, BrowserStore, StoredReading, StoredText

KEY: Final = "kpo.shelf"
NEW_NAME: Final = "kpo.shelf.new"
COMPARED: Final = "kpo.scenarios.picked"
MERGED: Final = "Another window saved at the same time: what both saved is here."


@dataclass(frozen=True)
class Undo:
    """The words for the last step, and what undoing it restores."""

    words: str
    shelf: SavedScenarios | None = None
    choice: Choice | None = None
    own: UserData | None = None


@dataclass(frozen=True)
class BrowserCopy(StoredText):
    """The saved scenarios as the session knows them, beside their text in the browser."""

    shelf: SavedScenarios = SavedScenarios()
    problems: tuple[Problem, ...] = ()
    undo: Undo | None = None
    files: int = 0


def mark(name: str) -> str:
    """Return the id of a saved scenario among those that can be compared."""
    return f"saved:{name}"


def handle(name: str) -> str:
    """Return the part of widget keys that identifies a saved scenario or a scene.

    With its position in the list, a click on an item that is gone would reach the next one.
    """
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def held() -> BrowserCopy:
    """Return the session's copy."""
    known: BrowserCopy = st.session_state.setdefault(KEY, BrowserCopy())
    return known


def connect() -> BrowserCopy:
    """Draw the component that accesses the browser's storage, and return the session's copy."""
    now = held()
    STORE.connect(now, _take_over)
    return now


def save() -> None:
    """Save the current choice under the name that was typed.

    The second of two clicks finds it already saved, which is no error.
    """
    name = str(st.session_state.get(NEW_NAME) or "")
    item = core.saved(data.catalog(), name, state.current().scenario)
    if item in held().shelf.items:
        undo = Undo(f"\u201c{item.name}\u201d is saved.")
        st.session_state[KEY] = replace(held(), problems=(), undo=undo)
        st.session_state[NEW_NAME] = ""
    elif _step(lambda shelf: core.added(shelf, item)):
        st.session_state[NEW_NAME] = ""


def keep(item: SavedScenario) -> str:
    """Save a scenario under its name or the next free one; return the name, empty if refused."""
    name = core.free_name(item.name, held().shelf.names)
    taken = _step(lambda shelf: core.added(shelf, replace(item, name=name)))
    return name if taken else ""


def replace_with(item: SavedScenario) -> bool:
    """Replace the saved scenario of the same name, and return whether that was done.

    It can be undone until the next step.
    """
    before = held().shelf
    if item.name not in before.names:
        return False
    items = tuple(item if saved.name == item.name else saved for saved in before.items)
    words = f"\u201c{item.name}\u201d has other weights now."
    return _step(lambda shelf: replace(shelf, items=items), Undo(words, shelf=before))


def rename(name: str, wanted: str | None) -> None:
    """Give a saved scenario the name that was typed."""
    wanted = wanted or ""
    if _step(lambda shelf: core.renamed(shelf, name, wanted)):
        new = {mark(name): mark(core.clean_name(wanted))}
        compared = st.session_state.get(COMPARED, ())
        st.session_state[COMPARED] = tuple(new.get(item, item) for item in compared)


def delete(name: str) -> None:
    """Delete a saved scenario; this can be undone until the next step."""
    before = held().shelf
    undo = Undo(f"\u201c{name}\u201d is deleted.", shelf=before)
    _step(lambda shelf: core.removed(shelf, name), undo)


def open_saved(item: SavedScenario) -> None:
    """Make a saved scenario the choice of every page; this can be undone."""
    before = state.current()
    url.open_scenario(data.catalog(), item.opened)
    undo = Undo(f"\u201c{item.name}\u201d is now the choice on every page.", choice=before)
    st.session_state[KEY] = replace(held(), undo=undo, problems=())


def upload(key: str) -> None:
    """Add the scenarios of the file in the widget `key`; a bad file changes nothing."""
    file = st.session_state.get(key)
    if file is None:
        return
    before, catalog, content = held().shelf, data.catalog(), file.getvalue()

    def change(shelf: SavedScenarios) -> SavedScenarios:
        scenario_file.own_in(catalog, content)
        new = core.merged(shelf, scenario_file.from_file(catalog, content))
        return replace(new, scenes=scenario_file.scenes_in(content) or new.scenes)

    if not _step(change):
        return
    own = scenario_file.own_in(catalog, content)
    if own != catalog.own:
        user_data.replace_all(own, "Own figures of a scenario file are in use.")
    undo = _added(len(held().shelf.items) - len(before.items), before, catalog.own, own)
    st.session_state[KEY] = replace(held(), undo=undo, files=held().files + 1)


def _added(count: int, before: SavedScenarios, own_before: UserData, own: UserData) -> Undo:
    """Return the words for what a file added, with how to undo it."""
    scenarios = {0: "", 1: "One scenario is added."}.get(count, f"{count} scenarios are added.")
    figures = "" if own == own_before else "The own figures of the file are in use."
    words = " ".join(filter(None, (scenarios, figures)))
    if not words:
        return Undo("Everything in the file is there already.")
    return Undo(words, shelf=before, own=own_before if figures else None)


def arrange(scenes: tuple[SceneChoice, ...]) -> None:
    """Save which scenes are presented, in which order and with which captions."""
    _step(lambda shelf: replace(shelf, scenes=scenes))


def undo() -> None:
    """Undo the last step."""
    last = held().undo
    if last is None:
        return
    if last.choice is not None:
        state.put(last.choice)
        st.session_state[KEY] = replace(held(), undo=None)
    elif (before := last.shelf) is not None:
        if last.own is not None:
            user_data.replace_all(last.own, "")
        _step(lambda _: before)


def read_again() -> None:
    """Read the stored text anew, after own figures were added or removed."""
    now = held()
    if now.text:
        shelf = scenario_file.from_text(data.catalog(), now.text)
        st.session_state[KEY] = replace(now, shelf=shelf, undo=None)


def _step(change: Callable[[SavedScenarios], SavedScenarios], after: Undo | None = None) -> bool:
    """Apply a change and return True, or change nothing, keep its problems and return False."""
    now = held()
    try:
        new = change(now.shelf)
    except ScenarioError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)
        return False
    now = replace(now, problems=(), undo=after, shelf=new)
    st.session_state[KEY] = STORE.kept(now, new)
    return True


def _take_over(text: str | None) -> None:
    """Take over the browser's text; None if it allows no storage."""
    now = held()
    if text is None:
        st.session_state[KEY] = STORE.refused(now)
    elif news := STORE.news(now, now.shelf, text):
        undo = Undo(MERGED) if news.merged else None
        st.session_state[KEY] = replace(
            news.held, shelf=news.content, undo=undo, problems=news.problems
        )


def _read(text: str) -> StoredReading[SavedScenarios]:
    shelf = scenario_file.from_text(data.catalog(), text) if text else SavedScenarios()
    return StoredReading(shelf, bool(shelf.problems) and not (shelf.items or shelf.unread))


STORE: Final = BrowserStore(
    NAME,
    "kpo.storage",
    _read,
    lambda shelf: scenario_file.to_text(data.catalog(), shelf),
    core.together,
)
"""The browser's storage of saved scenarios."""

user_data.on_change(read_again)
