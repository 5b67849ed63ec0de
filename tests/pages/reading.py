"""The content of a page as a reader sees it, taken from the messages to the browser."""

import json
import re
from html import unescape
from io import BytesIO
from typing import Any

import pyarrow
from streamlit.testing.v1 import AppTest

from kpo.core.model import Scenario
from kpo.ui.session.actions import Choice
from tests.panel.unpacking import unpacked


def html(at: AppTest) -> str:
    """All HTML sent, without the tags and spaces that only keep a number on one line."""
    shown = "\n".join(element.proto.body for element in at.get("html"))
    shown = re.sub(r"<span class='kpo-whole'>(.*?)</span>", r"\1", shown)
    return shown.replace("\u00a0", " ")


def text(at: AppTest) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", html(at)))


def headline(at: AppTest) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html(at))
    assert found, html(at)
    return unescape(found[1])


def panel(at: AppTest) -> dict[str, Any]:
    """The data of the weighting panel."""
    (found,) = (
        part.proto
        for part in at.get("bidi_component")
        if part.proto.component_name == "kpo_weighting_panel"
    )
    return unpacked(json.loads(found.json)[0])


def order(at: AppTest) -> list[str]:
    return [row["country"] for row in panel(at)["rows"] if not row["aside"]]


def aside(at: AppTest) -> list[tuple[str, str]]:
    """The rows without a rank, each with its kind."""
    return [(row["country"], row["aside"]) for row in panel(at)["rows"] if row["aside"]]


def line(at: AppTest) -> list[str]:
    """The words of the choice line, without the header's menu and the panel's questions."""
    words = [part.proto.popover.label for part in at.get("popover")]
    return [word for word in words if word not in ("Export", "Ask me instead")]


def choice(at: AppTest) -> Choice:
    made: Choice = at.session_state["kpo.choice"]
    return made


def scenario(at: AppTest) -> Scenario:
    return choice(at).scenario


def typed(at: AppTest) -> list[float]:
    return [box.value for box in at.number_input if str(box.key).startswith("kpo.weight.")]


def drawn(at: AppTest, chart: int = 0) -> dict[str, list[Any]]:
    """The figures of a chart, by column."""
    raw = at.get("vega_lite_chart")[chart].proto.data.data
    columns: dict[str, list[Any]] = pyarrow.ipc.open_stream(BytesIO(raw)).read_all().to_pydict()
    return columns
