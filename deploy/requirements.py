"""Write ``requirements.txt`` and ``requirements-dev.txt`` from ``pyproject.toml``.

``pyproject.toml`` gives each package's lowest version, which is the one that was tested; these
files pin it. Run by ``make requirements``.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
RUN, DEV = "requirements.txt", "requirements-dev.txt"
MADE = "Made from pyproject.toml by make requirements."
HEADS = {
    RUN: f"# What it takes to run the dashboard, the library and the command line. {MADE}\n",
    DEV: f"# Adds tests, linters and the rebuild of the figures. {MADE}\n-r {RUN}\n",
}


def files(text: str) -> dict[str, str]:
    """Return both files by name, from the text of ``pyproject.toml``."""
    project = tomllib.loads(text)["project"]
    run = [*_all(project, project["dependencies"]), *_all(project, _extra(project, "app"))]
    dev = [one for one in _all(project, _extra(project, "dev")) if one not in run]
    return {
        name: HEADS[name] + "".join(f"{pinned(item)}\n" for item in items)
        for name, items in ((RUN, run), (DEV, dev))
    }


def pinned(requirement: Requirement) -> str:
    """Return a requirement with its lowest version as the only one.

    Raises
    ------
    ValueError
        If the requirement names no lowest version, or more than one.
    """
    (lowest,) = (one.version for one in requirement.specifier if one.operator in (">=", "=="))
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    marker = f"; {requirement.marker}" if requirement.marker else ""
    return f"{requirement.name}{extras}=={lowest}{marker}"


def _all(project: dict[str, Any], lines: list[str]) -> Iterator[Requirement]:
    """Yield requirements, with our own extras replaced by their packages."""
    for item in map(Requirement, lines):
        if item.name == project["name"]:
            for extra in item.extras:
                yield from _all(project, _extra(project, extra))
        else:
            yield item


def _extra(project: dict[str, Any], name: str) -> list[str]:
    lines: list[str] = project["optional-dependencies"][name]
    return lines


def main() -> None:
    """Write both files."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name, content in files(text).items():
        (ROOT / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
