"""Links: whatever stands in an address is read exactly or refused in words, and changes nothing."""

from random import Random
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, quote
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpo import Scenario, rank
from kpo.core.errors import ScenarioError
from kpo.data.catalog import Catalog
from kpo.scenarios.collection import moves
from kpo.scenarios.link import FORMER_VERSION, LINK_VERSION, MAX_LINK_LENGTH, from_link, to_link
from kpo.ui.session import state, url
from kpo.ui.session.actions import Choice
from kpo.ui.views import compare
from kpo.ui.views.country import page
from kpo.ui.views.explore import selection
from tests.hostile.cases import CASES, DRAWN, VALUES, WORDS, bent, seeded, told, unseen

SCENARIOS = (
    Scenario(),
    Scenario(tier="BPO", countries=("IND", "SWE"), method="geometric", rank_sanctioned=True),
    Scenario(
        service="legal",
        client="IRL",
        weights={"labour_cost": 100 / 3, "english": 200 / 3},
        locks=("english",),
        minimums={"english": 41.25},
        max_age=3,
        native_english="leave_out",
        least_saving=12.5,
        figure_limits={"english": 450.5, "pay_professional": 9000.0},
    ),
    Scenario(countries=("IND", "PHL"), people=120, years=3, start=2027),
)


def signed(body: str) -> str:
    return f"{body}~{crc32(body.encode('utf-8', 'surrogatepass')):08x}"


def field_bent(chance: Random, text: str) -> str:
    """A link with one field exchanged for something else, and a check sum that fits."""
    fields = text.split("~")[:-1]
    place = chance.randrange(len(fields))
    word = chance.choice((*WORDS, *map(str, VALUES)))
    fields[place] = chance.choice((word, bent(chance, fields[place]), f"{fields[place]}{word}"))
    numbers = [number for name in ("english", "labour_cost") if (number := f"{name}:{word}")]
    if chance.randrange(3) == 0:
        fields[chance.choice((8, 10, 15))] = ",".join(numbers[: chance.randint(1, 2)])
    return signed("~".join(fields))


def opened_or_refused(catalog: Catalog, text: str) -> bool:
    try:
        opened = from_link(catalog, text)
    except ScenarioError as error:
        told(error)
        return False
    scenario = opened.scenario
    assert from_link(catalog, to_link(catalog, scenario)).scenario == scenario
    ranking = rank(catalog, scenario)
    assert ranking.weights.sum() == pytest.approx(100, abs=1e-6)
    assert all(0 <= row.score <= 100 + 1e-9 for row in ranking.rows)
    assert len(set(opened.order)) == len(opened.order)
    assert not unseen(opened.data_version)
    assert len(opened.data_version) <= 7
    moves(catalog, opened)
    return True


def test_changed_links_are_opened_or_refused(sample: Catalog) -> None:
    chance = seeded("links")
    sound = [to_link(sample, scenario) for scenario in SCENARIOS]
    count = {True: 0, False: 0}
    for number in range(CASES):
        text = chance.choice(sound)
        if number % 3 == 0:
            case = bent(chance, text, sound)
        elif number % 3 == 1:
            case = signed(bent(chance, text.rpartition("~")[0], sound))
        else:
            case = field_bent(chance, text)
        count[opened_or_refused(sample, case)] += 1
    assert count[True] + count[False] == CASES
    assert min(count.values()) > CASES / 50


@DRAWN
@given(
    st.text(max_size=300),
    st.lists(st.floats(0, allow_infinity=True) | st.floats(allow_nan=True), min_size=2, max_size=2),
    st.integers(),
)
def test_drawn_links_are_opened_or_refused(
    sample: Catalog, text: str, numbers: list[float], age: int
) -> None:
    fields = to_link(sample, Scenario()).split("~")[:-1]
    fields[8] = f"english:{numbers[0]!r},labour_cost:{numbers[1]!r}"
    opened_or_refused(sample, signed("~".join(fields)))
    fields[11] = str(age)
    opened_or_refused(sample, signed("~".join(fields)))
    opened_or_refused(sample, text)
    for version in (FORMER_VERSION, LINK_VERSION):
        opened_or_refused(sample, signed(f"{version}~{text}"))


def test_links_that_were_changed_on_their_way_are_mended_or_refused(sample: Catalog) -> None:
    chance = seeded("mail")
    sound = [to_link(sample, scenario) for scenario in SCENARIOS]
    changes = (
        quote,
        lambda text: quote(text, safe="").replace("~", "%7E"),
        lambda text: text.replace("~", "&#126;"),
        lambda text: f"<{text}>.",
        lambda text: f"{text[:40]}=\r\n{text[40:]}",
        lambda text: " ".join(text[at : at + 30] for at in range(0, len(text), 30)),
    )
    for number in range(CASES):
        text = chance.choice(sound)
        expected = from_link(sample, text)
        for _ in range(chance.randint(1, 2)):
            text = chance.choice(changes)(text)
        if number % 2:
            opened_or_refused(sample, bent(chance, text, sound))
        else:
            assert from_link(sample, text) == expected


