"""The terms on screen and the method in plain words, read from the documents, not copied.

`docs/glossary.md` has a table of terms for each group, `docs/method.md` the method.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from kpo.core import project
from kpo.core.model import Criterion

DOCUMENTS: Final = project.folder() / "docs"
CRITERIA: Final = "The criteria"
"""Title of the group of terms that are the criteria of the data."""

PLAIN: Final = ("In plain words", "A worked example")
"""Titles of the introductory sections of the method."""

_ROW: Final = re.compile(r"^\| (?!word \|)(?P<word>[^|]+?) \| (?P<meaning>[^|]+?) \|$")
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]*\.md\)")
_MODULES: Final = re.compile(r" \(`[^)]*`\)")


@dataclass(frozen=True)
class Term:
    """A word on the screen and what it means."""

    word: str
    meaning: str

    @property
    def anchor(self) -> str:
        """Anchor of the word on the Method page.

        Examples
        --------
        >>> Term("Clear, contested, open", "").anchor
        'word-clear-contested-open'
        """
        return f"word-{re.sub(r'[^a-z0-9]+', '-', self.word.lower()).strip('-')}"


@cache
def groups() -> dict[str, tuple[Term, ...]]:
    """Return the terms of the glossary by group, in the order of the document."""
    return {title: tuple(_terms(text)) for title, text in _sections("glossary.md")}


@cache
def terms() -> dict[str, Term]:
    """Return the terms of the glossary by word."""
    return {term.word: term for members in groups().values() for term in members}


def of_criterion(criterion: Criterion) -> Term:
    """Return a criterion as a term that means its question and description."""
    return Term(criterion.name, f"{criterion.question} {criterion.description}")


@cache
def method() -> dict[str, str]:
    """Return the sections of the method by title, in Markdown.

    They are without module names and links to other documents.
    """
    return {
        _MODULES.sub("", title): _LINK.sub(r"\1", _MODULES.sub("", text))
        for title, text in _sections("method.md")
    }


def _terms(text: str) -> Iterable[Term]:
    rows = (_ROW.match(line) for line in text.splitlines())
    return (Term(row["word"], row["meaning"]) for row in rows if row and row["word"].strip("-"))


def _sections(name: str) -> Iterable[tuple[str, str]]:
    """Yield the title and the text of each section of the second level of a document."""
    document = (DOCUMENTS / name).read_text(encoding="utf-8")
    for part in document.split("\n## ")[1:]:
        title, _, text = part.partition("\n")
        yield title, text.strip()
