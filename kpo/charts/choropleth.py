"""A world map of one number per country: spec, figures and alternative text.

Outlines and hatching are served once as files (`data.etl.map_files`) and joined in the browser
by the country's code; the spec refers to them by address.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, Literal, get_args

from kpo.charts.chart import Rows
from kpo.charts.marks import edges, layered, picked, tips
from kpo.core.text import number_of
from kpo.data.catalog import Catalog
from kpo.data.geography import DOTS, HATCHING, OUTLINES, STATIC, equal_earth
from kpo.style import ASIDE, LEVELS, MISSING, SCALE, SURFACE, Theme, breaks, level

Area = Literal["World", "Europe", "Asia", "Americas", "Africa"]
AREAS: Final[tuple[Area, ...]] = get_args(Area)
BOXES: Final[dict[Area, tuple[float, float, float, float]]] = {
    "World": (-2340, -985, 2480, 1310),
    "Europe": (-330, 490, 640, 1240),
    "Asia": (440, -190, 2180, 1010),
    "Americas": (-1900, -900, -200, 1000),
    "Africa": (-400, -660, 1000, 720),
}
"""West, south, east and north of each area, in map units."""

HEIGHT: Final = 560
NARROW: Final = 600
"""Width in pixels below which labels on the map of the world would overlap."""

EDGE: Final = 1700
NEIGHBOUR: Final = (700, 150)
"""Map units: a label goes to the left of its dot east of `EDGE`, or if another named dot lies to
its east within these distances, eastwards and northwards."""

SERVED: Final = "app/static/"


def figures(
    catalog: Catalog,
    values: Mapping[str, float],
    texts: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    marked: Collection[str] = (),
    aside: Collection[str] = (),
    bounds: Sequence[float] | None = None,
    beside: Mapping[str, str] | None = None,
) -> Rows:
    """Return one row per country of the catalogue.

    Parameters
    ----------
    values
        The number by alpha-3 code; a country without one is hatched.
    texts, notes
        The number as it is shown, and the note in the tooltip.
    marked
        Countries whose number is assumed or differently defined: hatched in colour.
    aside
        Countries left out by a choice: plain, neither coloured nor hatched.
    bounds
        Bounds of the classes; None takes `breaks` of `values`.
    beside
        Remark after a country's name by code, such as "sanctioned"; these countries are labelled
        as the home countries are.
    """
    texts, notes, beside = texts or {}, notes or {}, beside or {}
    cuts = breaks(values.values()) if bounds is None else bounds
    countries, ours = list(catalog.countries.values()), catalog.published.countries
    x, y = (
        axis.round().tolist()
        for axis in equal_earth(
            [item.longitude for item in countries], [item.latitude for item in countries]
        )
    )
    labels = [
        _label(item.name, texts.get(item.id, ""), beside.get(item.id))
        if item.home or item.id in beside
        else ""
        for item in countries
    ]
    return [
        {
            "country": item.id,
            "name": item.name,
            "level": level(values[item.id], cuts)
            if item.id in values and item.id not in aside
            else ASIDE
            if item.id in aside
            else MISSING,
            "text": (text := texts.get(item.id, "") if item.id in values else "no figure"),
            "note": notes.get(item.id, ""),
            "marked": item.id in values and item.id not in aside and item.id in marked,
            "dot": item.id in DOTS if item.id in ours else item.placed,
            "x": across,
            "y": up,
            "spoken": f"{item.name}: {text}",
            "label": label,
            "west": west,
        }
        for item, label, across, up, west in zip(
            countries, labels, x, y, _to_the_west(labels, x, y), strict=True
        )
    ]


def alt(subject: str, rows: Rows) -> str:
    """Return the alternative text of the map."""
    home = "; ".join(row["label"] for row in rows if row["label"])
    hatched = sum(row["level"] == MISSING for row in rows)
    count = number_of(sum(row["level"] >= 0 for row in rows), "country", "countries")
    return (
        f"World map of {subject}: {count} coloured, {hatched} hatched for want of a figure. {home}."
    )


@lru_cache(maxsize=32)
def spec(theme: Theme, area: Area = "World", height: int = HEIGHT) -> dict[str, Any]:
    """Return the spec without figures; a click selects a country by its code."""
    import altair as alt

    colour = SURFACE[theme]
    tooltip = tips(name="Country", text="Figure", note="Note")
    spoken = alt.Description("spoken:N")
    fill = alt.Color(
        "level:N",
        legend=None,
        scale=alt.Scale(
            type="ordinal",
            domain=[MISSING, ASIDE, *range(LEVELS)],
            range=["transparent", colour["rule"], *SCALE[theme]],
        ),
    )
    ground = alt.Chart(_served(OUTLINES)).mark_geoshape(
        fill=colour["paper"], stroke=colour["rule"], strokeWidth=0.7, clip=True, aria=False
    )
    hatch = alt.Chart(_served(HATCHING)).mark_geoshape(
        filled=False,
        stroke=colour["soft"],
        strokeOpacity=0.5,
        strokeWidth=0.7,
        clip=True,
        aria=False,
    )
    countries = (
        alt.Chart(name="countries")
        .mark_geoshape(stroke=colour["paper"], strokeWidth=0.5, clip=True, cursor="pointer")
        .transform_lookup("country", _joined(OUTLINES))
        .encode(color=fill, tooltip=tooltip, description=spoken)
        .add_params(picked())
    )
    doubtful = (
        alt.Chart()
        .mark_geoshape(
            filled=False,
            stroke=colour["paper"],
            strokeWidth=1.1,
            clip=True,
            tooltip=None,
            aria=False,
        )
        .transform_filter("datum.marked")
        .transform_lookup("country", _joined(HATCHING))
    )
    dots = (
        alt.Chart()
        .mark_circle(
            size=52, opacity=1, stroke=colour["ink"], strokeWidth=0.9, clip=True, cursor="pointer"
        )
        .transform_filter("datum.dot")
        .encode(longitude="x:Q", latitude="y:Q", color=fill, tooltip=tooltip, description=spoken)
    )
    layers = [ground, hatch, countries, doubtful, dots]
    for side in ("datum.west", "!datum.west"):
        layers += [_names(side, edge, area) for edge in edges(colour)]
    return layered(theme, height, *layers, projection=_fitted(BOXES[area]))


def inlined(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a map's spec with its outlines inside, for pictures made without a server."""
    text = json.dumps(spec)
    for name in (OUTLINES, HATCHING):
        features = json.loads((STATIC / name).read_text(encoding="utf-8"))["features"]
        address = {"url": f"{SERVED}{name}", "format": {"property": "features", "type": "json"}}
        for order in (address, dict(sorted(address.items(), reverse=True))):
            text = text.replace(json.dumps(order), json.dumps({"values": features}))
    return dict(json.loads(text))


