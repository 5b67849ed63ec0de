"""The charts of the business case, each from the result alone: frame, words, theme by theme.

>>> from kpo import Scenario, load
>>> from kpo.case import business_case
>>> from kpo.charts.business_case import costs
>>> catalog = load()
>>> result = business_case(catalog, Scenario(client="USA", people=120), ["IND", "PHL"])
>>> costs(catalog, result, "IND").title
'Cost per productive hour, USD'
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kpo.case import PARTS, Band, BusinessCase, Outcome, break_evens, cumulative_bands, influences
from kpo.case.places import PERCENT
from kpo.charts import case_break_evens, case_costs, case_influences, case_quadrant, case_saving
from kpo.charts.case_style import PART_COLOURS
from kpo.charts.chart import Chart
from kpo.data.assumptions import assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import business_case as words
from kpo.narrative.case_amounts import hourly, money

MAX_DRAWN: Final = 24
"""Destinations drawn side by side; the table has all of them."""

MAX_INPUTS: Final = 8
MIN_APART: Final = 0.085
"""Least distance of two words at the ends of lines, as a part of the height."""


def cheapest(result: BusinessCase) -> tuple[Outcome, ...]:
    """Return the destinations that are drawn side by side, cheapest first."""
    return tuple(sorted(result.outcomes, key=lambda item: item.per_hour)[:MAX_DRAWN])


def parts_used(result: BusinessCase) -> tuple[int, ...]:
    """Return the places of the parts of an hour's cost that cost something anywhere."""
    return tuple(
        at
        for at in range(len(PARTS))
        if result.home_parts[at] > 0 or any(item.parts[at] > 0 for item in result.outcomes)
    )


def costs(catalog: Catalog, result: BusinessCase, focus: str) -> Chart:
    """Return cost per productive hour in parts, cheapest first, home among them."""
    names = [words.PARTS[name] for name in PARTS]
    rows = [_row(catalog, result, item) for item in cheapest(result)]
    rows.append(_home_row(catalog, result))
    rows.sort(key=lambda row: row["total_value"])
    frame = case_costs.frame(rows, names, focus)
    return Chart(
        f"Cost per productive hour, {result.currency}",
        case_costs.spec,
        frame,
        case_costs.alt(frame, result.currency),
        words.sources(catalog, result),
        tuple((PART_COLOURS["light"][at], names[at]) for at in parts_used(result)),
    )


def saving(catalog: Catalog, result: BusinessCase, item: Outcome) -> Chart:
    """Return what is saved up to each year, with its band and what outsourcing promises."""
    rows = _saved(catalog, result, item)
    ends: dict[str, float] = {name: rows[-1][name] for name in ("low", "saved", "high", "promised")}
    values = [row[name] for row in rows for name in ("low", "high", "promised")]
    least = MIN_APART * (max(*values, 0.0) - min(*values, 0.0))
    frame = case_saving.frame(rows, case_saving.apart(ends, least))
    name = named(catalog, item.country, result.case.client)
    return Chart(
        f"Cumulative saving, {name}",
        case_saving.spec,
        frame,
        case_saving.alt(frame, name, result.currency),
        words.sources(catalog, result),
        (("", "band: 8 of 10 draws"), ("", "dashed: what outsourcing promises")),
    )


def gone(catalog: Catalog, result: BusinessCase, item: Outcome) -> Chart:
    """Return where the saving is gone, a term at a time."""
    ends = break_evens(catalog, result.case, item.country, result.draws, result.seed)
    frame = case_break_evens.frame(ends, [words.break_even_words(end) for end in ends])
    name = named(catalog, item.country, result.case.client)
    return Chart(
        f"Where the saving is gone, {name}",
        case_break_evens.spec,
        frame,
        case_break_evens.alt(frame, name),
        words.sources(catalog, result),
        (("", "dot: today"), ("", "band: break-even, P10\u2013P90")),
    )


