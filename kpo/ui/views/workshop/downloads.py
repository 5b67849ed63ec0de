"""The downloads of a workshop: its ballots as files, and its result as a slide."""

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from kpo.core.html import tag
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.export.registry import FORMATS, SCENE_FORMATS, build_scenes
from kpo.scenarios.record import to_record
from kpo.ui.components.controls import CSV, JSON, download
from kpo.workshop.ballots import to_file
from kpo.workshop.reveal import Reveal

XLSX: Final = FORMATS["xlsx"].media
_HELP: Final = {
    "pptx": "One slide to edit: medians, agreement, what to argue about, who leads.",
    "pdf": "The same slide as a page.",
}


def downloads(
    catalog: Catalog, scenario: Scenario, reveal: Reveal, name: str, room: int = 0
) -> None:
    """Draw the downloads of opened ballots.

    Parameters
    ----------
    scenario
        What was weighed, without the group's weights.
    name
        The last part of each file's name.
    room
        The number of the room; 0 if there is none.
    """
    address = st.context.url or ""
    with st.container(key="kpo-along", horizontal=True):
        st.html(tag.span("Take the ballots along:"), width="content")
        _button("csv", CSV, partial(_csv, catalog, reveal, address), name)
        _button("xlsx", XLSX, partial(_xlsx, catalog, reveal, address), name)
        _button("json", JSON, partial(_json, catalog, scenario, reveal), name)
        st.html(tag.span("The result as a slide:"), width="content")
        for kind in SCENE_FORMATS:
            make = partial(_slide, kind, catalog, reveal, room, address)
            _button(kind, FORMATS[kind].media, make, name, _HELP[kind])


def _button(
    extension: str, media: str, make: Callable[[], bytes], name: str, help_text: str | None = None
) -> None:
    key, file = f"kpo.workshop.file.{extension}", f"kpo-atlas-{name}.{extension}"
    download(extension.upper(), key, file, media, make, help=help_text)


def _csv(catalog: Catalog, reveal: Reveal, address: str) -> bytes:
    from kpo.export.ballots import ballots_csv

    return ballots_csv(catalog, reveal, address).encode()


def _xlsx(catalog: Catalog, reveal: Reveal, address: str) -> bytes:
    from kpo.export.ballots import ballots_xlsx

    return ballots_xlsx(catalog, reveal, address)


def _json(catalog: Catalog, scenario: Scenario, reveal: Reveal) -> bytes:
    ballots = [judge.ballot for judge in reveal.judges]
    return to_file(ballots, to_record(catalog, scenario)).encode()


def _slide(kind: str, catalog: Catalog, reveal: Reveal, room: int, address: str) -> bytes:
    from kpo.deck.context import group_scene

    return build_scenes(kind, [group_scene(catalog, reveal, room)], address)
