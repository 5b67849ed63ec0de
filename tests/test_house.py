"""How the library is laid out: what would let one thing be said twice is held here."""

import ast
import importlib
import importlib.util
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import kpo

ROOT = Path(kpo.__file__).parent
TREES = {
    path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
}

PAGES = {
    path.relative_to(ROOT.parent): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT.parent / "pages").glob("*.py"))
}

MAX_ROOT_FILES = 4
MAX_ROOT_FOLDERS = 17
MAX_CLASS_NAMES_TWICE = 2

MAX_LINES = 300
WITHIN_THE_LIMIT = {
    *("analysis", "api", "case", "charts", "cli", "core", "data", "deck", "export", "mcda"),
    *("narrative", "panel", "robustness", "scenarios", "scoring", "workshop"),
}
"""Layers whose modules are no longer than `MAX_LINES`."""

LONGER = {Path("core/model.py")}
"""Modules of those layers that are longer.

The model is one vocabulary, read as a whole by whoever meets a record of it: most of its lines say
what a field is, and its records name each other.
"""

SHARED = {"page", "charts", "controls", "tables"}
"""Parts that pages have each, in a folder of their own."""

BY_FORM = {"business_case", "published_comparison", "ranking", "robustness", "user_data"}
"""Subjects with a module for each form they are given in: a slide, a record, a page, a session."""

KNOW_THE_CATALOGUE = {
    *("analysis", "api", "case", "charts", "cli", "deck", "export", "mcda", "narrative"),
    *("panel", "robustness"),
}
"""Layers that hand on a ranking without the catalogue beside it, which the ranking knows."""

ACTS = {"found", "made", "said", "told"}
"""Words for what was done, which stand in no place of a noun for what is held."""

WITHOUT_ACTS = {
    *("analysis", "api", "case", "charts", "cli", "core", "data", "deck", "export", "mcda"),
    *("narrative", "panel", "robustness", "scenarios", "scoring", "ui", "workshop"),
}

ONE_OF_EACH = {"signed", "ordinal", "amount", "per_cent", "true_minus", "one_line"}
"""Formatters that stand in core alone."""


BUILDER = Path("core/html.py")

NO_HTML = {Path("export/svg.py"): "XML of a drawing, which has no elements of a page"}
"""Modules that write tags of another language, each with the reason."""

TAG = re.compile(
    "</?(a|aside|b|br|button|caption|code|dd|details|div|dl|dt|em|figure|footer|h[1-6]|header|hr|i|"
    "img|input|label|li|main|nav|ol|p|pre|s|section|small|span|strong|style|sub|summary|sup|table|"
    r"tbody|td|tfoot|th|thead|tr|u|ul)(?=[\s>/]|$)"
)


def classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(path))
    return found


def loops() -> Iterator[tuple[Path, ast.expr]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.For | ast.comprehension):
                yield path, node.iter


def test_a_class_name_stands_for_one_thing() -> None:
    twice = {name: paths for name, paths in classes().items() if len(paths) > 1}
    assert len(twice) <= MAX_CLASS_NAMES_TWICE, twice


def test_a_module_s_name_stands_once_in_a_layer() -> None:
    """A subject keeps its name from layer to layer: numbers in one, sentences in another."""
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in TREES:
        if path.stem not in ("__init__", "__main__"):
            places[path.parts[0], path.stem].append(str(path))
    twice = {
        key: paths
        for key, paths in places.items()
        if len(paths) > 1 and key[1] not in SHARED | BY_FORM
    }
    assert twice == {}


def test_no_loop_over_one_thing_stands_for_an_assignment() -> None:
    single = [
        f"{path}:{loop.lineno}"
        for path, loop in loops()
        if isinstance(loop, ast.Tuple | ast.List | ast.Set)
        and len(loop.elts) == 1
        and not isinstance(loop.elts[0], ast.Starred)
    ]
    assert single == []


