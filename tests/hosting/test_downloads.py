"""A press on a download button gets its file, whatever is drawn at that moment, and by whom."""

import asyncio
import json
import urllib.request
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.many.session import Answer, Session
from benchmarks.many.stage import stage
from kpo.scenarios.file import KIND
from tests.hosting.apart import apart
from tests.variants import AT_LENGTH

PRESSES = 12
FILE = "kpo.present.file"


class Reader(Session):
    """A session that knows its download buttons, and what came of each press."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.buttons: dict[str, str] = {}
        self.made: dict[str, Any] = {}

    def _read(self, kind: str | None, message: Any, answer: Answer) -> None:
        button = message.delta.new_element.download_button
        if button.id:
            self.buttons[button.id.split("-", 2)[-1]] = button.deferred_file_id
        if kind == "backend_operation_response":
            self.made[message.backend_operation_response.request_id] = (
                message.backend_operation_response
            )
        super()._read(kind, message, answer)

    async def press(self, number: str, wait: float) -> None:
        """Press the button that is seen now, a moment later."""
        message = BackMsg()
        message.backend_operation_request.request_id = number
        message.backend_operation_request.session_id = self.id
        message.backend_operation_request.deferred_file.file_id = self.buttons[FILE]
        await asyncio.sleep(wait)
        await self._socket.send(message.SerializeToString())

    async def redraw(self) -> None:
        """Have the whole page drawn anew."""
        await self._ask()


def fetched(address: str) -> bytes:
    """Return what is at an address."""
    with urllib.request.urlopen(address) as answer:
        return bytes(answer.read())


async def pressed(address: str) -> list[bytes]:
    """Press while a page is redrawn and another reader's runs end; return the files."""
    files = []
    async with Reader(address) as reader, Reader(address) as other:
        for one in (reader, other):
            await one.open()
            await one.turn_to("Present")
        for number in map(str, range(PRESSES)):
            press = reader.press(number, 0.01 * int(number))
            await asyncio.gather(press, reader.redraw(), other.redraw())
            while number not in reader.made:
                await reader.redraw()
            await other.redraw()
            await other.redraw()
            url = address + reader.made[number].deferred_file.url
            files.append(await asyncio.to_thread(fetched, url))
    return files


@AT_LENGTH
def test_every_press_while_pages_are_redrawn_gets_its_file() -> None:
    with stage() as made:
        files = apart(pressed(made.address))
    assert len(files) == PRESSES
    assert {json.loads(file)["kind"] for file in files} == {KIND}
