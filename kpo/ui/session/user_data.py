"""The session's own figures: asked of the browser, changed in steps, and handed back to keep.

The server keeps nothing of them: they live in the session and in the browser's own storage. A step
that is refused leaves everything as it was, with its problems to be shown.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import streamlit as st

from kpo.core.errors import DataError, Problem
from kpo.core.model import UserData
from kpo.core.text import number_of, one_line
from kpo.data import user as core
from kpo.ui.session import catalog as data
from kpo.ui.session import state, url
from kpo.ui.session.actions import with_countries
from kpo.ui.session.browser_storage import (
    FILE,
    OWN,
    BrowserStore,
    StoredReading,
    StoredText,
    storage,
)

if TYPE_CHECKING:
    from kpo.data.user import UserDataReading
    from kpo.data.user.publishers import Publication, PublishedSeries
    from kpo.data.user.series_mapping import SeriesMapping

KEY: Final = "kpo.owned"
_FILE_STORAGE: Final = "kpo.own.storage.file"
MERGED: Final = (
    "Another window changed own figures at the same time: what both took over is in use."
)
_LONGEST_FILE_NAME: Final = 60
_DEPENDING: Final[list[Callable[[], None]]] = []


@dataclass(frozen=True)
class HeldUserData(StoredText):
    """What the session knows besides the figures themselves and their text in the browser.

    `offers` counts the formulas of the file whose last values could be taken. `publication` is a
    publisher's file with the series in it, `choices`, and `rule` what one of them is taken for.

    `found` is what a file says that was not taken over yet, and `before` what the last step put
    away. `asked` tells whether the browser was asked for a file that was read before the server
    was started anew.
    """

    problems: tuple[Problem, ...] = ()
    offers: int = 0
    publication: "Publication | None" = None
    choices: "tuple[PublishedSeries, ...]" = ()
    rule: "SeriesMapping | None" = None
    unusable: tuple[Problem, ...] = ()
    file: str = ""
    found: "UserDataReading | None" = None
    said: str = ""
    before: UserData | None = None
    files: int = 0
    asked: bool = False


def held() -> HeldUserData:
    """Return what the session knows."""
    found: HeldUserData = st.session_state.setdefault(KEY, HeldUserData())
    return found


def own() -> UserData:
    """Return the own figures in use."""
    found: UserData = st.session_state.setdefault(data.OWN, UserData())
    return found


def connect() -> None:
    """Draw the part that speaks with the browser's storage; without own figures it is silent."""
    STORE.connect(held(), _told)


def connect_file() -> None:
    """Keep in the browser's window what was read and not used yet: it outlasts the server."""
    now = held()
    text = _pending(now) if now.asked or now.file else None
    storage(_FILE_STORAGE, text, ("",), _file_told, FILE, quiet=True, window=True)


def _pending(now: HeldUserData) -> str:
    """Return what is to be kept of a file that was read; nothing for none."""
    if not now.file or (now.found is None and now.publication is None):
        return ""
    record = core.to_record(now.found.own) if now.found else None
    return json.dumps({"file": now.file, "own": record}, ensure_ascii=False)


def _file_told(text: str | None) -> None:
    """Take over what was read of a file before the server was started anew, or say what to do."""
    now = held()
    if now.asked or now.file or not text:
        return
    now = replace(now, asked=True)
    try:
        record = json.loads(text)
        name = one_line(str(record["file"]))[:_LONGEST_FILE_NAME]
        found = core.from_record(record["own"], data.published()) if record["own"] else None
    except (ValueError, KeyError, TypeError, RecursionError, DataError):
        st.session_state[KEY] = now
        return
    if found is None or found.problems:
        said = f"The server was started anew before {name} was used: choose it once more."
        st.session_state[KEY] = replace(now, said=said)
    else:
        found.notes = ["It was read before the page was loaded anew."]
        st.session_state[KEY] = replace(now, file=name, found=found)


def upload(key: str, last_values: bool = False) -> None:
    """Read the file in the widget `key`; nothing changes before it is taken over.

    Parameters
    ----------
    last_values
        Whether the last values of formulas are taken.
    """
    file = st.session_state.get(key)
    if file is None:
        return
    name = one_line(PurePath(file.name).name)[:_LONGEST_FILE_NAME]
    now = replace(_cleared(held()), file=name)
    try:
        st.session_state[KEY] = _looked_at(now, file.getvalue(), last_values)
    except DataError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)


def _looked_at(now: HeldUserData, content: bytes, last_values: bool) -> HeldUserData:
    """Return what is known once a file was read: a mapping, a publisher's file or a table."""
    from kpo.data.user.mapping_file import from_text, is_mapping
    from kpo.data.user.publishers import publication, series

    if is_mapping(content):
        rule = from_text(content)
        said = f"The mapping is kept for the next file of {rule.publisher}."
        return replace(now, rule=rule, said=said, file="", files=now.files + 1)
    publisher = publication(now.file, content)
    if publisher is None:
        client = state.current().scenario.client
        found = core.looked_at(now.file, content, data.catalog(), last_values, client)
        return _with_reading(now, found)
    now = replace(now, publication=publisher, choices=series(publisher))
    fits = now.rule and now.rule.publisher == publisher.layout.publisher
    if now.rule and fits and now.rule.series in {item.key for item in now.choices}:
        return _mapped(now, now.rule)
    return now


