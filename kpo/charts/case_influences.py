"""Inputs that move the saving most: one bar per input, with its swing either way."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from kpo.case import BusinessCase, Influence, Outcome, influences
from kpo.charts.chart import Chart, Frame, framed
from kpo.charts.marks import NARROW, by_width, layered, row_label, row_number, rows, tips
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative.case_assumptions import money
from kpo.style import SURFACE, Theme

ROW: Final = 36
MAX_INPUTS: Final = 8


def moves(catalog: Catalog, result: BusinessCase, item: Outcome) -> Chart | None:
    """Return the chart of the inputs that move the saving most; None if none does."""
    inputs = influences(catalog, result.case, item.country, result.draws, result.seed)
    if not inputs:
        return None
    name = named(catalog, item.country, result.case.client)
    figures = _frame(inputs[:MAX_INPUTS])
    return Chart(
        f"What moves the saving most, {name}",
        spec,
        figures,
        _alt(figures, name),
    )


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data.

    On a narrow screen names stand above their bars, so that none is cut.
    """
    import altair as alt

    surface, inputs, lowered = SURFACE[theme], rows(0, 0), by_width(NARROW, 9, 0)
    ends = [by_width(NARROW, 0, "width * 0.46"), alt.expr("width - 78")]
    bars = inputs.mark_bar(
        color=surface["accent"], height=by_width(NARROW, 10, 15), yOffset=lowered
    ).encode(
        x=alt.X("swing:Q", scale=alt.Scale(zero=True, nice=False, range=ends), axis=None),
        tooltip=tips(name="Input", shown="Saving moves by", way="More of it"),
    )
    limit = by_width(NARROW, "width - 80", "width * 0.45")
    names = row_label(inputs, "datum.name", yOffset=by_width(NARROW, -8, 0), limit=limit)
    shown = row_number(inputs, "datum.shown", yOffset=lowered, color=surface["soft"])
    return layered(theme, alt.Step(ROW), bars, names, shown)


def _frame(inputs: Sequence[Influence]) -> Frame:
    """Return one row per input, in the order given."""
    return framed(
        [
            {
                "place": place,
                "name": one.name,
                "swing": abs(one.swing),
                "shown": f"\u00b1 {money(abs(one.swing))}",
                "way": "saves more" if one.swing > 0 else "saves less",
            }
            for place, one in enumerate(inputs)
        ]
    )


def _alt(data: Frame, name: str) -> str:
    inputs = data.itertuples(index=False)
    moves = "; ".join(f"{row.name} {row.shown}, more of it {row.way}" for row in inputs)
    return f"What moves the saving in {name} most. {moves}."
