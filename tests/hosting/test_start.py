"""The start: a data folder with problems ends it, with each of them listed."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
import websockets

from kpo.ui.server import serve
from tests.browser.server import ROOT, free_port, running
from tests.hosting.apart import apart


def start(**environment: str) -> "subprocess.CompletedProcess[str]":
    """Try to start, as the container does."""
    return subprocess.run(
        [sys.executable, "-m", "kpo.ui.server.serve", "--server.port", str(free_port())],
        cwd=ROOT,
        env={"PATH": "", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_broken_folder_ends_the_start_with_every_problem(folder: Path) -> None:
    table = folder / "observations" / "epi.csv"
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace("500", "many").replace("PHL,english,2025", "XXX,english,2025"))
    done = start(KPO_DATA=str(folder))
    assert done.returncode == serve.PROBLEMS
    first, *problems = done.stderr.splitlines()
    assert first == (f"The dashboard was not started: {len(problems)} problems in the data folder.")
    assert any('"many"' in line and line.startswith("  observations/epi.csv") for line in problems)
    assert any("XXX" in line for line in problems)
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_there_ends_the_start(tmp_path: Path) -> None:
    done = start(KPO_DATA=str(tmp_path / "nowhere"))
    assert done.returncode == serve.PROBLEMS
    assert "nowhere: this folder is not there" in done.stderr
    assert "1 problem in" in done.stderr


def test_secrets_that_cannot_be_read_end_the_start(folder: Path, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("[auth")
    done = start(KPO_DATA=str(folder), STREAMLIT_SECRETS_FILES=str(secrets))
    assert done.returncode == serve.PROBLEMS
    *_, head, problem = done.stderr.splitlines()
    assert head == "The dashboard was not started: 1 problem in the secrets."
    assert problem.startswith(f"  {secrets}: not readable: TOMLDecodeError; make it a TOML file")


def test_a_sound_folder_is_served(folder: Path) -> None:
    with running(KPO_DATA=str(folder)) as (_, process):
        assert process.poll() is None


def test_the_server_asks_nobody_for_its_own_address() -> None:
    """Streamlit's own look-up goes over a proxy of ours, if it is made at all."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as way_out:
        way_out.setblocking(False)
        there = f"http://127.0.0.1:{way_out.getsockname()[1]}"
        with running(http_proxy=there, https_proxy=there, no_proxy="") as (address, _):
            where = f"ws{address.removeprefix('http')}/_stcore/stream"

            async def knock() -> None:
                async with websockets.connect(where, origin="https://elsewhere.example"):
                    asked.append("let in")

            with pytest.raises(websockets.InvalidStatus):
                apart(knock())
        with pytest.raises(BlockingIOError):
            way_out.accept()
    assert asked == []
