"""Checks that a browser can draw a chart: its spec by the schema, its frame by its spec."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import altair
import jsonschema
import pandas

from tests.charts.gallery import Drawn


@cache
def validator() -> jsonschema.Draft7Validator:
    """Return a validator with Vega-Lite's own schema of layered charts, as shipped with altair."""
    found = Path(altair.__file__).parent.glob("vegalite/v*/schema/vega-lite-schema.json")
    schema = json.loads(next(found).read_text(encoding="utf-8"))
    return jsonschema.Draft7Validator(schema | {"$ref": "#/definitions/TopLevelLayerSpec"})


def same_shape(one: Any, other: Any) -> bool:
    """Tell whether two specs differ only in their colours."""
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same_shape(one[k], other[k]) for k in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same_shape, one, other))
    return one == other or (isinstance(one, str) and "#" in one and "#" in other)


def undrawable(drawn: Drawn) -> dict[str, int]:
    """Return quantitative fields with values that are not finite, and the number of such rows."""
    found: dict[str, int] = {}
    for layer in drawn.spec("light")["layer"]:
        rows = drawn.frame
        for step in layer.get("transform", ()):
            rows = kept(rows, step.get("filter"))
        channels = [it for it in layer.get("encoding", {}).values() if isinstance(it, dict)]
        for channel in channels:
            field = channel.get("field")
            if (
                channel.get("type") == "quantitative"
                and field in rows
                and "aggregate" not in channel
            ):
                values = pandas.to_numeric(rows[field])
                bad = int((~values.map(lambda it: abs(it) < float("inf"))).sum())
                found |= {field: bad} if bad else {}
    return found


def kept(rows: pandas.DataFrame, test: str | None) -> pandas.DataFrame:
    """Return the rows that a spec's filter keeps, for the kinds of filter that charts use."""
    if test is None:
        return rows
    if test.startswith("isValid("):
        return rows[rows[test[len("isValid(datum.") : -1]].notna()]
    if "==" in test and "&&" not in test:
        name, value = (part.strip(" '") for part in test.replace("!=", "==").split("=="))
        equal = rows[name.removeprefix("datum.")].astype(str) == value
        return rows[~equal if "!=" in test else equal]
    if test.replace("!", "").replace("datum.", "").isidentifier():
        on = rows[test.lstrip("!").removeprefix("datum.")].astype(bool)
        return rows[~on if test.startswith("!") else on]
    return rows
