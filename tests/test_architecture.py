"""The drawing of docs/architecture.md against the imports of the code."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ARROW = re.compile(r"^    (\w+)(?:\(\[.*?\]\))? --(?: \w+ --)?> (\w+)$", re.M)
DRAWN = set(ARROW.findall(PAGE))
DOORS = {
    "browser": ("dashboard.py", *sorted(f"pages/{path.name}" for path in ROOT.glob("pages/*.py"))),
    "tools": ("dashboard.py",),
    "terminal": ("kpo/__main__.py",),
    "notebook": ("kpo/__init__.py",),
}
"""The files where each way in begins."""


def folders() -> set[str]:
    """Return the folders and single modules of kpo/ that others import."""
    found = {path.name.removesuffix(".py") for path in (ROOT / "kpo").iterdir()}
    return {name for name in found if re.fullmatch(r"[a-z]+", name)}


def imported(files: Iterable[Path]) -> set[str]:
    """Return the folders of kpo/ that files import; what only type checkers read is left out."""
    return {name for path in files for name in _names(ast.parse(path.read_text(encoding="utf-8")))}


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and node.module == "kpo":
            yield from (item.name for item in node.names if item.name in folders())
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from re.findall(r"^kpo\.(\w+)", node.module)
        yield from _names(node)


@cache
def real() -> dict[str, set[str]]:
    """Return what each folder of kpo/, and each way in, imports."""
    inside = {}
    for name in folders():
        path = ROOT / "kpo" / name
        inside[name] = imported(path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")])
        inside[name] -= {name}
    ways = {name: imported(ROOT / file for file in files) for name, files in DOORS.items()}
    return inside | ways


def reached(start: str) -> set[str]:
    """Return all that the arrows of the drawing lead to."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        more = {end for begin, end in DRAWN if begin == here} - found
        found |= more
        waiting += more
    return found


def test_every_folder_is_drawn_and_described() -> None:
    assert {end for arrow in DRAWN for end in arrow} == folders() | set(DOORS)
    table = PAGE.split("|---|---|")[1].split("\n\n")[0]
    described = re.findall(
        r"`(\w+)`", "".join(line.split("|")[1] for line in table.split("\n")[1:])
    )
    assert sorted(described) == sorted(folders())


@pytest.mark.parametrize("arrow", sorted(DRAWN), ids=" to ".join)
def test_every_arrow_is_an_import(arrow: tuple[str, str]) -> None:
    start, end = arrow
    assert end in real()[start]


@pytest.mark.parametrize("name", sorted(folders() | {"terminal", "notebook"}))
def test_every_import_is_along_the_arrows(name: str) -> None:
    assert real()[name] - reached(name) == set()


def test_the_pages_import_what_the_dashboard_and_the_other_tools_reach() -> None:
    assert real()["browser"] - reached("browser") - reached("tools") == set()


def test_no_arrow_is_drawn_that_others_lead_along_already() -> None:
    for start, end in DRAWN - {("terminal", "ui")}:
        others = {other for begin, other in DRAWN if begin == start and other != end}
        assert not any(end in reached(other) for other in others), (start, end)


def test_every_place_that_the_page_names_is_there() -> None:
    places = re.findall(r"`([\w-]+/[\w/.]*)`|\((tests/\w+\.py)\)", PAGE)
    named = {one or other for one, other in places}
    assert len(named) > 20
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_an_import_for_type_checkers_is_none() -> None:
    text = (
        "if TYPE_CHECKING:\n    from kpo.ui import shell\ndef one():\n    from kpo import style\n"
    )
    assert set(_names(ast.parse(text))) == {"style"}
