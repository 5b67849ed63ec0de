"""The sections of the Country page, one per criterion; some add sentences or a drawing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from kpo.analysis.profile.facts import CriterionFacts, Fact
from kpo.analysis.profile.pay import Pay
from kpo.analysis.profile.working_day import Day
from kpo.analysis.provenance import observed
from kpo.core.html import Html, markup, table_row, tag
from kpo.core.numbers import times_words
from kpo.core.text import possessive
from kpo.data.catalog import Catalog
from kpo.data.computed import DATA_TRANSFER, ENGLISH, SHARED_HOURS
from kpo.data.names import place
from kpo.data.observations import figure
from kpo.narrative.profile import Profile
from kpo.narrative.profile.text import pay_change
from kpo.style import css_colour
from kpo.ui.components import ask, html
from kpo.ui.views.country import cells

SHORT = 4
"""Maximum number of scored figures in a section that is kept together on paper."""

BESIDE = tag.tr(tag.td("Also known, not scored", ask.word("Also known")), class_="kpo-beside")
"""The row under the scored figures; this row and those after it are left out on paper."""


def criteria(catalog: Catalog, profile: Profile, names: Iterable[str]) -> Html:
    """Return the sections of some criteria; pay has a layout of its own."""
    return markup(
        pay(catalog, profile)
        if name == catalog.pay_criterion
        else criterion(catalog, profile, name)
        for name in names
    )


def criterion(catalog: Catalog, profile: Profile, name: str) -> Html:
    """Return the section of a criterion: its score, sentences, every figure, and the sources.

    Indicators in `LEADS` and `TAILS` add sentences to the criterion that they belong to.
    """
    block = profile.blocks[name]
    own = [item.indicator.id for item in block.facts if item.indicator.criterion]
    lead = markup(LEADS[item](catalog, profile) for item in own if item in LEADS)
    tail = markup(TAILS[item](catalog, profile) for item in own if item in TAILS)
    return _section(block, lead + _table(catalog, profile, block, block.facts) + tail)


def pay(catalog: Catalog, profile: Profile) -> Html:
    """Return the section on pay: by occupation in dollars and local money, then other figures."""
    block = profile.blocks[catalog.pay_criterion]
    client = catalog.countries[profile.scenario.client].name
    whose = possessive(place(catalog, profile.scenario.client))
    columns = [
        ("Gross pay, USD a month", ""),
        (profile.name, "kpo-number"),
        ("Year", "kpo-year"),
        (f"{catalog.countries[profile.country].currency} a month", "kpo-number kpo-points"),
        ("Years", "kpo-line"),
        (client, "kpo-number kpo-peer"),
        (f"Of {whose}", "kpo-number kpo-share"),
    ]
    rows = markup(_pay_row(catalog, item, block.fact(item.indicator.id)) for item in profile.pays)
    table = cells.fact_table("Pay by occupation", columns, rows)
    paid = {item.indicator.id for item in profile.pays}
    others = [item for item in block.facts if item.indicator.id not in paid]
    moved = pay_change(block.fact(profile.pays[0].indicator.id))
    lead = html.paragraphs([f"Gross pay, without employer charges. {moved}".strip()])
    return _section(block, lead + table + _table(catalog, profile, block, others))


def english(catalog: Catalog, profile: Profile) -> Html:
    """Return what the score of the English index means, in sentences."""
    return html.paragraphs([" ".join(profile.english)])


def working_day(catalog: Catalog, profile: Profile) -> Html:
    """Return the strip of the working day in each season, with the shared hours."""
    strips = [day(catalog, profile, item) for item in profile.days]
    return tag.div(strips, _hours(), class_="kpo-days")


def data_law(catalog: Catalog, profile: Profile) -> Html:
    """Return a sentence on data transfer and the privacy law."""
    client = place(catalog, profile.scenario.client)
    transfer = figure(catalog, profile.scenario, profile.country, DATA_TRANSFER)
    law = catalog.flag(profile.country, "privacy_law")
    sentence = f"Data-transfer status is not known for {client}."
    if transfer and transfer.note:
        sentence = f"Personal data from {client}: {transfer.note}."
    elif profile.country not in catalog.published.countries:
        sentence = "Data transfer and privacy law: not checked, a country of your own."
    privacy = f" {law.text}." if law and law.state == "yes" and law.text else ""
    return html.paragraphs([sentence + privacy])


def day(catalog: Catalog, profile: Profile, item: Day) -> Html:
    """Return one season's strip: both working days on the client's clock, shared hours filled."""
    client = place(catalog, profile.scenario.client)
    spans = [_span(9, 18, "kpo-here")]
    spans += [_span(*part, "kpo-there") for part in item.there]
    spans += [_span(*part, "kpo-shared") for part in item.shared]
    clock = " and ".join(f"{_clock(start)}\u2013{_clock(end)}" for start, end in item.there)
    words = f"{possessive(place(catalog, profile.country, True))} 09\u201318 is {clock} in {client}"
    return tag.div(
        tag.span(item.season.capitalize()),
        tag.span(spans, class_="kpo-strip", role="img", aria_label=words, title=words),
        tag.b(f"{item.hours:g} h"),
        class_="kpo-day",
    )


def _section(block: CriterionFacts, body: str) -> Html:
    """Return a section; a short one is kept together on paper."""
    scored = sum(item.counts for item in block.facts)
    name, short = block.criterion.id, " kpo-together" * (scored <= SHORT)
    score = ["no score"] if block.score is None else [f"{block.score:.0f} ", tag.small("of 100")]
    sources = cells.source_links(source for item in block.facts for source in item.sources)
    return tag.section(
        tag.h2(
            tag.i(style="background:var(--criterion)"),
            block.criterion.name,
            ask.criterion(block.criterion),
            tag.b(score),
        ),
        body,
        tag.p("Sources: ", sources or "none", class_="kpo-small kpo-by"),
        class_=f"kpo-section kpo-criterion kpo-{name}{short}",
        style=f"--criterion:{css_colour(name)}",
    )


def _table(catalog: Catalog, profile: Profile, block: CriterionFacts, facts: Sequence[Fact]) -> str:
    """Return a table of the scored figures, then the others under a row that says so."""
    counted = [item for item in facts if item.counts]
    beside = [item for item in facts if not item.counts]
    rows = [cells.fact_row(catalog, item) for item in counted]
    rows += [BESIDE] if beside and counted else []
    rows += [cells.fact_row(catalog, item) for item in beside]
    columns = [
        (block.criterion.question if counted else "Prices and incomes, not scored", ""),
        (profile.name, "kpo-number"),
        ("Year", "kpo-year"),
        ("Points" if counted else "", "kpo-points"),
        ("Years", "kpo-line"),
        (catalog.countries[profile.scenario.client].name, "kpo-number kpo-peer"),
        ("Place" if counted else "", "kpo-number kpo-place"),
    ]
    return cells.fact_table(block.criterion.name, columns, rows)


def _pay_row(catalog: Catalog, pay: Pay, fact: Fact) -> Html:
    local = cells.NOTHING
    if pay.local is not None and pay.rate is not None:
        by = f"USD \u00d7 exchange rate of {observed(catalog, pay.rate).credit}"
        local = tag.span(f"{pay.local:,.0f}", title=by)
    share = times_words(pay.share) if pay.share is not None else ""
    n = f"n = {pay.observation.n:,}" if pay.observation and pay.observation.n is not None else ""
    note = pay.observation.note if pay.observation and pay.observation.status == "reported" else ""
    counts = "counts for the score" if pay.counts else ""
    other = pay.rate and pay.observation and pay.rate.year != pay.observation.year
    rate = f"local at the rate of {pay.rate.year}" if pay.rate and other else ""
    small = "; ".join(part for part in (pay.marks, note, n, rate, counts) if part)
    kinds = ["kpo-counts"] * pay.counts + ["kpo-marked-row"] * bool(pay.marks)
    name = tag.span(pay.indicator.name, title=pay.indicator.description)
    return table_row(
        markup(name, " ", tag.small(small)),
        (cells.own_value(catalog, fact), "kpo-number kpo-value"),
        (pay.observation.year if pay.observation else "", "kpo-year"),
        (local, "kpo-number kpo-points"),
        (cells.years(fact.history), "kpo-line"),
        (cells.value(catalog, fact, pay.peer), "kpo-number kpo-peer"),
        (share, "kpo-number kpo-share"),
        class_=" ".join(kinds),
    )


def _holidays(catalog: Catalog, profile: Profile) -> Html:
    known = profile.holidays
    if known is None:
        return html.small("No public holidays are known.")
    there, client = (place(catalog, code) for code in (profile.country, profile.scenario.client))
    rows = markup(tag.li(f"{item:%a} {item.day} {item:%B}: {name}") for item, name in known.days)
    return markup(
        tag.p(
            f"{len(known.days)} public holidays. On {known.only_there} weekdays only {there} is "
            f"off, on {known.only_client} only {client}.",
            class_="kpo-apart",
        ),
        html.opened(f"Holidays of {catalog.year}", tag.ul(rows)),
    )


def _span(start: float, end: float, kind: str) -> Html:
    left, width = 100 * start / 24, 100 * (end - start) / 24
    return tag.i(class_=kind, style=f"left:{left:.2f}%;width:{width:.2f}%")


def _hours() -> Html:
    shown = (0, 6, 9, 12, 18, 24)
    marks = markup(tag.i(f"{hour:02d}", style=f"left:{100 * hour / 24:.2f}%") for hour in shown)
    return tag.div(tag.span(), tag.span(marks), class_="kpo-day kpo-hours", aria_hidden="true")


def _clock(hour: float) -> str:
    return f"{int(hour):02d}:{round(hour % 1 * 60):02d}"


Words = Callable[[Catalog, Profile], str]
LEADS: Final[Mapping[str, Words]] = {
    ENGLISH: english,
    SHARED_HOURS: working_day,
    DATA_TRANSFER: data_law,
}
TAILS: Final[Mapping[str, Words]] = {SHARED_HOURS: _holidays}
"""What computed indicators add above (`LEADS`) and below (`TAILS`) their criterion's figures."""
