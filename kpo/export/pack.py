"""The board pack: about ten slides, each with one finding as its title."""

from collections.abc import Iterator
from dataclasses import replace

from kpo.catalog import Catalog
from kpo.certainty import kind_words, per_cent
from kpo.export.card import Card, month, work
from kpo.export.pack_case import case_slides
from kpo.export.pack_country import country
from kpo.export.pack_market import market_slide
from kpo.export.pack_method import method_slide, sources_slide
from kpo.export.pack_ranking import map_slide, ranking_slide, why_slide
from kpo.export.pack_risks import risks_slide
from kpo.export.pack_sureness import robustness_slide, turns_slide
from kpo.export.picture import document
from kpo.export.slide import (
    MARGIN,
    ROOM,
    SMALL,
    SOFT,
    TOP,
    Bars,
    Box,
    Line,
    Pack,
    Series,
    Slide,
    Words,
)
from kpo.market import market
from kpo.naming import joined, lowered, named, place, sanctioned, work_phrase
from kpo.profile.pay import occupations
from kpo.profile.words import pay_sentence
from kpo.scenes.scene import credit_line
from kpo.score import Ranking, Row
from kpo.sureness.chances import chances, nearby

VERDICT = {"clear": "clearly", "contested": "contested", "open": "with the race open"}

LEADERS = 3
"""Destinations with a slide of their own."""


def pack(catalog: Catalog, ranking: Ranking, about: Card) -> Pack:
    """Return the slides of a ranking."""
    source = f"Sources: {credit_line(catalog, ranking)}"
    slides = (
        replace(slide, source=slide.source or source) for slide in _slides(catalog, ranking, about)
    )
    return Pack(tuple(slides), foot(catalog, ranking, about), document(about))


def foot(catalog: Catalog, ranking: Ranking, about: Card) -> str:
    """Return what stands at the foot of a slide: what was ranked, how, on what, and when."""
    scenario = ranking.scenario
    return (
        f"{work(catalog, scenario)} · client in {catalog.countries[scenario.client].name} · "
        f"{scenario.method} mean · figures of {month(ranking.data_version)} · "
        f"made {about.made.day} {about.made:%B %Y}"
    )


def _slides(catalog: Catalog, ranking: Ranking, about: Card) -> Iterator[Slide]:
    yield _question(catalog, ranking, about)
    yield ranking_slide(catalog, ranking, about)
    if len(ranking.rows) > 1:
        yield why_slide(catalog, ranking)
        yield robustness_slide(catalog, ranking)
    yield map_slide(catalog, ranking, about)
    for row in ranking.rows[:LEADERS]:
        yield country(catalog, ranking, row)
    yield from case_slides(catalog, ranking)
    yield risks_slide(catalog, ranking)
    if len(ranking.rows) > 1:
        yield turns_slide(catalog, ranking)
    if beside := market(catalog, ranking):
        yield market_slide(catalog, beside)
    yield method_slide(catalog, ranking, about)
    yield sources_slide(catalog, ranking, about)


def _question(catalog: Catalog, ranking: Ranking, about: Card) -> Slide:
    scenario, count = ranking.scenario, len(ranking.rows) + len(ranking.not_ranked)
    whom = place(catalog, scenario.client)
    asked = (
        f"Which of {count} destinations for {work_phrase(catalog, scenario.tier, scenario.service)}"
        f", for a client in {whom}?"
    )
    shares = [
        Series(f"{item.short_name} {w:g} %", item.colour_light, (w,))
        for c, w in about.weights
        for item in (catalog.criteria[c],)
        if w
    ]
    lines = (
        Line("The question", SMALL, True, SOFT),
        Line(asked, 30),
        Line("The answer", SMALL, True, SOFT, 22),
        Line(about.standfirst, 26),
        *_cost(catalog, ranking),
    )
    head = Line(f"What was weighed ({_origin(about)})", SMALL, True, SOFT)
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
        _finding(catalog, ranking),
        (
            Words(Box(MARGIN, TOP + 4, ROOM, 300), lines),
            Words(Box(MARGIN, 472, ROOM, 24), (head,)),
            bar,
        ),
        notes,
    )


def _cost(catalog: Catalog, ranking: Ranking) -> Iterator[Line]:
    """Yield what the work costs at the first place, and at the next that no sanctions bar."""
    free = [
        row for row in ranking.rows[1:] if not sanctioned(catalog, row.country, ranking.client)
    ][:1]
    said = [
        f"{place(catalog, row.country, True)}: {_pay(catalog, ranking, row)}"
        for row in (ranking.rows[0], *free)
    ]
    yield Line("What it costs", SMALL, True, SOFT, 22)
    yield from (Line(text, 22, before=2 if at else 0) for at, text in enumerate(said))


def _pay(catalog: Catalog, ranking: Ranking, row: Row) -> str:
    scenario = ranking.scenario
    pay = occupations(catalog, scenario, row.country)[0]
    return lowered(pay_sentence(catalog, pay, scenario.client))


def _finding(catalog: Catalog, ranking: Ranking) -> str:
    """Return the finding with its certainty as a number."""
    found = chances(catalog, ranking)
    first = ranking.rows[0]
    kind = work_phrase(catalog, ranking.scenario.tier, ranking.scenario.service)
    name, chance = (
        named(catalog, first.country, ranking.client, True),
        found[first.country],
    )
    level = [row for row in ranking.rows if row.rank == 1]
    if len(level) > 1 or len(ranking.rows) < 2:
        names = joined([named(catalog, row.country, ranking.client) for row in level])
        return (
            f"{names[:1].upper()}{names[1:]} {'lead level' if level[1:] else 'is alone'} for {kind}"
        )
    first_in = f"first in {per_cent(chance.p_first)} of {kind_words(nearby(ranking))}"
    return f"{name} leads for {kind}, {VERDICT[chance.verdict]}: {first_in}"


def _origin(about: Card) -> str:
    return about.line("Weights").rpartition(" (")[2].rstrip(")")
