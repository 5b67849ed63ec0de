"""The record of what was fetched: a list beside the raw files, and a copy of each by day."""

import csv
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

LIST: Final = "fetched.csv"
COPIES: Final = "fetched"


class Fetched(NamedTuple):
    """One raw file as it was fetched."""

    day: str
    source: str
    file: str
    address: str
    size: str
    sha256: str


def known(raw: Path) -> list[Fetched]:
    """Return the list of files fetched into a raw folder, the oldest first."""
    if not (raw / LIST).is_file():
        return []
    with (raw / LIST).open(encoding="utf-8", newline="") as stream:
        return [Fetched(**row) for row in csv.DictReader(stream)]


def file_away(raw: Path, staged: Path, items: Iterable[Fetched]) -> None:
    """Move staged files into the raw folder, keep a copy by day, and add them to the list."""
    items = list(items)
    for item in items:
        copy = raw / COPIES / item.day / item.file
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(staged / item.file, copy)
        _replace(copy, raw / item.file)
    day_files = {(item.day, item.file) for item in items}
    rows = [item for item in known(raw) if (item.day, item.file) not in day_files]
    with (raw / f"{LIST}.new").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(Fetched._fields)
        writer.writerows(sorted([*rows, *items]))
    (raw / f"{LIST}.new").replace(raw / LIST)


def fresh(raw: Path, source: str, files: Iterable[str], day: str) -> bool:
    """Tell whether all files of a source were fetched on a day and have not changed since."""
    digests = {
        item.file: item.sha256 for item in known(raw) if (item.source, item.day) == (source, day)
    }
    return all(
        (raw / file).is_file() and digest((raw / file).read_bytes()) == digests.get(file)
        for file in files
    )


def restore(raw: Path, day: str) -> Iterator[Fetched]:
    """Restore the newest copies up to a day to the raw folder, and yield them."""
    newest = {item.file: item for item in sorted(known(raw)) if item.day <= day}
    for item in newest.values():
        _replace(raw / COPIES / item.day / item.file, raw / item.file)
        yield item


def digest(content: bytes) -> str:
    """Return the SHA-256 of bytes."""
    return hashlib.sha256(content).hexdigest()


def _replace(copy: Path, target: Path) -> None:
    """Replace a file atomically."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    shutil.copyfile(copy, new)
    new.replace(target)
