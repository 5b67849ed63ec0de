"""The drawing engine, run in a separate process that ends when it has been idle for a while.

The engine and the writers of documents keep about 200 MB once they have been used, so the server
never loads them. The process is not one of `multiprocessing`, which would import the main module
again, and under Streamlit that is the dashboard.
"""

import atexit
import os
import pickle
import subprocess
import sys
import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

from kpo.core import project
from kpo.core.errors import ExportError, Problem

IDLE: Final = 60.0
"""Seconds without an order after which the process ends."""

LIMIT: Final = 60.0
"""Seconds after which an order is given up, so that one drawing never blocks the others."""

TRIES: Final = 2
"""Maximum number of attempts at an order: a process that was killed is started once more."""

HEAD: Final = 9
"""Number of bytes before the body of an answer: one for success, eight for the length."""

PAINTER: Final = Path(__file__).with_name("painter.py")
ROOT: Final = Path(__file__).parents[2]


class Engine:
    """The drawing process; orders of several sessions run one after the other."""

    def __init__(self, idle: float = IDLE, limit: float = LIMIT) -> None:
        self._idle, self._limit = idle, limit
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._timer: threading.Timer | None = None

    @property
    def running(self) -> bool:
        """Whether the process is running."""
        return self._process is not None

    def draw(self, task: str, given: object, **options: object) -> bytes:
        """Return the file that `kpo.export.painter` makes of `given`.

        Parameters
        ----------
        task
            ``svg`` for a chart in JSON, ``png`` and ``pdf`` for the data of a template in JSON,
            ``pptx`` for a pack of slides, ``face`` for the style sheet of the typeface, ``undrawn``
            for the letters of a text that no typeface has.

        Raises
        ------
        ExportError
            If the engine cannot draw it, or not within its limit.
        """
        order = pickle.dumps((task, given, options))
        with self._lock:
            done, body = self._asked(order)
            self._wait()
        if not done:
            what = f"it cannot be drawn: {body.decode()[:200]}"
            raise ExportError(Problem(task, what, "take the table, and report the choice"))
        return body

    def stop(self) -> None:
        """End the process; the next order starts another."""
        with self._lock:
            self._end()

    def _asked(self, order: bytes) -> tuple[bool, bytes]:
        for _ in range(TRIES):
            begun = time.monotonic()
            try:
                return self._answer(order)
            except OSError as error:
                self._end()
                if time.monotonic() - begun >= self._limit:
                    what = f"it was not drawn within {self._limit:g} seconds"
                    remedy = "choose fewer destinations, or take the table"
                    raise ExportError(Problem("export", what, remedy)) from error
        what = "the drawing engine does not start"
        raise ExportError(Problem("vl-convert", what, project.remedy("export")))

    def _answer(self, order: bytes) -> tuple[bool, bytes]:
        process = self._process = self._process or _started()
        assert process.stdin is not None and process.stdout is not None
        watch = threading.Timer(self._limit, process.kill)
        watch.daemon = True
        watch.start()
        try:
            process.stdin.write(order)
            process.stdin.flush()
            head = _read(process.stdout, HEAD)
            return bool(head[0]), _read(process.stdout, int.from_bytes(head[1:], "big"))
        finally:
            watch.cancel()

    def _wait(self) -> None:
        """End the process after `idle` seconds, unless another order comes."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(self._idle, self.stop)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        process, self._process = self._process, None
        if self._timer is not None:
            self._timer.cancel()
        if process is not None:
            process.kill()
            process.communicate()


def _started() -> subprocess.Popen[bytes]:
    """Start the process; -P keeps `kpo.export.pptx` from shadowing python-pptx."""
    order = [sys.executable, "-P", str(PAINTER)]
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        order,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )


def _read(stream: IO[bytes], count: int) -> bytes:
    body = stream.read(count)
    if len(body) < count:
        raise BrokenPipeError
    return body


ENGINE: Final = Engine()
atexit.register(ENGINE.stop)


@lru_cache(maxsize=1)
def carried_face() -> str:
    """Return the style sheet that embeds the typeface in a drawing or a page."""
    return ENGINE.draw("face", None).decode()
