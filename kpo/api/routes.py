"""The API as routes of a server (Starlette), which the dashboard's own application mounts.

Only GET and HEAD; nothing is written, and nothing is stored about clients. Answers carry an ETag,
so that a client which has one already gets a 304 of a few bytes. Work is done in a few threads;
while too many requests wait for one, further ones get a 503 with Retry-After.
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
"""Environment variable: ``off`` closes the API, ``on`` opens it if readers have to sign in."""

MAX_ADDRESS: Final = 6000
"""Maximum length of a request's path and query together."""

MAX_LIGHT: Final = 1
MAX_HEAVY: Final = 1
MAX_WAITING: Final = 100
"""Number of threads for light and for heavy answers, and maximum number of requests that wait for
one. Two light threads compete for the interpreter: 95th percentile 46 ms instead of 27 ms."""

MAX_AGE: Final = 300
"""Seconds for which a client may cache an answer."""

MIN_PACKED: Final = 1000
PACKING: Final = 3
"""Number of bytes above which an answer is compressed, and the gzip level: a third of the time of
the highest level, a tenth larger."""

HEADERS: Final = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


_Done = TypeVar("_Done")
Endpoint = Callable[[Request], Awaitable[Response]]


class Door:
    """A limited number of threads for one kind of answer, with a limit on waiting requests."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._limiter: CapacityLimiter | None = None

    @property
    def waiting(self) -> int:
        """Number of requests that wait for a thread."""
        return self._limiter.statistics().tasks_waiting if self._limiter else 0

    async def run(self, work: Callable[[], _Done]) -> _Done | None:
        """Run `work` in a thread and return its result; None if too many requests wait."""
        if self._limiter is None:
            self._limiter = CapacityLimiter(self._threads)
        if self.waiting >= MAX_WAITING:
            return None
        return await to_thread.run_sync(work, limiter=self._limiter)


def is_open(sign_in: bool) -> bool:
    """Tell whether the API answers.

    If readers have to sign in, it is closed unless the host opens it, as it asks nobody to sign in.
    """
    wish = os.environ.get(SWITCH, "").strip().lower()
    return wish == "on" if sign_in else wish != "off"


def routes(catalog: Callable[[], Catalog], opened: Callable[[], bool]) -> Sequence[BaseRoute]:
    """Return the routes of the API.

    Parameters
    ----------
    catalog
        Returns the published catalogue.
    opened
        Tells whether the API answers now.
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
    """Return an answer, compressed in the thread that made it, or the problems of the request."""
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
    """Return the response with the answer, or a 304 if the client already has it."""
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
    """Return the response with every problem: where it is, what is wrong, what to do next."""
    listed = [
        {name: one_line(text) for name, text in vars(problem).items()} for problem in problems
    ]
    body = json.dumps({"problems": listed}, ensure_ascii=False).encode()
    headers = HEADERS | {"Cache-Control": "no-store"}
    return Response(body, status, headers, media_type=JSON)
