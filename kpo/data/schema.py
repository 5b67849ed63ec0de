"""The descriptor of a data folder (``datapackage.json``): its form, and what the method adds.

`kpo.data.validation` checks the columns of a table against the descriptor. An edited descriptor
may say less than the method needs; `completed` adds what is missing.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from kpo.core.errors import Problem
from kpo.core.model import DATA_VERSION
from kpo.core.text import one_line

DESCRIPTOR: Final = "datapackage.json"
OBSERVATIONS: Final = "observations/"
KINDS: Final = ("string", "number", "integer", "year", "date", "boolean", "any")
NUMBERS: Final[Mapping[str, str]] = {
    "countries": "latitude! longitude!",
    "criteria": "position!#",
    "indicators": "direction# goalpost_low goalpost_high weight_in_criterion earliest_year# "
    "decimals# lower_quartile",
    "tiers": "client_pay_to_gni",
    "tier_weights": "weight!",
    "preset_weights": "weight!",
    "former_preset_weights": "weight!",
    "transfer_scale": "value!",
    "sanction_classes": "position!#",
    "figure_errors": "spread",
    "doubt_rules": "threshold!",
    "published_indices": "year!#",
    "published_ranks": "n_ranked!# rank!#",
    "case_assumptions": "position!# value low high least! most! step! decimals!#",
    "economic_paths": "year!# value!",
    "employment_terms": "leave_days",
    "attrition_reports": "value!",
    OBSERVATIONS: "year!# value! error n#",
}
"""Columns that the method reads as numbers, by table; ``!``: not empty, ``#``: whole number."""

REFERENCES: Final[Mapping[str, Mapping[str, str]]] = {
    "indicators": {"criterion": "criteria", "context_of": "criteria"},
    "tiers": {"preset!": "presets", "pay": "indicators"},
    "tier_weights": {"tier!": "tiers", "indicator!": "indicators"},
    "preset_weights": {"preset!": "presets", "criterion!": "criteria"},
    "flags": {"country!": "countries"},
    "transfers": {"country!": "countries", "status!": "transfer_scale"},
    "sanctions": {
        "regime!": "sanction_regimes",
        "country!": "countries",
        "class!": "sanction_classes",
    },
    "client_regimes": {"client!": "countries", "sanctions_regime": "sanction_regimes"},
    "published_indices": {"source!": "sources", "indicator": "indicators"},
    "published_ranks": {"country!": "countries"},
    "published_lists": {"country!": "countries"},
    "economic_paths": {"country!": "countries"},
    "employment_terms": {"country!": "countries"},
    "attrition_reports": {"country!": "countries"},
    OBSERVATIONS: {"country!": "countries", "indicator!": "indicators"},
}
"""Columns that refer to the key of another table, by table; ``!``: not empty."""

_KEYS: Final = {
    "countries": "country",
    "criteria": "criterion",
    "indicators": "indicator",
    "tiers": "tier",
    "presets": "preset",
    "transfer_scale": "status",
    "sanction_classes": "class",
    "sanction_regimes": "regime",
    "sources": "source",
}


def form_problems(descriptor: object) -> list[Problem]:
    """Return every fault in the form of a descriptor that keeps it from being read."""
    faults = _whole(descriptor) if isinstance(descriptor, dict) else ["it is not a mapping"]
    remedy = "give a version (YYYY-MM) and resources, each with name, path and schema"
    return [Problem(DESCRIPTOR, what, remedy) for what in faults]


def source_of(path: str) -> str:
    """Return the source whose figures the table at a path holds; empty for any other table.

    >>> source_of("observations/epi.csv"), source_of("countries.csv")
    ('epi', '')
    """
    if not path.startswith(OBSERVATIONS):
        return ""
    return path.removeprefix(OBSERVATIONS).removesuffix(".csv")


