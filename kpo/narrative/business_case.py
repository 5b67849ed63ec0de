"""The business case in words: what it costs, what it saves, what it leaves out."""

from collections.abc import Sequence
from math import isfinite
from typing import Final

from kpo.case import BreakEven, BusinessCase, Outcome, business_case
from kpo.case.places import PERCENT, last_actual
from kpo.core.errors import DataError, ScenarioError
from kpo.core.model import Scenario
from kpo.core.numbers import range_words
from kpo.core.text import joined
from kpo.data.assumptions import assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative.case_amounts import chance, decimal, less, money, shares
from kpo.narrative.case_assumptions import not_counted
from kpo.scoring.ranking import Ranking

WORKERS: Final = {"ITO": "developers", "BPO": "clerks", "KPO": "analysts"}
PARTS: Final = {
    "labour": "Labour",
    "people": "Attrition, benefits and training",
    "office": "Office and tools",
    "management": "Contract management at home",
    "margin": "Provider\u2019s margin",
    "once": "Paid once",
}

NO_CASE: Final = "No cost of a team can be said here."


def workers(business: BusinessCase) -> str:
    """Return the people and their number."""
    count = business.case.people
    word = WORKERS.get(business.case.rules.tier, "people")
    one = {"people": "person"}.get(word, word.removesuffix("s"))
    return f"{count:,} {one if count == 1 else word}"


def headline(catalog: Catalog, business: BusinessCase, item: Outcome | None) -> str:
    """Return the answer in money: the labour of the first year, and how far below home it is."""
    if item is None:
        return "No business case can be made for this choice"
    where = named(catalog, item.country, business.case.client)
    cost = "costs" if business.case.people == 1 else "cost"
    return (
        f"{workers(business)} in {where} {cost} {money(item.labour[0], business.currency)} of "
        f"labour in the first year, {less(item.labour_band)}{rests_on(business, item)}"
    )


def rests_on(business: BusinessCase, item: Outcome) -> str:
    """Return what a headline adds if the pay, here or at home, is not a figure as published.

    Empty otherwise.
    """
    pay = item.place.pay
    words = {"different_definition": ["differently defined pay"], "assumed": ["assumed pay"]}
    marks = (["doubtful pay"] if pay.doubt else words.get(pay.status, [])) + (
        ["assumed pay at home"] if business.home.pay.status == "assumed" else []
    )
    return f", resting on {joined(marks)}" if marks else ""


def standfirst(catalog: Catalog, business: BusinessCase, item: Outcome | None) -> str:
    """Return the all-in cost, the saving with its band and payback, and the chance of a saving."""
    if item is None:
        missing = [f"{one.name}: {one.reason}" for one in business.missing]
        return f"{'; '.join(missing[:8])}." if missing else "Choose a destination above."
    first, home = item.loaded[0] + item.governance[0], business.home_loaded[0]
    last = business.years[-1]
    span = f"Over {business.case.start}\u2013{last}" if last > business.case.start else f"In {last}"
    sentences = [
        f"All in, the same work costs {money(first)} in {business.case.start} and "
        f"{money(item.once)} once; at home {money(home)}.",
        f"{span} {_saved(item, business.currency)}",
        _beats(catalog, business, item),
    ]
    return " ".join(sentences)


def of_team(catalog: Catalog, scenario: Scenario, country: str) -> tuple[str, ...]:
    """Return what a scenario's people cost and save at one destination, or which figure is missing.

    The Country and Ranking pages show these sentences. Empty for the client, and if the data
    folder lacks the tables of a business case.
    """
    if country == scenario.client:
        return ()
    try:
        business = business_case(catalog, scenario, [country])
    except DataError:
        return ()
    except ScenarioError as error:
        faults = (f"{one.where}: {one.what}; {one.remedy}." for one in error.problems)
        return (NO_CASE, *faults)
    if not business.outcomes:
        return (NO_CASE, *(f"{words}." for words in missing_words(business)))
    item = business.outcomes[0]
    return (
        f"{headline(catalog, business, item)}.",
        standfirst(catalog, business, item),
        not_counted(catalog, business.case, country),
        basis(catalog, business),
    )


def _saved(item: Outcome, currency: str) -> str:
    word = "are saved" if item.total > 0 else "more is spent"
    back = payback_words(item)
    return (
        f"{money(abs(item.total), currency)} {word}, {shares(item.share_band)} of the cost at home "
        f"(8 of 10 draws); it {back}."
    )


def payback_words(item: Outcome) -> str:
    """Return when the destination pays back, as a predicate."""
    if not isfinite(item.months):
        return "does not pay back"
    return (
        "costs nothing to begin with"
        if item.months == 0
        else f"pays back in month {item.months:.0f}"
    )


