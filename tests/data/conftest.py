import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT.parent / "shared" / "sources"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def raw() -> Path:
    if not RAW.is_dir():
        pytest.skip("the raw folder ../shared/sources is not there")
    return RAW


@pytest.fixture
def edited_raw(raw: Path, tmp_path: Path) -> Callable[[str, Callable[[str], str]], Path]:
    """A raw folder of links to the real files, in which a test may rewrite single files."""
    folder = tmp_path / "raw"
    for path in raw.rglob("*"):
        if path.is_file():
            copy = folder / path.relative_to(raw)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.symlink_to(path)

    def edit(file: str, change: Callable[[str], str]) -> Path:
        text = (folder / file).read_text(encoding="utf-8-sig")
        (folder / file).unlink()
        (folder / file).write_text(change(text), encoding="utf-8")
        return folder

    return edit


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A copy of the tables that a test may break."""
    copy = tmp_path / "project"
    ignore = shutil.ignore_patterns("etl", "geo", "__pycache__")
    shutil.copytree(root / "data", copy / "data", ignore=ignore)
    return copy
