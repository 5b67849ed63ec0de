"""What is drawn anew after a change of weights, spoken as a browser speaks it."""

import json
from collections.abc import Callable, Coroutine
from html import unescape
from typing import Any
from urllib.parse import parse_qs

import pytest

from benchmarks.many.session import Answer, Session, scenario_of
from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.data.geography import DISCLAIMER
from kpo.scenarios.link import to_link
from kpo.scoring.ranking import weights_of
from kpo.ui.session.actions import Choice, with_weight
from kpo.ui.shell.frame import PAGES
from tests.hosting.apart import apart


class Reader(Session):
    """A session that notes what is drawn, and where the header's links lead."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.html: list[str] = []
        self.labels: list[str] = []
        self.links: dict[str, str] = {}
        self.typed: dict[str, float] = {}

    def _draw(self, delta: Any, answer: Answer) -> None:
        if delta.WhichOneof("type") == "add_block":
            if delta.add_block.WhichOneof("type") == "popover":
                self.labels.append(delta.add_block.popover.label)
        elif delta.new_element.WhichOneof("type") == "html":
            self.html.append(delta.new_element.html.body)
        elif delta.new_element.WhichOneof("type") == "page_link":
            link = delta.new_element.page_link
            self.links[link.label] = parse_qs(link.query_string).get("s", [""])[0]
        elif delta.new_element.WhichOneof("type") == "number_input":
            number = delta.new_element.number_input
            self.typed[number.id.split("-", 2)[-1]] = (
                number.value if number.set_value else number.default
            )
        super()._draw(delta, answer)

    async def weigh(self, catalog: Catalog, choice: Choice) -> Answer:
        """Release a divider of the panel, and note only what follows."""
        self.html, self.labels, self.links = [], [], {}
        weights = weights_of(catalog, choice.scenario)
        change = {"change": {"weights": weights, "locks": [], "seq": self._runs}}
        return await self.use("kpo.panel", "json_value", json.dumps(change))

    async def ask_for_the_map(self, turn: int) -> None:
        """Ask for the map, as a browser at rest does."""
        await self.use("kpo.on_the_map.asked", "json_value", json.dumps({"turn": turn}))

    def open_unsent(self, popover: str) -> None:
        """Open a popover, and let the next message carry it as if it were of that one's part."""
        self._values[self.widgets[popover]] = ("bool_value", True)

    def drew(self, begin: str) -> bool:
        """Tell whether a piece that begins so was drawn."""
        return any(body.startswith(begin) for body in self.html)


SOURCES, WHY = (
    "<footer class='kpo-sources'>",
    "<section class='kpo-section'><div class='kpo-asked'><h2>Why ",
)


@pytest.fixture
def read(server: str) -> Callable[[Callable[[Reader], Coroutine[Any, Any, None]]], None]:
    """Let a reader who has just opened the atlas go through some steps."""

    async def through(steps: Callable[[Reader], Coroutine[Any, Any, None]]) -> None:
        async with Reader(server) as reader:
            await reader.open()
            await steps(reader)

    return lambda steps: apart(through(steps))


def test_a_change_of_weights_draws_what_shows_them_and_no_more(read: Any, atlas: Catalog) -> None:
    first = with_weight(atlas, Choice(Scenario()), "english", 30)
    second = with_weight(atlas, first, "labour_cost", 11)

    async def steps(reader: Reader) -> None:
        await reader.weigh(atlas, first)
        assert "weights: **yours**, begun with our judgement" in reader.labels
        answer = await reader.weigh(atlas, second)
        ranking = rank(atlas, second.scenario)
        link = to_link(atlas, second.scenario, ranking)
        assert reader.labels == ["Ask me instead", "Export"]
        assert not reader.drew(SOURCES)
        assert reader.drew(WHY + ranking.rows[0].name)
        assert ranking.rows[0].name in answer.headline
        assert answer.panel["weights"] == weights_of(atlas, second.scenario)
        assert answer.link == scenario_of(reader.query) == link
        assert set(reader.links.values()) == {link}
        assert len(reader.links) == len(PAGES)

    read(steps)


def test_the_whole_page_follows_where_more_of_it_would_be_untrue(read: Any, atlas: Catalog) -> None:
    first = with_weight(atlas, Choice(Scenario()), "english", 30)
    without = with_weight(atlas, first, "labour_cost", 0)

    async def steps(reader: Reader) -> None:
        await reader.weigh(atlas, first)
        await reader.weigh(atlas, without)
        assert reader.drew(SOURCES)
        assert not reader.drew("<footer class='kpo-sources'>Labour cost")

    read(steps)


def test_an_open_map_follows_the_weights_once_it_is_asked_for(read: Any, atlas: Catalog) -> None:
    first = with_weight(atlas, Choice(Scenario()), "english", 30)

    async def steps(reader: Reader) -> None:
        await reader.ask_for_the_map(0)
        assert any(DISCLAIMER in body for body in reader.html)
        await reader.weigh(atlas, first)
        assert not any(DISCLAIMER in body for body in reader.html)
        reader.html = []
        await reader.ask_for_the_map(1)
        assert any(DISCLAIMER in body for body in reader.html)
        assert not any("kpo-headline" in body for body in reader.html)

    read(steps)


@pytest.mark.parametrize(
    ("popover", "name"),
    [("kpo-ask-open", "ask"), ("kpo-part-client", "client"), ("kpo-export", "export")],
)
@pytest.mark.parametrize("with_the_map", [True, False])
def test_what_is_opened_in_the_moment_of_another_answer_is_drawn(
    read: Any, atlas: Catalog, popover: str, name: str, with_the_map: bool
) -> None:
    way_out = f"kpo.way_out.{name}"
    change = with_weight(atlas, Choice(Scenario()), "english", 30)

    async def steps(reader: Reader) -> None:
        assert way_out not in reader.widgets
        reader.open_unsent(popover)
        if with_the_map:
            await reader.ask_for_the_map(0)
        else:
            answer = await reader.weigh(atlas, change)
            assert answer.panel["weights"] == weights_of(atlas, change.scenario)
        assert way_out in reader.widgets

    read(steps)


def test_the_team_of_a_country_is_that_of_the_choice_on_the_whole_page(
    read: Any, atlas: Catalog
) -> None:
    async def steps(reader: Reader) -> None:
        await reader.turn_to("Country")
        reader.html, reader.labels = [], []
        answer = await reader.use("kpo.country.team", "int_value", 1000)
        team = Scenario(people=1000)
        assert answer.link == to_link(atlas, team, rank(atlas, team))
        assert "**1,000 people**" in reader.labels
        assert reader.typed["kpo.country.team"] == 1000
        assert any("1000 times the pay of" in body for body in reader.html)
        assert any("1,000 analysts in India cost" in unescape(body) for body in reader.html)

    read(steps)


def test_parts_opened_later_and_other_pages_have_the_weights_of_the_last_change(
    read: Any, atlas: Catalog
) -> None:
    first = with_weight(atlas, Choice(Scenario()), "english", 30)
    second = with_weight(atlas, first, "english", 40)

    async def steps(reader: Reader) -> None:
        await reader.weigh(atlas, first)
        await reader.weigh(atlas, second)
        await reader.use("kpo-part-weights", "bool_value", True)
        assert reader.typed["kpo.weight.english"] == 40
        answer = await reader.turn_to("Compare")
        assert answer.link == to_link(atlas, second.scenario, rank(atlas, second.scenario))

    read(steps)
