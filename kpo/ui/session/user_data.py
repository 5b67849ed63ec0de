"""The session's own figures: read from the browser, changed in steps, and stored there again.

The server stores none of them: they live in the session and in the browser's own storage. A step
that is refused changes nothing, and its problems are shown.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from kpo.core.errors import DataError, Problem
from kpo.core.model import UserData
from kpo.data import user as core
from kpo.ui.session import catalog as data
from kpo.ui.session import state, url
from kpo.ui.session.actions import with_countries
from kpo.ui.session.browser_storage import OWN, BrowserStore, StoredReading, StoredText

if TYPE_CHECKING:
    from kpo.data.user import UserDataReading
    from kpo.data.user.publishers import Publication, PublishedSeries
    from kpo.data.user.series_mapping import SeriesMapping

KEY: Final = "kpo.owned"
MERGED: Final = (
    "Another window changed own figures at the same time: what both took over is in use."
)
_DEPENDING: Final[list[Callable[[], None]]] = []


@dataclass(frozen=True)
class HeldUserData(StoredText):
    """What the session knows besides the figures themselves and their text in the browser.

    `offers` counts the formulas of the file whose last values could be used. `publication` is a
    publisher's file, `choices` are the series in it, and `rule` is the mapping of one of them.

    `reading` is the content of a file that is not in use yet, and `before` are the figures before
    the last step. `asked` is whether the browser was asked for a file that was read before the
    server was restarted.
    """

    problems: tuple[Problem, ...] = ()
    offers: int = 0
    publication: "Publication | None" = None
    choices: "tuple[PublishedSeries, ...]" = ()
    rule: "SeriesMapping | None" = None
    unusable: tuple[Problem, ...] = ()
    file: str = ""
    reading: "UserDataReading | None" = None
    message: str = ""
    before: UserData | None = None
    files: int = 0
    asked: bool = False

    def cleared(self) -> "HeldUserData":
        """Return what is known without the file that was read and the last step."""
        stored = {item.name: getattr(self, item.name) for item in fields(StoredText)}
        return HeldUserData(
            **stored, rule=self.rule, files=self.files, unusable=self.unusable, asked=True
        )


def held() -> HeldUserData:
    """Return what the session knows of own figures and files."""
    known: HeldUserData = st.session_state.setdefault(KEY, HeldUserData())
    return known


def own() -> UserData:
    """Return the own figures in use."""
    known: UserData = st.session_state.setdefault(data.OWN, UserData())
    return known


def connect() -> None:
    """Draw the component that accesses the browser's storage; it is quiet without own figures."""
    STORE.connect(held(), _take_over)


def add(newer: UserData, message: str) -> None:
    """Add own figures to those in use; they replace any of the same key."""
    _step(lambda before: core.merged(before, newer, data.catalog()), message)


def replace_all(new: UserData, message: str) -> None:
    """Replace all own figures."""
    _step(lambda _: new, message)


def remove(kind: str, key: tuple[object, ...]) -> None:
    """Remove one row; this can be undone until the next step."""
    _step(lambda before: core.without(before, kind, key), "Removed.")


def remove_all() -> None:
    """Remove every own figure; this can be undone until the next step."""
    _step(lambda _: UserData(), "All of your own figures are removed.")


def undo() -> None:
    """Undo the last step."""
    before = held().before
    if before is not None:
        _step(lambda _: before, "")


def on_change(again: Callable[[], None]) -> None:
    """Register a function to call after own figures were added or removed."""
    if again not in _DEPENDING:
        _DEPENDING.append(again)


def _step(change: Callable[[UserData], UserData], message: str) -> None:
    """Apply a change, or change nothing and keep its problems."""
    now, before = held(), own()
    try:
        new = change(before)
    except DataError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)
        return
    after = replace(
        now.cleared(),
        message=message,
        before=before if message else None,
        files=now.files + 1,
        unusable=(),
    )
    st.session_state[KEY] = STORE.kept(after, new)
    _put(new)


def _put(new: UserData, arriving: bool = False) -> None:
    """Set own figures, and remove from the choice the countries that no longer exist."""
    data.put_own(new)
    catalog, choice = data.catalog(), state.current()
    chosen = choice.scenario.countries or ()
    left = [country for country in chosen if country in catalog.countries]
    state.put(choice if len(left) == len(chosen) else with_countries(catalog, choice, left))
    url.again(arriving)
    for again in _DEPENDING:
        again()


def _take_over(text: str | None) -> None:
    """Take over the browser's text; None if it allows no storage."""
    now = held()
    if text is None:
        st.session_state[KEY] = STORE.refused(now)
    elif news := STORE.news(now, own(), text):
        unusable = tuple(_restored(text).problems)
        st.session_state[KEY] = replace(
            news.held,
            unusable=unusable,
            message=MERGED if news.merged else "",
            before=None,
            problems=news.problems or now.problems,
        )
        _put(news.content, arriving=now.text is None)


def _restored(text: str) -> "UserDataReading":
    """Return the own figures in the browser's text, or the problems if it is not one of ours."""
    try:
        return core.from_text(text, data.published()) if text else core.UserDataReading()
    except DataError as error:
        return core.UserDataReading(problems=list(error.problems))


def _read(text: str) -> StoredReading[UserData]:
    reading = _restored(text)
    return StoredReading(
        reading.own, bool(reading.problems) and not (len(reading.own) or reading.bad)
    )


STORE: Final = BrowserStore(
    OWN,
    "kpo.own.storage",
    _read,
    core.to_text,
    lambda began, mine, theirs: core.together(began, mine, theirs, data.published()),
    quiet=True,
)
"""The browser's storage of own figures."""
