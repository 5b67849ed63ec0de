"""How long each file takes, warm, and what the exports leave in memory."""

import os
from pathlib import Path

from benchmarks.core import milliseconds
from kpo import Scenario, load, rank
from kpo.export.formats import FORMATS, build

LIMITS = {"png": (300, 700), "xlsx": (300, None), "pptx": (3000, None), "pdf": (5000, None)}
LIMITS |= {"html": (500, None)}
EXPORTS, MEGABYTES = 50, 100
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> float:
    """Return the memory of this process in MB; 0 where the system does not tell."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * PAGE / 2**20 if status.exists() else 0.0


def main() -> None:
    """Print the figures beside their limits."""
    catalog = load()
    before = resident()
    print("exports")
    for at, countries in enumerate((None, tuple(catalog.countries))):
        ranking = rank(catalog, Scenario(countries=countries))
        for name in FORMATS:
            build(name, catalog, ranking)
            found = milliseconds(lambda name=name, r=ranking: build(name, catalog, r), 3)
            limit = LIMITS.get(name, (None, None))[at]
            size = len(build(name, catalog, ranking))
            told = f" (limit {limit:,} ms)" if limit else ""
            print(f"  {name}, {len(ranking.rows)} ranked: {found:,.0f} ms{told}, {size:,} bytes")
    warm, names = resident(), list(FORMATS)
    ranking = rank(catalog, Scenario())
    for place in range(EXPORTS):
        build(names[place % len(names)], catalog, ranking)
    print(
        f"  memory: {before:.0f} MB before the first, {warm:.0f} MB once every kind was made, "
        f"{resident():.0f} MB after {EXPORTS} more (limit {MEGABYTES} MB above the first)"
    )


if __name__ == "__main__":
    main()
