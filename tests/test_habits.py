"""The habits that CONTRIBUTING.md names, as far as a program can hold them."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROGRAMS = Path(sys.executable).parent
(LOCAL,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
HOOKS = {hook["id"]: hook for hook in LOCAL["hooks"]}


def test_the_layers_are_those_that_the_linter_holds() -> None:
    (contract,) = PROJECT["tool"]["importlinter"]["contracts"]
    block = CONTRIBUTING.split("```")[3]
    told = [re.split(r" {2,}", line)[0] for line in block.strip().splitlines()]
    assert told == [layer.replace("kpo.", "") for layer in contract["layers"]]


@pytest.mark.parametrize("place", sorted(set(re.findall(r"`([\w-]+/[\w/.]*)`", CONTRIBUTING))))
def test_every_place_that_it_names_is_there(place: str) -> None:
    assert (ROOT / place).exists()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([a-z]+)", CONTRIBUTING))))
def test_every_target_that_it_names_is_one(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", CONTRIBUTING))
def test_every_file_that_it_links_is_there(path: str) -> None:
    assert (ROOT / path).exists()


def test_changes_are_added_changed_or_fixed_in_that_order() -> None:
    for release in re.split(r"^## ", CHANGES, flags=re.M)[1:]:
        heads = re.findall(r"^### (.*)$", release, re.M)
        assert heads
        assert heads == [head for head in ("Added", "Changed", "Fixed") if head in heads]
        before = release.split("### ")[0].splitlines()[1:]
        assert not any(before), before


def test_git_runs_ruff_typos_the_large_files_and_the_layers() -> None:
    assert list(HOOKS) == ["format", "lint", "typos", "large-files", "layers"]
    assert {hook["language"] for hook in HOOKS.values()} == {"system"}
    wanted = [hook["entry"].split()[0].removeprefix(".venv/bin/") for hook in HOOKS.values()]
    assert [name for name in wanted if not (PROGRAMS / name).exists()] == []


@pytest.mark.parametrize(
    ("hook", "name", "content", "said"),
    [
        ("format", "one.py", "x = {  1 }\n", "would be reformatted"),
        ("lint", "one.py", "import os\n", "F401"),
        ("typos", "one.md", "the rec" + "ieved weight\n", "received"),
    ],
)
def test_a_hook_stops_what_it_is_for(
    tmp_path: Path, hook: str, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    program, *words = HOOKS[hook]["entry"].split()
    command = [str(PROGRAMS / Path(program).name), *words, str(tmp_path / name)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert said in done.stdout + done.stderr