def quadrant(
    catalog: Catalog, result: BusinessCase, scores: Mapping[str, float], focus: str
) -> Chart | None:
    """Return cost against score, by country; None for fewer than two."""
    rows: list[dict[str, object]] = [
        {
            "country": item.country,
            "name": _name(catalog, result, item.country),
            "cost": item.per_hour,
            "score": scores[item.country],
            "cost_shown": f"{hourly(item.per_hour)} {result.currency}",
            "score_shown": f"{scores[item.country]:.0f} of 100",
        }
        for item in result.outcomes
        if item.country in scores
    ]
    if len(rows) < 2:
        return None
    home = (result.home_per_hour, f"home {hourly(result.home_per_hour)}")
    frame = case_quadrant.frame(rows, home, result.currency, focus)
    return Chart(
        "Cost per productive hour against score",
        case_quadrant.spec,
        frame,
        case_quadrant.alt(frame, result.currency),
    )


def moves(catalog: Catalog, result: BusinessCase, item: Outcome) -> Chart | None:
    """Return which inputs move the saving most; None where none does."""
    inputs = influences(catalog, result.case, item.country, result.draws, result.seed)
    rows = [(one.name, one.swing, money(abs(one.swing))) for one in inputs[:MAX_INPUTS]]
    if not rows:
        return None
    name = named(catalog, item.country, result.case.client)
    frame = case_influences.frame(rows)
    return Chart(
        f"What moves the saving most, {name}",
        case_influences.spec,
        frame,
        case_influences.alt(frame, name),
    )


def _saved(catalog: Catalog, result: BusinessCase, item: Outcome) -> Sequence[dict[str, Any]]:
    span = span_of(assumptions(catalog)["promised_saving"], item.country, result.case.changes)
    share = (span.likely if span else 0.0) / PERCENT
    promised = [0.0]
    for cost in result.home_loaded:
        promised.append(promised[-1] + share * cost)
    bands = cumulative_bands(catalog, result.case, item.country, result.draws, result.seed)
    labels = ["the start", *(f"the end of {year}" for year in result.years)]
    return [
        {
            "year": place,
            "label": label,
            "saved": item.cumulative[place],
            "low": bands[place].low,
            "high": bands[place].high,
            "promised": promised[place],
            "shown": money(item.cumulative[place], result.currency),
            "band": _between(bands[place]),
            "saved_end": money(item.cumulative[place]),
            "low_end": f"P10 {money(bands[place].low)}",
            "high_end": f"P90 {money(bands[place].high)}",
            "promised_end": f"{PERCENT * share:g} %: {money(promised[place])}",
        }
        for place, label in enumerate(labels)
    ]


def _row(catalog: Catalog, result: BusinessCase, item: Outcome) -> dict[str, Any]:
    share = item.per_hour / result.home_per_hour - 1
    sign = "+" if share > 0 else "\u2212"
    return {
        "country": item.country,
        "name": _name(catalog, result, item.country),
        "parts": item.parts,
        "hourly": [hourly(part) for part in item.parts],
        "total": hourly(item.per_hour),
        "total_value": item.per_hour,
        "against": f"{sign}{abs(PERCENT * share):.0f} %",
        "dearer": share > 0,
        "home": False,
        "marked": bool(words.marks(item)),
    }


def _home_row(catalog: Catalog, result: BusinessCase) -> dict[str, Any]:
    client = catalog.countries[result.case.client].name
    return {
        "country": result.case.client,
        "name": f"At home: {client}",
        "parts": result.home_parts,
        "hourly": [hourly(part) for part in result.home_parts],
        "total": hourly(result.home_per_hour),
        "total_value": result.home_per_hour,
        "against": "home",
        "dearer": False,
        "home": True,
        "marked": result.home.pay.status != "reported" or bool(result.home.pay.doubt),
    }


def _between(band: Band) -> str:
    return f"{money(band.low)} to {money(band.high)}"


def _name(catalog: Catalog, result: BusinessCase, country: str) -> str:
    return named(catalog, country, result.case.client, True)
