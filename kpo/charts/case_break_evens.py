"""Break-even values of the business case, with a band and a dot for today; what moves it most."""

from functools import cache
from typing import Any, Final

from kpo.case import BreakEven, BusinessCase, Outcome, break_evens, influences
from kpo.charts.chart import Chart
from kpo.charts.marks import NARROW, by_width, layered, row_label, row_number, rows, tips
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import business_case as words
from kpo.narrative.case_amounts import money
from kpo.style import SURFACE, Theme

ROW: Final = 50
FIRST, LAST = 0.06, 0.94
"""Left and right limit of the marks of a line, as shares of the width."""


def gone(catalog: Catalog, result: BusinessCase, item: Outcome) -> Chart:
    """Return the chart of the value of each term at which the saving of a destination is gone."""
    ends = break_evens(catalog, result.case, item.country, result.draws, result.seed)
    figures = [
        {
            "place": place,
            "name": item.name,
            "words": words.break_even_words(item),
            "often": f"reached in {100 * item.reached:.0f} of 100",
            **_marks(item),
        }
        for place, item in enumerate(ends)
    ]
    name = named(catalog, item.country, result.case.client)
    terms = [f"{item.name}: {words.break_even_words(item)}" for item in ends]
    return Chart(
        f"Where the saving is gone, {name}",
        spec,
        figures,
        f"Where the saving of {name} is gone. {'; '.join(terms)}.",
        words.sources(catalog, result),
        (("", "dot: today"), ("", "band: break-even, P10\u2013P90")),
    )


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data; every row has its own scale.

    On a narrow screen a name takes a line to itself, so that none is cut.
    """
    import altair as alt

    surface, marks = SURFACE[theme], by_width(NARROW, 15, 11)
    scale = alt.Scale(domain=[0, 1], nice=False)
    terms = rows(
        0, 0, tooltip=tips(name="What moves", words="All else as it is", often="In the draws")
    )
    line = terms.mark_rule(
        color=surface["rule"], yOffset=marks, strokeWidth=1, x=0, x2=alt.expr("width")
    )
    some = terms.transform_filter("datum.some")
    band = some.mark_bar(color=surface["accent"], opacity=0.24, height=10, yOffset=marks).encode(
        x=alt.X("low:Q", scale=scale, axis=None), x2="high:Q"
    )
    middle = some.mark_tick(color=surface["accent"], thickness=2.4, size=16, yOffset=marks).encode(
        x=alt.X("at:Q", scale=scale, axis=None)
    )
    today = terms.mark_point(
        filled=True, size=92, color=surface["ink"], opacity=1, yOffset=marks
    ).encode(x=alt.X("now:Q", scale=scale, axis=None))
    names = row_label(
        terms,
        "datum.name",
        yOffset=by_width(NARROW, -17, -9),
        fontWeight=600,
        limit=by_width(NARROW, "width", "width * 0.42"),
    )
    words = terms.mark_text(
        baseline="middle",
        fontSize=14,
        align=by_width(NARROW, "'left'", "'right'"),
        x=by_width(NARROW, 0, "width"),
        yOffset=by_width(NARROW, -1, -9),
        color=surface["soft"],
        text=alt.expr("datum.words"),
        limit=by_width(NARROW, "width", "width * 0.58"),
    )
    return layered(theme, alt.Step(ROW), line, band, middle, today, names, words)


def _marks(item: BreakEven) -> dict[str, object]:
    """Return the positions of a term's marks; `some` is whether it has a break-even band."""
    marks = {"now": item.now, "at": item.at, "low": item.low, "high": item.high}
    some = None not in marks.values()
    known = [mark for mark in marks.values() if mark is not None] if some else [item.now]
    low, span = min(known), max(known) - min(known) or 1.0
    shares = {name: 0.0 if mark is None else (mark - low) / span for name, mark in marks.items()}
    return {"some": some} | {name: FIRST + (LAST - FIRST) * share for name, share in shares.items()}


SWING_ROW: Final = 36
MAX_INPUTS: Final = 8


def moves(catalog: Catalog, result: BusinessCase, item: Outcome) -> Chart | None:
    """Return the chart of the inputs that move the saving most; None if none does."""
    inputs = influences(catalog, result.case, item.country, result.draws, result.seed)
    if not inputs:
        return None
    name = named(catalog, item.country, result.case.client)
    bars = [
        {
            "place": place,
            "name": one.name,
            "swing": abs(one.swing),
            "shown": f"\u00b1 {money(abs(one.swing))}",
            "way": "saves more" if one.swing > 0 else "saves less",
        }
        for place, one in enumerate(inputs[:MAX_INPUTS])
    ]
    moves = [f"{bar['name']} {bar['shown']}, more of it {bar['way']}" for bar in bars]
    return Chart(
        f"What moves the saving most, {name}",
        swing_spec,
        bars,
        f"What moves the saving in {name} most. {'; '.join(moves)}.",
    )


@cache
def swing_spec(theme: Theme) -> dict[str, Any]:
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
    return layered(theme, alt.Step(SWING_ROW), bars, names, shown)
