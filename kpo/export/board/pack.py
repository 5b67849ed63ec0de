"""The board pack: about ten slides, each with one finding as its title."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from kpo.analysis.profile.pay import occupations
from kpo.analysis.published_comparison import market
from kpo.core.numbers import per_cent
from kpo.core.text import capitalised, joined, lowered
from kpo.data.names import place, sanctioned, work_phrase
from kpo.deck import Scene, deck
from kpo.deck.business_case import COSTS
from kpo.deck.scene import credit_line
from kpo.export.board.business_case import costs_slide
from kpo.export.board.context import method_slide, risks_slide, sources_slide
from kpo.export.board.country import country
from kpo.export.board.published_comparison import market_slide
from kpo.export.board.ranking import ranking_slide, why_slide
from kpo.export.board.robustness import robustness_slide, turns_slide
from kpo.export.picture import document
from kpo.export.run_card import Card, card, foot
from kpo.export.scene_slides import scene_slide
from kpo.export.slides import (
    MARGIN,
    ROOM,
    SMALL,
    SOFT,
    TOP,
    Bars,
    BarSeries,
    Box,
    Pack,
    Slide,
    SlideLine,
    Words,
    heading,
)
from kpo.export.text_width import width
from kpo.narrative.profile.text import pay_sentence
from kpo.narrative.rank_acceptability import kind_words
from kpo.robustness.rank_acceptability import near_stated, rank_outlooks
from kpo.scenarios.collection import SceneChoice
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

VERDICT = {"clear": "clearly", "contested": "contested", "open": "with the race open"}

LEADERS = 3
"""Number of first destinations with a slide of their own."""

CAPTION: Final = 18.0
CAPTION_TOP: Final = 120.0
"""Top of a presenter's caption in pixels, between the title and the elements of the slide."""


def pack(ranking: Ranking, about: Card, scenes: Iterable[Scene] = ()) -> Pack:
    """Return a slide with the question and one slide per scene; without scenes, the whole deck.

    The presenter's titles and captions replace ours. A scene of another scenario has the slide of
    `kpo.export.scene_slides.scene_slide`.
    """
    boards, credit = _boards(ranking, about), credit_line(ranking)
    slides = [_question(ranking, about)]
    for scene in tuple(scenes) or deck(ranking.catalog, ranking.scenario):
        if scene.ranking.scenario != ranking.scenario:
            other = card(scene.ranking, about.link, about.day)
            slides.append(scene_slide(scene, other))
        elif scene.id in boards:
            slides.append(_worded(boards[scene.id](), scene))
        else:
            slides.append(scene_slide(scene, about))
    sourced = (
        replace(slide, source=f"Sources: {credit}") if slide.source in ("", credit) else slide
        for slide in slides
    )
    return Pack(tuple(sourced), foot(ranking, about), document(about))


def _boards(ranking: Ranking, about: Card) -> dict[str, Callable[[], Slide]]:
    """Return, by scene id, the writers of slides that say more than the scene does on stage."""
    beside = market(ranking)
    return {
        "ranking": partial(ranking_slide, ranking, about),
        "why": partial(why_slide, ranking),
        "robustness": partial(robustness_slide, ranking),
        "changes": partial(turns_slide, ranking),
        **{
            f"place {number}": partial(country, ranking, row)
            for number, row in enumerate(ranking.rows[:LEADERS], 1)
        },
        COSTS: partial(costs_slide, ranking),
        "risks": partial(risks_slide, ranking),
        "market": partial(market_slide, ranking.catalog, beside),
        "method": partial(method_slide, ranking, about),
        "sources": partial(sources_slide, ranking, about),
    }


def _worded(slide: Slide, scene: Scene) -> Slide:
    """Return a slide with the presenter's title and caption, which shrinks to fit one line."""
    chosen = scene.chosen or SceneChoice(scene.id)
    titled = replace(slide, title=chosen.title or slide.title)
    if not chosen.caption:
        return titled
    size = min(CAPTION, CAPTION * ROOM / max(1.0, 1.1 * width(chosen.caption, CAPTION)))
    line = SlideLine(chosen.caption, size, colour=SOFT)
    caption = Words(Box(MARGIN, CAPTION_TOP, ROOM, 24), (line,))
    notes = f"{chosen.caption}\n{slide.notes}"
    return replace(titled, elements=(caption, *slide.elements), notes=notes)


def _question(ranking: Ranking, about: Card) -> Slide:
    catalog = ranking.catalog
    scenario, count = ranking.scenario, len(ranking.rows) + len(ranking.not_ranked)
    whom = place(catalog, scenario.client)
    asked = (
        f"Which of {count} destinations for {work_phrase(catalog, scenario.tier, scenario.service)}"
        f", for a client in {whom}?"
    )
    weighted = [(catalog.criteria[name], weight) for name, weight in about.weights if weight]
    shares = [
        BarSeries(f"{item.short_name} {weight:g} %", item.colour_light, (weight,))
        for item, weight in weighted
    ]
    lines = (
        heading("The question"),
        SlideLine(asked, 30),
        heading("The answer", 22),
        SlideLine(about.standfirst, 26),
        *_cost(ranking),
    )
    origin = about.line("Weights").rpartition(" (")[2].rstrip(")")
    head = SlideLine(f"What was weighed ({origin})", SMALL, True, SOFT)
    bar = Bars(
        Box(MARGIN, 500, ROOM, 128),
        ("",),
        tuple(shares),
        0,
        100,
        "% of the weight",
        about.line("Weights"),
        row=62,
    )
    notes = f"{about.line('How sure')}\n{about.line('Weights')}\nReproduce: {about.link}"
    return Slide(
        _finding(ranking),
        (
            Words(Box(MARGIN, TOP + 4, ROOM, 300), lines),
            Words(Box(MARGIN, 472, ROOM, 24), (head,)),
            bar,
        ),
        notes,
    )


def _cost(ranking: Ranking) -> Iterator[SlideLine]:
    """Yield lines on the cost of the work at the leader, and at the next without sanctions."""
    catalog = ranking.catalog
    free = [
        row for row in ranking.rows[1:] if not sanctioned(catalog, row.country, ranking.client)
    ][:1]
    costs = [
        f"{place(catalog, row.country, True)}: {_pay(ranking, row)}"
        for row in (ranking.rows[0], *free)
    ]
    yield heading("What it costs", 22)
    yield from (SlideLine(text, 22, before=2 if at else 0) for at, text in enumerate(costs))


def _pay(ranking: Ranking, row: Row) -> str:
    catalog = ranking.catalog
    scenario = ranking.scenario
    pay = occupations(catalog, scenario, row.country)[0]
    return lowered(pay_sentence(catalog, pay, scenario.client))


def _finding(ranking: Ranking) -> str:
    """Return the finding, with how often the leader is first as a number."""
    outlooks = rank_outlooks(ranking)
    first = ranking.rows[0]
    kind = work_phrase(ranking.catalog, ranking.scenario.tier, ranking.scenario.service)
    name, chance = (ranking.named(first.country, True), outlooks[first.country])
    level = [row for row in ranking.rows if row.rank == 1]
    if len(level) > 1 or len(ranking.rows) < 2:
        names = joined([ranking.named(row.country) for row in level])
        return f"{capitalised(names)} {'lead level' if level[1:] else 'is alone'} for {kind}"
    first_in = f"first in {per_cent(chance.p_first)} of {kind_words(near_stated(ranking))}"
    return f"{name} leads for {kind}, {VERDICT[chance.verdict]}: {first_in}"
