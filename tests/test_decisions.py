"""Every decision has its day, context, decision, consequence and status, and stands in the list."""

import re
from datetime import date
from pathlib import Path

import pytest

from docs.decision_list import LIST, Decision, decisions, document

ROOT = Path(__file__).resolve().parents[1]
STATUS = re.compile(r"in force|replaced by \[[^\]]+\]\((?P<file>[\w-]+\.md)\)")
PLACE = re.compile(r"`((?:kpo|data|docs|tests|pages|deploy)/[\w/.]+)`")
ONLY_INSTALLED = {"kpo/_files/"}
FORM = """# {title}

2026-11-29 \u00b7 in force

## Context

One.

## Decision

Two.

## Consequence

Three.
"""


def each() -> list[Decision]:
    return list(decisions())


def test_the_list_is_the_one_that_is_made_of_the_files() -> None:
    assert len(each()) > 90
    assert LIST.read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("one", each(), ids=lambda it: it.path.stem)
def test_a_decision_is_dated_named_and_said(one: Decision) -> None:
    assert one.path.stem.startswith(f"{date.fromisoformat(one.day)}-")
    status = STATUS.fullmatch(one.status)
    assert status
    assert not status["file"] or (LIST.parent / status["file"]).exists()
    assert not one.title.endswith(".")
    assert all(part.endswith((".", "`")) for part in (one.context, one.decision, one.consequence))


@pytest.mark.parametrize("one", each(), ids=lambda it: it.path.stem)
def test_places_that_a_decision_names_are_there(one: Decision) -> None:
    named = set(PLACE.findall(one.path.read_text(encoding="utf-8"))) - ONLY_INSTALLED
    assert [place for place in named if not (ROOT / place).exists()] == []


def test_the_newest_stands_first_and_a_day_is_in_the_order_of_titles(tmp_path: Path) -> None:
    for day, title in (("2026-11-28", "C"), ("2026-11-29", "b"), ("2026-11-29", "A")):
        text = FORM.format(title=title).replace("2026-11-29", day)
        (tmp_path / f"{day}-{title}.md").write_text(text, encoding="utf-8")
    assert [one.title for one in decisions(tmp_path)] == ["A", "b", "C"]


def test_a_file_without_a_part_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2026-11-29-a.md").write_text(FORM.format(title="A").replace("Three.\n", ""))
    with pytest.raises(ValueError, match=r"2026-11-29-a\.md"):
        list(decisions(tmp_path))