def completed(name: str, path: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table's schema with the numbers and references that the method needs."""
    kind = OBSERVATIONS if path.startswith(OBSERVATIONS) else name
    needed = {word.rstrip("!#"): word for word in NUMBERS.get(kind, "").split()}
    looked_up = REFERENCES.get(kind, {})
    needed |= {word.rstrip("!"): "!" for word in looked_up if word.endswith("!")}
    fields = [_as_needed(item, needed.get(item["name"], "")) for item in schema.get("fields", ())]
    foreign = [
        {"fields": [word.rstrip("!")], "reference": {"resource": table, "fields": [_KEYS[table]]}}
        for word, table in looked_up.items()
    ]
    known = [item for item in schema.get("foreignKeys", ()) if item not in foreign]
    return {**schema, "fields": fields, "foreignKeys": [*foreign, *known]}


def _as_needed(item: Mapping[str, Any], word: str) -> dict[str, Any]:
    needed = {**item, "constraints": dict(item.get("constraints", {}))}
    if "!" in word:
        needed["constraints"]["required"] = True
    if word.rstrip("!#"):
        needed["type"] = "integer" if "#" in word else "number"
    return needed


def _whole(descriptor: Mapping[str, Any]) -> Iterator[str]:
    version, items = descriptor.get("version"), descriptor.get("resources")
    if not isinstance(version, str) or not DATA_VERSION.fullmatch(version):
        yield f'its version "{version}" is not a month'
    if not isinstance(items, list):
        yield "its resources are not a list"
        return
    names: set[str] = set()
    for number, item in enumerate(items, start=1):
        wrong = next(_resource(item), None)
        if wrong:
            yield f"resource {number} {wrong}"
        elif item["name"] in names:
            yield f'resource {number} has the name "{item["name"]}" of another one'
        else:
            names.add(item["name"])


def _resource(item: object) -> Iterator[str]:
    if not isinstance(item, dict):
        yield "is not a mapping"
    elif not _words(item.get("name"), item.get("path"), item.get("format", "csv")):
        yield "has no name or no path"
    elif not _inside(item["path"]):
        yield f'has the path "{item["path"]}", which is not inside the folder'
    elif item.get("format", "csv") == "csv":
        yield from _schema(item.get("schema", {}))


def _inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    absolute = path.startswith("/") or ":" in path or "\\" in path
    return bool(parts) and path == one_line(path) and ".." not in parts and not absolute


def _schema(schema: object) -> Iterator[str]:
    if not isinstance(schema, dict):
        yield "has a schema that is not a mapping"
        return
    fields, foreign = schema.get("fields", []), schema.get("foreignKeys", [])
    if not isinstance(fields, list) or not all(map(_field, fields)):
        yield "has a field without a name, a known type or usable constraints"
        return
    names = [item["name"] for item in fields]
    if len(set(names)) < len(names):
        yield "has two fields of one name"
    if not _columns(schema.get("primaryKey", []), names):
        yield "has a primary key that is not among its fields"
    if not isinstance(foreign, list) or not all(_foreign(item, names) for item in foreign):
        yield "has a foreign key that names no field or no table"


def _field(item: object) -> bool:
    if not isinstance(item, dict) or not _words(item.get("name")):
        return False
    limits = item.get("constraints", {})
    return (
        item.get("type", "string") in KINDS
        and isinstance(limits, dict)
        and isinstance(limits.get("enum", []), list)
        and _pattern(limits.get("pattern", ""))
        and all(_number(limits.get(name, 0)) for name in ("minimum", "maximum"))
    )


def _number(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < 1e300


def _pattern(text: object) -> bool:
    try:
        return isinstance(text, str) and re.compile(text) is not None
    except (re.error, OverflowError, RecursionError):
        return False


def _foreign(item: object, names: list[str]) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("reference"), dict):
        return False
    reference = item["reference"]
    target = reference.get("fields")
    return (
        bool(item.get("fields"))
        and _columns(item.get("fields"), names)
        and isinstance(reference.get("resource"), str)
        and bool(target)
        and _columns(target, None)
    )


def _columns(words: object, names: list[str] | None) -> bool:
    listed = [words] if isinstance(words, str) else words
    return isinstance(listed, list) and all(
        isinstance(word, str) and (names is None or word in names) for word in listed
    )


def _words(*values: object) -> bool:
    return all(isinstance(value, str) and value for value in values)
