"""Time the robustness measures beside the Python peers and beside the bound, on one thread.

Run in the project's root: ``python benchmarks/robustness.py [--no-write]``. The table is printed
and replaces the section "Robustness" of docs/benchmarks.md. Peers are called as their
documentation shows, one ranking per weighting; their loops are timed on fewer weightings and
scaled. Times are processor time, to leave out other work of the machine as far as possible.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import importlib.metadata
import platform
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kpo.mcda.rank_acceptability import rank_acceptability  # noqa: E402
from kpo.mcda.uncertain_scores import Cost, DoubtfulScores, Normal, Saving, cells_of  # noqa: E402
from kpo.mcda.weight_sampling import DRAWS  # noqa: E402
from kpo.mcda.weight_stability import stability_intervals  # noqa: E402
from kpo.robustness.draw_cache import DrawnMemory  # noqa: E402
from tests.mcda.weightings import sample_weights  # noqa: E402

REPORT = ROOT / "docs" / "benchmarks.md"
HEADING = "## Robustness"
CRITERIA = 25
SIZES = [(7, 10_000), (100, 10_000), (200, 10_000), (7, 100_000), (100, 100_000), (200, 100_000)]
GRID = 1_001
LIMITS = {7: 5.0, 98: 25.0}
"""Limit in ms of 10,000 draws with figures varied and drawn factors kept, by alternatives."""

NAMES = tuple("abcdefghi")
"""Nine criteria: the first is the saving, the seventh has five indicators with errors."""

SECONDS = 2.0


class Timing(NamedTuple):
    name: str
    milliseconds: float | None
    note: str = ""
    peak: float | None = None


def problem(alternatives: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(7)
    return rng.random((alternatives, CRITERIA)) * 100, rng.random(CRITERIA) + 0.1


def best(*works: Callable[[], object]) -> list[float]:
    """Return the best time of each in ms; they run in turns, so that all meet the same machine.

    Each is run once untimed before it is timed: after another has returned a large array to the
    system, the next run has to pay for fresh memory.
    """
    times: list[list[float]] = [[] for _ in works]
    until = time.perf_counter() + SECONDS * len(works)
    while len(times[0]) < 3 or (time.perf_counter() < until and len(times[0]) < 50):
        for work, found in zip(works, times, strict=True):
            work()
            start = time.thread_time()
            work()
            found.append(time.thread_time() - start)
    return [1_000 * min(found) for found in times]


def peak_mib(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def plain_numpy(table: np.ndarray, samples: np.ndarray) -> np.ndarray:
    """Return rank counts the obvious way: float64 product, indirect sort, count."""
    size = len(table)
    order = np.argsort(-(samples.astype(float) @ table.T), axis=1)
    cells = (order * size + np.arange(size)).ravel()
    return np.bincount(cells, minlength=size * size).reshape(size, size)


def bound(table: np.ndarray, samples: np.ndarray) -> None:
    """Compute the lower bound: a float32 product and the sort of its rows, in cached pieces."""
    factors = np.ascontiguousarray(table.T, dtype=np.float32)
    rows = max(1, 131_072 // len(table))
    for start in range(0, len(samples), rows):
        (samples[start : start + rows] @ factors).sort(axis=1)


def pyrepo_mcda(table: np.ndarray) -> Callable[[np.ndarray], object]:
    from pyrepo_mcda.additions import rank_preferences
    from pyrepo_mcda.mcda_methods import SAW

    saw, types = SAW(normalization_method=lambda matrix, _: matrix), np.ones(CRITERIA)
    return lambda weights: rank_preferences(saw(table, weights, types), reverse=True)


def pymcdm(table: np.ndarray) -> Callable[[np.ndarray], object]:
    from pymcdm.methods import WSM

    wsm, types = WSM(normalization_function=lambda values, cost: values), np.ones(CRITERIA)
    return lambda weights: wsm.rank(wsm(table, weights, types, validation=False))


def scikit_criteria(table: np.ndarray) -> Callable[[np.ndarray], object]:
    from skcriteria.agg.simple import wsm

    return lambda weights: wsm(table, weights)[0]


PEERS = {"pyrepo-mcda": pyrepo_mcda, "pymcdm": pymcdm, "scikit-criteria": scikit_criteria}


def loop(ranker: Callable[[np.ndarray], object], table: np.ndarray, samples: np.ndarray) -> None:
    counts = np.zeros((len(table), len(table)), dtype=np.int64)
    rows = np.arange(len(table))
    for weights in samples:
        counts[rows, np.asarray(ranker(weights), dtype=int) - 1] += 1


def peer_timing(name: str, table: np.ndarray, draws: int) -> Timing:
    try:
        ranker = PEERS[name](table)
    except ImportError:
        return Timing(name, None, "not installed")
    samples = sample_weights(np.ones(CRITERIA), 300, "any").astype(float)
    samples /= samples.sum(axis=1, keepdims=True)

    def work() -> None:
        loop(ranker, table, samples)

    (found,) = best(work)
    label, note = f"{name} {importlib.metadata.version(name)}", f"scaled from {len(samples)}"
    return Timing(label, found * draws / len(samples), f"{note} weightings", peak_mib(work))


def acceptability_timings(alternatives: int, draws: int) -> list[Timing]:
    table, weights = problem(alternatives)
    samples = sample_weights(weights, draws).astype(np.float32)

    def ours() -> object:
        return rank_acceptability(table, weights, draws=draws)

    def plain() -> object:
        return plain_numpy(table, samples)

    def floor() -> None:
        bound(table, samples)

    own, least, simple = best(ours, floor, plain)
    return [
        Timing("KPO Atlas", own, "sampling, ranks, bands, central weights", peak_mib(ours)),
        Timing("bound: sgemm + sort", least, "product and sort alone", peak_mib(floor)),
        Timing("plain numpy", simple, "float64, argsort, count; without sampling", peak_mib(plain)),
        *(peer_timing(name, table, draws) for name in PEERS),
    ]


def doubtful(alternatives: int) -> tuple[np.ndarray, DoubtfulScores]:
    """Return scores like those of a ranking: savings and the seventh criterion are uncertain.

    Of the scores of six other criteria, a quarter is.
    """
    rng = np.random.default_rng(7)
    certain = rng.random((alternatives, len(NAMES))) * 70 + 15
    client = Cost("client", "pay", "charges", 1.0, 0.15, 0.25, 0.3, 0.32)
    parts = []
    for row in range(alternatives):
        code, cells = f"C{row}", [()] * len(NAMES)
        own = Cost(code, "pay", "charges", rng.uniform(0.1, 0.9), 0.15, 0.1, 0.2, 0.3)
        cells[0] = (Saving(own, client, 1.0),)
        cells[6] = tuple(
            Normal(code, f"governance{k}", certain[row, 6], 5.0, 0.12) for k in range(5)
        )
        for column in (1, 2, 3, 4, 5, 7):
            if rng.random() < 0.25:
                cells[column] = (Normal(code, NAMES[column], certain[row, column], 9.0, 0.5),)
        certain[row, 0] = 0.0
        certain[row, 6] *= 0.4
        parts.append(cells)
    return certain, DoubtfulScores(certain, cells_of(parts), DrawnMemory())


def varied_timings(alternatives: int) -> list[Timing]:
    table, scores = doubtful(alternatives)
    fresh = DoubtfulScores(scores.certain, scores.cells)
    weights = np.arange(1.0, 1.0 + len(NAMES))

    def run(found: DoubtfulScores | None) -> Callable[[], object]:
        return lambda: rank_acceptability(table, weights, criteria=NAMES, doubtful=found)

    kept, alone, anew = best(run(scores), run(None), run(fresh))
    held = sum(4 * DRAWS * len(part.cells) for part in scores.cells) / 2**20
    limit = LIMITS[alternatives]
    return [
        Timing("weights and figures", kept, f"limit {limit:g} ms; {held:.1f} MiB kept"),
        Timing("weights alone", alone, "the same scores, certain", peak_mib(run(None))),
        Timing("figures drawn first", anew, "once for each client and data version"),
    ]


def grid_by_numpy(table: np.ndarray, weights: np.ndarray) -> None:
    shares = weights / weights.sum()
    for criterion in range(CRITERIA):
        rest = shares.copy()
        rest[criterion] = 0.0
        steps = np.linspace(0, 1, GRID)
        wide = np.outer(1 - steps, rest / rest.sum())
        wide[:, criterion] = steps
        np.argmax(wide @ table.T, axis=1)


def grid_by_pyrepo(table: np.ndarray) -> Timing:
    try:
        from pyrepo_mcda.mcda_methods import SAW
        from pyrepo_mcda.sensitivity_analysis_weights_values import (
            Sensitivity_analysis_weights_values,
        )
    except ImportError:
        return Timing("pyrepo-mcda", None, "not installed")
    saw, steps = SAW(normalization_method=lambda matrix, _: matrix), np.linspace(0, 1, 51)
    analysis, types = Sensitivity_analysis_weights_values(), np.ones(CRITERIA)

    def work() -> None:
        analysis(table, steps, types, saw, 0)

    (found,) = best(work)
    label = f"pyrepo-mcda {importlib.metadata.version('pyrepo-mcda')}"
    note = "scaled from 51 points of one criterion"
    return Timing(label, found * CRITERIA * GRID / 51, note, peak_mib(work))


def stability_timings() -> list[Timing]:
    table, weights = problem(100)

    def ours() -> None:
        stability_intervals(table, weights)

    def plain() -> None:
        grid_by_numpy(table, weights)

    own, grid = best(ours, plain)
    return [
        Timing("KPO Atlas", own, "exact ends and successors", peak_mib(ours)),
        Timing("plain numpy", grid, "ends to a thousandth", peak_mib(plain)),
        grid_by_pyrepo(table),
    ]


def lines(timings: list[Timing]) -> list[str]:
    own = timings[0].milliseconds or float("nan")
    out = ["| | time, ms | times ours | peak, MiB | |", "|---|--:|--:|--:|---|"]
    for name, milliseconds, note, peak in timings:
        shown = "" if milliseconds is None else f"{milliseconds:,.2f}"
        ratio = "" if milliseconds is None else f"{milliseconds / own:,.2f}"
        out.append(
            f"| {name} | {shown} | {ratio} | {'' if peak is None else f'{peak:.1f}'} | {note} |"
        )
    return out


def machine() -> str:
    info = Path("/proc/cpuinfo")
    names = [
        line.split(":", 1)[1].strip()
        for line in (info.read_text(encoding="utf-8").splitlines() if info.exists() else [])
        if line.startswith("model name")
    ]
    return f"{names[0] if names else platform.processor()}, {os.cpu_count()} cores"


def report() -> str:
    out = [
        HEADING,
        "",
        f"{machine()}; Python {platform.python_version()}, numpy {np.__version__}; one thread, "
        f"{CRITERIA} criteria, processor time, best of repeated runs taken in turns. Ours keeps "
        f"its random factors from run to run up to {DRAWS:,} weightings. Written by "
        "`python benchmarks/robustness.py`.",
        "",
    ]
    for alternatives, draws in SIZES:
        out += [f"### {alternatives} alternatives, {draws:,} weightings: rank acceptability", ""]
        out += [*lines(acceptability_timings(alternatives, draws)), ""]
    for alternatives in LIMITS:
        out += [f"### {alternatives} alternatives, figures varied too, {len(NAMES)} criteria", ""]
        out += [*lines(varied_timings(alternatives)), ""]
    out += [f"### Stability intervals of 100 alternatives, against a grid of {GRID:,} points", ""]
    return "\n".join([*out, *lines(stability_timings()), ""])


def replace_section(text: str, section: str) -> str:
    before, _, rest = text.partition(HEADING)
    after = rest.partition("\n## ")[2]
    return before + section + (f"\n## {after}" if after else "")


def main() -> None:
    """Measure in a separate process, whose linear algebra has one thread from the start."""
    subprocess.run([sys.executable, __file__, *sys.argv[1:]], check=True)


def measure() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-write", action="store_true", help="print only")
    options = parser.parse_args()
    section = report()
    print(section)
    if not options.no_write:
        old = REPORT.read_text(encoding="utf-8") if REPORT.exists() else "# Benchmarks\n\n"
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(replace_section(old, section), encoding="utf-8")


if __name__ == "__main__":
    measure()
