"""What Python prepares for the panel, and what it believes of what comes back."""

import json
from typing import Any

import pytest
import streamlit as st

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.panel.content import panel_data
from kpo.panel.payload import luminance, parcel, prepared, text_colour
from kpo.scoring.ranking import weights_of
from kpo.style import Theme
from kpo.ui.components.weighting_panel import WeightChange, last_change
from tests.panel.panel_fixture import payload
from tests.panel.unpacking import unpacked

GOOD = {"weights": {"english": 60, "talent": 40.0}, "locks": ["english"], "seq": 3}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_on_every_segment_has_enough_contrast(theme: Theme, atlas: Catalog) -> None:
    for item in atlas.criteria.values():
        colour = item.colour(theme)
        dark, light = sorted([luminance(colour), float(text_colour(colour) == "#fff")])
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_words_are_prepared_in_python() -> None:
    data = prepared(payload())
    russia, china = data["rows"][2], data["rows"][3]
    assert russia["flagged"] == "Russia (EU sanctions)"
    assert (russia["p_first"], russia["band"], russia["verdict"]) == (0.1115, (1, 6), "open")
    assert china["marks"][:2] == [["different", "different definition"], ["", ""]]
    assert data["tones"].startswith(
        "--c0:light-dark(#015848, #309C7C);--t0:light-dark(#fff, #000);--c1:"
    )
    assert data["back"] == "Back to: our judgement (KPO)"
    said = "# % on Labour cost means: going from the dearest to the cheapest is worth # points."
    assert data["criteria"][0]["meaning"] == said
    assert data["criteria"][0]["part"] == 1
    assert data["criteria"][-1]["rate"] == " 1 point here = # of Labour cost."
    assert data["sure"] is True
    assert prepared(payload(certain=False))["sure"] is False


def test_half_of_a_scale_with_a_meaning_is_told_with_half_of_the_weight() -> None:
    given = payload()
    given["criteria"][0]["half"] = "saving half of what the work costs at home"
    first = prepared(given)["criteria"][0]
    said = "# % on Labour cost means: saving half of what the work costs at home is worth # points."
    assert (first["meaning"], first["part"]) == (said, 0.5)


def test_under_the_geometric_mean_a_weight_is_an_exponent() -> None:
    first = prepared(payload(method="geometric"))["criteria"][0]
    said = "# % on Labour cost means: doubling its points multiplies the score by #."
    assert (first["meaning"], first["rate"]) == (said, " 1 % more here = # % of English.")


def test_the_stamp_is_of_the_scores_and_not_of_the_weights() -> None:
    first, other = payload(), payload()
    other["weights"] = dict(reversed(other["weights"].items()))
    other["rows"][0]["p_first"] = 0.5
    other["rows"].reverse()
    assert prepared(first)["stamp"] == prepared(other)["stamp"]
    other["rows"][0]["scores"][0] += 1.0
    assert prepared(first)["stamp"] != prepared(other)["stamp"]


def test_the_payload_is_left_as_it_was() -> None:
    data = payload()
    prepared(data)
    parcel(data)
    assert data == payload()


def test_what_is_sent_is_what_was_prepared_with_each_row_in_two() -> None:
    sent = parcel(payload())
    assert [set(sure) for _, sure in sent["rows"]] == [{"p_first", "band", "verdict"}] * 7
    whole, again = (json.loads(json.dumps(one)) for one in (prepared(payload()), unpacked(sent)))
    assert again == whole


def test_what_no_weight_changes_of_a_row_is_written_once(atlas: Catalog) -> None:
    moved = Scenario(weights=weights_of(atlas, Scenario()) | {"english": 90.0})
    first, second = (
        {json.loads(text)["country"]: text for text, _ in parcel(data)["rows"]}
        for data in (
            panel_data(rank(atlas, Scenario())),
            panel_data(rank(atlas, moved)),
        )
    )
    assert set(first) == {*atlas.home, "SWE"}
    asides = {"SWE", "RUS"}
    assert all(first[country] is second[country] for country in set(first) - asides)
    assert all(first[country] == second[country] for country in asides)


def test_the_last_change_comes_back_exact() -> None:
    st.session_state["panel"] = {"change": GOOD}
    assert last_change("panel") == WeightChange({"english": 60.0, "talent": 40.0}, ("english",), 3)


@pytest.mark.parametrize(
    "state",
    [
        None,
        "text",
        {},
        {"change": None},
        {"change": []},
        {"change": GOOD | {"weights": [60, 40]}},
        {"change": GOOD | {"weights": {"english": "60"}}},
        {"change": GOOD | {"weights": {"english": float("nan")}}},
        {"change": GOOD | {"weights": {"english": -1}}},
        {"change": GOOD | {"weights": {"english": 1e300}}},
        {"change": GOOD | {"locks": "english"}},
        {"change": GOOD | {"seq": "3"}},
    ],
)
def test_what_the_panel_never_sends_is_no_change(state: Any) -> None:
    st.session_state["panel"] = state
    assert last_change("panel") is None
