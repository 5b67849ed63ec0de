"""Renewal of the tables from fetched files: report what changed, replace only if accepted."""

import json
import shutil
from pathlib import Path
from typing import Final, NamedTuple

from data.etl import base
from data.etl.build import build, write
from data.etl.report import report
from kpo.core.errors import Problem
from kpo.data.loading import CHANGES, archive, load

CANDIDATE: Final = Path("build") / "refresh"


class Refreshed(NamedTuple):
    """The report of a refresh, the folder of its tables, and the problems that prevent them."""

    text: str
    folder: Path
    problems: list[Problem]


def candidate(root: Path, raw: Path) -> Refreshed:
    """Build the tables in a folder beside the project's own, and return what changed."""
    folder = root / CANDIDATE
    shutil.rmtree(folder, ignore_errors=True)
    built = build(root, raw, keep=True)
    if built.problems:
        return Refreshed("", folder, built.problems)
    write(built.files, folder)
    for name in (path for path in (root / "data").glob("*.csv")):
        if not (folder / "data" / name.name).is_file():
            shutil.copyfile(name, folder / "data" / name.name)
    text = report(load(root / "data"), load(folder / "data"), built.notes)
    (folder / CHANGES).write_text(text, encoding="utf-8")
    return Refreshed(text, folder, [])


def accept(root: Path, folder: Path) -> None:
    """Replace the project's tables with a candidate's; the old version stays loadable.

    Raises
    ------
    FileNotFoundError
        If there is no candidate.
    """
    text = (folder / CHANGES).read_text(encoding="utf-8")
    archive(root / "data")
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != CHANGES
    }
    write(files, root)
    (root / "data" / CHANGES).write_text(text, encoding="utf-8")
    version = json.loads(files["data/datapackage.json"])["version"]
    package = base.ETL.relative_to(base.ETL.parents[1]) / "base" / "package.json"
    path = root / package
    frame = path.read_text(encoding="utf-8")
    known = json.loads(frame)["version"]
    path.write_text(frame.replace(f'"{known}"', f'"{version}"', 1), encoding="utf-8")
    shutil.rmtree(folder)
