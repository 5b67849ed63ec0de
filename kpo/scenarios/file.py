"""Saved scenarios as JSON text, for files and for a browser's storage."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NoReturn

from kpo.core.errors import DataError, KpoError, Problem, ScenarioError
from kpo.core.model import DATA_VERSION, UserData
from kpo.data import user as own_figures
from kpo.data.catalog import Catalog
from kpo.scenarios.collection import (
    MAX_SCENARIOS,
    SavedScenario,
    SavedScenarios,
    SceneChoice,
    caption_of,
    clean_name,
    free_name,
    title_of,
)
from kpo.scenarios.record import from_record, to_record

KIND: Final = "kpo-atlas-scenarios"
VERSION: Final = 1
MAX_SCENES: Final = 40
MAX_FILE_LENGTH: Final = 2_000_000
MAX_STORED_LENGTH: Final = 5_000_000
"""Number of characters that browsers let a page store."""

DEEPEST: Final = 40


def to_text(catalog: Catalog, shelf: SavedScenarios, own: UserData | None = None) -> str:
    """Return the set as JSON text: for a browser's storage, or with own figures for a file.

    A lone surrogate in an unusable record cannot be encoded: it is written as a JSON escape.
    """
    records = [
        {
            "name": item.name,
            "order": list(item.order),
            "scenario": to_record(catalog, item.scenario) | {"data_version": item.data_version},
        }
        for item in shelf.items
    ]
    whole = {"kind": KIND, "version": VERSION, "scenarios": [*records, *shelf.unread]}
    if shelf.scenes:
        # An empty title is left out, as in older releases.
        whole["scenes"] = [
            {name: text for name, text in vars(item).items() if text or name != "title"}
            for item in shelf.scenes
        ]
    if own is not None and len(own):
        whole["own"] = own_figures.to_record(own)
    text = json.dumps(whole, ensure_ascii=False, indent=None if shelf.unread else 1)
    return text.encode("utf-8", "backslashreplace").decode()


def from_text(catalog: Catalog, text: str) -> SavedScenarios:
    """Return the set that a browser stored; unusable records are kept aside with their problems.

    Identical scenarios, name included, count once; other equal names get a number.
    """
    try:
        records = _records(text)
    except ScenarioError as error:
        return SavedScenarios(problems=error.problems)
    items: list[SavedScenario] = []
    read: list[SavedScenario] = []
    unread: list[object] = []
    problems: list[Problem] = []
    for number, record in enumerate(records, start=1):
        try:
            item = _item(catalog, record, number)
            if item not in read:
                names = [one.name for one in items]
                items.append(replace(item, name=free_name(item.name, names)))
            read.append(item)
        except ScenarioError as error:
            unread.append(record)
            problems += error.problems
    return SavedScenarios(tuple(items), tuple(unread), tuple(problems), scenes_in(text))


def scenes_in(text: str | bytes) -> tuple[SceneChoice, ...]:
    """Return the scenes to present that a text or a file carries; invalid ones are skipped."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    listed = whole.get("scenes") if isinstance(whole, dict) else None
    if not isinstance(listed, list):
        return ()
    return tuple(
        SceneChoice(
            caption_of(item["scene"]), caption_of(item.get("caption")), title_of(item.get("title"))
        )
        for item in listed[:MAX_SCENES]
        if isinstance(item, dict) and isinstance(item.get("scene"), str)
    )


def from_file(catalog: Catalog, content: bytes) -> tuple[SavedScenario, ...]:
    """Return the scenarios of a file; they may use the own figures that it carries.

    Raises
    ------
    ScenarioError
        With every problem of the file, not only the first.
    """
    shelf = from_text(own_figures.with_user_data(catalog, own_in(catalog, content)), _text(content))
    if shelf.problems:
        raise ScenarioError(shelf.problems)
    return shelf.items


def own_in(catalog: Catalog, content: bytes) -> UserData:
    """Return the own figures of the catalogue together with those that a file carries.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or with every problem of the own figures in it.
    """
    try:
        return own_figures.with_those_of(_text(content), catalog)
    except DataError as error:
        raise ScenarioError(error.problems) from None


def _text(content: bytes) -> str:
    _check_length(content, MAX_FILE_LENGTH)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse("it is not a text file")


def _check_length(content: str | bytes, most: int) -> None:
    if len(content) > most:
        _refuse("it is far larger than twelve scenarios with own figures")


def _records(text: str) -> list[Any]:
    _check_length(text, MAX_STORED_LENGTH)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        _refuse("it is not readable as JSON")
    if _deeper(whole, DEEPEST):
        _refuse("it is nested far too deeply")
    if not isinstance(whole, dict) or whole.get("kind") != KIND:
        _refuse("it does not hold scenarios of KPO Atlas")
    if whole.get("version") != VERSION:
        _refuse("its version is unknown here", "open it in a newer release")
    records = whole.get("scenarios")
    if not isinstance(records, list) or len(records) > MAX_SCENARIOS:
        _refuse(f"it does not hold a list of at most {MAX_SCENARIOS}")
    return records


def _deeper(part: object, most: int) -> bool:
    """Tell whether lists and mappings are nested more than `most` levels deep."""
    level = [part]
    for _ in range(most + 1):
        level = [
            one
            for item in level
            if isinstance(item, dict | list)
            for one in (item.values() if isinstance(item, dict) else item)
        ]
    return bool(level)


def _item(catalog: Catalog, record: object, number: int) -> SavedScenario:
    where = f"Scenario {number}"
    if not isinstance(record, dict) or not isinstance(record.get("scenario"), dict):
        raise ScenarioError(Problem(where, "it is not a saved scenario", "save it again"))
    name = record.get("name")
    if not isinstance(name, str) or not clean_name(name):
        raise ScenarioError(Problem(where, "it has no name", "give it one"))
    where = f"{where}, \u201c{clean_name(name)}\u201d"
    try:
        scenario = from_record(catalog, record["scenario"])
        return SavedScenario(clean_name(name), scenario, *_then(catalog, record))
    except KpoError as error:
        problems = [Problem(where, item.what, item.remedy) for item in error.problems]
        raise ScenarioError(problems) from None


def _then(catalog: Catalog, record: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return data version and rank order of a record; unknown countries are left out."""
    version, order = record["scenario"].get("data_version"), record.get("order")
    known = (code for code in order if isinstance(code, str)) if isinstance(order, list) else ()
    return (
        version if isinstance(version, str) and DATA_VERSION.fullmatch(version) else "",
        tuple(code for code in dict.fromkeys(known) if code in catalog.countries),
    )


def _refuse(what: str, remedy: str = "choose a file saved on this page") -> NoReturn:
    raise ScenarioError(Problem("The file", what, remedy)) from None
