"""The OpenAPI document of the API, built from its resources and parameters."""

from typing import Final

from kpo.api.answers import PICTURES, RESOURCES, Resource
from kpo.api.parameters import SHAPE, Parameter
from kpo.data.catalog import Catalog

PREFIX: Final = "/api/v1"
_JSON: Final = {"type": "object"}
_PROBLEMS: Final = {
    "type": "object",
    "required": ["problems"],
    "properties": {
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["where", "what", "remedy"],
                "properties": {name: {"type": "string"} for name in ("where", "what", "remedy")},
            },
        }
    },
}


def index(address: str) -> dict[str, object]:
    """Return an overview of the API: the address and description of each resource."""
    base = address.rstrip("/") + PREFIX
    return {
        "openapi": f"{base}/openapi.json",
        "resources": {
            f"{base}/{name}": resource.description for name, resource in RESOURCES.items()
        },
        "pictures": f"{base}/image/LINK.{PICTURES[0]}",
    }


def description(catalog: Catalog, address: str) -> dict[str, object]:
    """Return the OpenAPI document (3.1) of the API.

    Its version joins those of the API and of the data.
    """
    paths: dict[str, object] = {
        f"{PREFIX}/{name}": {"get": _operation(resource)} for name, resource in RESOURCES.items()
    }
    paths[f"{PREFIX}/image/{{link}}.{{extension}}"] = {"get": _picture()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "KPO Atlas",
            "version": f"1+{catalog.data_version}",
            "description": "Sourcing destinations ranked on sourced figures; read-only.",
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": {"Problems": _PROBLEMS}},
    }


def _operation(resource: Resource) -> dict[str, object]:
    return {
        "operationId": resource.name,
        "summary": resource.description,
        "parameters": [_query(item) for item in resource.parameters],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {
                    "application/json": {"schema": _JSON},
                    "text/csv": {"schema": {"type": "string"}},
                },
            },
            "304": {"description": "The one who asks has it already."},
            **_faults(),
        },
    }


def _picture() -> dict[str, object]:
    path = (
        Parameter("link", "A scenario's text: what stands behind s= in an address."),
        Parameter("extension", "Kind of picture.", PICTURES[0], PICTURES),
    )
    return {
        "operationId": "image",
        "summary": "The ranking of a link as a picture.",
        "parameters": [
            *({**_query(item), "in": "path", "required": True} for item in path),
            _query(SHAPE),
        ],
        "responses": {
            "200": {
                "description": "The picture.",
                "content": {"image/png": {}, "image/svg+xml": {}},
            },
            **_faults(),
        },
    }


def _query(item: Parameter) -> dict[str, object]:
    schema: dict[str, object] = {"type": item.kind}
    if item.choices:
        schema["enum"] = list(item.choices)
    if item.default:
        schema["default"] = int(item.default) if item.kind == "integer" else item.default
    return {
        "name": item.name,
        "in": "query",
        "required": False,
        "description": item.description,
        "schema": schema,
    }


def _faults() -> dict[str, object]:
    schema = {"schema": {"$ref": "#/components/schemas/Problems"}}
    words = {
        "400": "What is wrong with the question.",
        "404": "No such resource, or the API is switched off.",
        "414": "The address is too long.",
        "503": "Too many ask at once, or the figures cannot be read.",
    }
    return {
        status: {"description": text, "content": {"application/json": schema}}
        for status, text in words.items()
    }
