"""Start the real dashboard on a free port, for browser tests, benchmarks and pictures."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(app: str = "dashboard.py", at: int | None = None, **environment: str) -> Iterator[str]:
    """Run a Streamlit app and give its address; it is stopped afterwards.

    `at` names a port, so that a second server can take the place of a first one.
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
    """Run a Streamlit app and give its address and its process; `output` takes what it logs."""
    port = at or free_port()
    start = ["kpo.ui.serve"] if app == "dashboard.py" else ["streamlit", "run", app]
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
    """Stop a server; one that still waits for a run of an open page is not waited for."""
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
