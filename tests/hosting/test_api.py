"""The dashboard's own server answers other tools, beside its pages."""

import json
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from tests.browser.server import serve


def test_the_server_of_the_pages_answers_other_tools(server: str, atlas: Catalog) -> None:
    with urlopen(f"{server}/api/v1/rank") as answer:
        record = json.load(answer)
    with urlopen(server) as page:
        assert page.headers["content-type"].startswith("text/html")
    assert [row["country"] for row in record["ranking"]] == [
        row.country for row in rank(atlas, Scenario()).rows
    ]


def test_one_switch_closes_it() -> None:
    with serve(KPO_API="off") as address, pytest.raises(HTTPError) as refused:
        urlopen(f"{address}/api/v1/rank")
    with refused.value as answer:
        assert answer.code == 404
