"""The Makefile tells what it can do, and begins the tests as they are meant to run."""

import re
import shlex
import subprocess
from pathlib import Path

from kpo.ui.shell.frame import PAGES
from tests.variants import repeated

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
    (command,) = [line for line in asked("-n", "thorough").splitlines() if " -m alone" in line]
    together, _, alone = command.partition("; ")
    assert '-m "not alone"' in together
    assert "--dist loadfile" in together
    assert alone.endswith("-m alone tests/hosting && exit $together")
    assert "KPO_CASES" not in command


def test_the_test_leaves_what_is_repeated_to_the_thorough_one_and_says_so() -> None:
    text = asked("-n", "test").replace("\\\n", "")
    few, together, _, alone, _, said, ending = text.splitlines()[-1].split("; ")
    assert few == "export KPO_CASES=200"
    assert together.endswith('-m "not (alone or thorough)"')
    assert alone.strip().endswith('-m "alone and not thorough" tests/hosting')
    assert said.startswith('echo "Left to make thorough: ')
    assert ending == "exit $((together + alone))"
    assert "make thorough" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_whatever_runs_alone_is_where_it_is_looked_for() -> None:
    marked = [
        path for path in (ROOT / "tests").rglob("*.py") if "mark." + "alone" in path.read_text()
    ]
    assert {path.parent for path in marked} == {ROOT / "tests" / "hosting"}


def test_every_page_has_a_journey_in_the_browser_in_every_run() -> None:
    names = [Path(path).stem for path, _ in PAGES]
    files = {name: ROOT / "tests" / "browser" / f"test_{name}.py" for name in names}
    assert [name for name, file in files.items() if "mark.journey" not in file.read_text()] == []


def test_of_everything_repeated_one_is_in_every_run() -> None:
    assert [getattr(value, "marks", ()) for value in repeated("abc", 2)][:2] == [(), ()]
    assert [mark.name for mark in repeated("abc", 2)[2].marks] == ["thorough"]
    others = [
        path
        for path in (ROOT / "tests").rglob("*.py")
        if path.name != "variants.py" and "mark." + "thorough" in path.read_text()
    ]
    assert others == []
