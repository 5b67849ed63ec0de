"""Write ``docs/decisions/README.md``: every decision with its day and status, newest first.

Run by ``make decisions``; each decision is a file ``DAY-title.md`` in the same folder.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent / "decisions"
LIST = FOLDER / "README.md"
FORM = re.compile(
    r"# (?P<title>.+)\n\n(?P<day>\d{4}-\d\d-\d\d) · (?P<status>.+)\n\n"
    r"## Context\n\n(?P<context>[\s\S]+?)\n\n## Decision\n\n(?P<decision>[\s\S]+?)\n\n"
    r"## Consequence\n\n(?P<consequence>[\s\S]+?)\n"
)
HEAD = """# Decisions

Where we chose, and why, one file each; written by `make decisions`. One is written when somebody
could ask later why it is not done in the obvious way: a guide that was left, a library not taken, a
rule of the method. A later decision that takes its place is named in the status, and nothing else
of the old one is changed. A new one is a file `DAY-title.md` with the parts of the others.

| day | decision | status |
|---|---|---|
"""


class Decision(NamedTuple):
    """A decision: its file, and the parts of its text."""

    path: Path
    title: str
    day: str
    status: str
    context: str
    decision: str
    consequence: str


def decisions(folder: Path = FOLDER) -> Iterator[Decision]:
    """Yield every decision, the newest first, decisions of one day by title.

    Raises
    ------
    ValueError
        If a file does not match `FORM`.
    """
    found = []
    for path in folder.glob("*.md"):
        if path.name != LIST.name:
            said = FORM.fullmatch(path.read_text(encoding="utf-8"))
            if said is None:
                message = f"{path.name}: not day, status, context, decision and consequence"
                raise ValueError(message)
            found.append(Decision(path, **said.groupdict()))
    found.sort(key=lambda one: one.title.lower())
    yield from sorted(found, key=lambda one: one.day, reverse=True)


def document() -> str:
    """Return the whole text of the list."""
    return HEAD + "".join(
        f"| {one.day} | [{one.title}]({one.path.name}) | {one.status} |\n" for one in decisions()
    )


if __name__ == "__main__":
    LIST.write_text(document(), encoding="utf-8")
