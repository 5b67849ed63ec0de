"""Ranked bars, one number per country, chosen countries in full colour: spec, figures, alt text."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, Final

from kpo.analysis.measures import Reading
from kpo.charts.chart import Rows
from kpo.charts.marks import NARROW, by_width, layered, picked, tips
from kpo.core.model import Criterion
from kpo.core.text import number_of
from kpo.style import SURFACE, Theme

STEP: Final = 23
PALE: Final = 0.34
NAMES: Final = 148
"""Width of the names, in pixels."""

AFTER: Final = 176
"""Width kept for the number and words beside the longest bar, in pixels."""

NARROW_AFTER: Final = 140
"""The same in a narrow drawing, in pixels."""


def figures(
    shown: Sequence[Reading],
    chosen: Collection[str],
    texts: Sequence[str],
    words: Sequence[str],
    notes: Sequence[str],
) -> Rows:
    """Return one row per bar, in the order given.

    Parameters
    ----------
    shown
        Readings with a number, in the order of the bars.
    chosen
        Countries in full colour.
    texts, words, notes
        The number as shown beside a bar, a remark after it, and the note in the tooltip.
    """
    values = [float(item.value or 0.0) for item in shown]
    return [
        {
            "place": place,
            "country": item.country,
            "name": item.name,
            "value": value,
            "text": text,
            "word": word,
            "note": note,
            "chosen": item.country in chosen,
            "marked": item.marked,
            "least": min([0.0, *values]),
            "most": max([0.0, *values]),
        }
        for place, (item, value, text, word, note) in enumerate(
            zip(shown, values, texts, words, notes, strict=True), start=1
        )
    ]


def parts(rows: Rows, columns: int) -> list[Rows]:
    """Return the rows split into columns of about equal length; all keep one scale."""
    length = -(-len(rows) // columns) if len(rows) else 1
    return [rows[start : start + length] for start in range(0, len(rows), length)]


def alt(subject: str, rows: Rows) -> str:
    """Return the alternative text of the bars."""
    if not rows:
        return f"No bars: no figure for {subject}."
    first, last = rows[0], rows[-1]
    own = "; ".join(f"{row['name']} {row['text']}" for row in rows if row["chosen"])
    count = number_of(len(rows), "country", "countries")
    return (
        f"Bars of {subject} for {count}, from {first['name']} {first['text']} "
        f"to {last['name']} {last['text']}." + (f" Highlighted: {own}." if own else "")
    )


@lru_cache(maxsize=32)
def spec(theme: Theme, criterion: Criterion | None = None) -> dict[str, Any]:
    """Return the spec without figures, in the colour of a criterion; grey without one."""
    import altair as alt

    colour = SURFACE[theme]
    hue = criterion.colour(theme) if criterion else colour["soft"]
    row = alt.Y("place:O", axis=None, sort=None, scale=alt.Scale(type="band", paddingInner=0.3))
    reach = alt.Scale(
        nice=False,
        zero=True,
        range=[
            by_width(NARROW, NAMES - 10, NAMES),
            by_width(NARROW, f"max(width - {NARROW_AFTER}, {NAMES})", f"width - {AFTER}"),
        ],
    )
    along = alt.X("value:Q", axis=None, scale=reach)
    strength = alt.condition("datum.chosen", alt.value(1), alt.value(PALE))
    bars = (
        alt.Chart(name="bars")
        .mark_bar(color=hue, stroke=hue, strokeWidth=1.2, cursor="pointer")
        .encode(
            y=row,
            x=along,
            opacity=strength,
            fillOpacity=alt.condition("datum.marked", alt.value(0), alt.value(1)),
            strokeDash=alt.condition("datum.marked", alt.value([3, 2]), alt.value([1, 0])),
            tooltip=tips(name="Country", text="Figure", note="Note"),
        )
        .add_params(picked())
    )
    ends = (
        alt.Chart()
        .mark_point(opacity=0, tooltip=None, aria=False)
        .encode(x=alt.X(f"{end}:Q", axis=None, scale=reach))
        for end in ("least", "most")
    )
    zero = (
        alt.Chart()
        .transform_aggregate(rows="count()")
        .mark_rule(color=colour["soft"], strokeWidth=0.6, tooltip=None, aria=False)
        .encode(x=alt.XDatum(0, axis=None, scale=reach))
    )
    names = [
        _text(f"{test}datum.chosen", colour["ink" if weight == 600 else "soft"], weight).encode(
            y=row, x=alt.value(0), text="name:N"
        )
        for test, weight in (("", 600), ("!", 400))
    ]
    numbers = [
        _text(f"{test}datum.chosen", colour["ink"], weight, dx=6)
        .encode(y=row, x=alt.X("end:Q", axis=None, scale=reach), text="words:N")
        .transform_calculate(
            end="max(datum.value, 0)",
            said="datum.word ? datum.text + '  ' + datum.word : datum.text",
            words=f"width < {NARROW} ? replace(datum.said, 'different', 'other') : datum.said",
        )
        for test, weight in (("", 600), ("!", 400))
    ]
    return layered(theme, alt.Step(STEP), *ends, zero, bars, *names, *numbers)


def _text(test: str, colour: str, weight: Any, dx: int = 0) -> Any:
    import altair as alt

    return (
        alt.Chart()
        .mark_text(align="left", dx=dx, color=colour, fontWeight=weight, fontSize=13, tooltip=None)
        .transform_filter(test)
    )
