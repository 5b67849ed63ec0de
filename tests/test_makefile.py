"""The Makefile tells what it can do, and begins the tests as they are meant to run."""

import re
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.M)


def asked(*words: str) -> str:
    """Return what make answers, or would run with ``-n``."""
    command = ["make", "--no-print-directory", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_help_has_a_line_for_each_target() -> None:
    assert TARGETS
    lines = asked("help").splitlines()
    assert sorted(line.split()[1] for line in lines) == sorted(TARGETS[1].split())
    assert all(len(line.split(maxsplit=2)[2]) > 8 for line in lines)
    assert max(map(len, lines)) <= 100


def test_the_quick_tests_are_there() -> None:
    *_, command = asked("-n", "check").splitlines()
    words = shlex.split(command)
    places = words[words.index("not (slow or alone or browser)") + 1 :]
    assert len(places) > 12
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_together_and_alone_are_all_tests() -> None:
    commands = [line for line in asked("-n", "test").splitlines() if " -m alone" in line]
    (command,) = commands
    together, _, alone = command.partition("; ")
    assert '-m "not alone"' in together
    assert "--dist loadfile" in together
    assert "-m alone && exit $together" in alone
