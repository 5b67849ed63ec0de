"""The address carries the choice: opened at the start, kept up to date, refused calmly."""

import json
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load
from kpo.scenarios.link import to_link
from kpo.scenarios.record import canonical
from kpo.scoring.ranking import weights_of
from tests.pages.conftest import DASHBOARD, PARTS
from tests.pages.reading import choice, headline, line, order, panel, scenario, text, typed
from tests.sample import edit

ODD = Scenario(
    client="IRL",
    countries=("IND", "IRL", "PHL", "SWE"),
    weights={"labour_cost": 33.3333, "english": 66.6667, "time_zone": 0.0},
    locks=("english",),
    method="geometric",
    minimums={"labour_cost": 0.25},
    max_age=9,
)


@pytest.fixture
def reached(sample_folder: Path) -> Callable[[str], AppTest]:
    """Open the app in a fresh session by a link."""

    def open_link(link: str) -> AppTest:
        app = AppTest.from_file(DASHBOARD, default_timeout=20)
        for part in PARTS:
            app.session_state[f"kpo-part-{part}"] = True
        app.query_params["s"] = link
        return app.run()

    return open_link


def address(at: AppTest) -> str | None:
    return at.query_params.get("s")


def copied(at: AppTest) -> str:
    (part,) = (
        part.proto
        for part in at.get("bidi_component")
        if part.proto.component_name == "kpo_copy_link"
    )
    return str(json.loads(part.json)[0]["text"])


def test_untouched_choice_leaves_the_address_alone_but_can_be_copied(app: AppTest) -> None:
    assert address(app) is None
    assert copied(app).startswith("2~2026-11~KPO~~SWE~IND.PHL.IRL~kpo~a~lt60-eh40-te0~")


def by_address(query: dict[str, str]) -> AppTest:
    app = AppTest.from_file(DASHBOARD, default_timeout=20)
    for name, word in query.items():
        app.query_params[name] = word
    return app.run()


@pytest.mark.parametrize(
    "query",
    [
        {"part": "x", "amp;s": "{}"},
        {"country": "IND", "amp;amp;s": "{}."},
        {"s": "{}).", "amp;country": "IND"},
        {"part=x&s={}": ""},
        {"s={}": ""},
        {"s%3D{}": ""},
    ],
)
def test_address_that_a_mail_program_changed_opens_the_sender_s_choice(
    sample_folder: Path, query: dict[str, str]
) -> None:
    """09: ``&`` became ``&amp;`` in a mailer."""
    sent = to_link(load(sample_folder), Scenario(client="IRL", max_age=9))
    app = by_address({name.format(sent): word.format(sent) for name, word in query.items()})
    assert not app.exception
    assert scenario(app).client == "IRL"
    assert address(app) == sent
    assert list(app.query_params)[0] == "s"
    assert "cannot be used" not in text(app)


def test_address_that_was_changed_beyond_mending_says_so(sample_folder: Path) -> None:
    sent = to_link(load(sample_folder), Scenario(client="IRL", max_age=9))
    app = by_address({"part": "x", "amp;s": sent[:-9]})
    assert "It was cut short or changed on its way" in text(app)


def test_address_follows_every_change_and_stays_on_the_way_back(app: AppTest) -> None:
    app.selectbox(key="kpo.client").set_value("IRL").run()
    assert address(app) == copied(app)
    assert "~IRL~" in copied(app)
    app.number_input(key="kpo.weight.english").set_value(75).run()
    assert address(app) == copied(app)
    app.button(key="kpo.reset").click().run()
    app.selectbox(key="kpo.client").set_value("SWE").run()
    assert scenario(app) == Scenario()
    assert address(app) == copied(app)


