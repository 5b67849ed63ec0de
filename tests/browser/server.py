"""Start the real dashboard on a free port, for browser tests, benchmarks and pictures."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import SystemRandom
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
PORTS = range(11_000, 32_000)
"""Ports below those that the system gives to outgoing connections, which could occupy them."""

MAX_WORKERS = 16


def ports(worker: str) -> Sequence[int]:
    """Return the ports of one worker of a test run, such as ``gw1``; no two workers share one."""
    number = int(re.sub(r"\D", "", worker) or 0)
    return PORTS[number % MAX_WORKERS :: MAX_WORKERS]


_own_ports = ports(os.environ.get("PYTEST_XDIST_WORKER", ""))
_ports = iter(SystemRandom().sample(_own_ports, len(_own_ports)))


def free_port() -> int:
    """Return a port that nothing listens on, and that was not returned before."""
    return next(filter(_is_free, _ports))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@contextmanager
def serve(app: str = "dashboard.py", at: int | None = None, **environment: str) -> Iterator[str]:
    """Run a Streamlit app and yield its address; it is stopped afterwards.

    `at` is a port, with which a second server can take the place of a first one.
    """
    with running(app, at, **environment) as (address, _):
        yield address


@contextmanager
def running(
    app: str = "dashboard.py",
    at: int | None = None,
    output: IO[bytes] | int = subprocess.DEVNULL,
    **environment: str,
) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Run a Streamlit app and yield its address and its process; `output` receives its log."""
    port = at or free_port()
    start = ["kpo.ui.server.serve"] if app == "dashboard.py" else ["streamlit", "run", app]
    command = [sys.executable, "-m", *start, "--server.headless", "true"]
    command += ["--server.port", str(port)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdout=output,
        stderr=output,
    ) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Stop a server; kill it if it still waits for the run of an open page."""
    process.terminate()
    try:
        process.wait(PATIENCE / 4)
    except subprocess.TimeoutExpired:
        process.kill()


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(PATIENCE * 20):
        if process.poll() is not None:
            break
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.05)
    message = f"the dashboard did not start (exit code {process.poll()})"
    raise RuntimeError(message)
