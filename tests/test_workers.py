"""Tests that run at the same time, on several workers, do not get into each other's way."""

import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browser.server import MAX_WORKERS, PORTS, free_port, ports
from tests.conftest import TOGETHER, group, order

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
FIXED = re.compile(r"""\.bind\(\("[\d.]*", [1-9]|gettempdir|mkdtemp|["']/tmp/|server\.port", "\d""")
"""Signs of a port or a folder that two workers would share."""


def test_no_two_workers_are_given_the_same_port() -> None:
    own = [set(ports(f"gw{number}")) for number in range(MAX_WORKERS)]
    assert all(one.isdisjoint(other) for one, other in combinations(own, 2))
    assert set().union(*own) == set(PORTS)
    assert ports("") == ports("gw0")
    assert ports("gw1")[:2] == range(11_001, 11_018, MAX_WORKERS)


def test_a_port_is_given_once() -> None:
    given = [free_port() for _ in range(20)]
    assert len(set(given)) == 20
    assert set(given) <= set(ports(os.environ.get("PYTEST_XDIST_WORKER", "")))


def test_rooms_are_stored_in_a_folder_of_the_worker(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    assert Path(os.environ["KPO_WORKSHOPS"]).is_relative_to(tmp_path_factory.getbasetemp())


def test_no_test_has_a_fixed_port_or_a_shared_folder() -> None:
    others = (path for path in TESTS.rglob("*.py") if path != Path(__file__))
    assert [path for path in others if FIXED.search(path.read_text(encoding="utf-8"))] == []
    assert FIXED.search('probe.bind(("127.0.0.1", 8501))')


def test_hypothesis_does_not_watch_the_clock() -> None:
    assert settings().deadline is None


def test_a_file_stays_on_one_worker_and_so_does_all_that_shares_the_look_at_every_page() -> None:
    assert group("tests/core/test_text.py::test_one[a]") == "tests/core/test_text.py"
    users = {
        str(path.relative_to(ROOT))
        for path in TESTS.glob("browser/test_*.py")
        if re.search(r"\b(seen: Look|alone: str|heard: Path)", path.read_text(encoding="utf-8"))
    }
    assert users == set(TOGETHER)
    assert {group(f"{file}::test_one") for file in TOGETHER} == {"every page"}


def test_what_takes_longest_begins_first() -> None:
    places = ("kpo/core/text.py::x", "tests/panel/t.py::x", "tests/hosting/t.py::x")
    assert sorted(places, key=order) == list(reversed(places))


@pytest.mark.slow
def test_workers_are_given_whole_files() -> None:
    files = [f"tests/core/test_{name}.py" for name in ("cache", "errors", "html", "numbers")]
    command = [sys.executable, "-m", "pytest", "-v", "-n", "2", "--dist", "loadfile", *files]
    known = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider"], cwd=ROOT, env=known, capture_output=True, text=True
    )
    ran = set(re.findall(r"^\[(gw\d)\].* (\S+\.py)::", done.stdout, re.M))
    assert {worker for worker, _ in ran} == {"gw0", "gw1"}
    assert sorted(file for _, file in ran) == files