def test_too_long_a_link_is_not_looked_into(
    sample: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    monkeypatch.setattr("kpo.scenarios.link._check", lambda body: seen.append(len(body)))
    for length in (MAX_LINK_LENGTH + 1, 10**6, 10**7):
        with pytest.raises(ScenarioError, match="not a link of ours"):
            from_link(sample, f"{LINK_VERSION}~" + "x" * length)
    assert seen == []


class Address(dict[str, str]):
    """The parameters of an address as Streamlit reads them: of a repeated one the last counts."""

    def __init__(self, query: str) -> None:
        found = parse_qs(query, keep_blank_values=True)
        super().__init__({name: words[-1] for name, words in found.items()})

    def to_dict(self) -> dict[str, str]:
        return dict(self)

    def from_dict(self, words: dict[str, str]) -> None:
        self.clear()
        self.update(words)


NAMES = ("s", "compare", "country", "figure", *selection.FIELDS)
BROKEN = ("%", "%zz", "%ff%fe", "%00", "%ed%a0%80", "%u202e", "+%2B", "%25%32%35", "%c0%ae", "&&=;")


def query(chance: Random, sound: list[str]) -> str:
    parts = []
    for _ in range(chance.randint(1, 5)):
        name = chance.choice(NAMES)
        word = chance.choice(
            (
                chance.choice(WORDS),
                bent(chance, chance.choice(sound), sound),
                field_bent(chance, chance.choice(sound)),
                chance.choice(
                    ("IND", "ind.phl", "IND.PHL.IND.XXX", "english", "map", "world", "any")
                ),
            )
        )
        text = quote(word.encode("utf-8", "surrogatepass"))
        parts.append(f"{name}={text}{chance.choice(('', '', *BROKEN))}")
    return "&".join(parts)


def test_every_address_leads_to_a_page_that_can_be_drawn(
    sample: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = seeded("addresses")
    sound = [to_link(sample, scenario) for scenario in SCENARIOS]
    session: dict[str, Any] = {}
    fake = SimpleNamespace(session_state=session, query_params=Address(""))
    for module in (url, state, url.history, compare, selection, page):
        monkeypatch.setattr(module, "st", fake)
    monkeypatch.setattr(url.streamlit_patches, "going_back", lambda: False)
    monkeypatch.setattr(state.data, "catalog", lambda: sample)
    refused = count = 0
    for number in range(CASES):
        text = query(chance, sound) if number % 100 else "&".join(["s=x"] * 900)
        if number % 4:
            session.clear()
        before = session.get(state.KEY, Choice(Scenario()))
        fake.query_params = Address(text)
        url.take(sample)
        view = state.view()
        url.write(view)
        news = session.get("kpo.link.news")
        if news and news.title == "This link cannot be used.":
            refused += 1
            assert view.choice == before
            assert not unseen(news.sentence)
            assert len(news.sentence) < 500
        assert 2 <= len(compare.picked(view)) <= 8
        country, unread = page.chosen(view)
        assert country in sample.countries
        assert not unseen(unread)
        look = selection.current(view)
        assert look.view in selection.VIEWS
        assert selection.figure(view, look) in selection.options(view, look.subject)
        assert selection.against(view, look) in selection.options(view, selection.ANY)
        assert all(map(str.isprintable, look.figures.values()))
        count += 1
    assert count == CASES
    assert refused > CASES / 50


FOREIGN = (
    *("25.5.0*colour*1", "25.5.0*margin.XXX*10", "25.5.0*margin*-5", "25.5.0*productivity*0"),
    *("25.5.0*margin*much", "25.5.0*margin*20*10", "0.5.0", "25.40.0", "25.5.1990", "25.5"),
    *("25.5.0*margin*" + "9" * 400, "25.5.0*margin*nan", "25.5.0*" + "margin*1*" * 400),
)
"""Fields of a business case that no link of ours has."""


@pytest.mark.parametrize("field", FOREIGN, ids=lambda word: word[:24])
def test_link_with_a_foreign_case_is_refused_and_the_choice_stays(
    atlas: Catalog, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    mine = Choice(Scenario(client="USA", people=120, assumptions={"margin": (15.0, 15.0)}))
    text = signed(f"{to_link(atlas, Scenario(client='IRL')).rpartition('~')[0]}~{field}")
    session: dict[str, Any] = {state.KEY: mine}
    fake = SimpleNamespace(session_state=session, query_params=Address(f"s={quote(text)}"))
    for module in (url, state, url.history):
        monkeypatch.setattr(module, "st", fake)
    monkeypatch.setattr(url.streamlit_patches, "going_back", lambda: False)
    monkeypatch.setattr(state.data, "catalog", lambda: atlas)
    url.take(atlas)
    assert session[state.KEY] == mine
    news = session["kpo.link.news"]
    assert news.title == "This link cannot be used."
    assert not unseen(news.sentence)
    assert len(news.sentence) < 500
