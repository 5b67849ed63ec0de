import pickle

import pytest

from kpo.core.html import Html, joined, linked, markup, style_sheet, table, table_row, tag

EVIL = "<script>alert('1')</script>&\""
SAFE = "&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;&amp;&quot;"


@pytest.mark.parametrize(
    "made",
    [
        tag.p(EVIL),
        tag.p([EVIL]),
        tag.p(text for text in [EVIL]),
        tag.p(EVIL + tag.i()),
        tag.p(tag.i() + EVIL),
        tag.p(f"{EVIL}"),
        tag.p(f"{tag.b(EVIL)}"),
        tag.p("".join([tag.b(EVIL)])),
        markup(EVIL),
        joined([EVIL, tag.b(EVIL)], EVIL),
        linked("https://x.org", EVIL),
        linked(f"javascript:{EVIL}", EVIL),
        table([EVIL], [table_row(EVIL, EVIL)], EVIL),
    ],
)
def test_text_brings_no_tag_of_its_own(made: Html) -> None:
    assert "<script" not in made
    assert "lt;script" in made


def test_an_attribute_cannot_be_left() -> None:
    assert tag.a(title=EVIL) == f"<a title='{SAFE}'></a>"


def test_nothing_is_escaped_twice() -> None:
    assert tag.div(tag.p(tag.b("R&D"))) == "<div><p><b>R&amp;D</b></p></div>"
    assert markup(markup("R&D")) == "R&amp;D"


def test_an_attribute_without_a_value_is_its_name_or_left_out() -> None:
    assert tag.i(hidden=True, class_="", title=None, id=False, tabindex=0) == (
        "<i hidden tabindex='0'></i>"
    )


def test_the_underscore_of_a_name_stands_for_a_hyphen_and_ends_a_python_word() -> None:
    assert tag.p(class_="a", data_judge="B", aria_label="c") == (
        "<p class='a' data-judge='B' aria-label='c'></p>"
    )


def test_what_is_not_there_draws_nothing_and_zero_is_there() -> None:
    assert tag.p(None, False, True, "", [], 0, 1.5) == "<p>01.5</p>"


def test_an_element_without_content_has_no_end() -> None:
    assert tag.p("a", tag.br(), "b") == "<p>a<br>b</p>"


def test_a_style_sheet_cannot_be_ended_from_within() -> None:
    assert style_sheet("a{}</style><b>") == "<style>a{}<\\/style><b></style>"


def test_the_rules_of_a_style_sheet_are_left_as_they_are() -> None:
    rules = "@media (width < 40em) { a > b { content: '&' } }"
    assert style_sheet(rules) == f"<style>{rules}</style>"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.org", ""])
def test_only_a_web_address_becomes_a_link(address: str) -> None:
    assert linked(address, "a source") == "a source"
    assert linked(address, "a source", title="by") == "<span title='by'>a source</span>"


def test_html_is_text_that_shows_itself_in_a_notebook_and_can_be_kept() -> None:
    made = tag.p("x")
    assert isinstance(made, str)
    assert type(made._repr_html_()) is str
    assert type(pickle.loads(pickle.dumps(made))) is Html
