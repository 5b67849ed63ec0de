"""The image and the compose file, as far as they can be held to their word without Docker."""

import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from tests.browser.server import ROOT, free_port
from tests.hosting.proxy import DEPLOY
from tests.hosting.reader import headline

DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
LOCK = (DEPLOY / "requirements.lock").read_text(encoding="utf-8")
PINNED = dict(re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.M))
APPS = [COMPOSE["services"][name] for name in ("app-1", "app-2")]


def copied() -> list[tuple[str, str]]:
    """Return what the image's second stage copies, and where it goes."""
    stage = DOCKERFILE.rsplit("FROM ", 1)[1]
    return re.findall(r"^COPY (?!--from)(\S+) (\S+)$", stage, re.M)


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The folder that the image runs from."""
    for source, target in copied():
        there = tmp_path / target
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, there, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            there = there / Path(source).name if target.endswith("/") else there
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, there)
    shutil.rmtree(tmp_path / "data" / "etl")
    return tmp_path


def test_what_the_image_copies_is_enough_to_serve_and_nothing_is_written_beside_it(
    image: Path,
) -> None:
    before = sorted(image.rglob("*"))
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "kpo.ui.server.serve", "--server.port", str(port)],
        cwd=image,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(image)},
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            shown = headline(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
    assert shown.startswith("India leads for knowledge work")
    assert sorted(image.rglob("*")) == before


def test_the_image_runs_as_nobody_special_from_a_version_and_is_watched() -> None:
    assert re.search(r"^USER 10001:10001$", DOCKERFILE, re.M)
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)) == {"python:3.11.14-slim-bookworm"}
    assert "/_stcore/health" in DOCKERFILE.split("HEALTHCHECK", 1)[1]
    assert "--require-hashes" in DOCKERFILE
    assert "python -m kpo validate" in DOCKERFILE


def test_only_what_is_copied_goes_to_the_builder() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in lines
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}
    assert let_in == {
        (f"{target}{source}" if source == "config.toml" else source).rstrip("/")
        for source, target in copied()
    } | {"deploy/requirements.lock"}


@pytest.mark.parametrize("name", ["app-1", "app-2", "proxy"])
def test_every_container_can_write_nowhere_and_may_do_nothing_special(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [mount.split(":")[0] for mount in service["tmpfs"]] == ["/tmp"]
    assert {"mem_limit", "cpus", "pids_limit"} <= service.keys()
    assert all(mount.endswith(":ro") for mount in service.get("volumes", []))
    assert not service.get("privileged")


def test_the_proxy_looks_for_the_processes_where_they_are() -> None:
    ports = {f"app-{n}": app["environment"]["PORT"] for n, app in enumerate(APPS, start=1)}
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert set(re.findall(r"server (app-\d):(\d+)", text)) == set(ports.items())
    assert [app for app in APPS if "ports" in app] == []
    assert COMPOSE["services"]["proxy"]["ports"] == ["8080:8080"]
    assert "listen 8080;" in text


def test_all_processes_sign_their_cookies_with_one_secret_that_has_no_default() -> None:
    secrets = {app["environment"]["STREAMLIT_SERVER_COOKIE_SECRET"] for app in APPS}
    assert secrets == {"${COOKIE_SECRET:?write COOKIE_SECRET into deploy/.env}"}


def test_the_lock_has_the_pinned_versions_each_with_hashes_and_names_no_host() -> None:
    wanted = re.findall(
        r"^([\w.-]+)==([\w.]+)",
        (ROOT / "requirements.txt").read_text() + (DEPLOY / "requirements.in").read_text(),
        re.M,
    )
    for name, version in wanted:
        assert PINNED[name.lower()] == version
    for block in re.split(r"\n(?=[\w.-]+==)", LOCK):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block[:60]
    assert "://" not in LOCK
    assert "index" not in LOCK


def test_the_lock_has_what_these_tests_ran_with() -> None:
    known = {item.name.lower().replace("_", "-"): item.version for item in metadata.distributions()}
    other = {name: known[name] for name in PINNED if known.get(name, PINNED[name]) != PINNED[name]}
    assert other == {}
