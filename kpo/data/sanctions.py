"""Sanctions measures by regime and country, and which of them bind a client."""

from collections.abc import Mapping
from dataclasses import replace

from kpo.core.model import Sanction, SanctionClass, Table
from kpo.data.records import record


def sanction_rows(
    tables: Mapping[str, Table], classes: Mapping[str, SanctionClass]
) -> dict[tuple[str, str], Sanction]:
    """Return each regime's measures on the countries of its list, by regime and country."""
    regimes = {row["regime"]: row for row in tables["sanction_regimes"].records()}
    return {
        (row["regime"], row["country"]): record(
            Sanction,
            row,
            by=regimes[row["regime"]]["name"],
            of=regimes[row["regime"]]["short"],
            kind=classes[row["class"]],
        )
        for row in tables["sanctions"].records()
    }


def binding_sanctions(
    rows: Mapping[tuple[str, str], Sanction], tables: Mapping[str, Table], client: str, country: str
) -> tuple[Sanction, ...]:
    """Return the `rows` of a country that bind a client, the strictest first."""
    bound = [
        replace(rows[regime, country], note=note)
        for regime, note in _regimes(tables["client_regimes"], client)
        if (regime, country) in rows
    ]
    return tuple(sorted(bound, key=lambda item: item.kind.position))


def _regimes(table: Table, client: str) -> list[tuple[str, str]]:
    """Return the regimes that bind a client, each with the note for a client without its own."""
    for row in table.records():
        if row["client"] == client:
            own, others = row["sanctions_regime"], row["also_bound_by"].split()
            return [(own, "")] * bool(own) + [(name, "" if own else row["note"]) for name in others]
    return []
