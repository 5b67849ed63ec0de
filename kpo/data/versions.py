"""Archives of former data versions, so that an old link can be read with its own figures."""

import io
import json
import zipfile
from pathlib import Path
from typing import Final

from kpo.data.loading import DATA
from kpo.data.schema import DESCRIPTOR

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
