"""Where files are and which version this is, in a checkout and as installed."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

import kpo
from kpo.core import project

ROOT = Path(__file__).resolve().parents[2]
BARE = {"numpy", "tzdata"}


@cache
def imported() -> set[str]:
    """Return the modules of others that any file of the library or a page imports."""
    found: set[str] = set()
    for path in (*(ROOT / "kpo").rglob("*.py"), *(ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {item.name.partition(".")[0] for item in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {"kpo"}


def test_files_stand_beside_the_package_in_a_checkout_and_inside_it_when_installed(
    tmp_path: Path,
) -> None:
    package = tmp_path / "kpo"
    package.mkdir()
    assert project.folder(package) == tmp_path
    (package / project.FILES).mkdir()
    assert project.folder(package) == package / "_files"
    assert project.folder() == ROOT


def test_the_version_of_a_checkout_is_the_one_that_pyproject_states(tmp_path: Path) -> None:
    assert project.checkout_version(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "kpo-atlas"\nversion = "1.2.3"\n')
    assert project.checkout_version(tmp_path) == "1.2.3"
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "kpo-atlas"\n')
    assert project.checkout_version(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "another"\nversion = "9"\n')
    assert project.checkout_version(tmp_path) is None
    assert kpo.__version__ == project.checkout_version(ROOT)


def test_the_remedy_is_what_the_readme_says_or_an_extra(tmp_path: Path) -> None:
    package = tmp_path / "kpo"
    assert project.remedy("export", package) == "run pip install -r requirements.txt"
    (package / project.FILES).mkdir(parents=True)
    assert project.remedy("export", package) == 'run pip install "kpo-atlas[export]"'


def test_only_a_module_of_an_extra_has_a_remedy() -> None:
    found = project.missing(ModuleNotFoundError(name="PIL.ImageFont"))
    assert found == ("PIL", "run pip install -r requirements.txt")
    assert project.missing(ModuleNotFoundError(name="kpo.lost")) is None
    assert project.missing(ModuleNotFoundError()) is None


def test_every_module_of_others_belongs_to_one_extra() -> None:
    listed = [name for modules in project.MODULES.values() for name in modules]
    assert len(listed) == len(set(listed))
    assert imported() <= BARE | set(listed)


@pytest.mark.parametrize("name", sorted(BARE - {"tzdata"} | {"pandas", "streamlit"}))
def test_what_is_imported_is_seen(name: str) -> None:
    assert name in imported()
