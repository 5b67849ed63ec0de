"""The only reader of the data folder, and the archives of former data versions."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, cast

from kpo.core import project
from kpo.core.errors import DataError, Problem
from kpo.core.model import Table
from kpo.data.catalog import Catalog
from kpo.data.cross_checks import REQUIRED
from kpo.data.schema import DESCRIPTOR, form_problems
from kpo.data.validation import problems

Folder = Path | zipfile.Path

ARCHIVE: Final = ".zip"
REBUILD: Final = "restore it, or rebuild the folder with make data"
DATA = project.folder() / "data"


def load(folder: str | Path | None = None) -> Catalog:
    """Read, check and index the data folder.

    A folder whose tables all match the hashes in its descriptor was checked when it was built,
    and is not checked again.

    Parameters
    ----------
    folder
        A folder with ``datapackage.json`` and the tables it names, or a ZIP archive of one; None
        for the project's own.

    Raises
    ------
    DataError
        With every problem of every table, not only the first.
    """
    root = DATA if folder is None else _root(Path(folder))
    descriptor = _descriptor(root)
    tables: dict[str, Table] = {}
    faults: list[Problem] = []
    as_built = REQUIRED.keys() <= {str(item["name"]) for item in descriptor["resources"]}
    for item in descriptor["resources"]:
        if str(item.get("format", "csv")) == "csv":
            try:
                content = _content(root, str(item["path"]))
                tables[str(item["name"])] = _table(content, str(item["name"]), str(item["path"]))
                as_built &= item.get("hash") == f"sha256:{sha256(content).hexdigest()}"
            except DataError as error:
                faults += error.problems
    if faults or not as_built:
        faults += problems(tables, descriptor)
    if faults:
        raise DataError(faults)
    return Catalog(tables, str(descriptor["version"]))


def _root(folder: Path) -> Folder:
    """Return a folder, or the inside of an archive.

    Raises
    ------
    DataError
        If the archive cannot be read.
    """
    if folder.suffix != ARCHIVE or not folder.is_file():
        return folder
    try:
        return zipfile.Path(folder)
    except (OSError, zipfile.BadZipFile) as error:
        what = f"not readable as an archive: {error}"
        raise DataError(Problem(str(folder), what, "restore it, or name a folder")) from None


def _descriptor(root: Folder) -> Mapping[str, Any]:
    path = root / DESCRIPTOR
    if not _is_folder(root):
        remedy = "name a folder that holds datapackage.json and its tables"
        raise DataError(Problem(str(root), "this folder is not there", remedy))
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(Problem(DESCRIPTOR, "the file is not there", REBUILD)) from None
    except (ValueError, RecursionError, OSError) as error:
        raise DataError(Problem(DESCRIPTOR, f"not readable as JSON: {error}", REBUILD)) from None
    if faults := form_problems(descriptor):
        raise DataError(faults)
    return cast(Mapping[str, Any], descriptor)


def _is_folder(root: Folder) -> bool:
    try:
        return root.is_dir()
    except OSError:
        return False


def _content(root: Folder, path: str) -> bytes:
    try:
        return (root / path).read_bytes()
    except (OSError, KeyError):
        raise DataError(Problem(path, "the file is not there", REBUILD)) from None


def _table(content: bytes, name: str, path: str) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"not UTF-8 text (byte {error.start})"
        raise DataError(Problem(path, what, "save it as UTF-8")) from None
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise DataError(Problem(path, f"not a CSV file: {error}", "save it as CSV")) from None
    if not lines:
        raise DataError(Problem(path, "the file is empty", "give it at least its header"))
    # Equal cells share one object: most cells repeat, which saves a third of the memory.
    interned: Callable[[str, str], str] = dict[str, str]().setdefault
    columns, rows = tuple(lines[0]), tuple(tuple(map(interned, row, row)) for row in lines[1:])
    ragged = [
        Problem(
            f"{path} row {number}",
            f"{len(row)} fields, the header has {len(columns)}",
            "give every column a cell; quote text that holds a comma",
        )
        for number, row in enumerate(rows, start=2)
        if len(row) != len(columns)
    ]
    if ragged:
        raise DataError(ragged)
    return Table(name, path, columns, rows)


FOLDER: Final = "versions"
CHANGES: Final = "changes.md"
"""The accepted report of what changed with a data version, in the data folder."""

DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive, so that the same tables make the same bytes."""


def changes(root: Path = DATA) -> str:
    """Return the report of what changed with the present version, as Markdown; empty if none."""
    path = root / CHANGES
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def archive(root: Path) -> Path:
    """Write the tables of a data folder to an archive of its version; return the path."""
    content = (root / DESCRIPTOR).read_bytes()
    package = json.loads(content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name in (DESCRIPTOR, *sorted(str(item["path"]) for item in package["resources"])):
            file.writestr(zipfile.ZipInfo(name, DAY), (root / name).read_bytes(), 8)
    path = root / FOLDER / f"{package['version']}.zip"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(out.getvalue())
    return path
