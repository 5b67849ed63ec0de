"""The sections of the Country page: one for each criterion, its figures told in its own way."""

from collections.abc import Iterable, Sequence
from html import escape

from kpo.catalog import Catalog
from kpo.profile import Profile
from kpo.profile.day import Day
from kpo.profile.facts import Block, Fact
from kpo.profile.pay import Pay
from kpo.profile.phrases import possessive, share_words
from kpo.profile.words import pay_change
from kpo.ui import blocks
from kpo.ui.profile import cells

PAY = "pay_"
BESIDE = "<tr class='kpo-beside'><td>Told beside, not scored</td></tr>"


def told(catalog: Catalog, found: Profile, names: Iterable[str]) -> str:
    """Return the sections of some criteria, those with a way of their own in that way."""
    own = {
        "labour_cost": labour_cost,
        "english": english,
        "security": security,
        "time_zone": time_zone,
    }
    return "".join(
        own[name](catalog, found) if name in own else criterion(catalog, found, name)
        for name in names
        if name in found.blocks
    )


def criterion(catalog: Catalog, found: Profile, name: str, lead: str = "", tail: str = "") -> str:
    """Return the section of a criterion: its score, words, every figure, and who says so."""
    block = found.blocks[name]
    made = _table(catalog, found, block, block.facts)
    return _section(block, lead + made + tail)


def labour_cost(catalog: Catalog, found: Profile) -> str:
    """Return pay by occupation in dollars and local money, then what money is worth there."""
    block = found.blocks["labour_cost"]
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
    pay = cells.table("Pay by occupation", cells.head(columns), rows)
    others = [item for item in block.facts if not item.indicator.id.startswith(PAY)]
    moved = pay_change(block.fact(found.pays[0].indicator.id))
    lead = blocks.paragraphs([f"Gross pay, without employer charges. {moved}".strip()])
    return _section(block, lead + pay + _table(catalog, found, block, others))


def english(catalog: Catalog, found: Profile) -> str:
    """Return the score of the English index and what it means."""
    return criterion(catalog, found, "english", blocks.paragraphs([" ".join(found.english)]))


def time_zone(catalog: Catalog, found: Profile) -> str:
    """Return the day strip of winter and summer, the shared hours, and the holidays."""
    strips = "".join(day(catalog, found, item) for item in found.days)
    lead = f"<div class='kpo-days'>{strips}{_hours()}</div>"
    return criterion(catalog, found, "time_zone", lead, _holidays(catalog, found))


def security(catalog: Catalog, found: Profile) -> str:
    """Return the security figures under a sentence on data transfer and the privacy law."""
    transfer = found.blocks["security"].fact("data_transfer").found
    client = catalog.countries[found.scenario.client].name
    law = catalog.flag(found.country, "privacy_law")
    said = f"Data-transfer status is known for clients in the EEA only, not for {client}."
    if transfer and transfer.note:
        said = f"Personal data from {client}: {transfer.note}."
    elif found.country not in catalog.published.countries:
        said = "Data transfer and privacy law: not checked, a country of your own."
    privacy = f" {law.text}." if law and law.state == "yes" and law.text else ""
    return criterion(catalog, found, "security", blocks.paragraphs([said + privacy]))


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
    name = block.criterion.id
    score = "no score" if block.score is None else f"{block.score:.0f} <small>of 100</small>"
    sources = cells.source_links(source for item in block.facts for source in item.sources)
    return (
        f"<section class='kpo-section kpo-criterion kpo-{name}'>"
        f"<h2><i style='background:var(--{name})'></i>{escape(block.criterion.name)}"
        f"<b>{score}</b></h2>{body}"
        f"<p class='kpo-small kpo-by'>Sources: {sources or 'none'}</p></section>"
    )


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
