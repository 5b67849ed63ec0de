"""The one table of a scenario's fields, and what reads it by name."""

import argparse
from dataclasses import fields

import pytest

from kpo import Scenario, rank
from kpo.api import parameters
from kpo.cli.scenario_options import add_scenario_options, scenario_of
from kpo.data.catalog import Catalog
from kpo.scenarios.codec import BY_OPTION, FIELDS, OF_THE_CASE, as_numbers
from kpo.scenarios.link import link_fields, to_link
from kpo.scenarios.link_values import LinkNames
from kpo.scenarios.record import from_record, to_record

NAMES = LinkNames({"english": "eh", "talent": "tt"}, frozenset({"saving"}))

VALUES = {
    "tier": ("BPO", "BPO"),
    "service": (None, ""),
    "client": ("IRL", "IRL"),
    "preset": ("equal", "equal"),
    "method": ("geometric", "g"),
    "weights": ({"english": 30.0, "talent": 2.5}, "eh30-tt2.5"),
    "locks": (("talent", "english"), "tt.eh"),
    "minimums": ({"english": 40.0}, "eh40"),
    "max_age": (7, "7"),
    "native_english": ("leave_out", "l"),
    "rank_sanctioned": (True, "i"),
    "least_saving": (12.5, "12.5"),
    "figure_limits": ({"saving": -3.0}, "saving:-3"),
    "variation": ({"english": 60.0}, "eh60"),
}


def test_every_field_of_a_scenario_has_one_row() -> None:
    assert sorted(item.name for item in FIELDS) == sorted(item.name for item in fields(Scenario))


@pytest.mark.parametrize("item", [item for item in FIELDS if item.link], ids=lambda item: item.name)
def test_a_field_comes_back_from_its_text(item) -> None:  # type: ignore[no-untyped-def]
    value, text = VALUES[item.name]
    assert item.link.write(NAMES, value) == text
    assert item.link.read(NAMES, text) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("method", "arithmetic", "arithmetic"),
        ("native_english", "assumed", "assumed"),
        ("rank_sanctioned", "in", True),
        ("rank_sanctioned", "out", False),
        ("rank_sanctioned", "", False),
        ("weights", "english:30,talent:70", {"english": 30.0, "talent": 70.0}),
        ("locks", "english", ("english",)),
        ("least_saving", "", None),
        ("figure_limits", "", {}),
    ],
)
def test_the_forms_of_older_links_are_read(name: str, text: str, value: object) -> None:
    (form,) = (item.link for item in FIELDS if item.name == name)
    assert form is not None and form.read(NAMES, text) == value


def test_a_link_is_its_fields_by_name_in_their_order(sample: Catalog) -> None:
    scenario = Scenario(weights={"english": 1}, locks=("english",), people=40)
    by_name = link_fields(sample, scenario)
    assert list(by_name)[:9] == [
        *("version", "data_version", "tier", "service", "client", "countries", "preset"),
        *("method", "weights"),
    ]
    assert list(by_name)[9:] == [
        *("locks", "minimums", "max_age", "native_english", "rank_sanctioned", "least_saving"),
        *("figure_limits", "case"),
    ]
    assert (by_name["weights"], by_name["locks"]) == ("lt0-eh100-te0", "eh")
    assert to_link(sample, scenario).startswith("~".join(by_name.values()) + "~")


def test_an_empty_ranking_is_not_ranked_again_for_its_link(sample: Catalog) -> None:
    nobody = Scenario(countries=("IND",), minimums={"english": 100})
    ranking = rank(sample, nobody)
    assert len(ranking) == 0
    assert link_fields(sample, Scenario(), ranking)["countries"] == "..IND"


def test_a_file_that_says_people_must_say_the_whole_case(sample: Catalog) -> None:
    record = to_record(sample, Scenario(people=40))
    assert from_record(sample, record).people == 40
    without = {name: value for name, value in record.items() if name != "people"}
    assert from_record(sample, without).people == Scenario.people
    del record["years"]
    with pytest.raises(Exception, match="its field 'years' is missing"):
        from_record(sample, record)


def test_every_option_of_the_command_line_is_a_row(sample: Catalog) -> None:
    parser = argparse.ArgumentParser()
    add_scenario_options(parser)
    plain = vars(parser.parse_args([]))
    assert set(BY_OPTION) - OF_THE_CASE <= set(plain)
    choice = parser.parse_args(
        ["--min", "english=40", "--limit", "saving=3", "--tier", "bpo", "--countries", "IND,PHL"]
    )
    assert scenario_of(sample, choice) == Scenario(
        tier="BPO",
        countries=("IND", "PHL"),
        minimums={"english": 40.0},
        figure_limits={"saving": 3.0},
    )


def test_every_parameter_of_a_scenario_is_a_row() -> None:
    asked = {item.name for item in (*parameters.SCENARIO, *parameters.CASE)} - {parameters.LINK}
    assert asked == set(BY_OPTION)


@pytest.mark.parametrize("value", [True, "3", None])
def test_weights_and_limits_of_a_file_are_numbers(value: object) -> None:
    with pytest.raises(TypeError):
        as_numbers({"english": value})
