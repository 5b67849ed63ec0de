"""Coverage matrix, countries × indicators: which figures there are, their status and age."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from kpo.analysis.coverage import AGES, MAX_AGE, Cell, age_class, counted
from kpo.charts.chart import Rows
from kpo.charts.marks import layered, tips
from kpo.core.labels import STATE_WORDS, State
from kpo.core.numbers import amount, unit
from kpo.core.text import number_of
from kpo.style import SURFACE, Theme

ROW: Final = 22
SHADES: Final = (1.0, 0.68, 0.42, 0.2)
"""Opacity of the accent by age, the newest first."""

RECENT: Final[Mapping[Theme, int]] = {"light": 1, "dark": 3}
"""Maximum age in years, by theme, at which a sign is drawn in the paper's colour, not the ink's."""

SIGNS: Final[dict[State, str]] = {
    "different_definition": "\u2260",
    "assumed": "\u2265",
    "user": "+",
    "doubtful": "?",
}


@cache
def spec(theme: Theme) -> dict[str, Any]:
    """Return the chart without its data: darker is newer, an outline is too old, a gap is blank."""
    import altair as alt

    surface = SURFACE[theme]
    ages = [words for _, words in AGES] + [MAX_AGE]
    cells = alt.Chart().encode(
        x=alt.X(
            "name:N",
            sort=alt.EncodingSortField("across", op="min"),
            axis=alt.Axis(
                title=None,
                orient="top",
                labelAngle=-60,
                labelLimit=190,
                labelFontSize=12,
                labelPadding=7,
                labelAlign="left",
                domain=False,
                ticks=False,
            ),
        ),
        y=alt.Y(
            "country:N",
            sort=alt.EncodingSortField("down", op="min"),
            axis=alt.Axis(title=None, labelLimit=130, domain=False, ticks=False),
        ),
        tooltip=tips(
            country="Country",
            name="Indicator",
            shown="Figure",
            year="Year",
            state="Status",
            source="Source",
        ),
    )
    present = cells.transform_filter("datum.age != ''").mark_rect(
        stroke=surface["paper"], aria=False
    )
    present = present.encode(
        fill=alt.value(surface["accent"]),
        fillOpacity=alt.Opacity(
            "age:N",
            legend=None,
            scale=alt.Scale(type="ordinal", domain=ages, range=list(SHADES)),
        ),
    )
    stale = cells.transform_filter("datum.stale").mark_rect(
        fill="transparent", stroke=surface["soft"], strokeDash=[3, 2], aria=False
    )
    marks = cells.transform_filter("datum.sign != ''").mark_text(
        fontSize=15,
        fontWeight=700,
        text=alt.expr("datum.sign"),
        color=alt.expr(
            f"datum.years <= {RECENT[theme]} ? '{surface['paper']}' : '{surface['ink']}'"
        ),
    )
    gaps = cells.transform_filter("datum.gap").mark_rect(fill="transparent", aria=False)
    return layered(theme, alt.Step(ROW), gaps, present, stale, marks)


def figures(
    rows: Sequence[Sequence[Cell]], names: Mapping[str, str], producers: Mapping[str, str]
) -> Rows:
    """Return one row per cell.

    Parameters
    ----------
    rows
        From :func:`kpo.analysis.coverage.coverage`, in the order in which they are drawn.
    names
        Names of countries by code.
    producers
        Names of producers by source.
    """
    return [
        _row(cell, down, across, names, producers)
        for down, row in enumerate(rows)
        for across, cell in enumerate(row)
    ]


def alt(rows: Sequence[Sequence[Cell]], names: Mapping[str, str]) -> str:
    """Return the alternative text: the share of cells in use, and the gaps of the first rows."""
    share = counted([cell for row in rows for cell in row])
    worst = [
        f"{names[row[0].country.id]} {len(row) - sum(cell.used for cell in row)}"
        for row in rows[:3]
        if any(not cell.used for cell in row)
    ]
    gaps = f" Most gaps: {', '.join(worst)}." if worst else ""
    count = number_of(len(rows), "country", "countries")
    return (
        f"Coverage of {count}: {100 * share.filled:.0f} % of {share.total:,} cells "
        f"have a figure that counts.{gaps}"
    )


def _row(
    cell: Cell, down: int, across: int, names: Mapping[str, str], producers: Mapping[str, str]
) -> dict[str, object]:
    figure = cell.observation
    shown = f"{amount(cell.indicator, figure.value)} {unit(cell.indicator)}" if figure else ""
    return {
        "country": names[cell.country.id],
        "down": down,
        "name": cell.indicator.name,
        "across": across,
        "age": age_class(cell.age) if cell.used and cell.age is not None else "",
        "years": 99 if cell.age is None else cell.age,
        "stale": cell.state == "too_old",
        "gap": cell.state == "none",
        "sign": SIGNS.get(cell.state, ""),
        "shown": shown or "no figure",
        "year": str(figure.year) if figure else "",
        "state": STATE_WORDS[cell.state] + (f": {figure.doubt}" if figure and figure.doubt else ""),
        "source": ", ".join(producers[name] for name in figure.sources) if figure else "",
    }
