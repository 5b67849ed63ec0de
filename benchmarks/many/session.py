"""One reader's session in the browser's protocol: protobuf over a websocket.

Only the parts that a reader needs are read out of the server's messages, because the readers share
the machine with the server that they measure.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.panel.unpacking import unpacked

PATIENCE: Final = 60.0
LARGEST: Final = 50_000_000
HELD: Final = 2
"""Number of runs for which the browser keeps a message that the server may refer to again."""
DONE: Final = frozenset(
    {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
)
OPENED: Final = frozenset({"popover", "expandable"})
FAILED: Final = frozenset({ForwardMsg.FINISHED_WITH_COMPILE_ERROR})
TROUBLE: Final = ("could not be drawn", "cannot be used", "This choice cannot be ranked")
"""Words that the pages show if something failed."""


class Lost(Exception):
    """The connection was lost, or the server did not answer in time."""


class Answer:
    """The answer to one step: the texts and data that show whose choice was drawn.

    Attributes
    ----------
    link : str
        The scenario in the "Copy link" button; empty if it was not drawn.
    panel : dict
        The weighting panel's data; empty if it was not drawn.
    headline : str
        The first heading that was drawn.
    ballot : dict
        The data of a workshop's ballot; empty if it was not drawn.
    opened : bool
        Whether the opened ballots of a workshop were drawn.
    asks : list of str
        The widgets that asked what the browser has stored. Those that ask quietly are left out,
        because a browser answers them only if it has something.
    faults : list of str
        Exceptions, failed scripts, and the words of `TROUBLE`.
    """

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.size = 0
        self.begin()

    def begin(self) -> None:
        """Forget what was drawn by a run that another run replaces."""
        self.link = self.headline = ""
        self.panel: dict[str, Any] = {}
        self.asks: list[str] = []
        self.ballot: dict[str, Any] = {}
        self.opened = False


class Session:
    """A page that is open in one reader's browser."""

    def __init__(self, address: str, query: str = "", cookie: str = "") -> None:
        self.address, self.query, self.cookie = address.rstrip("/"), query, cookie
        self.pages: dict[str, str] = {}
        self.widgets: dict[str, str] = {}
        self.fragments: dict[str, str] = {}
        self.id = ""
        self._page = ""
        self._values: dict[str, tuple[str, Any]] = {}
        self._held: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._drawn: set[str] = set()
        self._runs = 0
        self._socket: Any = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self, page: str = "") -> Answer:
        """Connect, and ask for a page; a lost session is resumed if its server still has it."""
        where = urlsplit(self.address)
        scheme = "wss" if where.scheme == "https" else "ws"
        headers = {"Cookie": self.cookie} if self.cookie else {}
        protocols = ["streamlit", "none", self.id] if self.id else ["streamlit", "none"]
        self._socket = await websockets.connect(
            f"{scheme}://{where.netloc}/_stcore/stream",
            subprotocols=[websockets.Subprotocol(name) for name in protocols],
            additional_headers=headers,
            origin=websockets.Origin(self.address),
            compression=None,
            max_size=LARGEST,
            open_timeout=PATIENCE,
            close_timeout=1,
        )
        self._values, self._held, self._page = {}, {}, ""
        return await self._ask(page_name=page)

    async def turn_to(self, page: str) -> Answer:
        """Turn to another page by its title, and forget the old page's widgets."""
        self._values, self._page = {}, self.pages[page]
        return await self._ask()

    async def use(self, widget: str, kind: str, value: Any, fragment: bool = True) -> Answer:
        """Use a widget; `kind` names its field of the protocol, such as "bool_value"."""
        found = self.widgets[widget]
        self._values[found] = (kind, value)
        part = self.fragments.get(found, "") if fragment else ""
        answer = await self._ask(fragment_id=part)
        if "trigger" in kind:
            self._values.pop(found, None)
        return answer

    async def again(self, widget: str) -> Answer:
        """Redraw the fragment that a widget belongs to, as the browser's timer does."""
        return await self._ask(fragment_id=self.fragments[self.widgets[widget]])

    async def close(self) -> None:
        """Leave the page."""
        if self._socket is not None:
            await self._socket.close()

    async def _ask(self, page_name: str = "", fragment_id: str = "") -> Answer:
        self._runs += 1
        self._held = {name: age for name, age in self._held.items() if self._runs - age <= HELD}
        self._drawn.clear()
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_name, run.fragment_id = self.query, page_name, fragment_id
        run.page_script_hash = self._page
        run.cached_message_hashes.extend(self._held)
        run.context_info.timezone, run.context_info.locale = "UTC", "en-US"
        run.context_info.url, run.context_info.color_scheme = f"{self.address}/", "light"
        run.widget_states.SetInParent()
        for name, (kind, value) in self._values.items():
            state = run.widget_states.widgets.add(id=name)
            if kind.endswith("array_value"):
                getattr(state, kind).data.extend(value)
            else:
                setattr(state, kind, value)
        try:
            await self._socket.send(message.SerializeToString())
            return await asyncio.wait_for(self._answer(), PATIENCE)
        except (websockets.ConnectionClosed, TimeoutError, OSError) as error:
            raise Lost(type(error).__name__) from error

    async def _answer(self) -> Answer:
        answer = Answer()
        while True:
            content = await self._socket.recv()
            message = ForwardMsg.FromString(content)
            answer.size += len(content)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                if message.script_finished in DONE:
                    self._forget(message.script_finished)
                    return answer
                if message.script_finished in FAILED:
                    answer.faults.append("the script failed")
                    return answer
            else:
                self._read(kind, message, answer)

    def _forget(self, how: int) -> None:
        """Forget, as a browser does, the values of widgets that a full run no longer drew."""
        if how == ForwardMsg.FINISHED_SUCCESSFULLY:
            self._values = {name: v for name, v in self._values.items() if name in self._drawn}

    def _read(self, kind: str | None, message: ForwardMsg, answer: Answer) -> None:
        if message.metadata.cacheable:
            self._held[message.hash] = self._runs
            drawn = message.delta.new_element
            found = getattr(drawn, drawn.WhichOneof("type") or "", None)
            self._names[message.hash] = getattr(found, "id", "")
        if kind == "delta":
            self._draw(message.delta, answer)
        elif kind == "ref_hash":
            self._held[message.ref_hash] = self._runs
            self._drawn.add(self._names.get(message.ref_hash, ""))
        elif kind == "navigation":
            pages = message.navigation.app_pages
            self.pages = {page.page_name: page.page_script_hash for page in reversed(pages)}
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "new_session":
            answer.begin()
            self.id = message.new_session.initialize.session_id
            self._page = message.new_session.page_script_hash
        elif kind == "session_event":
            answer.faults.append(message.session_event.WhichOneof("type") or "session event")

    def _draw(self, delta: Any, answer: Answer) -> None:
        if delta.WhichOneof("type") == "add_block":
            if delta.add_block.WhichOneof("type") in OPENED:
                self._note(delta.add_block.id, delta.fragment_id)
            return
        element = delta.new_element
        kind = element.WhichOneof("type")
        drawn = getattr(element, kind)
        if kind == "html":
            _read_html(drawn.body, answer)
        elif kind == "exception":
            answer.faults.append(f"{drawn.type}: {drawn.message}")
        elif kind == "bidi_component":
            _read_component(drawn, answer)
        if getattr(drawn, "set_value", False):
            self._values.pop(drawn.id, None)
        if hasattr(drawn, "id"):
            self._note(drawn.id, delta.fragment_id)

    def _note(self, name: str, fragment: str) -> None:
        """Remember a widget's id by the key that the app gave it, and its fragment."""
        self.widgets[name.split("-", 2)[-1]] = name
        self._drawn.add(name)
        if fragment:
            self.fragments[name] = fragment
        else:
            self.fragments.pop(name, None)


def _read_html(body: str, answer: Answer) -> None:
    if not answer.headline and body.startswith("<h1"):
        answer.headline = body[body.index(">") + 1 : body.index("</h1>")]
    answer.opened = answer.opened or "kpo-ws-strips" in body
    answer.faults += [words for words in TROUBLE if words in body]


def _read_component(drawn: Any, answer: Answer) -> None:
    if drawn.component_name.endswith("kpo_copy_link"):
        answer.link = json.loads(drawn.json)[0]["text"]
    elif drawn.component_name.endswith("kpo_weighting_panel"):
        answer.panel = unpacked(json.loads(drawn.json)[0])
    elif drawn.component_name.endswith("kpo_workshop_ballot"):
        answer.ballot = json.loads(drawn.json)[0]
    elif drawn.component_name.endswith("kpo_browser_storage"):
        data = json.loads(drawn.json)[0]
        asks = data["text"] is None and not data["quiet"]
        answer.asks += [drawn.id.split("-", 2)[-1]] * asks


def scenario_of(query: str) -> str:
    """Return the scenario in an address.

    >>> scenario_of("s=1~2026-11&country=IND")
    '1~2026-11'
    """
    found: Mapping[str, list[str]] = parse_qs(query)
    return found.get("s", [""])[0]
