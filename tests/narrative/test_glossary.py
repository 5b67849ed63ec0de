"""The glossary: every word that the screen asks for is there, once, in plain words."""

import re
from pathlib import Path

import pytest

from kpo.core.model import METHODS
from kpo.data.catalog import Catalog
from kpo.narrative import glossary, robustness

SCREENS = [*Path("kpo/ui").rglob("*.py"), *Path("pages").glob("*.py")]
ASKED = re.compile(r"ask\.(?:word|help_on)\([\"']([^\"']+)[\"']\)")


def test_every_word_that_a_page_asks_for_is_explained() -> None:
    asked = {name for path in SCREENS for name in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 15
    assert asked <= glossary.terms().keys()


@pytest.mark.parametrize(
    "word",
    ["First in", "Ranks", "Score", "Known", "Pull", "At home", "Doubtful", "Assumed", "Locked"],
)
def test_the_words_of_the_panel_are_explained(word: str) -> None:
    assert word in glossary.terms()


def test_the_modes_methods_and_states_of_the_screen_are_explained() -> None:
    words = {word.lower() for word in glossary.terms()}
    assert {words_of.lower() for words_of in robustness.MODES.values()} <= words
    assert {f"{method} mean" for method in METHODS} <= words


def test_each_word_stands_once_under_an_address_of_its_own(atlas: Catalog) -> None:
    words = [term for members in glossary.groups().values() for term in members]
    words += [glossary.of_criterion(item) for item in atlas.criteria.values()]
    anchors = [term.anchor for term in words]
    assert len(anchors) == len(set(anchors)) > 80
    assert all(re.fullmatch(r"word-[a-z0-9-]+", anchor) for anchor in anchors)


def test_meanings_are_sentences_without_markup(atlas: Catalog) -> None:
    for term in glossary.terms().values():
        assert term.meaning.endswith("."), term
        assert not re.search(r"[`*\[\]<>]", term.meaning), term


def test_a_row_of_the_table_is_a_word() -> None:
    assert glossary.terms()["Locked"].meaning == "A locked weight stays while others move."
    assert next(iter(glossary.groups())) == "The choice"


def test_the_method_is_told_without_files_and_links_to_them() -> None:
    assert list(glossary.method())[:3] == [*glossary.PLAIN, "1. The figure that is used"]
    text = " ".join(f"{title} {text}" for title, text in glossary.method().items())
    assert ".md)" not in text
    assert "kpo/" not in text


def test_a_criterion_is_told_by_its_question(atlas: Catalog) -> None:
    term = glossary.of_criterion(atlas.criteria["talent"])
    assert (term.word, term.anchor) == ("Talent pool", "word-talent-pool")
    assert term.meaning == "How many are there? Graduates in the labour force, counted in heads."
