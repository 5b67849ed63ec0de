"""The charts of the business case, each from the result alone: frame, words, theme by theme.

>>> from kpo import Scenario, load
>>> from kpo.case import business_case
>>> from kpo.charts.business_case import costs
>>> catalog = load()
>>> made = business_case(catalog, Scenario(client="USA", people=120), ["IND", "PHL"])
>>> costs(catalog, made, "IND").title
'Cost per productive hour, USD'
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kpo.case import (
    PARTS,
    Band,
    BusinessCase,
    Outcome,
    break_evens,
    cumulative_bands,
    influences,
)
from kpo.case.places import PERCENT
from kpo.charts import (
    case_break_evens,
    case_costs,
    case_influences,
    case_quadrant,
    case_saving,
)
from kpo.charts.case_style import PART_COLOURS
from kpo.charts.chart import Chart
from kpo.data.assumptions import assumptions, span_of
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import business_case as said

if TYPE_CHECKING:
    pass

MAX_DRAWN: Final = 24
"""Destinations drawn side by side; the table has all of them."""

MAX_INPUTS: Final = 8
MIN_APART: Final = 0.085
"""Least distance of two words at the ends of lines, as a part of the height."""


def cheapest(made: BusinessCase) -> tuple[Outcome, ...]:
    """Return the destinations that are drawn side by side, cheapest first."""
    return tuple(sorted(made.outcomes, key=lambda item: item.per_hour)[:MAX_DRAWN])


def parts_used(made: BusinessCase) -> tuple[int, ...]:
    """Return the places of the parts of an hour's cost that cost something anywhere."""
    return tuple(
        at
        for at in range(len(PARTS))
        if made.home_parts[at] > 0 or any(item.parts[at] > 0 for item in made.outcomes)
    )


def costs(catalog: Catalog, made: BusinessCase, focus: str) -> Chart:
    """Return cost per productive hour in parts, cheapest first, home among them."""
    names = [said.PARTS[name] for name in PARTS]
    rows = [_row(catalog, made, item) for item in cheapest(made)]
    rows.append(_home_row(catalog, made))
    rows.sort(key=lambda row: row["total_value"])
    frame = case_costs.frame(rows, names, focus)
    return Chart(
        f"Cost per productive hour, {made.currency}",
        case_costs.spec,
        frame,
        case_costs.alt(frame, made.currency),
        said.sources(catalog, made),
        tuple((PART_COLOURS["light"][at], names[at]) for at in parts_used(made)),
    )


def saving(catalog: Catalog, made: BusinessCase, item: Outcome) -> Chart:
    """Return what is saved up to each year, with its band and what outsourcing promises."""
    rows = _saved(catalog, made, item)
    ends: dict[str, float] = {name: rows[-1][name] for name in ("low", "saved", "high", "promised")}
    values = [row[name] for row in rows for name in ("low", "high", "promised")]
    least = MIN_APART * (max(*values, 0.0) - min(*values, 0.0))
    frame = case_saving.frame(rows, case_saving.apart(ends, least))
    name = named(catalog, item.country, made.case.client)
    return Chart(
        f"Cumulative saving, {name}",
        case_saving.spec,
        frame,
        case_saving.alt(frame, name, made.currency),
        said.sources(catalog, made),
        (("", "band: 8 of 10 draws"), ("", "dashed: what outsourcing promises")),
    )


def gone(catalog: Catalog, made: BusinessCase, item: Outcome) -> Chart:
    """Return where the saving is gone, a term at a time."""
    ends = break_evens(catalog, made.case, item.country, made.draws, made.seed)
    frame = case_break_evens.frame(ends, [said.break_even_words(end) for end in ends])
    name = named(catalog, item.country, made.case.client)
    return Chart(
        f"Where the saving is gone, {name}",
        case_break_evens.spec,
        frame,
        case_break_evens.alt(frame, name),
        said.sources(catalog, made),
        (("", "dot: today"), ("", "band: break-even, P10\u2013P90")),
    )


