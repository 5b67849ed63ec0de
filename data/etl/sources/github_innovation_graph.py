"""GitHub Innovation Graph: developers by economy, the newest quarter of each year."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "github-innovation-graph/developers.csv"


def run(raw: Path) -> Iterator[Figure]:
    """Yield accounts, by the two-letter code of the economy."""
    newest: dict[tuple[str, str], tuple[str, Figure]] = {}
    for where, row in rows(raw, FILE, "iso2_code year quarter developers"):
        place, year, quarter = row["iso2_code"], row["year"], row["quarter"]
        note = f"quarter {quarter}"
        figure = Figure(where, place, "github_developers", year, row["developers"], note=note)
        newest[place, year] = max(newest.get((place, year), ("", figure)), (quarter, figure))
    yield from (figure for _, figure in newest.values())
