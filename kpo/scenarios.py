"""A reader's own set of named scenarios, and the file it travels in.

A name is user text: it is cleaned here and must still be escaped wherever it is drawn.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NoReturn

from kpo import own as own_figures
from kpo.catalog import Catalog
from kpo.cleaning import one_line
from kpo.errors import DataError, KpoError, Problem, ScenarioError
from kpo.model import DATA_VERSION, Own, Scenario
from kpo.scenario import Opened, canonical, from_record, to_record
from kpo.score import Ranking, rank

KIND: Final = "kpo-atlas-scenarios"
VERSION: Final = 1
MOST: Final = 12
LONGEST_NAME: Final = 60
LONGEST_CAPTION: Final = 200
MOST_SCENES: Final = 40
LONGEST_FILE: Final = 2_000_000
LONGEST_STORED: Final = 5_000_000
"""What browsers let a page store, in signs."""

DEEPEST: Final = 40
_FILE: Final = "The file"


@dataclass(frozen=True)
class Saved:
    """A scenario under a name, with the data version and the rank order when it was saved."""

    name: str
    scenario: Scenario
    data_version: str
    order: tuple[str, ...]

    @property
    def opened(self) -> Opened:
        """What was saved, as a link would say it."""
        return Opened(self.scenario, self.data_version, self.order)


@dataclass(frozen=True)
class Shown:
    """A scene to present, by its id in `kpo.scenes`; an empty caption stands for its own."""

    scene: str
    caption: str = ""


@dataclass(frozen=True)
class Shelf:
    """The saved scenarios in their order; `unread` are records kept though they cannot be used.

    `scenes` are those to present, in their order; none stands for all of them.
    """

    items: tuple[Saved, ...] = ()
    unread: tuple[Any, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    scenes: tuple[Shown, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names in use."""
        return tuple(item.name for item in self.items)

    @property
    def room(self) -> int:
        """How many more can be saved."""
        return MOST - len(self.items) - len(self.unread)


def saved(catalog: Catalog, name: str, scenario: Scenario, ranking: Ranking | None = None) -> Saved:
    """Return a scenario under a name; `ranking` is its own, if it is there already."""
    rows = (ranking or rank(catalog, scenario)).rows
    order = tuple(row.country for row in rows)
    return Saved(clean_name(name), canonical(catalog, scenario), catalog.data_version, order)


def clean_name(text: str) -> str:
    r"""Return a name on one line, without signs that cannot be seen, 60 characters at most.

    Examples
    --------
    >>> clean_name("  Board\n meeting\u202e ")
    'Board meeting'
    """
    return one_line(text)[:LONGEST_NAME].strip()


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return the name, with a number behind it where it is taken.

    Examples
    --------
    >>> free_name("Board", ["Board", "Board (2)"])
    'Board (3)'
    """
    used = set(taken)
    number, found = 1, name
    while found in used:
        number += 1
        mark = f" ({number})"
        found = name[: LONGEST_NAME - len(mark)].rstrip() + mark
    return found


def added(shelf: Shelf, item: Saved) -> Shelf:
    """Return the set with one more.

    Raises
    ------
    ScenarioError
        If the set is full, or the name is empty or taken.
    """
    if shelf.room < 1:
        what = f"{MOST} scenarios are saved already"
        raise ScenarioError(Problem("Saved scenarios", what, "delete one first"))
    _check_name(shelf, item.name)
    return replace(shelf, items=(*shelf.items, item))


def renamed(shelf: Shelf, name: str, wanted: str) -> Shelf:
    """Return the set with one name changed.

    Raises
    ------
    ScenarioError
        If the new name is empty or taken.
    """
    new = clean_name(wanted)
    if new == name:
        return shelf
    _check_name(shelf, new)
    changed = (replace(item, name=new) if item.name == name else item for item in shelf.items)
    return replace(shelf, items=tuple(changed))


def removed(shelf: Shelf, name: str) -> Shelf:
    """Return the set without one."""
    return replace(shelf, items=tuple(item for item in shelf.items if item.name != name))


def restored(shelf: Shelf, place: int, item: Saved) -> Shelf:
    """Return the set with a deleted one back in its place, or as near as there is room."""
    back = replace(item, name=free_name(item.name, shelf.names))
    return replace(shelf, items=(*shelf.items[:place], back, *shelf.items[place:])[:MOST])


def merged(shelf: Shelf, found: Iterable[Saved]) -> Shelf:
    """Return the set with those of a file; equal ones are there once, equal names get a number.

    Raises
    ------
    ScenarioError
        If they do not all fit; nothing is changed then.
    """
    items = list(shelf.items)
    for item in found:
        if item not in items:
            taken = (other.name for other in items)
            items.append(replace(item, name=free_name(item.name, taken)))
    new = replace(shelf, items=tuple(items))
    if new.room < 0:
        what = f"{-new.room} too many: {MOST} can be saved in all"
        raise ScenarioError(Problem("Saved scenarios", what, "delete some first, then try again"))
    return new


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


def caption_of(text: object) -> str:
    r"""Return a caption on one line, 200 characters at most; empty where it is none.

    Examples
    --------
    >>> caption_of(" Look\n here.\x07 "), caption_of(7)
    ('Look here.', '')
    """
    return one_line(text)[:LONGEST_CAPTION].strip() if isinstance(text, str) else ""


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


def _check_name(shelf: Shelf, name: str) -> None:
    if not name:
        raise ScenarioError(Problem("Name", "it is empty", "give it a few words"))
    if name in shelf.names:
        what = f"\u201c{name}\u201d is there already"
        raise ScenarioError(Problem("Name", what, "give it another name, or delete the other"))


def _refuse(what: str, remedy: str) -> NoReturn:
    raise ScenarioError(Problem(_FILE, what, remedy)) from None
