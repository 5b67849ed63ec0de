"""One reader's steps on the pages, and the check that each answer is this reader's own.

Every reader has weights that nobody else has. The scenario in the link of each answer (weights,
work, client, destinations and the order of their ranks) is compared with the one that this
reader's own steps lead to.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html import unescape
from random import Random
from typing import Final

from benchmarks.many.session import Answer, Lost, Session, scenario_of
from kpo import rank
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.scenarios.link import to_link
from kpo.scoring.destination_groups import EVERYWHERE, GROUPS
from kpo.scoring.ranking import Ranking, weights_of
from kpo.ui.session.actions import (
    Choice,
    whole,
    with_countries,
    with_field,
    with_groups,
    with_weight,
    with_weights,
    with_work,
)
from kpo.ui.session.choice_text import kind
from kpo.ui.shell.choice_bar.work import labels

RANKING: Final = "Ranking"
ELSEWHERE: Final = ("Country", "Compare", "Explore", "How sure", "Scenarios", "Present", "Data")
STEPS: Final = {"weight": 70, "work": 7, "client": 5, "destinations": 5, "page": 13}
"""Share of each step in per cent; on other pages, "weight" means going back to the Ranking page."""

AGAIN: Final = 4
"""Maximum number of attempts to reconnect after a lost connection."""


@dataclass
class Seen:
    """The measurements and errors of all readers together.

    Attributes
    ----------
    times : list of (str, float, float)
        Step, seconds since the beginning, milliseconds from sending to the script's end.
    errors : list of str
        Everything that went wrong.
    returns : list of str
        "kept" or "lost" for each reader who came back after a connection was lost.
    """

    times: list[tuple[str, float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    returns: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.perf_counter)

    def clock(self) -> float:
        """Return seconds since the beginning."""
        return time.perf_counter() - self.began


class Visitor:
    """A simulated reader, who opens the atlas, waits, and changes something, again and again."""

    def __init__(self, number: int, address: str, catalog: Catalog, seen: Seen, *, think: float):
        self.number, self.catalog, self.seen, self.think = number, catalog, seen, think
        self.random = Random(number)
        self.session = Session(address)
        self.choice = self.answered = Choice(Scenario())
        self.page, self.steps = RANKING, 0
        self._drawn: tuple[Scenario, Ranking] | None = None

    async def stay(self, until: float, arrive: float, cookie: Callable[[], Awaitable[str]]) -> None:
        """Arrive at `arrive`, and take steps until `until`, both in seconds since the beginning."""
        await asyncio.sleep(max(0.0, arrive - self.seen.clock()))
        try:
            self.session.cookie = await cookie()
            await self._tell_storage(await self._timed("open", self.session.open()))
            await self.take("first weights", self._first_weights)
            while self.seen.clock() < until:
                await self.take(*self._next())
        except Lost as error:
            self.fault(f"gone: {error}")
        finally:
            await self.session.close()

    async def take(self, name: str, step: Callable[[], Awaitable[None]]) -> None:
        """Wait for the think time, and take a step; reconnect if the connection is lost."""
        await asyncio.sleep(self.think * self.random.uniform(0.5, 1.5))
        try:
            await step()
        except Lost:
            await self._come_back()
        except (KeyError, ValueError, AttributeError) as error:
            self.fault(f"{name}: {error!r}")

    def fault(self, what: str) -> None:
        """Record an error."""
        self.seen.errors.append(f"reader {self.number} on {self.page}: {what}")

    @property
    def ranking(self) -> Ranking:
        """The ranking that this reader's own steps lead to."""
        scenario = self.choice.scenario
        if self._drawn is None or self._drawn[0] != scenario:
            self._drawn = scenario, rank(self.catalog, scenario)
        return self._drawn[1]

    def _next(self) -> tuple[str, Callable[[], Awaitable[None]]]:
        name = self.random.choices(list(STEPS), list(STEPS.values()))[0]
        if name == "weight" and self.page != RANKING:
            name = "back"
        return name, getattr(self, f"_{name}")

    def own_weights(self) -> dict[str, float]:
        """Return weights that this reader alone has."""
        shares = {name: self.random.uniform(2, 20) for name in self.catalog.criteria}
        return {name: 100 * share / sum(shares.values()) for name, share in shares.items()}

    async def _first_weights(self) -> None:
        self.choice = with_weights(self.catalog, self.choice, self.own_weights(), ())
        await self._send_weights("weight")

    async def _weight(self) -> None:
        criterion = self.random.choice(list(self.catalog.criteria))
        now = weights_of(self.catalog, self.choice.scenario)[criterion]
        share = min(60.0, max(1.0, now + self.random.choice((-5, -3, -2, -1, 1, 2, 3, 5))))
        self.choice = with_weight(self.catalog, self.choice, criterion, share)
        await self._send_weights("weight")

    async def _send_weights(self, name: str) -> None:
        self.steps += 1
        weights = weights_of(self.catalog, self.choice.scenario)
        change = {"change": {"weights": weights, "locks": [], "seq": self.steps}}
        step = self.session.use("kpo.panel", "json_value", json.dumps(change))
        await self._timed(name, step, whole=True)

    async def _work(self) -> None:
        tier = self.random.choice(self.catalog.top_tiers)
        wanted = with_work(self.catalog, self.choice, tier, None)
        await self._pick("work", "kpo.tier", "string_array_value", [kind(tier)], wanted)

    async def _client(self) -> None:
        client = self.random.choice(self.catalog.clients)
        wanted = with_field("client")(self.catalog, self.choice, client)
        name = self.catalog.countries[client].name
        await self._pick("client", "kpo.client", "string_value", name, wanted)

    async def _destinations(self) -> None:
        every = list(self.catalog.countries)
        if self.random.random() < 0.1:
            scenario = self.choice.scenario
            marks = {*whole(self.catalog, scenario, GROUPS), EVERYWHERE}
            words = [labels(self.catalog, scenario)[name] for name in GROUPS if name in marks]
            wanted = with_groups(self.catalog, self.choice, marks)
            await self._pick("destinations", "kpo.groups", "string_array_value", words, wanted)
            return
        chosen = self.random.sample(every, self.random.randint(4, 12))
        names = [self.catalog.countries[code].name for code in chosen]
        wanted = with_countries(self.catalog, self.choice, chosen)
        await self._pick("destinations", "kpo.countries", "string_array_value", names, wanted)

    async def _pick(
        self, part: str, widget: str, field_name: str, value: object, wanted: Choice
    ) -> None:
        """Open a part of the choice line, pick an option, and close it, each as a step."""
        popover, whole = f"kpo-part-{part}", wanted.scenario != self.choice.scenario
        await self._timed("open a part", self.session.use(popover, "bool_value", True))
        await asyncio.sleep(self.think * self.random.uniform(0.5, 1.5))
        self.choice = wanted
        await self._timed(part, self.session.use(widget, field_name, value), whole=whole)
        await asyncio.sleep(self.think * self.random.uniform(0.5, 1.5))
        await self._timed("close a part", self.session.use(popover, "bool_value", False))

    async def _back(self) -> None:
        await self._turn(RANKING)

    async def _page(self) -> None:
        await self._turn(self.random.choice([page for page in ELSEWHERE if page != self.page]))

    async def _turn(self, page: str) -> None:
        self.page = page
        answer = await self._timed("page", self.session.turn_to(page), whole=True)
        await self._tell_storage(answer)

    async def _tell_storage(self, answer: Answer) -> None:
        """Tell each widget that asks that the browser has nothing stored."""
        for widget in answer.asks:
            told = json.dumps({"told": {"text": "", "at": 1}})
            await self._timed("storage", self.session.use(widget, "json_value", told))

    async def _come_back(self) -> None:
        """Reconnect to the address, as the browser does, and check that the choice was kept.

        An unanswered step may or may not have been taken: either choice is right.
        """
        asked, page = self.choice, self.page.lower().replace(" ", "_")
        for turn in range(AGAIN):
            await asyncio.sleep(0.5 * 2**turn)
            try:
                answer = await self.session.open("" if self.page == RANKING else page)
            except (OSError, Lost, TimeoutError, asyncio.IncompleteReadError):
                continue
            self.choice = asked
            if answer.link != self._link():
                self.choice = self.answered
            kept = answer.link == self._link() and not answer.faults
            self.seen.returns.append("kept" if kept else "lost")
            if not kept:
                self.fault(f"came back to another choice {answer.link} {answer.faults}")
            return
        self.seen.returns.append("lost")
        raise Lost

    async def _timed(self, name: str, step: Awaitable[Answer], whole: bool = False) -> Answer:
        start = time.perf_counter()
        answer = await step
        self.seen.times.append((name, self.seen.clock(), 1000 * (time.perf_counter() - start)))
        for words in answer.faults:
            self.fault(f"{name}: {words}")
        self._check(name, answer, whole)
        self.answered = self.choice
        return answer

    def _check(self, name: str, answer: Answer, whole: bool) -> None:
        """Compare an answer with this reader's own scenario, and record differences."""
        if whole and not answer.link:
            self.fault(f"{name}: the page was not drawn anew")
        if answer.link and answer.link != self._link():
            self.fault(f"{name}: drawn for another choice, {answer.link} for {self._link()}")
        if answer.panel:
            self._check_panel(name, answer)
        leader = self.ranking.rows[0].name if self.ranking.rows else ""
        headline = unescape(answer.headline)
        if headline and self.page == RANKING and leader not in headline:
            self.fault(f"{name}: {leader} should lead, not {headline}")
        stored = scenario_of(self.session.query)
        if answer.link and stored and stored != self._link():
            self.fault(f"{name}: the address holds another choice, {stored}")

    def _check_panel(self, name: str, answer: Answer) -> None:
        drawn = [row["country"] for row in answer.panel["rows"] if not row["aside"]]
        wanted = [row.country for row in self.ranking.rows]
        weights = weights_of(self.catalog, self.choice.scenario)
        if sorted(drawn) != sorted(wanted) or answer.panel["weights"] != weights:
            self.fault(f"{name}: the panel shows another choice")

    def _link(self) -> str:
        return to_link(self.catalog, self.choice.scenario, self.ranking)
