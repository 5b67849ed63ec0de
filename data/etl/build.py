"""The whole rebuild: read and check every source, then make the files."""

import csv
import io
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import data.etl.sources
from data.etl import base, business_case, computed, facts, published, regimes, tables
from data.etl.checks import EXPECTATIONS, Pairs, changed_series, duplicates, implausible, shrunk
from data.etl.corrections import FILE as CORRECTIONS
from data.etl.corrections import corrected, withdrawn
from data.etl.descriptor import OBSERVATIONS, OUTLINES, as_json, descriptor
from data.etl.door import Observation, admit
from data.etl.doubts import doubted
from data.etl.guide import guide
from data.etl.outlines import centres, geojson, outlines
from data.etl.public_holidays import version_problems
from data.etl.rankable import latest, rankable_tiers
from data.etl.raw import MissingRawError, RawError
from kpo.core.errors import Problem
from kpo.core.model import Table
from kpo.data.validation import problems as table_problems

COUNTRIES = "data/etl/base/countries.csv"
HAND = (
    "criteria",
    "indicators",
    "tiers",
    "presets",
    "preset_weights",
    "transfer_scale",
    "tier_weights",
    "corrections",
    "doubt_rules",
    "figure_errors",
    "sanction_classes",
    "sanction_regimes",
    "former_preset_weights",
    "published_indices",
    "case_assumptions",
)
COMPUTED_EVERYWHERE = ("shared_hours", "data_transfer")
"""Indicators that the library computes for every listed country."""


class Built(NamedTuple):
    """Files by their path in the project, and the problems that prevent writing them."""

    files: dict[str, bytes]
    observations: int
    problems: list[Problem]
    notes: tuple[Problem, ...] = ()
    """Corrections that match no figure, in a build that keeps what has no raw file."""


def build(root: Path, raw: Path, keep: bool = False) -> Built:
    """Build everything from the raw folder and the tables edited by hand; write nothing.

    Parameters
    ----------
    root
        The project's folder, whose ``data/`` has the hand-edited and the committed tables.
    raw
        The folder of raw files.
    keep
        Whether tables and figures without a raw file in the folder stay as committed. This lets
        a machine with only some publishers' files renew those.
    """
    hand = {name: base.records(root / "data" / f"{name}.csv") for name in HAND}
    everywhere, problems = collected(raw, hand, root if keep else None)
    notes = tuple(item for item in problems if keep and item.where.startswith(CORRECTIONS))
    problems = [item for item in problems if item not in notes]
    ours = {row["country"] for row in base.countries()}
    observations = [
        item for item in doubted(everywhere, hand["doubt_rules"]) if item.country in ours
    ]
    problems += checked(observations, hand, _committed(root))
    problems += _country_list_problems(everywhere, hand)
    problems += [] if keep else _raw_file_problems(raw)
    problems += _regime_problems(raw, hand, keep)
    problems += _published_problems(raw, hand, keep)
    if problems:
        return Built({}, len(observations), problems)
    try:
        files = _tables(root, raw, observations, _editions(hand), keep)
    except RawError as error:
        return Built({}, len(observations), [error.problem])
    sources = {row["source"]: row for row in base.sources()}
    package = descriptor(files, sources)
    problems += _table_problems(files, package)
    if problems:
        return Built({}, len(observations), problems)
    files["datapackage.json"] = as_json(package)
    written = {f"data/{path}": content for path, content in files.items() if path not in _hand()}
    law = {name: _rows(files[f"{name}.csv"]) for name in ("sanctions", "transfers")}
    written["docs/data.md"] = guide(observations, hand, law)
    return Built(written, len(observations), [], notes)


def write(files: Mapping[str, bytes], out: Path) -> None:
    """Write the files under `out`, and remove observation files that are no longer built."""
    for path, content in files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    for stale in (out / "data" / "observations").glob("*.csv"):
        if f"data/observations/{stale.name}" not in files:
            stale.unlink()


