"""The Workshop page, which shows a browser the entry, the host's room or a ballot."""

import streamlit as st

from kpo.core.html import tag
from kpo.ui import files
from kpo.ui.components.controls import headline
from kpo.ui.session.state import View
from kpo.ui.views.workshop import host, keys, landing, phone, rooms
from kpo.ui.views.workshop.keys import HeldKeys
from kpo.workshop.refusal import WorkshopError
from kpo.workshop.room import Room


def page(view: View) -> None:
    """Draw the page: the entry, a room as its host sees it, or a ballot."""
    st.html(files.sheet(__file__, "workshop.css"))
    held = keys.connect()
    if not held.known:
        st.html(tag.p("Looking for your room\u2026", class_="kpo-ws-wait", role="status"))
        return
    try:
        room = _room(held)
    except WorkshopError as error:
        _trouble(error)
        return
    if room is None:
        landing.page(view, gone=bool(held.room))
    elif held.host:
        host.page(view, held, room)
    else:
        phone.page(held, room)


def _room(held: HeldKeys) -> Room | None:
    """Return the room of this browser; None if it has none or its host's key is not valid."""
    if not held.room or rooms.off():
        return None
    store = rooms.store()
    if held.host and not store.hosts(held.room, held.host):
        return None
    return store.room(held.room)


def _trouble(error: WorkshopError) -> None:
    headline(
        "The room cannot be reached just now",
        f"{error.problems[0]}. What you have filled in stays in this browser.",
    )
    with st.container(key="kpo-ws-again"):
        st.button("Try again", type="primary")
