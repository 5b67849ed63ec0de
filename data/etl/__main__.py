"""Rebuild the data folder: ``python -m data.etl [RAW_FOLDER]``, run from the project's root."""

import argparse
import sys
from pathlib import Path

from data.etl.build import build, write

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Build, write when there is no problem, and return the exit code (1 for problems)."""
    parser = argparse.ArgumentParser(prog="python -m data.etl", description=__doc__)
    parser.add_argument("raw", nargs="?", type=Path, default=ROOT.parent / "shared" / "sources")
    parser.add_argument("--out", type=Path, default=ROOT, help="project folder to write into")
    options = parser.parse_args(arguments)
    built = build(ROOT, options.raw)
    if built.problems:
        for problem in built.problems:
            print(problem, file=sys.stderr)
        print(f"{len(built.problems)} problems; nothing written", file=sys.stderr)
        return 1
    write(built.files, options.out)
    print(f"{len(built.files)} files, {built.observations} observations")
    return 0


if __name__ == "__main__":
    sys.exit(main())