def collected(
    raw: Path, hand: Mapping[str, list[dict[str, str]]], kept: Path | None = None
) -> tuple[list[Observation], list[Problem]]:
    """Return the corrected figures of every country from the first year kept, and problems.

    `kept` is the project whose committed figures stand in for sources without a raw file.
    """
    found: list[Observation] = []
    stand_in: list[Observation] = []
    problems: list[Problem] = []
    for module in pkgutil.iter_modules(data.etl.sources.__path__):
        script = import_module(f"data.etl.sources.{module.name}")
        try:
            admitted, faults = admit(module.name, script.run(raw), base.names())
        except MissingRawError as error:
            if kept is None:
                problems.append(error.problem)
            else:
                stand_in += committed(kept, module.name)
            continue
        except RawError as error:
            problems.append(error.problem)
            continue
        found += admitted
        problems += faults
    pairs = {(item.country, item.indicator) for item in stand_in}
    found, faults = corrected(found, hand["corrections"], pairs)
    found += stand_in
    first = {name: limits["history_from"] for name, limits in base.expectations().items()}
    unexpected = {item.indicator: item.where for item in found if item.indicator not in first}
    faults += [
        Problem(where, f'unknown indicator "{name}"', f"add it to {EXPECTATIONS}")
        for name, where in unexpected.items()
    ]
    kept = [item for item in found if item.year >= first.get(item.indicator, float("inf"))]
    return kept, problems + faults


def committed(root: Path, source: str) -> list[Observation]:
    """Return the figures of a source as its committed table has them."""
    path = root / "data" / OBSERVATIONS / f"{source}.csv"
    return [
        Observation(
            source,
            row["country"],
            row["indicator"],
            int(row["year"]),
            float(row["value"]),
            float(row["error"]) if row["error"] else None,
            row["n"],
            row["status"],
            row["note"],
            f"{OBSERVATIONS}{source}.csv row {number}",
        )
        for number, row in enumerate(base.records(path) if path.is_file() else (), start=2)
    ]


def checked(
    observations: Sequence[Observation], hand: Mapping[str, list[dict[str, str]]], before: Pairs
) -> list[Problem]:
    """Return every problem of the figures as a whole."""
    expectations = base.expectations()
    known = {row["indicator"] for row in hand["indicators"]}
    ours = {row["country"] for row in base.countries()}
    before = {(country, name) for country, name in before if country in ours and name in known}
    now = {(item.country, item.indicator) for item in observations}
    return [
        *version_problems(),
        *duplicates(observations),
        *implausible(observations, expectations, base.DATA_YEAR),
        *changed_series(observations, expectations),
        *shrunk(before, now, withdrawn(hand["corrections"])),
    ]


def _country_list_problems(
    everywhere: Sequence[Observation], hand: Mapping[str, list[dict[str, str]]]
) -> Iterator[Problem]:
    """Yield countries that should be added to the list, or removed from it."""
    used = latest(everywhere, hand["indicators"])
    places = {item.country for item in everywhere}
    known = computed.facts(everywhere, hand, ())
    present: dict[str, Iterable[str]] = {
        **computed.values(used, known, places),
        **dict.fromkeys(COMPUTED_EVERYWHERE, places),
    }
    weights: dict[str, dict[str, float]] = {
        row["tier"]: {} for row in hand["tiers"] if not row["parent"]
    }
    for row in hand["preset_weights"]:
        if row["preset"].upper() in weights:
            weights[row["preset"].upper()][row["criterion"]] = float(row["weight"])
    listed = {row["country"]: row["client"] == "yes" for row in base.countries()}
    for country in sorted(places | set(listed)):
        tiers = rankable_tiers(present, country, hand, weights)
        if tiers and country not in listed:
            yield Problem(COUNTRIES, f"{country} can be ranked for {', '.join(tiers)}", "add it")
        if not tiers and listed.get(country) is False:
            what = f"{country} is no client, and can be ranked for no tier"
            yield Problem(COUNTRIES, what, "remove it")


def _raw_file_problems(raw: Path) -> list[Problem]:
    files = chain.from_iterable(row["raw_files"].split() for row in base.sources())
    remedy = "restore it in the raw folder, or correct data/etl/base/sources.csv"
    return [
        Problem(file, "the raw file is not there", remedy)
        for file in files
        if not (raw / file).is_file()
    ]


def _regime_problems(
    raw: Path, hand: Mapping[str, list[dict[str, str]]], keep: bool
) -> list[Problem]:
    """Return the problems of the tables of law; a file that cannot be read is one problem."""
    ids = [row["country"] for row in base.countries()]
    classes = [row["class"] for row in hand["sanction_classes"]]
    statuses = [row["status"] for row in hand["transfer_scale"]]
    try:
        return list(regimes.problems(raw, ids, classes, statuses))
    except RawError as error:
        return _unless_kept(error, keep)


