"""Law by the client's country: sanctions regimes and data transfer.

In each regime, both raw tables need a row for every listed country; a missing one is a problem.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data.etl.base import names
from data.etl.raw import Row, rows
from kpo.core.errors import Problem

SANCTIONS = "sanctions-regimes-2026-08/regimes.csv"
CLIENTS = "sanctions-regimes-2026-08/clients.csv"
TRANSFERS = "data-transfer-regimes-2026/transfer_status_by_client_regime.csv"
SANCTION_SOURCE = "sanctions_programmes"
TRANSFER_SOURCE = "transfer_regimes"
READ = "read"
NOT_READ = "the client's own acts were not read"
EEA = "EEA"
Cells = list[str]

_SANCTION_COLUMNS = "regime country class state act scope services_rule certainty as_of"
_TRANSFER_COLUMNS = "regime country status act since note certainty"
_KEYS = {
    SANCTIONS: (_SANCTION_COLUMNS, ("regime", "country")),
    TRANSFERS: (_TRANSFER_COLUMNS, ("regime", "country")),
}
_CLOSED = (SANCTIONS, TRANSFERS)


def problems(
    raw: Path, countries: Sequence[str], classes: Sequence[str], statuses: Sequence[str]
) -> Iterator[Problem]:
    """Yield every fault: unknown countries and kinds, duplicate rows, missing rows.

    Parameters
    ----------
    countries
        The listed countries, which the tables of `_CLOSED` must have in every regime.
    classes, statuses
        The classes of sanctions and the statuses of transfer in the tables edited by hand.
    """
    for file, (columns, key) in _KEYS.items():
        read = list(rows(raw, file, columns))
        yield from _unknown(read, "country", [name for name, place in names().items() if place])
        yield from _overlapping(read, key)
        if file in _CLOSED:
            yield from _lacking(file, read, countries)
    yield from _unknown(rows(raw, SANCTIONS, _SANCTION_COLUMNS), "class", classes)
    yield from _unknown(rows(raw, TRANSFERS, _TRANSFER_COLUMNS), "status", statuses)


def sanctions(raw: Path, countries: Sequence[str]) -> list[Cells]:
    """Return every row of the listed countries with its source, whatever its class."""
    columns = _SANCTION_COLUMNS.split()
    return sorted(
        [*(row[name] for name in columns), SANCTION_SOURCE]
        for _, row in rows(raw, SANCTIONS, _SANCTION_COLUMNS)
        if row["country"] in countries
    )


def client_regimes(raw: Path) -> list[Cells]:
    """Return ``client, sanctions_regime, also_bound_by, note``.

    If the client's own acts were not read, the note says so and whose class is used instead.
    """
    columns = ("client", "own_regime", "also_bound_by", "note")
    found = []
    for _, row in rows(raw, CLIENTS, " ".join(columns)):
        others = row["also_bound_by"].split()
        note = row["note"] if row["own_regime"] else f"class of the {others[-1]}; {NOT_READ}"
        found.append([row["client"], row["own_regime"], row["also_bound_by"], note])
    return sorted(found)


def transfers(raw: Path, countries: Sequence[str]) -> list[Cells]:
    """Return ``regime, country, status, source, note``; the note names the act."""
    return sorted(
        [row["regime"], row["country"], row["status"], TRANSFER_SOURCE, _told(row)]
        for _, row in rows(raw, TRANSFERS, _TRANSFER_COLUMNS)
        if row["country"] in countries
    )


def regime_of_clients(raw: Path, eea: set[str]) -> dict[str, str]:
    """Return the regime of data transfer by the client's country."""
    own = {row["regime"] for _, row in rows(raw, TRANSFERS, _TRANSFER_COLUMNS)} - {EEA}
    return dict.fromkeys(eea, EEA) | {regime: regime for regime in own}


def _told(row: Mapping[str, str]) -> str:
    since = f"{row['act']}, {row['since']}" if row["since"] else row["act"]
    certainty = "" if row["certainty"] == READ else row["certainty"]
    return "; ".join(filter(None, (since, row["note"], certainty)))


def _unknown(
    read: Sequence[Row] | Iterator[Row], column: str, known: Sequence[str]
) -> Iterator[Problem]:
    for where, row in read:
        if row[column] not in known:
            what = f'unknown {column} "{row[column]}"'
            yield Problem(where, what, "correct the raw file, or add the word to its table")


def _overlapping(read: Sequence[Row], key: Sequence[str]) -> Iterator[Problem]:
    count: Counter[tuple[str, ...]] = Counter()
    for where, row in read:
        cells = tuple(row[name] for name in key)
        count[cells] += 1
        if count[cells] > 1:
            yield Problem(where, f"{', '.join(cells)} stands twice", "keep one of the two")


def _lacking(file: str, read: Sequence[Row], countries: Sequence[str]) -> Iterator[Problem]:
    there = {(row["regime"], row["country"]) for _, row in read}
    for regime in sorted({regime for regime, _ in there}):
        for country in countries:
            if (regime, country) not in there:
                what = f"{country} has no row under {regime}"
                yield Problem(file, what, "look the country up, or say that it was not checked")
