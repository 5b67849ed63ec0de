import json
from pathlib import Path

import pytest

from kpo import Scenario, rank
from kpo.cli.main import main
from kpo.data.catalog import Catalog
from kpo.panel.content import panel_data
from kpo.robustness.rank_acceptability import WeightVariation, rank_outlooks


def asked(capsys: pytest.CaptureFixture[str], folder: Path, *options: str) -> str:
    assert main(["robustness", "--data", str(folder), *options]) == 0
    return capsys.readouterr().out


def test_table_says_the_finding_and_what_would_turn_it(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    out = asked(capsys, folder)
    assert out.startswith("India leads for knowledge work, contested by the Philippines\n")
    assert "contested: India takes it in 70 % of nearby weightings and figures." in out
    assert "first in 70 % with the figures\u2019 own doubts, 79 % on the weights alone." in out
    assert "Labour cost from 60 to 55 %: the Philippines leads." in out


def test_weights_only_leaves_the_figures_as_they_are(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    out = asked(capsys, folder, "--weights-only")
    assert "First place is contested: India takes it in 79 % of nearby weightings." in out
    assert "Not varied: the figures, the bounds" in out


def test_json_has_the_numbers_of_the_page(
    capsys: pytest.CaptureFixture[str], folder: Path, sample: Catalog
) -> None:
    record = json.loads(asked(capsys, folder, "--format", "json"))
    ranking = rank(sample, Scenario())
    found = rank_outlooks(ranking)
    shown = {row["country"]: row for row in panel_data(ranking)["rows"]}
    for row in record["destinations"]:
        chance = found[row["country"]]
        assert row["p_first"] == chance.p_first == shown[row["country"]]["p_first"]
        assert (row["best"], row["worst"]) == shown[row["country"]]["band"]
        assert row["ranks"] == list(chance.ranks)
    assert record["tipping_points"][0] == {
        "criterion": "labour_cost",
        "weight": 60.0,
        "tipping_weight": pytest.approx(500 / 9),
        "stated_weight": 55.0,
        "successor": "PHL",
    }


def test_options_reach_the_draws(
    capsys: pytest.CaptureFixture[str], folder: Path, sample: Catalog
) -> None:
    options = ["--mode", "any", "--draws", "500", "--seed", "3", "--weights-only"]
    record = json.loads(asked(capsys, folder, *options, "--format", "json"))
    variation = WeightVariation(mode="any", draws=500, seed=3, figures=False)
    found = rank_outlooks(rank(sample, Scenario()), variation)
    assert record["variation"] == vars(variation)
    firsts = {country: chance.p_first for country, chance in found.items()}
    assert {row["country"]: row["p_first"] for row in record["destinations"]} == firsts
    assert record["p_first_on_weights_alone"] == firsts
    assert record["figure_errors"][0] == {
        "rule": "pay",
        "spread": 0.15,
        "shape": "log",
        "reason": "reason",
    }


def test_impossible_draws_are_refused_with_a_remedy(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert main(["robustness", "--data", str(folder), "--draws", "0"]) == 1
    assert "draws: 0 draws; ask for 1 to 1,000,000" in capsys.readouterr().err


def test_nothing_ranked_is_an_answer(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert asked(capsys, folder, "--countries", "SWE") == (
        "No destination can be ranked for knowledge work\n"
    )
    record = json.loads(asked(capsys, folder, "--countries", "SWE", "--format", "json"))
    assert record["destinations"] == record["rules"] == record["tipping_points"] == []


def test_a_variation_of_single_weights_reaches_the_draws_unless_a_spread_is_given(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    options = ["--variation", "english=60", "--draws", "200", "--format", "json"]
    record = json.loads(asked(capsys, folder, *options))
    assert record["variation"]["spread"] == [0.25, 0.6, 0.25]
    record = json.loads(asked(capsys, folder, *options, "--spread", "10"))
    assert record["variation"]["spread"] == 0.1


@pytest.mark.parametrize("spread", ["101", "-1", "nan"])
def test_impossible_spread_is_refused(
    capsys: pytest.CaptureFixture[str], folder: Path, spread: str
) -> None:
    assert main(["robustness", "--data", str(folder), f"--spread={spread}"]) == 1
    assert "give a share from 0 to 1" in capsys.readouterr().err
