"""Write ``docs/dependencies.md``: the packages that the dashboard needs, with their licences.

Run by ``make licences``; the licences are read from the metadata of the installed packages.
"""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "dependencies.md"
STRONG = re.compile(r"(?<!L)A?GPL|(?<!Lesser )General Public|Affero")
"""Licences whose conditions would extend to our own code."""

LONGEST = 40
HEAD = """# What the dashboard is made of

Written by `make licences` from what each package says of itself; not a legal opinion. Direct are
the packages of `requirements.txt`, each pinned there; the others come with them.

{count} packages, none under the GPL or the AGPL. Weaker conditions, on changes to the package
itself: {weak}.

| package | version | direct | licence |
|---|---|---|---|
{rows}

## Compiled libraries inside the packages

Some packages carry compiled libraries of others, each with its licence text beside it where the
package is installed. Shapely's GEOS is under the LGPL 2.1; numpy's libgfortran is under the GPL 3.0
with the exception for GCC's runtime libraries, its libquadmath under the LGPL 2.1. They are loaded
as they come and not changed here.

| package | libraries |
|---|---|
{libraries}

The browser gets Streamlit's own scripts, which carry their licences, and Source Sans under the SIL
Open Font License 1.1. What only tests and benchmarks need stands in `requirements-dev.txt` and is
not listed.

## Known vulnerabilities

Not checked here: where this list was made, the service that knows them could not be reached. Run
`make audit` where it can be. It asks about every package of `requirements.txt` and what comes with
it, and fails on each that is known to be vulnerable and on each that could not be looked up.
"""


class Package(NamedTuple):
    """An installed package."""

    name: str
    version: str
    direct: bool
    licence: str
    libraries: tuple[str, ...]


def required() -> list[Requirement]:
    """Return the requirements in ``requirements.txt``."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def packages() -> list[Package]:
    """Return the required packages and all their dependencies, sorted by name.

    Raises
    ------
    PackageNotFoundError
        If one of them is not installed.
    """
    direct = {canonicalize_name(item.name) for item in required()}
    waiting, found = required(), {}
    while waiting:
        item = waiting.pop()
        name = canonicalize_name(item.name)
        if name in found:
            continue
        found[name] = distribution(name)
        waiting += _needs(found[name], item.extras)
    return [
        Package(name, made.version, name in direct, licence(made), tuple(_libraries(made)))
        for name, made in sorted(found.items())
    ]


def licence(made: Distribution) -> str:
    """Return a package's licence from its metadata: expression, short field, or classifiers."""
    said = made.metadata
    short = (said.get("License") or "").strip()
    classes = [
        text.rpartition(" :: ")[2]
        for text in said.get_all("Classifier", [])
        if text.startswith("License ::")
    ]
    named = said.get("License-Expression") or (short if 0 < len(short) <= LONGEST else "")
    return named if named and named != "Dual License" else ", ".join(classes) or "not stated"


def document() -> str:
    """Return the whole text of the document."""
    found = packages()
    weak = [item for item in found if re.search("MPL|LGPL|Mozilla", item.licence)]
    yes = {True: "yes", False: ""}
    return HEAD.format(
        count=len(found),
        weak=", ".join(f"{item.name} ({item.licence})" for item in weak) or "none",
        rows="\n".join(
            f"| {item.name} | {item.version} | {yes[item.direct]} | {item.licence} |"
            for item in found
        ),
        libraries="\n".join(
            f"| {item.name} | {', '.join(item.libraries)} |" for item in found if item.libraries
        ),
    )


def _needs(made: Distribution, extras: set[str]) -> Iterator[Requirement]:
    for text in made.requires or ():
        item = Requirement(text)
        marker = item.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""}):
            yield item


def _libraries(made: Distribution) -> Iterator[str]:
    paths = (path for path in made.files or () if path.parent.name.endswith(".libs"))
    yield from sorted({re.split(r"[-.]", path.name)[0] for path in paths})


def main() -> int:
    """Write the document and return 0; if a package is missing, print its name and return 1."""
    try:
        FILE.write_text(document(), encoding="utf-8")
    except PackageNotFoundError as missing:
        print(f"{missing.name} is not installed: run make run or make test first")
        return 1
    print(f"written: {FILE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
