"""Many readers at once on the real pages: how soon each is answered, and whether each gets its own.

``make load`` runs the three scenes of `SCENES` in about eleven minutes and ``make soak`` watches
the memory for ten; both print their figures and replace their section of docs/reliability.md.
Other options run a single scene and only print its figures:

    python -m benchmarks.load --users 20 --think 1 --minutes 0.5 --processes 2 --through-nginx

Readers speak the browser's protocol without a browser, in one process beside the servers. The time
of an interaction runs from sending it to the message that the script has finished. Interactions
count once everybody has arrived.
"""

import argparse
import asyncio
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.many.crowd import Plan, Result, quantile, visit
from benchmarks.many.stage import stage
from benchmarks.many.visitor import STEPS
from benchmarks.robustness import machine
from kpo import load
from tests.hosting.proxy import HOW, nginx

REPORT = Path(__file__).resolve().parents[1] / "docs" / "reliability.md"
TITLE = "# Reliability\n"
MEMORY_MB = 300


class Scene(NamedTuple):
    """A load to run: the readers' plan, the servers, and the limit of p95 (None for no limit)."""

    name: str
    plan: Plan
    processes: int
    through_nginx: bool
    limit_ms: float | None


SCENES = (
    Scene("50 readers on one process", Plan(50, 1, 4), 1, False, 150),
    Scene("200 readers on two processes behind nginx", Plan(200, 5, 4), 2, True, 300),
    Scene("60 readers, one of two processes killed", Plan(60, 2, 0.75, kill=15), 2, True, None),
)
SOAK = Scene("Ten minutes, 50 readers on one process", Plan(50, 1, 10), 1, False, 150)


def run(scene: Scene) -> Result:
    """Run one scene."""
    with stage(scene.processes, scene.through_nginx) as made:
        return asyncio.run(visit(made, load(), scene.plan))


def figures(scene: Scene, result: Result) -> list[str]:
    """Return a line for each measured figure, with its limit."""
    plan, times = scene.plan, result.times()
    limit = "" if scene.limit_ms is None else f" (limit {scene.limit_ms:g})"
    lines = [
        f"{len(times):,} interactions, {len(times) / (60 * plan.minutes):.1f} a second, think time "
        f"{plan.think:g} s, {plan.minutes:g} minutes after everybody had arrived",
        f"p50 {quantile(times, 0.5):.0f} ms, p95 {quantile(times, 0.95):.0f} ms{limit}, "
        f"max {quantile(times, 1):.0f} ms",
        "by step, p50 and p95 in ms: " + "; ".join(_by_step(result)),
        f"errors, answers for another reader among them: {len(result.seen.errors)} (limit 0)",
        _memory(result),
        f"processor, in cores: {result.server:.2f} all servers, {result.client:.2f} all readers; "
        f"load of the machine {result.load:.1f}",
    ]
    if plan.kill is not None:
        back = Counter(result.seen.returns)
        lines.insert(
            4,
            f"connections lost with the killed process: {sum(back.values())}; back on the other "
            f"with their choice: {back['kept']}, with a choice lost: {back['lost']} (limit 0)",
        )
    return lines


def _by_step(result: Result) -> list[str]:
    found = [(name, result.times(name, 0 if name == "open" else None)) for name in _steps(result)]
    return [
        f"{name} {quantile(times, 0.5):.0f}, {quantile(times, 0.95):.0f}"
        for name, times in found
        if times
    ]


def _steps(result: Result) -> list[str]:
    return list(dict.fromkeys(name for name, _, _ in result.seen.times))


def _memory(result: Result) -> str:
    plan = result.plan
    begin = result.memory[0][1]
    warm = result.resident(plan.arrived, plan.arrived + 30)
    end = result.resident(plan.seconds - 30, plan.seconds)
    return (
        f"memory of the largest process: {max(begin):.0f} MB at the start, {warm:.0f} MB once all "
        f"had arrived, {end:.0f} MB at the end (limit {MEMORY_MB})"
    )


