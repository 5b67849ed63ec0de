"""The business case's doors: links, records and options with people and assumptions bent."""

import json
from math import isfinite
from urllib.parse import quote_plus
from zlib import crc32

import pytest

from kpo import Scenario, load
from kpo.case import business_case
from kpo.core.errors import KpoError, ScenarioError
from kpo.data.assumptions import assumptions
from kpo.data.catalog import Catalog
from kpo.scenarios.link import from_link, to_link
from kpo.scenarios.record import canonical, from_record, to_record
from kpo.scenarios.words import assumption_changes
from tests.hostile.cases import CASES, VALUES, WORDS, bent, bent_tree, seeded, told

FULL = Scenario(
    client="USA",
    countries=("IND", "PHL"),
    people=120,
    years=3,
    start=2027,
    assumptions={"attrition": (10.0, 20.0), "margin.IND": (15.0, 15.0), "ramp": (6.0, 6.0)},
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def signed(body: str) -> str:
    return f"{body}~{crc32(body.encode('utf-8', 'surrogatepass')):08x}"


def usable(catalog: Catalog, scenario: Scenario) -> None:
    """What is let in has a case with finite costs, or is refused in words."""
    try:
        made = business_case(catalog, scenario, ["IND"], draws=100)
    except ScenarioError as error:
        told(error)
        return
    for item in made.outcomes:
        assert all(map(isfinite, (*item.labour, *item.loaded, item.cost, *item.share_band)))


def test_case_comes_back_from_link_and_record_as_it_was(catalog: Catalog) -> None:
    whole = canonical(catalog, FULL)
    assert from_link(catalog, to_link(catalog, FULL)).scenario == whole
    record = json.loads(json.dumps(to_record(catalog, FULL)))
    assert from_record(catalog, record) == whole
    for name in ("people", "years", "start", "assumptions"):
        record.pop(name)
    assert from_record(catalog, record).people == 25


def test_link_without_a_case_opens_as_it_did(catalog: Catalog) -> None:
    text = to_link(catalog, Scenario(client="USA"))
    assert "*" not in text and to_link(catalog, FULL).count("~") == text.count("~") + 1
    assert from_link(catalog, text).scenario.assumptions == {}


def test_no_address_escapes_what_the_case_adds(catalog: Catalog) -> None:
    field = to_link(catalog, FULL).split("~")[-2]
    assert field == "120.3.2027*attrition*10*20*margin.IND*15*ramp*6"
    assert quote_plus(field, safe="*") == field


def test_link_with_a_foreign_assumption_is_refused_in_words(catalog: Catalog) -> None:
    text = to_link(catalog, FULL).rpartition("~")[0].replace("margin.IND", "colour.IND")
    with pytest.raises(ScenarioError, match='unknown assumption "colour"'):
        from_link(catalog, signed(text))


def test_bent_links_are_opened_or_refused(catalog: Catalog) -> None:
    chance = seeded("case links")
    fields = to_link(catalog, FULL).split("~")[:-1]
    count = {True: 0, False: 0}
    for number in range(CASES // 5):
        case = chance.choice((bent(chance, fields[-1]), fields[-1]))
        if number % 2:
            word = str(chance.choice((*WORDS, *VALUES)))
            case = fields[-1].replace(chance.choice(("120", "20", "15", "2027", "IND")), word)
        try:
            opened = from_link(catalog, signed("~".join([*fields[:-1], case])))
        except ScenarioError as error:
            told(error)
            count[False] += 1
            continue
        count[True] += 1
        assert from_link(catalog, to_link(catalog, opened.scenario)).scenario == opened.scenario
        if number % 40 == 0:
            usable(catalog, opened.scenario)
    assert min(count.values()) > CASES / 200


def test_bent_records_are_read_or_refused(catalog: Catalog) -> None:
    chance = seeded("case records")
    record = to_record(catalog, FULL)
    part = {name: record[name] for name in ("people", "years", "start", "assumptions")}
    for _ in range(CASES // 5):
        tree = json.loads(json.dumps(part))
        bent_part = bent_tree(chance, tree)
        whole = {**record, **(bent_part if isinstance(bent_part, dict) else {"people": bent_part})}
        try:
            scenario = from_record(catalog, whole)
        except ScenarioError as error:
            told(error)
            continue
        assert 1 <= scenario.people <= 100_000


def test_bent_options_are_read_or_refused(catalog: Catalog) -> None:
    chance = seeded("case options")
    for _ in range(CASES // 5):
        text = bent(chance, "attrition=10..20%,margin.IND=15%", ["productivity=0,x"])
        try:
            spans = assumption_changes(catalog, [text])
            canonical(catalog, Scenario(assumptions=spans))
        except KpoError as error:
            told(error)


def test_extremes_of_every_assumption_give_finite_costs_or_words(catalog: Catalog) -> None:
    for name, item in assumptions(catalog).items():
        for end in (item.least, item.most):
            usable(catalog, Scenario(client="USA", assumptions={name: (end, end)}))
