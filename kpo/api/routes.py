"""The API as routes of a server (Starlette), which the dashboard's own application mounts.

Only GET and HEAD; nothing is written, nothing is remembered of who asked. Answers carry an ETag,
so that a tool which has one already is told so in a few bytes. Work is done in threads of a few:
whoever comes while too many wait is asked to come again in a moment.
"""

import gzip
import json
import os
from collections.abc import Awaitable, Callable, Sequence
from hashlib import sha256
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kpo.api.answers import JSON, RESOURCES, Answer, answered, drawn
from kpo.api.openapi import PREFIX, description, index
from kpo.core.errors import DataError, KpoError, Problem
from kpo.core.text import one_line
from kpo.data.catalog import Catalog

SWITCH: Final = "KPO_API"
"""Environment variable: ``off`` closes the API, ``on`` opens it where readers have to sign in."""

MAX_ADDRESS: Final = 6000
"""Longest query or link of a request, in bytes as they come."""

MAX_LIGHT: Final = 1
MAX_HEAVY: Final = 1
MAX_WAITING: Final = 100
"""Threads of light and of heavy answers, and how many may wait for one. Two light ones would only
take the interpreter from each other: 46 ms for 95 of 100 answers in the place of 27."""

MAX_AGE: Final = 300
"""Seconds for which an answer may be used without asking again."""

MIN_PACKED: Final = 1000
PACKING: Final = 3
"""Fewest bytes that are packed, and how hard: a third of the time of hardest, a tenth larger."""

HEADERS: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


_Done = TypeVar("_Done")
Endpoint = Callable[[Request], Awaitable[Response]]


class Door:
    """Threads of a kind of answer, and those who wait for one."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._limiter: CapacityLimiter | None = None

    @property
    def waiting(self) -> int:
        """How many wait for a thread."""
        return self._limiter.statistics().tasks_waiting if self._limiter else 0

    async def run(self, work: Callable[[], _Done]) -> _Done | None:
        """Return what `work` returns, done in a thread; None where too many wait."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._threads)
        if self.waiting >= MAX_WAITING:
            return None
        return await to_thread.run_sync(work, limiter=self._limiter)


def is_open(sign_in: bool) -> bool:
    """Tell whether the API answers.

    Where readers sign in it would let others past the door, so there it has to be opened.
    """
    wish = os.environ.get(SWITCH, "").strip().lower()
    return wish == "on" if sign_in else wish != "off"


def routes(catalog: Callable[[], Catalog], opened: Callable[[], bool]) -> Sequence[BaseRoute]:
    """Return the routes of the API.

    Parameters
    ----------
    catalog
        Gives the published figures.
    opened
        Whether the API answers now.
    """
    light, heavy = Door(MAX_LIGHT), Door(MAX_HEAVY)

    async def overview(request: Request) -> Response:
        return _text(request, index(str(request.base_url)))

    async def openapi(request: Request) -> Response:
        return _text(request, description(catalog(), str(request.base_url)))

    async def resource(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in RESOURCES:
            known = ", ".join(RESOURCES)
            return _refused(404, [Problem("address", f'no "{name}" here', f"ask for {known}")])
        given = tuple(request.query_params.multi_items())
        door = heavy if RESOURCES[name].heavy else light
        return await _answer(request, door, lambda: answered(catalog(), name, given))

    async def picture(request: Request) -> Response:
        link, _, extension = request.path_params["picture"].rpartition(".")
        given = tuple(request.query_params.multi_items())
        address = str(request.base_url)
        return await _answer(
            request, heavy, lambda: drawn(catalog(), link, extension, given, address)
        )

    def open_only(endpoint: Endpoint) -> Endpoint:
        async def guarded(request: Request) -> Response:
            if not opened():
                what, remedy = "the API is switched off", f"its host opens it with {SWITCH}=on"
                return _refused(404, [Problem("API", what, remedy)])
            if len(request.scope["query_string"]) + len(request.scope["path"]) > MAX_ADDRESS:
                what = f"it is longer than {MAX_ADDRESS:,} bytes"
                return _refused(414, [Problem("address", what, "ask for less at once")])
            return await endpoint(request)

        return guarded

    ways: tuple[tuple[str, Endpoint], ...] = (
        ("", overview),
        ("/openapi.json", openapi),
        ("/image/{picture:path}", picture),
        ("/{name}", resource),
    )
    return [Route(PREFIX + path, open_only(endpoint), methods=["GET"]) for path, endpoint in ways]


async def _answer(request: Request, door: Door, work: Callable[[], Answer]) -> Response:
    """Return an answer, packed in the thread that made it, or what is wrong with the question."""
    try:
        answer = await door.run(lambda: _sent(request, work()))
    except DataError as error:
        return _refused(503, error.problems)
    except KpoError as error:
        return _refused(400, error.problems)
    if answer is None:
        what = "too many ask at once"
        busy = _refused(503, [Problem("API", what, "ask again in a few seconds")])
        busy.headers["Retry-After"] = "2"
        return busy
    return answer


def _text(request: Request, record: object) -> Response:
    body = json.dumps(record, ensure_ascii=False).encode()
    return _sent(request, Answer(body, JSON, "api.json"))


def _sent(request: Request, answer: Answer) -> Response:
    """Return the answer, or that the one who asks has it already."""
    tag = f'"{sha256(answer.body).hexdigest()[:24]}"'
    headers = HEADERS | {"ETag": tag, "Cache-Control": f"public, max-age={MAX_AGE}"}
    known = {
        part.strip().removeprefix("W/")
        for part in request.headers.get("if-none-match", "").split(",")
    }
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{answer.name}"'
    body = answer.body
    packs = "gzip" in request.headers.get("accept-encoding", "")
    if packs and len(body) > MIN_PACKED and not answer.media.startswith("image/png"):
        body = gzip.compress(body, PACKING, mtime=0)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(body, headers=headers, media_type=answer.media)


def _refused(status: int, problems: Sequence[Problem]) -> Response:
    """Return every problem: where it is, what is wrong, what to do next."""
    listed = [
        {name: one_line(text) for name, text in vars(problem).items()} for problem in problems
    ]
    body = json.dumps({"problems": listed}, ensure_ascii=False).encode()
    headers = HEADERS | {"Cache-Control": "no-store"}
    return Response(body, status, headers, media_type=JSON)
