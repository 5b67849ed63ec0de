"""Amounts and assumptions of a business case in words: bounds, origin, what is not counted."""

from collections.abc import Iterable
from typing import Final

from kpo.case import Band, Case
from kpo.case.places import PERCENT, reports, terms
from kpo.core.text import joined, lowered
from kpo.data.assumptions import Assumption, Span, assumptions, changed, span_of
from kpo.data.catalog import Catalog

LAW: Final = {
    "attrition": "",
    "extra_months": "thirteenth_month",
    "leaving": "severance_pay",
    "productive_hours": "annual_leave",
}
"""Field of `kpo.case.places.LocalTerms` that is shown beside each assumption."""


def not_counted(catalog: Catalog, case: Case, country: str) -> str:
    """Return which costs are not counted in the totals, as a sentence."""
    words = [
        item.absent
        for item in assumptions(catalog).values()
        if item.absent
        and (span := span_of(item, country, case.changes))
        and span.low == span.high == 0
    ]
    words.append("no taxes, customs or financing")
    return f"Not counted: {joined(words)}."


def changed_words(catalog: Catalog, case: Case) -> tuple[str, ...]:
    """Return one line for each assumption that the user has changed."""
    known = assumptions(catalog)
    changes = []
    for name, span in case.assumptions:
        base, _, country = name.partition(".")
        item = known[base]
        where = f", {catalog.countries[country].name}" if country else ""
        ours = "" if item.span is None else f" (ours: {span_words(item, item.span)})"
        now = span_words(item, Span(span[0], sum(span) / 2, span[1]))
        changes.append(f"{item.name}{where}: {now}{ours}")
    return tuple(changes)


def span_words(item: Assumption, span: Span) -> str:
    """Return the bounds of an assumption with its unit."""
    low, high = (decimal(end, item.decimals) for end in (span.low, span.high))
    shown = low if low == high else f"{low}\u2013{high}"
    return f"{shown} {item.unit.partition(',')[0]}"


def origin(catalog: Catalog, item: Assumption, case: Case, country: str) -> str:
    """Return the origin of an assumption: the user's own, ours, or its producers and year."""
    if changed(item, country, case.changes):
        return "yours"
    if item.origin == "ours":
        return "our assumption, yours to change"
    producers = [catalog.sources[name].producer for name in item.sources if name in catalog.sources]
    return f"{', '.join(dict.fromkeys(producers))} {item.year}".strip()


def beside(catalog: Catalog, item: Assumption, country: str, client: str) -> tuple[str, ...]:
    """Return the lines beside an assumption's field: the law, press reports, and past figures."""
    lines: list[str] = []
    law = terms(catalog)
    field = LAW.get(item.id, "")
    for name in (country, client) if field else ():
        words = getattr(law.get(name), field, "") or "nothing stated"
        lines.append(f"{catalog.countries[name].name}: {words}")
    if item.id == "leaving":
        words = getattr(law.get(country), "notice_period", "") or "nothing stated"
        lines.append(f"Notice: {words}")
    if item.id == "attrition":
        lines += [
            f"{one.producer}, {lowered(one.scope)}, {one.period}: {one.value:g} {one.unit}"
            for one in reports(catalog).get(country, ())
        ]
        if not lines:
            lines.append("No report known for this country.")
    indicator, where = _HISTORY.get(item.id, ("", ""))
    if indicator and indicator in catalog.indicators:
        lines += _history(catalog, indicator, country if where == "destination" else client)
    return tuple(lines)


_HISTORY: Final = {
    "productive_hours": ("weekly_hours", "destination"),
    "real_wage_growth": ("real_wage_growth", "destination"),
    "real_wage_growth_home": ("real_wage_growth", "home"),
}


def _history(catalog: Catalog, indicator: str, country: str) -> Iterable[str]:
    figures = catalog.figures(country, indicator)[-10:]
    item = catalog.indicators[indicator]
    if not figures:
        return [f"{item.name}: no figure for {catalog.countries[country].name}."]
    if indicator == "weekly_hours":
        last = figures[-1]
        return [f"{item.name}, all work: {last.value:g} ({last.year}), not used."]
    mean = sum(one.value for one in figures) / len(figures)
    years = f"{figures[0].year}\u2013{figures[-1].year}"
    return [f"{item.name}, all work, {years}: {mean:.1f} % a year."]


MILLION, BILLION = 1e6, 1e9
MIN_MILLIONS: Final = 1e5


def money(value: float, currency: str = "") -> str:
    """Return an amount with thousands separators, or from 0.1 million on in millions or billions.

    Examples
    --------
    >>> money(971_234, "USD"), money(-63_400_000), money(4_321)
    ('0.97 M USD', '\u221263.4 M', '4,321')
    """
    size = abs(value)
    if size >= BILLION:
        shown = f"{_digits(value / BILLION)} bn"
    elif size >= MIN_MILLIONS:
        shown = f"{_digits(value / MILLION)} M"
    else:
        shown = f"{value:,.0f}"
    return f"{shown} {currency}".strip().replace("-", "\u2212")


def hourly(value: float) -> str:
    """Return an amount per hour, with one decimal below 100.

    Examples
    --------
    >>> hourly(17.62), hourly(1234.5)
    ('17.6', '1,234')
    """
    return f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"


def less(band: Band) -> str:
    """Return a band of savings, shares of one, against home.

    Examples
    --------
    >>> less(Band(0.9, 0.92, 0.94)), less(Band(-0.4, -0.3, -0.2))
    ('90\u201394 % less than at home', '20\u201340 % more than at home')
    >>> less(Band(-0.25, 0.05, 0.28))
    'between 25 % more and 28 % less than at home'
    """
    low, high = (round(PERCENT * end) for end in (band.low, band.high))
    if low >= 0:
        return f"{_range(low, high)} % less than at home"
    if high <= 0:
        return f"{_range(-high, -low)} % more than at home"
    return f"between {-low} % more and {high} % less than at home"


def shares(band: Band) -> str:
    """Return a band of shares of one as per cents.

    Examples
    --------
    >>> shares(Band(0.52, 0.6, 0.73)), shares(Band(-0.05, 0.1, 0.2))
    ('52\u201373 %', '\u22125 to 20 %')
    """
    low, high = (round(PERCENT * end) for end in (band.low, band.high))
    if low < 0:
        return f"{low} to {high} %".replace("-", "\u2212")
    return f"{_range(low, high)} %"


def share(part: float) -> str:
    """Return a share of one as a per cent.

    Examples
    --------
    >>> share(0.294), share(-0.33)
    ('29 %', '\u221233 %')
    """
    return f"{PERCENT * part:.0f} %".replace("-", "\u2212")


def chance(share: float) -> str:
    """Return a share of the draws as a number out of 100, never rounded to all or none.

    Examples
    --------
    >>> chance(0.9951), chance(1.0), chance(0.004), chance(0.5)
    ('more than 99', '100', 'less than 1', '50')
    """
    hundred = PERCENT * share
    if 99 < hundred < 100:
        return "more than 99"
    return "less than 1" if 0 < hundred < 1 else f"{hundred:.0f}"


def decimal(value: float, decimals: int) -> str:
    """Return a number with `decimals` decimals, without any from 1,000 on."""
    digits = decimals if abs(value) < 1000 else 0
    return f"{value:,.{digits}f}".replace("-", "\u2212")


def _digits(value: float) -> str:
    size = abs(value)
    return f"{value:,.{2 if size < 1 else 1 if size < 100 else 0}f}"


def _range(low: int, high: int) -> str:
    return f"{low}" if low == high else f"{low}\u2013{high}"