def _served(name: str) -> Any:
    import altair as alt

    return alt.UrlData(
        f"{SERVED}{name}", format=alt.JsonDataFormat(property="features", type="json")
    )


def _joined(name: str) -> Any:
    import altair as alt

    return alt.LookupData(data=_served(name), key="id", fields=["type", "geometry"])


def _names(side: str, edge: Mapping[str, Any], area: Area) -> Any:
    """Return the labels on one side of their dots, or the outlines that keep them legible.

    Below `NARROW`, the map of the world has room for country codes only.
    """
    import altair as alt

    west = side == "datum.west"
    short = f"width < {NARROW if area == 'World' else 0}"
    return (
        alt.Chart()
        .mark_text(
            align="right" if west else "left",
            dx=-7 if west else 7,
            fontSize=13,
            fontWeight=600,
            clip=True,
            tooltip=None,
            text=alt.expr(f"{short} ? datum.country : datum.label"),
            **edge,
        )
        .transform_filter(f"datum.label && {side}")
        .encode(longitude="x:Q", latitude="y:Q", description="label:N")
    )


def _fitted(box: tuple[float, float, float, float]) -> dict[str, Any]:
    """Return a plane projection that fits a box into the drawing, from the top left."""
    west, south, east, north = box
    scale = f"min(width / {east - west:g}, height / {north - south:g})"
    return {
        "type": "identity",
        "reflectY": True,
        "scale": {"expr": scale},
        "translate": {"expr": f"[{-west:g} * {scale}, {north:g} * {scale}]"},
    }


def _label(name: str, text: str, beside: str | None) -> str:
    return f"{name} {text}".strip() + (f", {beside}" if beside else "")


def _to_the_west(labels: Sequence[str], x: Sequence[float], y: Sequence[float]) -> list[bool]:
    """Tell which labels go left: another name is close to the right, or the map ends there."""
    named = [(x[place], y[place]) for place, label in enumerate(labels) if label]
    return [
        bool(label)
        and (
            east > EDGE
            or any(
                0 < other - east < NEIGHBOUR[0] and abs(above - north) < NEIGHBOUR[1]
                for other, above in named
            )
        )
        for label, east, north in zip(labels, x, y, strict=True)
    ]
