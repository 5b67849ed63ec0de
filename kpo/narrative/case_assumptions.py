"""Assumptions of a business case in words: bounds, origin, and costs that are not counted."""

from collections.abc import Iterable
from typing import Final

from kpo.case import Case
from kpo.case.places import reports, terms
from kpo.core.numbers import range_words
from kpo.core.text import joined, lowered
from kpo.data.assumptions import Assumption, Span, assumptions, changed, span_of
from kpo.data.catalog import Catalog
from kpo.narrative.case_amounts import decimal

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
    shown = range_words(*(decimal(end, item.decimals) for end in (span.low, span.high)))
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
