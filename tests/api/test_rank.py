"""A ranking over the API is the library's, from a link and from plain parameters."""

import csv
import io
import json
import random
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.export.records.ranking import ranking_record
from kpo.scenarios.link import to_link
from kpo.scenarios.record import canonical
from tests.variants import AT_LENGTH

BASE = "/api/v1/rank"


def test_plain_parameters_are_the_scenario(client: TestClient, atlas: Catalog) -> None:
    asked = "?tier=BPO&client=usa&countries=IND,phl,ZAF&weights=labour_cost:30,english:20&max_age=8"
    scenario = Scenario(
        tier="BPO",
        client="USA",
        countries=("IND", "PHL", "ZAF"),
        weights={"labour_cost": 30, "english": 20},
        max_age=8,
    )
    ranking = rank(atlas, canonical(atlas, scenario))
    record = client.get(BASE + asked).json()
    assert [(row["country"], row["score"]) for row in record["ranking"]] == [
        (row.country, row.score) for row in ranking.rows
    ]
    assert record["weights"]["labour_cost"] == pytest.approx(60)
    assert record["max_age"] == 8


def _scenarios(catalog: Catalog, many: int) -> list[Scenario]:
    chance = random.Random(20)
    clients = [name for name, item in catalog.countries.items() if item.client]
    made = []
    for _ in range(many):
        weights = {name: float(chance.randint(0, 40)) for name in catalog.criteria}
        weights[chance.choice(list(weights))] += 1
        made.append(
            Scenario(
                tier=chance.choice(["ITO", "BPO", "KPO"]),
                client=chance.choice(clients),
                countries=tuple(chance.sample(list(catalog.countries), chance.randint(1, 98))),
                weights=weights,
                method=chance.choice(["arithmetic", "geometric"]),
                least_saving=chance.choice([None, 0.0, 20.0]),
                rank_sanctioned=chance.random() < 0.5,
                max_age=chance.randint(3, 20),
                native_english=chance.choice(["assumed", "leave_out"]),
            )
        )
    return made


@AT_LENGTH
def test_the_link_of_200_scenarios_gives_what_the_library_gives(
    client: TestClient, atlas: Catalog
) -> None:
    for scenario in _scenarios(atlas, 200):
        known = canonical(atlas, scenario)
        link = to_link(atlas, known)
        answer = client.get(f"{BASE}?{urlencode({'s': link})}")
        record = ranking_record(rank(atlas, known), passed_on=True)
        assert answer.json() == json.loads(json.dumps(record))


def test_the_table_says_the_same_as_the_record(client: TestClient) -> None:
    record = client.get(f"{BASE}?countries=all").json()
    answer = client.get(f"{BASE}?countries=all&format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    ranked = [row for row in rows if row["standing"] == "ranked"]
    assert [(row["country"], float(row["score"])) for row in ranked] == [
        (row["country"], row["score"]) for row in record["ranking"]
    ]
    assert [row["country"] for row in rows if row["standing"] == "at home"] == ["SWE"]
    left_out = {row["country"]: row["reason"] for row in rows if row["standing"] == "left out"}
    assert left_out == {row["country"]: row["reason"] for row in record["not_ranked"]}


def test_a_figure_that_may_only_be_cited_cannot_be_had_back(
    client: TestClient, atlas: Catalog
) -> None:
    exact = rank(atlas, Scenario()).rows[0]
    row = client.get(BASE).json()["ranking"][0]
    assert exact.scores["english"] != round(exact.scores["english"])
    assert row["criterion_scores"]["english"] == round(exact.scores["english"])
    assert row["contributions"]["english"] == round(exact.contributions["english"])
    assert row["criterion_scores"]["talent"] == exact.scores["talent"]


@pytest.mark.parametrize(
    ("asked", "where", "part"),
    [
        ("tier=XPO", "tier", "XPO"),
        ("colour=red", "colour", "no such parameter"),
        ("tier=KPO&tier=BPO", "tier", "given twice"),
        ("method=middling", "method", "middling"),
        ("weights=english", "weights", "criterion=number"),
        ("weights=english:1,english:2", "weights", "twice"),
        ("countries=,", "countries", "no country"),
        ("least_saving=much", "least_saving", "much"),
        ("max_age=1e3", "max_age", "whole number"),
        ("s=2~cut", "This link or file cannot be used", "cut short"),
        ("s=x&tier=KPO", "tier", "the link says it already"),
    ],
)
def test_a_wrong_question_is_refused_in_words(
    client: TestClient, asked: str, where: str, part: str
) -> None:
    answer = client.get(f"{BASE}?{asked}")
    assert answer.status_code == 400
    problems = answer.json()["problems"]
    assert any(where in item["where"] and part in item["what"] for item in problems)
    assert all(item["remedy"] for item in problems)


def test_all_that_is_wrong_is_said_at_once(client: TestClient) -> None:
    answer = client.get(f"{BASE}?weights=a&countries=,&max_age=old")
    assert [item["where"] for item in answer.json()["problems"]] == [
        "countries",
        "weights",
        "max_age",
    ]
