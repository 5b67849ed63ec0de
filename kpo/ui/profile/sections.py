"""The sections of the Country page: one for each criterion, its figures told in its own way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Final

from kpo.catalog import Catalog
from kpo.charts.theme import css_colour
from kpo.computed import DATA_TRANSFER, ENGLISH, SHARED_HOURS
from kpo.figures import figure
from kpo.profile import Profile
from kpo.profile.day import Day
from kpo.profile.facts import Block, Fact
from kpo.profile.pay import Pay
from kpo.profile.phrases import possessive, share_words
from kpo.profile.words import pay_change
from kpo.ui import blocks
from kpo.ui.profile import cells

SHORT = 4
"""Scored figures up to which a section is kept together on paper."""

BESIDE = "<tr class='kpo-beside'><td>Told beside, not scored</td></tr>"
"""The row under the scored figures; it and what follows it is left off the sheet of paper."""


def told(catalog: Catalog, found: Profile, names: Iterable[str]) -> str:
    """Return the sections of some criteria; that of pay in a way of its own."""
    return "".join(
        pay(catalog, found) if name == catalog.pay_criterion else criterion(catalog, found, name)
        for name in names
    )


def criterion(catalog: Catalog, found: Profile, name: str) -> str:
    """Return the section of a criterion: its score, words, every figure, and who says so.

    An indicator that has words of its own brings them to the criterion it belongs to.
    """
    block = found.blocks[name]
    own = [item.indicator.id for item in block.facts if item.indicator.criterion]
    lead = "".join(LEADS[item](catalog, found) for item in own if item in LEADS)
    tail = "".join(TAILS[item](catalog, found) for item in own if item in TAILS)
    return _section(block, lead + _table(catalog, found, block, block.facts) + tail)


def pay(catalog: Catalog, found: Profile) -> str:
    """Return pay by occupation in dollars and local money, then what money is worth there."""
    block = found.blocks[catalog.pay_criterion]
    client = catalog.countries[found.scenario.client].name
    columns = [
        ("Gross pay, USD a month", ""),
        (found.name, "kpo-number"),
        ("Year", "kpo-year"),
        (f"{catalog.countries[found.country].currency} a month", "kpo-number kpo-points"),
        ("Years", "kpo-line"),
        (client, "kpo-number kpo-peer"),
        (f"Of {possessive(client)}", "kpo-number kpo-share"),
    ]
    rows = "".join(_pay_row(catalog, item, block.fact(item.indicator.id)) for item in found.pays)
    table = cells.table("Pay by occupation", cells.head(columns), rows)
    paid = {item.indicator.id for item in found.pays}
    others = [item for item in block.facts if item.indicator.id not in paid]
    moved = pay_change(block.fact(found.pays[0].indicator.id))
    lead = blocks.paragraphs([f"Gross pay, without employer charges. {moved}".strip()])
    return _section(block, lead + table + _table(catalog, found, block, others))


def english(catalog: Catalog, found: Profile) -> str:
    """Return what the score of the English index means."""
    return blocks.paragraphs([" ".join(found.english)])


def working_day(catalog: Catalog, found: Profile) -> str:
    """Return the day strip of winter and summer with the shared hours."""
    strips = "".join(day(catalog, found, item) for item in found.days)
    return f"<div class='kpo-days'>{strips}{_hours()}</div>"


def data_law(catalog: Catalog, found: Profile) -> str:
    """Return a sentence on data transfer and the privacy law."""
    client = catalog.countries[found.scenario.client].name
    transfer = figure(catalog, found.scenario, found.country, DATA_TRANSFER)
    law = catalog.flag(found.country, "privacy_law")
    said = f"Data-transfer status is not known for {client}."
    if transfer and transfer.note:
        said = f"Personal data from {client}: {transfer.note}."
    elif found.country not in catalog.published.countries:
        said = "Data transfer and privacy law: not checked, a country of your own."
    privacy = f" {law.text}." if law and law.state == "yes" and law.text else ""
    return blocks.paragraphs([said + privacy])


def day(catalog: Catalog, found: Profile, item: Day) -> str:
    """Return one season's strip: both working days on the client's clock, shared hours filled."""
    client = catalog.countries[found.scenario.client].name
    there = "".join(_span(*part, "kpo-there") for part in item.there)
    shared = "".join(_span(*part, "kpo-shared") for part in item.shared)
    clock = " and ".join(f"{_clock(start)}\u2013{_clock(end)}" for start, end in item.there)
    said = f"{found.name}\u2019s 09\u201318 is {clock} in {client}"
    return (
        f"<div class='kpo-day'><span>{item.season.capitalize()}</span>"
        f"<span class='kpo-strip' role='img' aria-label='{escape(said)}' title='{escape(said)}'>"
        f"{_span(9, 18, 'kpo-here')}{there}{shared}</span>"
        f"<b>{item.hours:g} h</b></div>"
    )


def _section(block: Block, body: str) -> str:
    """Return a section; a short one stays on one sheet of paper."""
    name, short = block.criterion.id, " kpo-together" * (_scored(block) <= SHORT)
    score = "no score" if block.score is None else f"{block.score:.0f} <small>of 100</small>"
    sources = cells.source_links(source for item in block.facts for source in item.sources)
    return (
        f"<section class='kpo-section kpo-criterion kpo-{name}{short}' "
        f"style='--criterion:{css_colour(name)}'>"
        f"<h2><i style='background:var(--criterion)'></i>{escape(block.criterion.name)}"
        f"<b>{score}</b></h2>{body}"
        f"<p class='kpo-small kpo-by'>Sources: {sources or 'none'}</p></section>"
    )


def _scored(block: Block) -> int:
    return sum(item.counts for item in block.facts)


def _table(catalog: Catalog, found: Profile, block: Block, facts: Sequence[Fact]) -> str:
    """Return what counts, then what does not under a line that says so."""
    counted = [item for item in facts if item.counts]
    beside = [item for item in facts if not item.counts]
    rows = "".join(cells.fact_row(catalog, item) for item in counted)
    if beside and counted:
        rows += BESIDE
    rows += "".join(cells.fact_row(catalog, item) for item in beside)
    columns = [
        (block.criterion.question if counted else "Prices and incomes, not scored", ""),
        (found.name, "kpo-number"),
        ("Year", "kpo-year"),
        ("Points" if counted else "", "kpo-points"),
        ("Years", "kpo-line"),
        (catalog.countries[found.scenario.client].name, "kpo-number kpo-peer"),
        ("Place" if counted else "", "kpo-number kpo-place"),
    ]
    return cells.table(block.criterion.name, cells.head(columns), rows)


def _pay_row(catalog: Catalog, pay: Pay, fact: Fact) -> str:
    local = cells.NOTHING
    if pay.local is not None and pay.rate is not None:
        by = escape(f"USD \u00d7 exchange rate of {cells.says(catalog, pay.rate)}")
        local = f"<span title='{by}'>{pay.local:,.0f}</span>"
    share = share_words(pay.share) if pay.share is not None else ""
    n = f"n = {pay.found.n:,}" if pay.found and pay.found.n is not None else ""
    note = pay.found.note if pay.found and pay.found.status == "reported" else ""
    counts = "counts for the score" if pay.counts else ""
    other = pay.rate and pay.found and pay.rate.year != pay.found.year
    rate = f"local at the rate of {pay.rate.year}" if pay.rate and other else ""
    small = "; ".join(part for part in (cells.marks(pay.found), note, n, rate, counts) if part)
    kind = " ".join(
        word
        for word in (
            "kpo-counts" if pay.counts else "",
            "kpo-marked-row" if cells.marks(pay.found) else "",
        )
        if word
    )
    return (
        f"<tr class='{kind}'><th scope='row'><span title='{escape(pay.indicator.description)}'>"
        f"{escape(pay.indicator.name)}</span> <small>{escape(small)}</small></th>"
        f"<td class='kpo-number kpo-value'>{cells.value(catalog, fact, pay.found)}</td>"
        f"<td class='kpo-year'>{pay.found.year if pay.found else ''}</td>"
        f"<td class='kpo-number kpo-points'>{local}</td>"
        f"<td class='kpo-line'>{cells.years(fact.history)}</td>"
        f"<td class='kpo-number kpo-peer'>{cells.value(catalog, fact, pay.peer)}</td>"
        f"<td class='kpo-number kpo-share'>{share}</td></tr>"
    )


def _holidays(catalog: Catalog, found: Profile) -> str:
    known = found.holidays
    if known is None:
        return "<p class='kpo-small'>No public holidays are known.</p>"
    client = catalog.countries[found.scenario.client].name
    rows = "".join(
        f"<li>{item:%a} {item.day} {item:%B}: {escape(name)}</li>" for item, name in known.days
    )
    return (
        f"<p class='kpo-apart'>{len(known.days)} public holidays. On {known.only_there} weekdays "
        f"only {escape(found.name)} is off, on {known.only_client} only {escape(client)}.</p>"
        f"<details><summary>Holidays of {catalog.year}</summary><ul>{rows}</ul></details>"
    )


def _span(start: float, end: float, kind: str) -> str:
    left, width = 100 * start / 24, 100 * (end - start) / 24
    return f"<i class='{kind}' style='left:{left:.2f}%;width:{width:.2f}%'></i>"


def _hours() -> str:
    marks = "".join(f"<i style='left:{100 * hour / 24:.2f}%'>{hour:02d}</i>" for hour in _shown())
    return (
        f"<div class='kpo-day kpo-hours' aria-hidden='true'><span></span><span>{marks}</span></div>"
    )


def _shown() -> Iterable[int]:
    return (0, 6, 9, 12, 18, 24)


def _clock(hour: float) -> str:
    return f"{int(hour):02d}:{round(hour % 1 * 60):02d}"


Words = Callable[[Catalog, Profile], str]
LEADS: Final[Mapping[str, Words]] = {
    ENGLISH: english,
    SHARED_HOURS: working_day,
    DATA_TRANSFER: data_law,
}
TAILS: Final[Mapping[str, Words]] = {SHARED_HOURS: _holidays}
"""What computed indicators have to say above and under the figures of their criterion."""
