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

from kpo import own as core
from kpo.cleaning import one_line
from kpo.errors import DataError, Problem
from kpo.model import Own
from kpo.naming import number_of
from kpo.ui import data, link, meanwhile, state
from kpo.ui.choice import with_countries
from kpo.ui.storage import FILE, OWN, storage

if TYPE_CHECKING:
    from kpo.own import Reading
    from kpo.own.mapping import SeriesMapping
    from kpo.own.publishers import Publication, Series

KEY: Final = "kpo.owned"
_STORAGE: Final = "kpo.own.storage"
_FILE_STORAGE: Final = "kpo.own.storage.file"
_REMEMBERED: Final = 4
_LONGEST_FILE_NAME: Final = 60
_DEPENDING: Final[list[Callable[[], None]]] = []


@dataclass(frozen=True)
class Held:
    """What the session knows besides the figures themselves.

    `offers` counts the formulas of the file whose last values could be taken. `publication` is a
    publisher's file with the series in it, `choices`, and `rule` what one of them is taken for.

    `text` is what the browser should have, None while nothing is known to be there; `bases` are
    the texts it may have instead. `found` is what a file says that was not taken over yet, and
    `before` what the last step put away. `foreign` is a text that the browser has and that cannot
    be read here, of a newer release perhaps: it is never written over. `agreed` is the text that
    the browser told last, before any step since. `asked` tells whether the browser was asked for a
    file that was read before the server was started anew.
    """

    text: str | None = None
    bases: tuple[str, ...] = ("",)
    stores: bool = True
    problems: tuple[Problem, ...] = ()
    offers: int = 0
    publication: "Publication | None" = None
    choices: "tuple[Series, ...]" = ()
    rule: "SeriesMapping | None" = None
    unusable: tuple[Problem, ...] = ()
    file: str = ""
    found: "Reading | None" = None
    said: str = ""
    before: Own | None = None
    files: int = 0
    foreign: str = ""
    agreed: str = ""
    asked: bool = False


def held() -> Held:
    """Return what the session knows."""
    found: Held = st.session_state.setdefault(KEY, Held())
    return found


def own() -> Own:
    """Return the own figures in use."""
    found: Own = st.session_state.setdefault(data.OWN, Own())
    return found


def connect() -> None:
    """Draw the part that speaks with the browser's storage; without own figures it is silent."""
    now = held()
    text, bases = (now.foreign, ()) if now.foreign else (now.text, now.bases)
    storage(_STORAGE, text, bases, _told, OWN, quiet=True)


def connect_file() -> None:
    """Keep in the browser's window what was read and not used yet: it outlasts the server."""
    now = held()
    text = _pending(now) if now.asked or now.file else None
    storage(_FILE_STORAGE, text, ("",), _file_told, FILE, quiet=True, window=True)


def _pending(now: Held) -> str:
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


def _looked_at(now: Held, content: bytes, last_values: bool) -> Held:
    """Return what is known once a file was read: a mapping, a publisher's file or a table."""
    from kpo.own.mapping import from_text, is_mapping
    from kpo.own.publishers import publication, series

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


def _mapped(now: Held, rule: "SeriesMapping") -> Held:
    from kpo.own.mapping import mapped

    assert now.publication is not None
    return _with_reading(replace(now, rule=rule), mapped(now.publication, rule, data.catalog()))


def _with_reading(now: Held, found: "Reading") -> Held:
    now = replace(now, problems=tuple(found.problems), offers=found.offers)
    if found.problems:
        return now
    core.merged(own(), found.own, data.catalog())
    return replace(now, found=found)


def _cleared(now: Held) -> Held:
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


def add(newer: Own, said: str) -> None:
    """Put own figures beside those in use, in the place of the same ones."""
    _step(lambda before: core.merged(before, newer, data.catalog()), said)


def replace_all(new: Own, said: str) -> None:
    """Make these the own figures."""
    _step(lambda _: new, said)


def remove(kind: str, key: tuple[object, ...]) -> None:
    """Remove one row; it can be put back until the next step."""
    _step(lambda before: core.without(before, kind, key), "Removed.")


def remove_all() -> None:
    """Remove every own figure; they can be put back until the next step."""
    _step(lambda _: Own(), "All of your own figures are removed.")


def undo() -> None:
    """Put back what the last step put away."""
    before = held().before
    if before is not None:
        _step(lambda _: before, "")


def on_change(again: Callable[[], None]) -> None:
    """Name what has to be read again once own figures came or went."""
    if again not in _DEPENDING:
        _DEPENDING.append(again)


def _step(change: Callable[[Own], Own], said: str) -> None:
    """Take a step, or keep everything and the step's problems."""
    now, before = held(), own()
    try:
        new = change(before)
    except DataError as error:
        st.session_state[KEY] = replace(now, problems=error.problems)
        return
    text, bases = _text_of(new, now)
    st.session_state[KEY] = Held(
        text=text,
        bases=bases,
        stores=now.stores,
        said=said,
        before=before if said else None,
        files=now.files + 1,
        foreign=now.foreign,
        agreed=now.agreed,
        asked=True,
        rule=now.rule,
    )
    _put(new)


def _text_of(new: Own, now: Held, *more: str) -> tuple[str, tuple[str, ...]]:
    """Return the text that the browser should have, and those that it may have instead."""
    bases = (*more, now.text or "", *now.bases)[:_REMEMBERED]
    return meanwhile.stamped(core.to_text(new), bases), bases


def _put(new: Own, arriving: bool = False) -> None:
    """Lay new own figures over ours, and fit what was chosen to what is there."""
    data.put_own(new)
    catalog, choice = data.catalog(), state.current()
    chosen = choice.scenario.countries or ()
    left = [country for country in chosen if country in catalog.countries]
    state.put(choice if len(left) == len(chosen) else with_countries(catalog, choice, left))
    link.again(arriving)
    for again in _DEPENDING:
        again()


def _told(text: str | None) -> None:
    """Take over what the browser has; None where it lets nothing be stored."""
    now = held()
    if text is None:
        st.session_state[KEY] = replace(now, stores=False)
    elif text != (now.foreign or now.text or ""):
        found = _restored(text)
        unusable = tuple(found.problems)
        foreign = text if unusable and not (len(found.own) or found.bad) else ""
        told = replace(now, text=text, bases=(text,), unusable=unusable, said="", before=None)
        told = replace(told, foreign=foreign, agreed=text)
        alone = foreign or now.foreign or not now.text or now.text == now.agreed
        both = found.own
        if not alone and not meanwhile.made_with(text, now.text or ""):
            told, both = _with_mine(told, now, both)
        st.session_state[KEY] = told
        _put(both, arriving=now.text is None)


def _with_mine(told: Held, now: Held, theirs: Own) -> tuple[Held, Own]:
    """Return what another window took over together with what was taken over here meanwhile."""
    try:
        began = meanwhile.common(told.text or "", now.bases, now.agreed)
        both = core.together(_restored(began).own, own(), theirs, data.published())
    except DataError as error:
        return replace(told, problems=error.problems), theirs
    if both == theirs:
        return told, theirs
    text, bases = _text_of(both, now, told.text or "")
    said = "Another window changed own figures at the same time: what both took over is in use."
    return replace(told, text=text, bases=bases, said=said), both


def _restored(text: str) -> "Reading":
    """Return what the browser's text says; a text that is none of ours stays where it is."""
    try:
        return core.from_text(text, data.published()) if text else core.Reading()
    except DataError as error:
        return core.Reading(problems=list(error.problems))
