"""Saved scenarios as text: the file they travel in, and what a browser keeps of them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final, NoReturn

from kpo import own as own_figures
from kpo.catalog import Catalog
from kpo.errors import DataError, KpoError, Problem, ScenarioError
from kpo.model import DATA_VERSION, Own
from kpo.scenario import from_record, to_record
from kpo.scenarios import MOST, Saved, Shelf, Shown, caption_of, clean_name, free_name

KIND: Final = "kpo-atlas-scenarios"
VERSION: Final = 1
MOST_SCENES: Final = 40
LONGEST_FILE: Final = 2_000_000
LONGEST_STORED: Final = 5_000_000
"""What browsers let a page store, in signs."""

DEEPEST: Final = 40
_FILE: Final = "The file"


def to_text(catalog: Catalog, shelf: Shelf, own: Own | None = None) -> str:
    """Return the set as the JSON text that a browser stores, and a file with the own figures.

    Half of a surrogate pair in a record kept aside cannot be sent as it is: it is written as JSON
    escapes it.
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
        whole["scenes"] = [vars(item) for item in shelf.scenes]
    if own is not None and len(own):
        whole["own"] = own_figures.to_record(own)
    text = json.dumps(whole, ensure_ascii=False, indent=None if shelf.unread else 1)
    return text.encode("utf-8", "backslashreplace").decode()


def from_text(catalog: Catalog, text: str) -> Shelf:
    """Return what a browser stored; what cannot be used is kept aside with its problem."""
    try:
        records = _records(text)
    except ScenarioError as error:
        return Shelf(problems=error.problems)
    items: list[Saved] = []
    unread: list[object] = []
    problems: list[Problem] = []
    for number, record in enumerate(records, start=1):
        try:
            item = _item(catalog, record, number)
            items.append(replace(item, name=free_name(item.name, [one.name for one in items])))
        except ScenarioError as error:
            unread.append(record)
            problems += error.problems
    return Shelf(tuple(items), tuple(unread), tuple(problems), scenes_in(text))


def scenes_in(text: str | bytes) -> tuple[Shown, ...]:
    """Return the scenes to present that a text or a file carries; what is none is passed over."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    listed = found.get("scenes") if isinstance(found, dict) else None
    if not isinstance(listed, list):
        return ()
    return tuple(
        Shown(caption_of(item["scene"]), caption_of(item.get("caption")))
        for item in listed[:MOST_SCENES]
        if isinstance(item, dict) and isinstance(item.get("scene"), str)
    )


def from_file(catalog: Catalog, content: bytes) -> tuple[Saved, ...]:
    """Return the scenarios of a file; they may rest on the own figures that it carries.

    Raises
    ------
    ScenarioError
        With every problem of the file, never after the first only.
    """
    shelf = from_text(own_figures.overlaid(catalog, own_in(catalog, content)), _text(content))
    if shelf.problems:
        raise ScenarioError(shelf.problems)
    return shelf.items


def own_in(catalog: Catalog, content: bytes) -> Own:
    """Return the own figures of the catalogue together with those that a file carries.

    Raises
    ------
    ScenarioError
        If the file cannot be read, with every problem of the own figures in it.
    """
    try:
        return own_figures.with_those_of(_text(content), catalog)
    except DataError as error:
        raise ScenarioError(error.problems) from None


def _text(content: bytes) -> str:
    _check_length(content, LONGEST_FILE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse("it is not a text file", "choose a file saved on this page")


def _check_length(content: str | bytes, most: int) -> None:
    if len(content) > most:
        _refuse(
            "it is far larger than twelve scenarios with own figures",
            "choose a file saved on this page",
        )


def _records(text: str) -> list[Any]:
    _check_length(text, LONGEST_STORED)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        _refuse("it is not readable as JSON", "choose a file saved on this page")
    if _deeper(found, DEEPEST):
        _refuse("it is nested far too deeply", "choose a file saved on this page")
    if not isinstance(found, dict) or found.get("kind") != KIND:
        _refuse("it does not hold scenarios of KPO Atlas", "choose a file saved on this page")
    if found.get("version") != VERSION:
        _refuse("its version is unknown here", "open it in a newer release")
    records = found.get("scenarios")
    if not isinstance(records, list) or len(records) > MOST:
        _refuse(f"it does not hold a list of at most {MOST}", "choose a file saved on this page")
    return records


def _deeper(part: object, most: int) -> bool:
    """Tell whether lists and mappings stand in one another more than `most` deep."""
    level = [part]
    for _ in range(most + 1):
        level = [
            one
            for item in level
            if isinstance(item, dict | list)
            for one in (item.values() if isinstance(item, dict) else item)
        ]
    return bool(level)


def _item(catalog: Catalog, record: object, number: int) -> Saved:
    where = f"Scenario {number}"
    if not isinstance(record, dict) or not isinstance(record.get("scenario"), dict):
        raise ScenarioError(Problem(where, "it is not a saved scenario", "save it again"))
    name = record.get("name")
    if not isinstance(name, str) or not clean_name(name):
        raise ScenarioError(Problem(where, "it has no name", "give it one"))
    where = f"{where}, \u201c{clean_name(name)}\u201d"
    try:
        scenario = from_record(catalog, record["scenario"])
        return Saved(clean_name(name), scenario, *_then(catalog, record))
    except KpoError as error:
        found = [Problem(where, item.what, item.remedy) for item in error.problems]
        raise ScenarioError(found) from None


def _then(catalog: Catalog, record: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return data version and order of a record; what is not there any more is left out."""
    version, order = record["scenario"].get("data_version"), record.get("order")
    known = (code for code in order if isinstance(code, str)) if isinstance(order, list) else ()
    return (
        version if isinstance(version, str) and DATA_VERSION.fullmatch(version) else "",
        tuple(code for code in dict.fromkeys(known) if code in catalog.countries),
    )


def _refuse(what: str, remedy: str) -> NoReturn:
    raise ScenarioError(Problem(_FILE, what, remedy)) from None
