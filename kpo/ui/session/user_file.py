"""A file with own figures: read, previewed, and stored in the browser window until it is used."""

import json
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import streamlit as st

from kpo.core.errors import DataError
from kpo.core.text import number_of, one_line
from kpo.data import user as core
from kpo.ui.session import catalog as data
from kpo.ui.session import state
from kpo.ui.session.browser_storage import FILE, storage
from kpo.ui.session.user_data import KEY, HeldUserData, add, held, own

if TYPE_CHECKING:
    from kpo.data.user import UserDataReading
    from kpo.data.user.series_mapping import SeriesMapping

_FILE_STORAGE: Final = "kpo.own.storage.file"
_LONGEST_FILE_NAME: Final = 60


def connect_file() -> None:
    """Store a file that was read but not used yet in the browser's window, to survive a restart."""
    now = held()
    text = _pending(now) if now.asked or now.file else None
    storage(_FILE_STORAGE, text, ("",), _file_told, FILE, quiet=True, window=True)


def _pending(now: HeldUserData) -> str:
    """Return the text to store of a file that was read; empty without one."""
    if not now.file or (now.reading is None and now.publication is None):
        return ""
    record = core.to_record(now.reading.own) if now.reading else None
    return json.dumps({"file": now.file, "own": record}, ensure_ascii=False)


def _file_told(text: str | None) -> None:
    """Restore a file that was read before the server was restarted, or ask for it once more."""
    now = held()
    if now.asked or now.file or not text:
        return
    now = replace(now, asked=True)
    try:
        record = json.loads(text)
        name = one_line(str(record["file"]))[:_LONGEST_FILE_NAME]
        reading = core.from_record(record["own"], data.published()) if record["own"] else None
    except (ValueError, KeyError, TypeError, RecursionError, DataError):
        st.session_state[KEY] = now
        return
    if reading is None or reading.problems:
        message = f"The server was started anew before {name} was used: choose it once more."
        st.session_state[KEY] = replace(now, message=message)
    else:
        reading.notes = ["It was read before the page was loaded anew."]
        st.session_state[KEY] = replace(now, file=name, reading=reading)


def upload(key: str, last_values: bool = False) -> None:
    """Read the file in the widget `key`; figures change only when it is used.

    Parameters
    ----------
    last_values
        Whether to use the last values of formulas.
    """
    file = st.session_state.get(key)
    if file is None:
        return
    name = one_line(PurePath(file.name).name)[:_LONGEST_FILE_NAME]
    now = replace(held().cleared(), file=name)
    try:
        st.session_state[KEY] = _looked_at(now, file.getvalue(), last_values)
    except DataError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)


def _looked_at(now: HeldUserData, content: bytes, last_values: bool) -> HeldUserData:
    """Return what is known after reading a file: a mapping, a publisher's file or a table."""
    from kpo.data.user.mapping_file import from_text, is_mapping
    from kpo.data.user.publishers import publication, series

    if is_mapping(content):
        rule = from_text(content)
        message = f"The mapping is kept for the next file of {rule.publisher}."
        return replace(now, rule=rule, message=message, file="", files=now.files + 1)
    publisher = publication(now.file, content)
    if publisher is None:
        client = state.current().scenario.client
        reading = core.looked_at(now.file, content, data.catalog(), last_values, client)
        return _with_reading(now, reading)
    now = replace(now, publication=publisher, choices=series(publisher))
    fits = now.rule and now.rule.publisher == publisher.layout.publisher
    if now.rule and fits and now.rule.series in {item.key for item in now.choices}:
        return _mapped(now, now.rule)
    return now


def map_series(rule: "SeriesMapping") -> None:
    """Read a series of the publisher's file as own figures, which change only when it is used."""
    now = replace(held(), problems=(), reading=None, message="", before=None)
    try:
        st.session_state[KEY] = _mapped(now, rule)
    except DataError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)


def _mapped(now: HeldUserData, rule: "SeriesMapping") -> HeldUserData:
    from kpo.data.user.series_mapping import mapped

    assert now.publication is not None
    return _with_reading(replace(now, rule=rule), mapped(now.publication, rule, data.catalog()))


def _with_reading(now: HeldUserData, reading: "UserDataReading") -> HeldUserData:
    now = replace(now, problems=tuple(reading.problems), offers=reading.counts["offers"])
    if reading.problems:
        return now
    core.merged(own(), reading.own, data.catalog())
    return replace(now, reading=reading)


def use() -> None:
    """Add the figures of the file that was read to the own figures."""
    reading = held().reading
    if reading is not None:
        count = number_of(len(reading.own), "row is", "rows are")
        add(reading.own, f"{count} taken over from {held().file}.")


def drop() -> None:
    """Forget the file that was read."""
    now = held()
    st.session_state[KEY] = replace(now.cleared(), files=now.files + 1)
