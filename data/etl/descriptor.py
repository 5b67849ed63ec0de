"""The Frictionless descriptor of the data folder."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from data.etl.base import package

OBSERVATIONS = "observations/"
OUTLINES = "geo/countries.geojson"


def descriptor(
    files: Mapping[str, bytes], sources: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Return the contents of ``datapackage.json`` for the files of the data folder.

    Parameters
    ----------
    files
        Bytes by path: every CSV of the folder and the outlines.
    sources
        Rows of the sources table by id, for titles and licences.
    """
    frame = package()
    head = {name: frame[name] for name in ("name", "title", "description", "version")}
    tables = [_table(f"{name}.csv", name, frame["titles"][name], files) for name in frame["titles"]]
    figures = [
        _figures(path, sources[path.removeprefix(OBSERVATIONS).removesuffix(".csv")], files)
        for path in sorted(files)
        if path.startswith(OBSERVATIONS)
    ]
    return {**head, "resources": [*tables, *figures, _outlines(files, sources)]}


def as_json(value: Mapping[str, Any]) -> bytes:
    """Return readable JSON that ends in a newline."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _table(path: str, schema: str, title: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    name = path.removesuffix(".csv").replace("/", "_")
    return {
        "name": name,
        "type": "table",
        "path": path,
        "title": title,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_size(files[path]),
        "schema": package()["schemas"][schema],
    }


def _figures(path: str, source: Mapping[str, str], files: Mapping[str, bytes]) -> dict[str, Any]:
    table = _table(path, "observations", source["title"], files)
    return {**table, **_credit(source)}


def _outlines(
    files: Mapping[str, bytes], sources: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    source = sources["visionscarto_outlines"]
    return {
        "name": "geo_countries",
        "type": "json",
        "path": OUTLINES,
        "title": "Country outlines; boundaries do not imply endorsement",
        "scheme": "file",
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
        **_size(files[OUTLINES]),
        **_credit(source),
    }


def _size(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _credit(source: Mapping[str, str]) -> dict[str, Any]:
    return {
        "sources": [{"title": source["citation"], "path": source["url"]}],
        "licenses": [{"name": source["licence_id"], "title": source["licence"]}],
    }
