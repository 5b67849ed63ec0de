"""Time of each export once the process is warm, and the memory that exports leave behind."""

import os
from functools import partial
from pathlib import Path

from benchmarks.core import milliseconds
from kpo import Ranking, Scenario, load, rank
from kpo.charts import rank_acceptability
from kpo.charts.chart import Chart
from kpo.deck import deck
from kpo.export.registry import (
    CHART_FORMATS,
    FORMATS,
    SCENE_FORMATS,
    build,
    build_chart,
    build_scenes,
)
from kpo.export.run_card import card
from kpo.robustness.rank_acceptability import rank_outlooks

LIMITS = {"png": (100, 300), "xlsx": (300, 300), "pptx": (600, None), "pdf": (1000, None)}
LIMITS |= {"html": (500, None), "ranking-pdf": (250, 250)}
EXPORTS, MEGABYTES = 50, 68
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> float:
    """Return the memory of this process in MB; 0 if the system does not report it."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[1]) * PAGE / 2**20 if status.exists() else 0.0


def _chart(ranking: Ranking) -> Chart:
    names = {row.country: row.name for row in ranking.rows}
    return rank_acceptability.intervals(ranking, rank_outlooks(ranking), names)


def main() -> None:
    """Print the figures beside their limits."""
    catalog = load()
    rankings = [rank(catalog, Scenario(countries=of)) for of in (None, tuple(catalog.countries))]
    for ranking in rankings:
        card(ranking)
    chart = _chart(rankings[0])
    chart.spec("light")
    before = resident()
    print("exports")
    for at, ranking in enumerate(rankings):
        for name in FORMATS:
            build(name, ranking)
            found = milliseconds(lambda name=name, r=ranking: build(name, r), 3)
            limit = LIMITS.get(name, (None, None))[at]
            size = len(build(name, ranking))
            told = f" (limit {limit:,} ms)" if limit else ""
            print(f"  {name}, {len(ranking.rows)} ranked: {found:,.0f} ms{told}, {size:,} bytes")
    scenes = deck(catalog, rankings[0].scenario)
    for name in SCENE_FORMATS:
        found = milliseconds(partial(build_scenes, name, scenes), 3)
        limit = LIMITS[name][0]
        print(f"  {len(scenes)} scenes as {name}: {found:,.0f} ms (limit {limit:,} ms)")
    for name in CHART_FORMATS:
        build_chart(name, chart, rankings[0])
        found = milliseconds(partial(build_chart, name, chart, rankings[0]), 3)
        print(f"  {name} of a chart: {found:,.0f} ms")
    warm, names = resident(), list(FORMATS)
    for place in range(EXPORTS):
        build(names[place % len(names)], rankings[0])
    print(
        f"  memory: {before:.0f} MB before the first, {warm:.0f} MB once every kind was made, "
        f"{resident():.0f} MB after {EXPORTS} more (limit {MEGABYTES} MB above the first)"
    )


if __name__ == "__main__":
    main()