def by_minute(result: Result) -> list[str]:
    """Return a Markdown table of memory and p95 in each minute."""
    lines = ["| minute | memory, MB | p95, ms |", "|--:|--:|--:|"]
    for minute in range(round(result.plan.minutes)):
        begin = result.plan.arrived + 60 * minute
        took = sorted(t for name, at, t in result.seen.times if begin <= at < begin + 60)
        lines.append(
            f"| {minute + 1} | {result.resident(begin, begin + 60):.0f} | "
            f"{quantile(took, 0.95):.0f} |"
        )
    return lines


def section(heading: str, command: str, scenes: Sequence[tuple[Scene, Result]]) -> str:
    """Return a section of the report."""
    mix = ", ".join(f"{name} {share}" for name, share in STEPS.items())
    lines = [
        heading,
        "",
        f"{machine()}; Python {platform.python_version()}. Readers and servers share the cores. "
        f"Steps in per cent: {mix}; a step in the choice line is opening a part, picking and "
        f"closing it. Written by `{command}`.",
    ]
    for scene, result in scenes:
        lines += ["", f"### {scene.name}", "", *(f"- {line}" for line in figures(scene, result))]
        if scene is SOAK:
            lines += ["", *by_minute(result)]
        lines += [f"- error: {words[:300]}" for words in result.seen.errors[:10]]
    return "\n".join(lines) + "\n"


def write(heading: str, text: str, report: Path = REPORT) -> None:
    """Write a section to the report: in the place of the one with this heading, or at the end."""
    before = report.read_text(encoding="utf-8") if report.exists() else TITLE
    parts = before.split("\n## ")
    own = text.removeprefix("## ")
    others = [part for part in parts[1:] if not part.startswith(heading.removeprefix("## ") + "\n")]
    place = next(
        (n for n, part in enumerate(parts[1:]) if f"## {part.splitlines()[0]}" == heading),
        len(others),
    )
    others.insert(place, own)
    joined = "\n## ".join(part.rstrip("\n") + "\n" for part in [parts[0], *others])
    report.write_text(joined, encoding="utf-8")


def main(arguments: Sequence[str] = ()) -> int:
    """Run the scenes asked for; return 0 if no reader saw an error, else 1."""
    options = _options(arguments)
    if options.users:
        plan = Plan(options.users, options.think, options.minutes or 1, options.kill)
        scenes = [Scene("As asked", plan, options.processes, options.through_nginx, None)]
        heading, command = "", ""
    elif options.soak:
        scenes, heading, command = [_of(SOAK, options.minutes)], "## Memory", "make soak"
    else:
        scenes = [_of(scene, options.minutes) for scene in SCENES]
        heading, command = "## Load", "make load"
    found = []
    for scene in scenes:
        if scene.through_nginx and nginx() is None:
            print(f"{scene.name}: not run, {HOW}")
            continue
        result = run(scene)
        found.append((scene, result))
        print(f"{scene.name}\n  " + "\n  ".join(figures(scene, result)), flush=True)
        print("".join(f"  error: {words[:300]}\n" for words in result.seen.errors[:10]), end="")
    if heading and not options.no_write:
        write(heading, section(heading, command, found))
    return int(any(result.seen.errors for _, result in found))


def _of(scene: Scene, minutes: float | None) -> Scene:
    if minutes is None or scene.plan.kill is not None:
        return scene
    return scene._replace(plan=Plan(scene.plan.users, scene.plan.think, minutes))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--users", type=int, help="run one scene with so many readers")
    parser.add_argument("--think", type=float, default=1.0, help="mean think time in seconds")
    parser.add_argument("--minutes", type=float, help="how long after everybody has arrived")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--through-nginx", action="store_true")
    parser.add_argument("--kill", type=float, metavar="SECONDS", help="kill a process after that")
    parser.add_argument("--soak", action="store_true", help="ten minutes for the memory")
    parser.add_argument("--no-write", action="store_true", help="leave the report as it is")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