def _beats(catalog: Catalog, business: BusinessCase, item: Outcome) -> str:
    span = span_of(assumptions(catalog)["promised_saving"], item.country, business.case.changes)
    assert span is not None
    return (
        f"It saves something in {chance(item.chance)} of 100 draws, and more than the "
        f"{span.likely:g} % that outsourcing promises in {chance(item.chance_promised)}."
    )


def productivity_line(ends: Sequence[BreakEven]) -> str:
    """Return the output below which nothing is saved, as a sentence."""
    for item in ends:
        if item.id == "productivity" and item.at is not None and item.low is not None:
            return (
                f"Nothing is saved once they do less than {item.at:.0f} % of the work of people at "
                f"home ({item.low:.0f}\u2013{item.high:.0f} % in 8 of 10 draws)."
            )
    return "No output, however high, saves anything here."


def basis(catalog: Catalog, business: BusinessCase) -> str:
    """Return currency, years of the money, and the date of the exchange rates."""
    last = last_actual(catalog)
    rates = catalog.figures(business.case.client, "exchange_rate")
    averages = last + 1 if any(item.year > last for item in rates) else last
    return (
        f"{business.currency}, money of {business.case.start}\u2013{business.years[-1]} as it "
        f"will be. Exchange rates: averages of {averages}, then the path that "
        "the IMF\u2019s World Economic Outlook of October 2025 implies, a technical "
        f"assumption; prices are forecasts from {last + 1} on."
    )


def steps(
    business: BusinessCase, item: Outcome, ranked: float | None
) -> tuple[tuple[str, str], ...]:
    """Return the steps from the ranking's saving to the case's, so that their difference is clear.

    Parameters
    ----------
    ranked
        The ranking's saving in per cent, on the newest figures.
    """
    ways = []
    if ranked is not None:
        ways.append(("On the newest figures, as the ranking has it", f"{ranked:.0f} %"))
    ways.append(
        (
            f"Labour in prices of {business.case.start}, wages and rates brought forward",
            f"{PERCENT * item.labour_share:.0f} % ({shares(item.labour_band)})",
        )
    )
    ways.append(
        (
            f"All in, {business.case.years} years, for the same work",
            f"{PERCENT * item.share:.0f} % ({shares(item.share_band)})",
        )
    )
    return tuple((name, value.replace("-", "\u2212")) for name, value in ways)


def break_even_words(item: BreakEven) -> str:
    """Return the current value of a term and its break-even, as text."""
    sign = " %" if item.unit.startswith("%") else ""
    now = f"today {decimal(item.now, item.decimals)}{sign}"
    if item.at is None or item.low is None or item.high is None:
        limit = f" up to {decimal(item.most, 0)}{sign}" if isfinite(item.most) else " at any value"
        return f"{now} \u00b7 not gone{limit}"
    reach = range_words(*(decimal(end, item.decimals) for end in (item.low, item.high)))
    return f"{now} \u00b7 gone at {reach}{sign}"


def marks(item: Outcome) -> tuple[str, ...]:
    """Return remarks on the pay figure and the hours of a destination; empty if both are usual."""
    pay = item.place.pay
    words = {"different_definition": "pay defined differently", "assumed": "pay assumed"}
    remarks = [words.get(pay.status, "")] + (["doubtful pay"] if pay.doubt else [])
    remarks += [] if item.hours_known else ["no working days known: hours as at home"]
    return tuple(filter(None, remarks))


def sources(catalog: Catalog, business: BusinessCase, most: int = 0) -> str:
    """Return who publishes the figures of a case; the first `most` of them, 0 for all."""
    names: dict[str, None] = {}
    for one in (business.home, *(item.place for item in business.outcomes)):
        for source in (*one.pay.sources, *one.charge_sources):
            names[source] = None
    for source in ("imf_weo", "wdi_macro", "python_holidays"):
        names[source] = None
    producers = dict.fromkeys(
        catalog.sources[name].producer for name in names if name in catalog.sources
    )
    shown, count = list(producers)[: most or None], len(producers)
    more = f" and {count - most} others" if most and count > most + 1 else ""
    return f"Pay, charges, prices, rates, days: {', '.join(shown if more else producers)}{more}."


def marked_words(catalog: Catalog, business: BusinessCase) -> tuple[str, ...]:
    """Return which bars are drawn pale, and why."""
    return tuple(
        f"Drawn pale: {named(catalog, item.country, business.case.client)}, {', '.join(words)}."
        for item in business.outcomes
        if (words := marks(item))
    )


def missing_words(business: BusinessCase) -> tuple[str, ...]:
    """Return which destinations lack a figure, which one, and how to supply it."""
    return tuple(f"{item.name}: {item.reason}; {item.remedy}" for item in business.missing)


def left_out(ranking: Ranking, business: BusinessCase) -> tuple[str, ...]:
    """Return which destinations a rule leaves out of the ranking, and so of the case."""
    lacking = {item.country for item in business.missing}
    return tuple(
        f"{item.name}: {item.reason}"
        for item in ranking.not_ranked
        if item.country not in lacking and item.country != business.case.client
    )
