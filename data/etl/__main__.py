"""Rebuild the data folder: ``python -m data.etl [RAW_FOLDER]``, run from the project's root.

``python -m data.etl fetch [SOURCE…]`` asks the publishers for their files first, and
``python -m data.etl refresh`` shows what moved before anything is replaced.
"""

import argparse
import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from data.etl import base

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT.parent / "shared" / "sources"
FETCHED = ROOT.parent / "kpo-atlas-raw"
"""Default folder of fetched files, outside the repository."""


def main(arguments: list[str] | None = None) -> int:
    """Run the build, a fetch or a refresh, and return the exit code (1 for problems)."""
    given = sys.argv[1:] if arguments is None else arguments
    command = {"fetch": _fetch, "refresh": _refresh}.get(given[0] if given else "", _build)
    return command(given if command is _build else given[1:])


def _build(arguments: list[str]) -> int:
    """Build the tables, and write them if there is no problem."""
    from data.etl.build import build, write

    parser = argparse.ArgumentParser(prog="python -m data.etl", description=__doc__)
    parser.add_argument("raw", nargs="?", type=Path, default=RAW)
    parser.add_argument("--out", type=Path, default=ROOT, help="project folder to write into")
    options = parser.parse_args(arguments)
    built = build(ROOT, options.raw)
    if built.problems:
        _tell(built.problems)
        print(f"{len(built.problems)} problems; nothing written", file=sys.stderr)
        return 1
    write(built.files, options.out)
    print(f"{len(built.files)} files, {built.observations} observations")
    return 0


def _fetch(arguments: list[str]) -> int:
    """Fetch files or restore earlier ones; for a publisher without files, write or read a form."""
    from data.etl.fetch import archive, run
    from data.etl.fetch.addresses import recipes

    parser = argparse.ArgumentParser(prog="python -m data.etl fetch")
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="ids (default all)")
    parser.add_argument("--raw", type=Path, default=FETCHED, help=f"default {FETCHED.name} beside")
    parser.add_argument("--as-of", metavar="DAY", help="put back what was fetched up to that day")
    parser.add_argument("--again", action="store_true", help="fetch also what is of today")
    parser.add_argument("--lose", action="store_true", help="take sources that lost figures")
    parser.add_argument("--recipe", metavar="SOURCE", choices=sorted(recipes()), help="how to")
    parser.add_argument("--take", metavar="SOURCE", choices=sorted(recipes()), help="filled in")
    options = parser.parse_args(arguments)
    if options.as_of:
        back = list(archive.restore(options.raw, options.as_of))
        print("\n".join(f"{item.file}: of {item.day}" for item in back) or "nothing was fetched")
        return 0 if back else 1
    if options.recipe:
        row = recipes()[options.recipe]
        path = run.template(options.raw, options.recipe)
        print(
            f"{row['address']}\n{row['steps']}\nFill in {path}, then: fetch --take {row['source']}"
        )
        return 0
    if options.take:
        return _told([run.taken(ROOT, options.raw, options.take, options.lose)])
    if faults := list(run.unknown(options.sources)):
        _tell(faults)
        return 1
    found = run.fetched(ROOT, options.raw, options.sources, options.again, options.lose)
    return _told(found)


def _told(outcomes: Iterable["object"]) -> int:
    """Print the outcome of each source as it arrives; return 1 if any was stopped, else 0."""
    from data.etl.fetch.run import Outcome

    stopped = []
    count = 0
    for item in outcomes:
        assert isinstance(item, Outcome)
        count += 1
        if item.state == "stopped":
            stopped.append(item)
            if not item.unreachable:
                print(f"{item.source}: stopped: {item.words}", file=sys.stderr)
        else:
            print(f"{item.source}: {item.words}", flush=True)
    unreachable = [item for item in stopped if item.unreachable]
    if unreachable and len(unreachable) == count:
        print(f"No network: none of {count} sources could be reached.", file=sys.stderr)
    else:
        for item in unreachable:
            print(f"{item.source}: stopped: {item.words}", file=sys.stderr)
    return 1 if stopped else 0


def _refresh(arguments: list[str]) -> int:
    """Build new tables beside the old, print what changed, and replace them with ``--accept``."""
    known = str(base.package()["version"])
    parser = argparse.ArgumentParser(prog="python -m data.etl refresh")
    parser.add_argument("--raw", type=Path, default=FETCHED)
    parser.add_argument("--accept", action="store_true", help="replace the tables")
    month = max(known, datetime.now(UTC).strftime("%Y-%m"))
    parser.add_argument("--version", default=month, help=f"of the new tables (default {month})")
    options = parser.parse_args(arguments)
    os.environ[base.VERSION] = options.version
    base.package.cache_clear()
    base.DATA_YEAR = int(options.version[:4])
    from data.etl.refresh import accept, candidate

    done = candidate(ROOT, options.raw)
    if done.problems:
        _tell(done.problems)
        print(f"{len(done.problems)} problems; nothing replaced", file=sys.stderr)
        return 1
    print(done.text)
    if options.accept:
        accept(ROOT, done.folder)
        print(f"The tables are now of {options.version}; those of {known} stay loadable.")
    else:
        print("Nothing was replaced; to do so: make refresh ACCEPT=--accept")
    return 0


def _tell(problems: Iterable[object]) -> None:
    for problem in problems:
        print(problem, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
