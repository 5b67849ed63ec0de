"""What else is answered, and that it is the library's and the pages' own."""

import csv
import io
import json
from urllib.parse import quote

from starlette.testclient import TestClient

from kpo import Scenario, rank
from kpo.case import business_case, destinations_of
from kpo.data.catalog import Catalog
from kpo.export.records.business_case import case_record
from kpo.export.records.robustness import robustness_record
from kpo.robustness.rank_acceptability import near_stated
from kpo.scenarios.link import to_link
from kpo.scenarios.record import canonical


def test_robustness_is_that_of_the_library(client: TestClient, atlas: Catalog) -> None:
    ranking = rank(atlas, canonical(atlas, Scenario()))
    record = robustness_record(ranking, near_stated(ranking))
    assert client.get("/api/v1/robustness").json() == json.loads(json.dumps(record))


def test_robustness_on_weights_alone_with_a_seed(client: TestClient, atlas: Catalog) -> None:
    answer = client.get("/api/v1/robustness?figures=no&seed=7&draws=500&mode=any")
    variation = answer.json()["variation"]
    assert (variation["figures"], variation["seed"], variation["draws"]) == (False, 7, 500)
    assert variation["mode"] == "any"


def test_a_case_is_that_of_the_library(client: TestClient, atlas: Catalog) -> None:
    asked = "client=USA&people=120&set=attrition:20,margin:10..15&draws=1000"
    scenario = Scenario(
        client="USA", people=120, assumptions={"attrition": (20, 20), "margin": (10, 15)}
    )
    known = canonical(atlas, scenario)
    case = business_case(atlas, known, destinations_of(rank(atlas, known)), draws=1000)
    record = json.loads(json.dumps(case_record(atlas, case)))
    assert client.get(f"/api/v1/case?{asked}").json() == record
    table = client.get(f"/api/v1/case?{asked}&format=csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [float(row["saving_total"]) for row in rows] == [item.total for item in case.outcomes]


def test_bounds_of_draws_are_said(client: TestClient) -> None:
    for asked in ("draws=99", "draws=10001", "draws=many", "seed=-1"):
        answer = client.get(f"/api/v1/robustness?{asked}")
        assert answer.status_code == 400
        assert "no whole number from" in answer.json()["problems"][0]["what"]


def test_figures_leave_out_what_may_only_be_cited(client: TestClient, atlas: Catalog) -> None:
    rows = client.get("/api/v1/figures?country=IND&indicator=english,internet_users").json()
    known = atlas.figures("IND", "internet_users")[-1]
    given = [row for row in rows["figures"] if row["country"]]
    assert [(row["indicator"], row["value"], row["year"]) for row in given] == [
        ("internet_users", known.value, known.year)
    ]
    assert given[0]["licence"]
    left_out = [row["note"] for row in rows["figures"] if not row["country"]]
    assert left_out == [
        "1 figure left out: may be cited, not passed on; look them up at the address"
    ]


def test_too_many_figures_at_once_are_refused(client: TestClient) -> None:
    answer = client.get("/api/v1/figures?extent=all")
    assert answer.status_code == 400
    assert "more than 20,000 at once" in answer.json()["problems"][0]["what"]


def test_an_unknown_country_or_indicator_is_named(client: TestClient) -> None:
    answer = client.get("/api/v1/figures?country=IND,XXX&indicator=charm")
    assert answer.status_code == 400
    assert '"XXX"' in answer.json()["problems"][0]["what"]


def test_every_source_stands_with_its_licence(client: TestClient, atlas: Catalog) -> None:
    rows = client.get("/api/v1/sources").json()["sources"]
    assert {row["id"] for row in rows} == set(atlas.sources)
    assert all(row["licence"] and row["redistribution"] for row in rows)


def test_a_link_that_ends_in_svg_is_the_picture(client: TestClient, atlas: Catalog) -> None:
    link = quote(to_link(atlas, Scenario(client="USA")), safe="")
    answer = client.get(f"/api/v1/image/{link}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith(("<svg", "<?xml"))
    assert ">India<" in answer.text
    assert "\u00a9" in answer.text or "Sources" in answer.text


def test_a_link_that_ends_in_png_is_the_picture(client: TestClient, atlas: Catalog) -> None:
    link = quote(to_link(atlas, Scenario()), safe="")
    page = client.get(f"/api/v1/image/{link}.png")
    wide = client.get(f"/api/v1/image/{link}.png?shape=wide")
    assert page.headers["content-type"] == "image/png"
    assert page.content[:8] == wide.content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(wide.content[at : at + 4]) for at in (16, 20))
    assert abs(width / height - 16 / 9) < 0.01


def test_a_picture_of_another_kind_or_a_cut_link_is_refused(
    client: TestClient, atlas: Catalog
) -> None:
    link = quote(to_link(atlas, Scenario()), safe="")
    assert client.get(f"/api/v1/image/{link}.exe").status_code == 400
    assert client.get(f"/api/v1/image/{link[:40]}.png").status_code == 400
    assert client.get(f"/api/v1/image/{link}.svg?shape=wide").status_code == 400
