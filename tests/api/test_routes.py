"""How the API behaves as a neighbour: caching, limits, doors, and what it says of itself."""

import asyncio
from threading import Event

import pytest
from openapi_spec_validator import validate
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kpo.api.answers import RESOURCES, Answer
from kpo.api.routes import MAX_ADDRESS, MAX_WAITING, Door, is_open, routes
from kpo.core.errors import DataError, Problem
from kpo.data.catalog import Catalog
from tests.hosting.apart import apart


def test_who_has_the_answer_is_told_so(client: TestClient) -> None:
    first = client.get("/api/v1/rank")
    tag = first.headers["etag"]
    for known in (tag, f'W/{tag}, "other"', "*"):
        again = client.get("/api/v1/rank", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = client.get("/api/v1/rank?tier=BPO", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["etag"] != tag
    assert "max-age" in first.headers["cache-control"]


def test_an_answer_is_packed_for_who_can_unpack_it(client: TestClient) -> None:
    packed = client.get("/api/v1/rank", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/api/v1/rank", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < len(plain.content) / 4
    assert packed.json() == plain.json()


def test_it_can_only_be_read(client: TestClient) -> None:
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)("/api/v1/rank").status_code == 405
    head = client.head("/api/v1/rank")
    assert (head.status_code, head.content) == (200, b"")


def test_an_address_that_is_too_long_is_refused(client: TestClient) -> None:
    answer = client.get("/api/v1/rank?s=" + "x" * MAX_ADDRESS)
    assert answer.status_code == 414
    assert answer.json()["problems"][0]["where"] == "address"


def test_an_unknown_resource_names_the_known_ones(client: TestClient) -> None:
    answer = client.get("/api/v1/ranks")
    assert answer.status_code == 404
    assert "rank, robustness, case" in answer.json()["problems"][0]["remedy"]


def test_its_description_is_sound_and_whole(client: TestClient) -> None:
    record = client.get("/api/v1/openapi.json").json()
    validate(record)
    assert set(record["paths"]) == {
        *(f"/api/v1/{name}" for name in RESOURCES),
        "/api/v1/image/{link}.{extension}",
    }
    for name, resource in RESOURCES.items():
        told = {item["name"] for item in record["paths"][f"/api/v1/{name}"]["get"]["parameters"]}
        assert told == {item.name for item in resource.parameters}


def test_its_first_page_leads_to_everything(client: TestClient) -> None:
    record = client.get("/api/v1").json()
    for address in (record["openapi"], *record["resources"]):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("wish", "sign_in", "answers"),
    [
        ("", False, True),
        ("off", False, False),
        ("OFF ", False, False),
        ("", True, False),
        ("on", True, True),
        ("off", True, False),
    ],
)
def test_one_switch_closes_it_and_sign_in_keeps_it_closed(
    monkeypatch: pytest.MonkeyPatch, wish: str, sign_in: bool, answers: bool
) -> None:
    monkeypatch.setenv("KPO_API", wish)
    assert is_open(sign_in) is answers


def test_a_closed_api_says_so(atlas: Catalog) -> None:
    closed = TestClient(Starlette(routes=routes(lambda: atlas, lambda: False)))
    for address in ("/api/v1", "/api/v1/rank", "/api/v1/image/x.png", "/api/v1/openapi.json"):
        answer = closed.get(address)
        assert answer.status_code == 404
        assert "KPO_API=on" in answer.json()["problems"][0]["remedy"]


def test_broken_figures_are_said_and_nothing_more() -> None:
    def broken() -> Catalog:
        raise DataError(Problem("countries.csv", "is missing", "put it back"))

    answer = TestClient(Starlette(routes=routes(broken, lambda: True))).get("/api/v1/rank")
    assert answer.status_code == 503
    assert answer.json()["problems"][0]["where"] == "countries.csv"


def test_who_comes_while_too_many_wait_is_asked_to_come_again() -> None:
    async def crowd() -> tuple[int, int]:
        door, go = Door(1), Event()
        answer = Answer(b"", "text/plain", "x")

        def slow() -> Answer:
            go.wait()
            return answer

        waiting = [asyncio.create_task(door.run(slow)) for _ in range(MAX_WAITING + 1)]
        while door.waiting < MAX_WAITING:
            await asyncio.sleep(0)
        turned_away = await door.run(slow)
        assert turned_away is None
        go.set()
        answers = await asyncio.gather(*waiting)
        return len(answers), sum(item is answer for item in answers)

    assert apart(crowd()) == (MAX_WAITING + 1, MAX_WAITING + 1)
