"""Fetching source by source: request, check with the script that reads it, then file it away."""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from data.etl import base
from data.etl.door import admit
from data.etl.fetch import archive
from data.etl.fetch.addresses import fetchable, fetchers, fetches, raw_files, recipes
from data.etl.fetch.forms import Ask, csv_bytes, words_of
from data.etl.fetch.transport import FetchError, Transport
from data.etl.raw import RawError

SPACED: Final = (*("Index_Year", "Property_Rights", "Corruption_Perceptions_Index", "Survey_Year"),)
"""Columns of recipes that have spaces, not underscores, in the raw file."""

OBSERVATIONS: Final = "data/observations"
MAX_NAMED: Final = 8


class Outcome(NamedTuple):
    """The outcome of one source: "fetched", "known" (fetched today already) or "stopped"."""

    source: str
    state: str
    words: str
    unreachable: bool = False


def fetched(
    root: Path, raw: Path, wanted: Sequence[str] = (), again: bool = False, lose: bool = False
) -> Iterator[Outcome]:
    """Fetch sources into the raw folder and yield the outcome of each.

    Parameters
    ----------
    root
        The project's folder, whose tables say which countries a source had.
    wanted
        Ids of sources; if empty, all that can be fetched.
    again
        Whether to fetch again what was fetched today.
    lose
        Whether to accept a source that lost figures of countries.
    """
    day = datetime.now(UTC).date().isoformat()
    transport = Transport()
    try:
        for source in [name for name in fetchable() if not wanted or name in wanted]:
            files = raw_files(source)
            if not again and archive.fresh(raw, source, files, day):
                yield Outcome(source, "known", "fetched today already")
                continue
            try:
                yield _fetch(root, raw, source, transport, day, lose)
            except FetchError as error:
                yield Outcome(source, "stopped", str(error), error.unreachable)
            except RawError as error:
                yield Outcome(source, "stopped", str(error.problem))
    finally:
        transport.close()


def unknown(wanted: Iterable[str]) -> Iterator[str]:
    """Yield why some sources that were asked for cannot be fetched."""
    ids = {row["source"] for row in base.sources()}
    for name in wanted:
        if name not in ids:
            yield f"{name}: no such source; see data/sources.csv"
        elif name in recipes():
            yield f"{name}: its publisher has pages only; see its recipe (fetch --recipe {name})"
        elif name not in fetchable():
            yield f"{name}: made by hand or by a package; see docs/refresh.md"


def taken(root: Path, raw: Path, source: str, lose: bool = False) -> Outcome:
    """Check a filled-in template like a fetched file, and file it away."""
    row = recipes()[source]
    filled = _template_path(raw, source)
    if not filled.is_file():
        return Outcome(
            source, "stopped", f"{filled}: not there; write it with fetch --recipe {source}"
        )
    with tempfile.TemporaryDirectory() as folder:
        staged = Path(folder)
        for file in raw_files(source):
            if (raw / file).is_file():
                (staged / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(raw / file, staged / file)
        content = _filled_rows(filled)
        (staged / row["file"]).parent.mkdir(parents=True, exist_ok=True)
        (staged / row["file"]).write_bytes(content)
        day = datetime.now(UTC).date().isoformat()
        item = archive.Fetched(
            day, source, row["file"], row["address"], str(len(content)), archive.digest(content)
        )
        try:
            return _filed(root, raw, staged, source, [item], lose)
        except FetchError as error:
            return Outcome(source, "stopped", str(error))
        except RawError as error:
            return Outcome(source, "stopped", str(error.problem))


def _filled_rows(path: Path) -> bytes:
    """Return a template as CSV, without the rows that nobody filled in."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    return csv_bytes(header, (row for row in rows if any(cell.strip() for cell in row[1:])))


def _fetch(
    root: Path, raw: Path, source: str, transport: Transport, day: str, lose: bool
) -> Outcome:
    """Fetch one source into a temporary folder, and file it away if it is sound."""
    with tempfile.TemporaryDirectory() as folder:
        staged = Path(folder)
        items = []
        for file in raw_files(source):
            row = fetches()[file]
            ask = Ask(file, row["address"], words_of(row["words"]), transport)
            content = fetchers(raw)[row["fetcher"]](ask)
            path = staged / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            size = str(len(content))
            items.append(
                archive.Fetched(day, source, file, row["address"], size, archive.digest(content))
            )
        return _filed(root, raw, staged, source, items, lose)


def _filed(
    root: Path,
    raw: Path,
    staged: Path,
    source: str,
    items: Sequence[archive.Fetched],
    lose: bool,
) -> Outcome:
    """File staged files away, unless they lack figures that the tables have."""
    lost = _lost(root, staged, source)
    if lost and not lose:
        named = ", ".join(f"{name} of {place}" for place, name in lost[:MAX_NAMED])
        more = f" and {len(lost) - MAX_NAMED} more" if len(lost) > MAX_NAMED else ""
        words = f"{items[0].address}: figures are gone: {named}{more}; look why, then --lose"
        return Outcome(source, "stopped", words)
    archive.file_away(raw, staged, items)
    total = sum(int(item.size) for item in items)
    files = "1 file" if len(items) == 1 else f"{len(items)} files"
    return Outcome(source, "fetched", f"{files}, {total:,} bytes")


def _lost(root: Path, staged: Path, source: str) -> list[tuple[str, str]]:
    """Return pairs of country and indicator that the tables have and the fetched files lack.

    Raises
    ------
    RawError
        If the source's script cannot read the files.
    FetchError
        If a name is unknown or a number cannot be read.
    """
    path = root / OBSERVATIONS / f"{source}.csv"
    if not path.is_file():
        return []
    script = import_module(f"data.etl.sources.{source}")
    admitted, problems = admit(source, script.run(staged), base.names())
    if problems:
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        raise FetchError(problems[0].where, problems[0].what + more, problems[0].remedy)
    now = {(item.country, item.indicator) for item in admitted}
    before = {(row["country"], row["indicator"]) for row in base.records(path)}
    return sorted(before - now)


def template(raw: Path, source: str) -> Path:
    """Write a recipe's table of our countries, to be filled in by hand, and return its path.

    Raises
    ------
    KeyError
        If the source has no recipe.
    """
    row = recipes()[source]
    path = _template_path(raw, source)
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = [
        name.replace("_", " ") if name in SPACED else name for name in row["columns"].split()
    ]
    lines = [",".join(columns)]
    for country in base.countries():
        lines.append(",".join([country["country"], *[""] * (len(columns) - 1)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _template_path(raw: Path, source: str) -> Path:
    path = raw / recipes()[source]["file"]
    return path.with_name(f"{path.stem}.template.csv")
