"""A server in the place of publishers, with prepared answers in each one's format."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

POLL_S = 0.01
"""How often a server looks whether it shall stop; half a second by default, for each test."""


@dataclass
class Reply:
    """One answer; with `cut`, only so many of the announced bytes are sent."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None


Answer = Callable[[dict[str, str], dict[str, str]], Reply]
"""A function from the query and the headers of a request to the reply."""


class Publishers:
    """Answers by host and path, and the requests received."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str], dict[str, str]]] = []

    def put(self, where: str, *replies: Reply | bytes) -> None:
        """Set the replies at ``host/path``: one after the other, then always the last one."""
        queue = [Reply(one) if isinstance(one, bytes) else one for one in replies]
        self.answers[where] = lambda *_: queue.pop(0) if len(queue) > 1 else queue[0]

    def reply(self, path: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        """Return the answer to a request."""
        self.asked.append((path, query, headers))
        answer = self.answers.get(path)
        return answer(query, headers) if answer else Reply(b"no such file", 404)


@contextmanager
def serving(publishers: Publishers) -> Iterator[str]:
    """Run the server and yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): text for name, text in self.headers.items()}
            reply = publishers.reply(parts.path.lstrip("/"), dict(parse_qsl(parts.query)), headers)
            self.send_response(reply.status)
            for name, text in reply.headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
            if reply.cut is not None:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(POLL_S,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
