"""The charts of the business case, each from the result alone: frame, words, theme by theme.

>>> from kpo import Scenario, load
>>> from kpo.case import business_case
>>> from kpo.charts.business_case import costs
>>> catalog = load()
>>> result = business_case(catalog, Scenario(client="USA", people=120), ["IND", "PHL"])
>>> costs(catalog, result, "IND").title
'Cost per productive hour, USD'
"""

from collections.abc import Mapping
from typing import Final

from kpo.case import PARTS, BusinessCase, Outcome, break_evens, influences
from kpo.charts import case_break_evens, case_costs, case_influences, case_quadrant, case_saving
from kpo.charts.case_style import PART_COLOURS
from kpo.charts.chart import Chart
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import business_case as words
from kpo.narrative.case_amounts import hourly

MAX_INPUTS: Final = 8


def parts_used(result: BusinessCase) -> tuple[int, ...]:
    """Return the places of the parts of an hour's cost that cost something anywhere."""
    return tuple(
        at
        for at in range(len(PARTS))
        if result.home_parts[at] > 0 or any(item.parts[at] > 0 for item in result.outcomes)
    )


def costs(catalog: Catalog, result: BusinessCase, focus: str) -> Chart:
    """Return cost per productive hour in parts, cheapest first, home among them."""
    frame = case_costs.frame(catalog, result, focus)
    return Chart(
        f"Cost per productive hour, {result.currency}",
        case_costs.spec,
        frame,
        case_costs.alt(frame, result.currency),
        words.sources(catalog, result),
        tuple((PART_COLOURS["light"][at], words.PARTS[PARTS[at]]) for at in parts_used(result)),
    )


def saving(catalog: Catalog, result: BusinessCase, item: Outcome) -> Chart:
    """Return what is saved up to each year, with its band and what outsourcing promises."""
    frame = case_saving.frame(catalog, result, item)
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
    frame = case_break_evens.frame(ends)
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
            "name": named(catalog, item.country, result.case.client, True),
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
    if not inputs:
        return None
    name = named(catalog, item.country, result.case.client)
    frame = case_influences.frame(inputs[:MAX_INPUTS])
    return Chart(
        f"What moves the saving most, {name}",
        case_influences.spec,
        frame,
        case_influences.alt(frame, name),
    )