def test_no_module_is_longer_than_the_limit() -> None:
    longer = {
        path
        for path in TREES
        if path.parts[0] in WITHIN_THE_LIMIT
        and len((ROOT / path).read_text(encoding="utf-8").splitlines()) > MAX_LINES
    }
    assert longer == LONGER


def test_the_root_is_small() -> None:
    entries = [item for item in ROOT.iterdir() if not item.name.startswith(("__pycache__", "."))]
    assert sum(item.is_file() for item in entries) <= MAX_ROOT_FILES
    assert sum(item.is_dir() for item in entries) <= MAX_ROOT_FOLDERS


def test_no_module_only_hands_on_another() -> None:
    """Where nothing is defined there is nothing to import it for; packages list what they have."""
    bare = [
        str(path)
        for path, tree in TREES.items()
        if path.stem not in ("__init__", "__main__")
        and all(isinstance(node, ast.Import | ast.ImportFrom | ast.Expr) for node in tree.body)
    ]
    assert bare == []


def test_numbers_and_lists_are_put_into_words_in_one_place() -> None:
    outside = [
        f"{path}:{node.name}"
        for path, tree in TREES.items()
        if path.parts[0] != "core"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.lstrip("_") in ONE_OF_EACH
    ]
    assert outside == []


def test_nothing_is_handed_a_ranking_and_its_catalogue() -> None:
    pairs = [
        f"{path}:{node.name}"
        for path, tree in TREES.items()
        if path.parts[0] in KNOW_THE_CATALOGUE
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and {"Catalog", "Ranking"} <= {kind(item) for item in node.args.args}
    ]
    assert pairs == []


def test_a_name_is_that_of_what_it_holds() -> None:
    acts = [
        f"{path}:{node.lineno}"
        for path, tree in TREES.items()
        if path.parts[0] in WITHOUT_ACTS
        for node in ast.walk(tree)
        if ACTS & set(given_names(node))
    ]
    assert acts == []


def given_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    if isinstance(node, ast.arg):
        yield node.arg
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    if isinstance(node, ast.alias):
        yield node.asname or node.name


def kind(parameter: ast.arg) -> str:
    return "" if parameter.annotation is None else ast.unparse(parameter.annotation).strip("'")


def test_no_module_takes_a_name_of_the_standard_library() -> None:
    """But for two that are always imported by their whole path, in folders that are no scripts."""
    taken = {path.stem for path in TREES} & sys.stdlib_module_names
    assert taken <= {"numbers", "html"}


def literals(tree: ast.Module) -> Iterator[ast.Constant]:
    """Texts of a module, but for what describes it."""
    described = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if text and id(node) not in described:
            yield node


def test_a_tag_is_written_by_the_builder_of_html_alone() -> None:
    by_hand = [
        f"{path}:{node.lineno} {node.value[:40]!r}"
        for path, tree in (TREES | PAGES).items()
        if path != BUILDER and path not in NO_HTML
        for node in literals(tree)
        if TAG.search(node.value)
    ]
    assert by_hand == []


def test_no_text_is_called_html_outside_the_builder() -> None:
    """An empty `Html()` aside, it is made of elements, so that nothing unescaped can be one."""
    called = [
        f"{path}:{node.lineno}"
        for path, tree in (TREES | PAGES).items()
        if path != BUILDER
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Html"
        and node.args
    ]
    assert called == []


def test_every_name_that_is_imported_from_the_library_is_there() -> None:
    """Tools that no unit test runs would otherwise fail on the day they are needed."""
    tools = ("benchmarks", "data", "deploy", "docs", "pages", "tests")
    paths = (path for tool in tools for path in sorted((ROOT.parent / tool).rglob("*.py")))
    missing = [
        f"{path.relative_to(ROOT.parent)}: {node.module}.{alias.name}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kpo"
        for alias in node.names
        if not in_library(node.module or "", alias.name)
    ]
    assert not missing


def in_library(module: str, name: str) -> bool:
    """Return whether a module of the library has a name, or is a folder with a module of it."""
    holder = importlib.import_module(module)
    return hasattr(holder, name) or importlib.util.find_spec(f"{module}.{name}") is not None
