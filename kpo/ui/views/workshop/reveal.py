"""Opened ballots on screen: built once for everybody in the room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import streamlit as st

from kpo.core.cache import cached
from kpo.core.errors import KpoError
from kpo.core.html import markup
from kpo.core.model import Ballot
from kpo.data.catalog import Catalog
from kpo.mcda.group import Pooling
from kpo.mcda.weights import whole_percents
from kpo.scoring.ranking import weights_of
from kpo.ui.session import catalog as data
from kpo.ui.shell import errors
from kpo.ui.views.workshop import results, rooms
from kpo.ui.views.workshop.keys import HeldKeys
from kpo.workshop.reveal import Reveal, reveal
from kpo.workshop.room import OpenedBallots, Room

EVERYBODY: Final = ""


@dataclass(frozen=True, eq=False)
class ShownReveal:
    """A reveal with its HTML: head, main column, sidebar."""

    now: Reveal
    head: str
    main: str
    aside: str


def roles(ballots: tuple[OpenedBallots, ...]) -> tuple[str, ...]:
    """Return the roles that were given, each once whatever its case."""
    spelled: dict[str, str] = {}
    for role in (opened.ballot.role for opened in ballots):
        if role:
            spelled.setdefault(role.casefold(), role)
    return tuple(spelled.values())


def shown(
    held: HeldKeys, room: Room, pooling: Pooling = "median", role: str = EVERYBODY
) -> ShownReveal:
    """Return the opened ballots of the current round, of one role if it is given.

    Raises
    ------
    KpoError
        If the room's scenario cannot be used any more, or nobody has that role.
    """
    store = rooms.store()
    ballots = tuple(map(_plain, store.ballots(held.room, room.round)))
    earlier = tuple(map(_plain, store.ballots(held.room, room.round - 1)))
    return _shown(data.published(), room.link, ballots, earlier, pooling, role, room.revealed_at)


Plain = tuple[str, str, str, tuple[tuple[str, float], ...]]
"""A ballot as a hashable cache key: letter, name, role, weights."""


def _plain(opened: OpenedBallots) -> Plain:
    ballot = opened.ballot
    return opened.letter, ballot.name, ballot.role, tuple(ballot.weights.items())


@cached(64)
def _shown(
    catalog: Catalog,
    link: str,
    ballots: tuple[Plain, ...],
    earlier: tuple[Plain, ...],
    pooling: Pooling,
    role: str,
    opened_at: int,
) -> ShownReveal:
    now = _reveal(catalog, link, ballots, pooling, role)
    before = _reveal(catalog, link, earlier, pooling, role) if _of(earlier, role) else None
    scenario = rooms.scenario(link)
    ours: Mapping[str, float] = whole_percents(weights_of(catalog, scenario))
    aside = [results.agreement(now), results.judges(catalog, now), results.argue(catalog, now)]
    if before:
        aside.insert(1, results.rounds(catalog, before, now))
    when = f" at {datetime.fromtimestamp(opened_at, UTC):%H:%M} UTC" if opened_at else ""
    return ShownReveal(
        now,
        results.head(catalog, now, when),
        results.strips(catalog, now, ours, before),
        markup(aside),
    )


def _of(ballots: tuple[Plain, ...], role: str) -> list[Plain]:
    return [ballot for ballot in ballots if not role or ballot[2].casefold() == role.casefold()]


def _reveal(
    catalog: Catalog, link: str, ballots: tuple[Plain, ...], pooling: Pooling, role: str
) -> Reveal:
    chosen = _of(ballots, role)
    return reveal(
        catalog,
        rooms.scenario(link),
        [Ballot(dict(weights), name, word) for _, name, word, weights in chosen],
        pooling,
        [letter for letter, *_ in chosen],
    )


def for_a_phone(held: HeldKeys, room: Room) -> None:
    """Draw the room's result, with the phone's own ballot marked."""
    try:
        opened = shown(held, room)
    except KpoError as error:
        errors.problems(error)
        return
    ballots = rooms.store().ballots(held.room, room.round, held.ballot)
    mine = [ballot.letter for ballot in ballots if ballot.mine]
    st.html(opened.head)
    if mine:
        st.html(results.own_mark(mine[0]))
    st.html(opened.main + opened.aside)
