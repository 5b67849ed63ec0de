"""docs/api.md is true: its examples are run, its table names every parameter."""

import re
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from kpo.api.answers import RESOURCES
from kpo.api.routes import MAX_ADDRESS, MAX_WAITING

TEXT = Path(__file__).parents[2].joinpath("docs/api.md").read_text(encoding="utf-8")
SERVER = "http://localhost:8501"


def blocks(language: str) -> list[str]:
    """Return the examples of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.M | re.S)


CURLS = re.findall(r'^curl "http://localhost:8501(\S+)"(?: # (\d+))?$', "".join(blocks("sh")), re.M)


def test_every_line_of_a_shell_example_is_one_that_is_run() -> None:
    assert len(CURLS) == sum(block.count("\n") for block in blocks("sh")) == 7


@pytest.mark.parametrize(("path", "status"), CURLS)
def test_curl_examples_answer(client: TestClient, path: str, status: str) -> None:
    answer = client.get(path)
    assert answer.status_code == int(status or 200)
    assert len(answer.content) > 100


def test_the_notebook_runs(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas

    read = pandas.read_csv

    def asked(address: str) -> Any:
        answer = client.get(address.removeprefix(SERVER))
        return read(StringIO(answer.content.decode("utf-8-sig")))

    monkeypatch.setattr(pandas, "read_csv", asked)
    (code,) = blocks("python")
    names: dict[str, Any] = {}
    exec(code, names)
    assert list(names["leaders"]["rank"]) == [1, 2, 3, 4, 5]
    assert set(names["figures"]["country"].dropna()) == {"IND", "PHL"}


def test_the_query_of_the_workbook_answers_with_its_columns(client: TestClient) -> None:
    (code,) = blocks("powerquery")
    (path,) = re.findall(r'RelativePath = "(\S+)"', code)
    (query,) = re.findall(r"Query = \[(.*)\]", code)
    pairs = dict(re.findall(r'(\w+) = "(\w+)"', query))
    answer = client.get(f"/{path}?{urlencode(pairs)}")
    header = answer.content.decode("utf-8-sig").splitlines()[0].split(",")
    assert {name for name, _ in re.findall(r'\{"(\w+)", (type \w+)\}', code)} <= {*header}


def test_every_resource_parameter_and_limit_is_named() -> None:
    for name, resource in RESOURCES.items():
        assert f"`/api/v1/{name}`" in TEXT
        for item in resource.parameters:
            assert f"`{item.name}`" in TEXT or f"`{item.name}=" in TEXT
    assert f"{MAX_ADDRESS:,} bytes" in TEXT
    assert f"{MAX_WAITING} may wait" in TEXT
