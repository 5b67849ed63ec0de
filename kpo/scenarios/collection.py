"""A reader's own set of named scenarios, the steps that change it, and what one opens to.

A name is user text: it is cleaned here and must still be escaped wherever it is drawn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from kpo.core.errors import Problem, ScenarioError
from kpo.core.model import Scenario
from kpo.core.text import one_line
from kpo.data.catalog import Catalog
from kpo.scenarios.record import canonical
from kpo.scoring.ranking import Ranking, rank

MAX_SCENARIOS: Final = 12
MAX_NAME_LENGTH: Final = 60
MAX_CAPTION_LENGTH: Final = 200
MAX_TITLE_LENGTH: Final = 120


@dataclass(frozen=True)
class Move:
    """A destination whose place has changed since a link was made; None means not ranked."""

    country: str
    name: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class OpenedLink:
    """The content of a link: scenario, data version it was made on, and the rank order then.

    `former_method`: it was made with the method of releases 0.1 and 0.2; `preset_renewed`: its
    weights were those of a preset then, and are now the preset's present ones.
    """

    scenario: Scenario
    data_version: str
    order: tuple[str, ...]
    former_method: bool = False
    preset_renewed: bool = False


@dataclass(frozen=True)
class SavedScenario:
    """A scenario under a name, with the data version and the rank order when it was saved."""

    name: str
    scenario: Scenario
    data_version: str
    order: tuple[str, ...]

    @property
    def opened(self) -> OpenedLink:
        """The saved scenario in the form of an opened link."""
        return OpenedLink(self.scenario, self.data_version, self.order)


@dataclass(frozen=True)
class SceneChoice:
    """A scene to present, by its id in `kpo.deck`.

    An empty caption or title stands for the scene's own.
    """

    scene: str
    caption: str = ""
    title: str = ""


@dataclass(frozen=True)
class SavedScenarios:
    """The saved scenarios in their order; `unread` are unusable records that are kept.

    `scenes` are those to present, in their order; empty stands for all scenes.
    """

    items: tuple[SavedScenario, ...] = ()
    unread: tuple[Any, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    scenes: tuple[SceneChoice, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names in use."""
        return tuple(item.name for item in self.items)

    @property
    def room(self) -> int:
        """How many more can be saved."""
        return MAX_SCENARIOS - len(self.items) - len(self.unread)


def saved(
    catalog: Catalog, name: str, scenario: Scenario, ranking: Ranking | None = None
) -> SavedScenario:
    """Return a scenario saved under a name; `ranking` is its ranking, if already computed."""
    rows = (ranking or rank(catalog, scenario)).rows
    order = tuple(row.country for row in rows)
    return SavedScenario(
        clean_name(name), canonical(catalog, scenario), catalog.data_version, order
    )


def clean_name(text: str) -> str:
    r"""Return a name on one line, without invisible characters, 60 characters at most.

    Examples
    --------
    >>> clean_name("  Board\n meeting\u202e ")
    'Board meeting'
    """
    return one_line(text)[:MAX_NAME_LENGTH].strip()


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return the name, with a number appended if it is taken.

    Examples
    --------
    >>> free_name("Board", ["Board", "Board (2)"])
    'Board (3)'
    """
    used = set(taken)
    number, free = 1, name
    while free in used:
        number += 1
        mark = f" ({number})"
        free = name[: MAX_NAME_LENGTH - len(mark)].rstrip() + mark
    return free


def caption_of(text: object) -> str:
    r"""Return a caption on one line, 200 characters at most; empty if it is not a text.

    Examples
    --------
    >>> caption_of(" Look\n here.\x07 "), caption_of(7)
    ('Look here.', '')
    """
    return one_line(text)[:MAX_CAPTION_LENGTH].strip() if isinstance(text, str) else ""


def title_of(text: object) -> str:
    """Return a title on one line, 120 characters at most; empty if it is not a text.

    Examples
    --------
    >>> title_of(" Look here "), title_of(None)
    ('Look here', '')
    """
    return caption_of(text)[:MAX_TITLE_LENGTH].strip()


def added(shelf: SavedScenarios, item: SavedScenario) -> SavedScenarios:
    """Return the set with one more scenario.

    Raises
    ------
    ScenarioError
        If the set is full, or the name is empty or taken.
    """
    if shelf.room < 1:
        what = f"{MAX_SCENARIOS} scenarios are saved already"
        raise ScenarioError(Problem("Saved scenarios", what, "delete one first"))
    _check_name(shelf, item.name)
    return replace(shelf, items=(*shelf.items, item))


def renamed(shelf: SavedScenarios, name: str, new_name: str) -> SavedScenarios:
    """Return the set with one name changed.

    Raises
    ------
    ScenarioError
        If the new name is empty or taken.
    """
    new = clean_name(new_name)
    if new == name:
        return shelf
    _check_name(shelf, new)
    changed = (replace(item, name=new) if item.name == name else item for item in shelf.items)
    return replace(shelf, items=tuple(changed))


def removed(shelf: SavedScenarios, name: str) -> SavedScenarios:
    """Return the set without the scenario of a name."""
    return replace(shelf, items=tuple(item for item in shelf.items if item.name != name))


def merged(shelf: SavedScenarios, others: Iterable[SavedScenario]) -> SavedScenarios:
    """Return the set with the scenarios of a file; duplicates count once, equal names get a number.

    Raises
    ------
    ScenarioError
        If they do not all fit; nothing is changed then.
    """
    items = list(shelf.items)
    for item in others:
        if item not in items:
            taken = (other.name for other in items)
            items.append(replace(item, name=free_name(item.name, taken)))
    new = replace(shelf, items=tuple(items))
    if new.room < 0:
        what = f"{-new.room} too many: {MAX_SCENARIOS} can be saved in all"
        raise ScenarioError(Problem("Saved scenarios", what, "delete some first, then try again"))
    return new


def together(
    agreed: SavedScenarios, mine: SavedScenarios, theirs: SavedScenarios
) -> SavedScenarios:
    """Return a set with the changes of two windows, `mine` and `theirs`.

    Parameters
    ----------
    agreed
        The set that both started from.

    Raises
    ------
    ScenarioError
        If they do not all fit.
    """
    left, added = _changed(agreed.items, mine.items, theirs.items)
    unread, unread_too = _changed(agreed.unread, mine.unread, theirs.unread)
    scenes = theirs.scenes if mine.scenes == agreed.scenes else mine.scenes
    shelf = replace(theirs, items=left, unread=(*unread, *unread_too), scenes=scenes)
    return merged(shelf, added)


def _changed(
    agreed: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]
) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return what is left of `theirs` without what `mine` took away, and what `mine` added."""
    gone = [item for item in agreed if item not in mine]
    left = tuple(item for item in theirs if item not in gone)
    return left, tuple(item for item in mine if item not in agreed and item not in left)


def _check_name(shelf: SavedScenarios, name: str) -> None:
    if not name:
        raise ScenarioError(Problem("Name", "it is empty", "give it a few words"))
    if name in shelf.names:
        what = f"\u201c{name}\u201d is there already"
        raise ScenarioError(Problem("Name", what, "give it another name, or delete the other"))


def moves(catalog: Catalog, opened: OpenedLink) -> tuple[Move, ...]:
    """Return the destinations whose place has changed since then, in the order of then."""
    now = {row.country: at for at, row in enumerate(rank(catalog, opened.scenario), start=1)}
    then = {country: at for at, country in enumerate(opened.order, start=1)}
    return tuple(
        Move(country, catalog.countries[country].name, then.get(country), now.get(country))
        for country in then | now
        if then.get(country) != now.get(country)
    )