def test_link_opens_everything_in_a_fresh_session(
    sample_folder: Path, reached: Callable[[str], AppTest]
) -> None:
    catalog = load(sample_folder)
    link = to_link(catalog, ODD)
    app = reached(link)
    assert canonical(catalog, scenario(app)) == canonical(catalog, ODD)
    assert panel(app)["weights"] == {
        "labour_cost": 33.3333,
        "english": 66.6667,
        "time_zone": 0.0,
    }
    assert panel(app)["locks"] == ["english"]
    assert typed(app) == [33.0, 67.0, 0.0]
    assert order(app) == ["PHL", "IND"]
    assert line(app)[1:4] == [
        "for a client in **Ireland**",
        "**3 destinations** of 4",
        "weights: **yours**, begun with our judgement",
    ]
    assert address(app) == copied(app) == link
    assert "cannot be used" not in text(app)
    assert "have changed" not in text(app)


def test_own_weights_of_a_link_are_not_lost_by_looking_at_a_preset(
    sample_folder: Path, reached: Callable[[str], AppTest]
) -> None:
    app = reached(to_link(load(sample_folder), ODD))
    app.selectbox(key="kpo.preset").set_value("equal").run()
    app.selectbox(key="kpo.preset").set_value("mine").run()
    assert choice(app).scenario.weights == weights_of(load(sample_folder), ODD)


def test_reader_changes_a_link_and_the_link_does_not_come_back(
    sample_folder: Path, reached: Callable[[str], AppTest]
) -> None:
    app = reached(to_link(load(sample_folder), ODD))
    app.query_params["s"] = to_link(load(sample_folder), ODD)
    app.selectbox(key="kpo.client").set_value("SWE").run()
    assert scenario(app).client == "SWE"
    assert "~SWE~" in (address(app) or "")


@pytest.mark.parametrize(
    "link",
    [
        "",
        "hello",
        "<script>alert(1)</script>",
        "1~2026-11~KPO~~SWE",
        "2~2027-01~KPO~~SWE~IND~kpo~arithmetic~english:1~~~10~assumed~in~00000000",
        "1~" * 5000,
    ],
)
def test_broken_or_foreign_link_gets_calm_words_and_the_opening_view(
    reached: Callable[[str], AppTest], link: str
) -> None:
    app = reached(link)
    assert not app.exception
    assert scenario(app) == Scenario()
    assert headline(app).startswith("India leads for knowledge work")
    assert "This link cannot be used." in text(app)
    assert "<script>" not in "".join(element.proto.body for element in app.get("html"))
    assert address(app) == copied(app)
    app.button(key="kpo.link.seen").click().run()
    assert "This link cannot be used." not in text(app)


def test_older_figures_are_told_with_who_moved(
    sample_folder: Path, reached: Callable[[str], AppTest]
) -> None:
    link = to_link(load(sample_folder), Scenario())
    edit(sample_folder, "observations/epi", 2, "IND,english,2025,400,,,reported,,")
    descriptor = sample_folder / "datapackage.json"
    descriptor.write_text(descriptor.read_text().replace('"2026-11"', '"2027-05"'))
    app = reached(link)
    words = " ".join(text(app).split())
    assert "The figures have changed since this link was made." in words
    assert "They were those of November 2026 and are now those of May 2027." in words
    assert "The Philippines 2 \u2192 1; India 1 \u2192 2." in words or (
        "India 1 \u2192 2; the Philippines 2 \u2192 1." in words
    )
    assert "~2027-05~" in (address(app) or "")


def test_choice_survives_a_change_of_page(app: AppTest) -> None:
    app.selectbox(key="kpo.client").set_value("IRL").run()
    app.switch_page("pages/scenarios.py").run()
    assert line(app)[1] == "for a client in **Ireland**"
    assert address(app) == copied(app)


def test_a_link_of_the_former_method_says_that_figures_and_method_have_changed(
    reached: Callable[[str], AppTest],
) -> None:
    """The check sum is that of the link as it was made under 0.2."""
    body = "1~2026-11~KPO~~SWE~PHL.IND~kpo~arithmetic~labour_cost:50,english:50~~~10~assumed~in"
    app = reached(f"{body}~{crc32(body.encode()):08x}")
    said = " ".join(text(app).split())
    assert "The figures and the method have changed since this link was made." in said
    assert "Its weights were those of a preset and are now the preset’s present ones." in said
    assert "Philippines 1 → 2; India 2 → 1." in said
    assert line(app)[3] == "weights: **our judgement**, unchanged"