def _editions(hand: Mapping[str, list[dict[str, str]]]) -> dict[tuple[str, str], str]:
    return {(row["index"], row["edition"]): row["source"] for row in hand["published_indices"]}


def _published_problems(
    raw: Path, hand: Mapping[str, list[dict[str, str]]], keep: bool
) -> list[Problem]:
    try:
        return list(published.problems(raw, base.names(), _editions(hand)))
    except RawError as error:
        return _unless_kept(error, keep)


def _unless_kept(error: RawError, keep: bool) -> list[Problem]:
    return [] if keep and isinstance(error, MissingRawError) else [error.problem]


def _table_problems(files: Mapping[str, bytes], package: Mapping[str, Any]) -> list[Problem]:
    """Return the problems that the library's own validation finds in the tables made."""
    made = {}
    for resource in package["resources"]:
        if resource["type"] == "table":
            head, *lines = csv.reader(io.StringIO(files[resource["path"]].decode()))
            cells = tuple(map(tuple, lines))
            name = resource["name"]
            made[name] = Table(name, resource["path"], tuple(head), cells)
    return table_problems(made, package)


def _tables(
    root: Path,
    raw: Path,
    observations: Sequence[Observation],
    editions: Mapping[tuple[str, str], str],
    keep: bool,
) -> dict[str, bytes]:
    """Return the files by path; with `keep`, a table without its raw files stays as committed."""
    ids = [row["country"] for row in base.countries()]
    files = {path: (root / "data" / path).read_bytes() for path in _hand()}
    makers: dict[str, Callable[[], Sequence[tables.Cells]]] = {
        "countries": lambda: tables.countries(
            base.countries(),
            centres(outlines(raw)),
            regimes.regime_of_clients(raw, facts.members(raw)),
        ),
        "flags": lambda: sorted(facts.flags(raw, ids)),
        "transfers": lambda: regimes.transfers(raw, ids),
        "sanctions": lambda: regimes.sanctions(raw, ids),
        "client_regimes": lambda: regimes.client_regimes(raw),
        "published_ranks": lambda: list(published.published_ranks(raw, ids, editions)),
        "published_lists": lambda: list(published.published_lists(raw, ids, editions)),
        "sources": lambda: tables.sources(base.sources(), raw, _digests(root) if keep else {}),
        "holidays": lambda: tables.public_holidays(base.countries()),
        **business_case.makers(raw),
    }
    for name, make in makers.items():
        files[f"{name}.csv"] = _made_or_kept(root, f"{name}.csv", partial(_table, name, make), keep)
    files |= _observation_files(observations)
    files[OUTLINES] = _made_or_kept(root, OUTLINES, lambda: geojson(outlines(raw)), keep)
    return files


def _table(name: str, make: Callable[[], Sequence[tables.Cells]]) -> bytes:
    return tables.as_csv(tables.columns(name), make())


def _made_or_kept(root: Path, path: str, make: Callable[[], bytes], keep: bool) -> bytes:
    try:
        return make()
    except MissingRawError:
        if not keep:
            raise
        return (root / "data" / path).read_bytes()


def _digests(root: Path) -> dict[str, str]:
    """Return the digests of raw files as committed, by source."""
    return {row["source"]: row["sha256"] for row in base.records(root / "data" / "sources.csv")}


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def _observation_files(observations: Sequence[Observation]) -> dict[str, bytes]:
    by_source: dict[str, list[Observation]] = {}
    for item in sorted(observations, key=lambda item: (item.country, item.indicator, item.year)):
        by_source.setdefault(item.source, []).append(item)
    header = tables.columns("observations")
    return {
        f"{OBSERVATIONS}{source}.csv": tables.as_csv(header, (item.cells() for item in items))
        for source, items in sorted(by_source.items())
    }


def _hand() -> list[str]:
    return [f"{name}.csv" for name in HAND]


def _committed(root: Path) -> Pairs:
    return {
        (row["country"], row["indicator"])
        for path in (root / "data" / "observations").glob("*.csv")
        for row in base.records(path)
    }