def map_series(rule: "SeriesMapping") -> None:
    """Read a series of the publisher's file as own figures; nothing changes before their use."""
    now = replace(held(), problems=(), found=None, said="", before=None)
    try:
        st.session_state[KEY] = _mapped(now, rule)
    except DataError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)


def _mapped(now: HeldUserData, rule: "SeriesMapping") -> HeldUserData:
    from kpo.data.user.series_mapping import mapped

    assert now.publication is not None
    return _with_reading(replace(now, rule=rule), mapped(now.publication, rule, data.catalog()))


def _with_reading(now: HeldUserData, found: "UserDataReading") -> HeldUserData:
    now = replace(now, problems=tuple(found.problems), offers=found.offers)
    if found.problems:
        return now
    core.merged(own(), found.own, data.catalog())
    return replace(now, found=found)


def _cleared(now: HeldUserData) -> HeldUserData:
    """Return what is known without anything of a file."""
    return replace(
        now,
        asked=True,
        file="",
        found=None,
        problems=(),
        offers=0,
        publication=None,
        choices=(),
        said="",
        before=None,
    )


def use() -> None:
    """Take over what the file says."""
    found = held().found
    if found is not None:
        count = number_of(len(found.own), "row is", "rows are")
        add(found.own, f"{count} taken over from {held().file}.")


def drop() -> None:
    """Forget the file that was read."""
    now = held()
    st.session_state[KEY] = replace(_cleared(now), files=now.files + 1)


def add(newer: UserData, said: str) -> None:
    """Put own figures beside those in use, in the place of the same ones."""
    _step(lambda before: core.merged(before, newer, data.catalog()), said)


def replace_all(new: UserData, said: str) -> None:
    """Make these the own figures."""
    _step(lambda _: new, said)


def remove(kind: str, key: tuple[object, ...]) -> None:
    """Remove one row; it can be put back until the next step."""
    _step(lambda before: core.without(before, kind, key), "Removed.")


def remove_all() -> None:
    """Remove every own figure; they can be put back until the next step."""
    _step(lambda _: UserData(), "All of your own figures are removed.")


def undo() -> None:
    """Put back what the last step put away."""
    before = held().before
    if before is not None:
        _step(lambda _: before, "")


def on_change(again: Callable[[], None]) -> None:
    """Name what has to be read again once own figures came or went."""
    if again not in _DEPENDING:
        _DEPENDING.append(again)


def _step(change: Callable[[UserData], UserData], said: str) -> None:
    """Take a step, or keep everything and the step's problems."""
    now, before = held(), own()
    try:
        new = change(before)
    except DataError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)
        return
    told = StoredText(now.text, now.bases, now.stores, now.foreign, now.agreed)
    after = HeldUserData(
        **vars(told),
        said=said,
        before=before if said else None,
        files=now.files + 1,
        asked=True,
        rule=now.rule,
    )
    st.session_state[KEY] = STORE.kept(after, new)
    _put(new)


def _put(new: UserData, arriving: bool = False) -> None:
    """Lay new own figures over ours, and fit what was chosen to what is there."""
    data.put_own(new)
    catalog, choice = data.catalog(), state.current()
    chosen = choice.scenario.countries or ()
    left = [country for country in chosen if country in catalog.countries]
    state.put(choice if len(left) == len(chosen) else with_countries(catalog, choice, left))
    url.again(arriving)
    for again in _DEPENDING:
        again()


def _told(text: str | None) -> None:
    """Take over what the browser has; None where it lets nothing be stored."""
    now = held()
    if text is None:
        st.session_state[KEY] = STORE.refused(now)
    elif news := STORE.news(now, own(), text):
        unusable = tuple(_restored(text).problems)
        st.session_state[KEY] = replace(
            news.held,
            unusable=unusable,
            said=MERGED if news.merged else "",
            before=None,
            problems=news.problems or now.problems,
        )
        _put(news.content, arriving=now.text is None)


def _restored(text: str) -> "UserDataReading":
    """Return what the browser's text says; a text that is none of ours stays where it is."""
    try:
        return core.from_text(text, data.published()) if text else core.UserDataReading()
    except DataError as error:
        return core.UserDataReading(problems=list(error.problems))


def _read(text: str) -> StoredReading[UserData]:
    found = _restored(text)
    return StoredReading(found.own, bool(found.problems) and not (len(found.own) or found.bad))


STORE: Final = BrowserStore(
    OWN,
    "kpo.own.storage",
    _read,
    core.to_text,
    lambda began, mine, theirs: core.together(began, mine, theirs, data.published()),
    quiet=True,
)
"""The browser's storage of own figures."""