def quadrant(
    catalog: Catalog, made: BusinessCase, scores: Mapping[str, float], focus: str
) -> Chart | None:
    """Return cost against score, by country; None for fewer than two."""
    rows: list[dict[str, object]] = [
        {
            "country": item.country,
            "name": _name(catalog, made, item.country),
            "cost": item.per_hour,
            "score": scores[item.country],
            "cost_shown": f"{said.hourly(item.per_hour)} {made.currency}",
            "score_shown": f"{scores[item.country]:.0f} of 100",
        }
        for item in made.outcomes
        if item.country in scores
    ]
    if len(rows) < 2:
        return None
    home = (made.home_per_hour, f"home {said.hourly(made.home_per_hour)}")
    frame = case_quadrant.frame(rows, home, made.currency, focus)
    return Chart(
        "Cost per productive hour against score",
        case_quadrant.spec,
        frame,
        case_quadrant.alt(frame, made.currency),
    )


def moves(catalog: Catalog, made: BusinessCase, item: Outcome) -> Chart | None:
    """Return which inputs move the saving most; None where none does."""
    inputs = influences(catalog, made.case, item.country, made.draws, made.seed)
    rows = [(one.name, one.swing, said.money(abs(one.swing))) for one in inputs[:MAX_INPUTS]]
    if not rows:
        return None
    name = named(catalog, item.country, made.case.client)
    frame = case_influences.frame(rows)
    return Chart(
        f"What moves the saving most, {name}",
        case_influences.spec,
        frame,
        case_influences.alt(frame, name),
    )


def _saved(catalog: Catalog, made: BusinessCase, item: Outcome) -> Sequence[dict[str, Any]]:
    span = span_of(assumptions(catalog)["promised_saving"], item.country, made.case.changes)
    share = (span.likely if span else 0.0) / PERCENT
    promised = [0.0]
    for cost in made.home_loaded:
        promised.append(promised[-1] + share * cost)
    bands = cumulative_bands(catalog, made.case, item.country, made.draws, made.seed)
    labels = ["the start", *(f"the end of {year}" for year in made.years)]
    return [
        {
            "year": place,
            "label": label,
            "saved": item.cumulative[place],
            "low": bands[place].low,
            "high": bands[place].high,
            "promised": promised[place],
            "shown": said.money(item.cumulative[place], made.currency),
            "band": _between(bands[place]),
            "saved_end": said.money(item.cumulative[place]),
            "low_end": f"P10 {said.money(bands[place].low)}",
            "high_end": f"P90 {said.money(bands[place].high)}",
            "promised_end": f"{PERCENT * share:g} %: {said.money(promised[place])}",
        }
        for place, label in enumerate(labels)
    ]


def _row(catalog: Catalog, made: BusinessCase, item: Outcome) -> dict[str, Any]:
    share = item.per_hour / made.home_per_hour - 1
    sign = "+" if share > 0 else "\u2212"
    return {
        "country": item.country,
        "name": _name(catalog, made, item.country),
        "parts": item.parts,
        "hourly": [said.hourly(part) for part in item.parts],
        "total": said.hourly(item.per_hour),
        "total_value": item.per_hour,
        "against": f"{sign}{abs(PERCENT * share):.0f} %",
        "dearer": share > 0,
        "home": False,
        "marked": bool(said.marks(item)),
    }


def _home_row(catalog: Catalog, made: BusinessCase) -> dict[str, Any]:
    client = catalog.countries[made.case.client].name
    return {
        "country": made.case.client,
        "name": f"At home: {client}",
        "parts": made.home_parts,
        "hourly": [said.hourly(part) for part in made.home_parts],
        "total": said.hourly(made.home_per_hour),
        "total_value": made.home_per_hour,
        "against": "home",
        "dearer": False,
        "home": True,
        "marked": made.home.pay.status != "reported" or bool(made.home.pay.doubt),
    }


def _between(band: Band) -> str:
    return f"{said.money(band.low)} to {said.money(band.high)}"


def _name(catalog: Catalog, made: BusinessCase, country: str) -> str:
    return named(catalog, country, made.case.client, True)
