"""The Method page is made of the documents, and marks on the pages lead to its rows."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpo import load
from kpo.narrative import glossary
from tests.pages.reading import headline, html, text

PAGES = ("ranking", "country", "compare", "explore", "how_sure", "scenarios")
MARK = re.compile(
    r"<a class='kpo-what' href='method#([^']+)' title='([^']+)' aria-label='([^']+)'>"
)


@pytest.fixture
def method(opened: Callable[[], AppTest]) -> AppTest:
    return opened().switch_page("pages/method.py").run()


def test_begins_in_plain_words_with_one_example(method: AppTest) -> None:
    assert headline(method) == "What the words mean, and how a figure becomes a rank"
    told = [item.value for item in method.markdown]
    plain = glossary.method()
    for title in glossary.PLAIN:
        assert plain[title] in told
        assert f">{title}</h2>" in html(method)
    assert "= 0.924, so 92.4 % of the cost is saved" in " ".join(plain["A worked example"].split())


def test_every_word_has_its_row(method: AppTest, sample_folder: Path) -> None:
    shown = html(method)
    for term in glossary.terms().values():
        assert f"<div id='{term.anchor}' tabindex='-1'>" in shown
    words = " ".join(text(method).split())
    for item in load(sample_folder).criteria.values():
        assert f"{item.name} {item.question}" in words


def test_the_whole_method_stands_below_closed(method: AppTest) -> None:
    titles = [title for title in glossary.method() if title not in glossary.PLAIN]
    assert [item.label for item in method.expander] == titles
    assert len(titles) == 6


def test_the_contents_lead_to_what_is_there(method: AppTest) -> None:
    shown = html(method)
    anchors = re.findall(r"<li><a href='#([^']+)'>", shown)
    assert len(anchors) == 10
    assert all(f"id='{anchor}'" in shown for anchor in anchors)


@pytest.mark.parametrize("page", PAGES)
def test_marks_lead_to_rows_that_are_there_and_say_their_word(
    opened: Callable[[], AppTest], method: AppTest, page: str
) -> None:
    shown(opened().switch_page(f"pages/{page}.py").run(), html(method))


def test_the_marks_of_the_business_case_lead_there_too(real: AppTest) -> None:
    case = html(real.switch_page("pages/business_case.py").run())
    assert {"word-our-assumption", "word-break-even", "word-all-in"} <= {
        anchor for anchor, *_ in MARK.findall(case)
    }


def shown(page: AppTest, rows: str) -> None:
    found = MARK.findall(html(page))
    assert found
    for anchor, title, name in found:
        row = re.search(rf"<div id='{anchor}' tabindex='-1'><dt>(.*?)</dt><dd>(.*?)</dd>", rows)
        assert row, anchor
        assert name == f"What \u201c{row[1]}\u201d means"
        assert unescape(title) == unescape(row[2])


def test_the_controls_of_the_choice_explain_themselves(app: AppTest) -> None:
    helped = {box.label: box.help for box in [*app.number_input, *app.selectbox, *app.radio]}
    assert (
        glossary.terms()["Least saving"].meaning[:40]
        in helped["Least saving against the cost at home, in %"]
    )
    assert "(method#word-client)" in helped["Country of the client"]
    assert "(method#word-service-line)" in helped["Service line"]
