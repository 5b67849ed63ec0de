"""The group command."""

import json
from pathlib import Path

import pytest

from kpo import load
from kpo.cli.main import main
from kpo.workshop.ballots import ballot_of, to_file

CRITERIA = tuple(load().criteria)
COST = ballot_of(CRITERIA, {"labour_cost": 100}, "Ana", "finance")
RULES = ballot_of(CRITERIA, {"environment": 100}, "", "legal")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two files, of two ballots and of one."""
    for name, ballots in (("a.json", [COST, COST]), ("b.json", [RULES])):
        (tmp_path / name).write_text(to_file(ballots), encoding="utf-8")
    return [str(tmp_path / "a.json"), str(tmp_path / "b.json")]


def output(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["group", *words]) == 0
    return capsys.readouterr().out


def test_the_json_has_weights_ranking_and_agreement(capsys, files):
    record = json.loads(output(capsys, *files, "--tier", "KPO", "--format", "json"))
    assert record["weights"]["labour_cost"] == 100
    assert record["argue_about"] == "labour_cost"
    assert record["agreement"]["kendall_w"] < 1
    assert record["agreement"]["p_exact"] is True
    assert record["variation"]["labour_cost"] == 25
    assert record["variation"]["environment"] == 0
    assert [len(row["places"]) for row in record["ranking"]] == [3] * 6
    assert record["judges"][0]["name"] == "Ana"
    assert sum(row["p_first"] for row in record["ranking"]) == pytest.approx(1)


def test_the_table_says_who_leads_for_whom(capsys, files):
    text = output(capsys, *files)
    assert "Three ballots, sent blind." in text
    assert "2 of 3" in text
    assert "How far the ballots differ, \u00b1 % of each weight: Labour cost 25, " in text
    assert "It explains 100 % of the difference in who leads." in text


def test_ballots_of_one_role(capsys, files):
    assert "One ballot, and it puts" in output(capsys, *files, "--role", "Legal")


def test_the_mean_can_be_asked_for(capsys, files):
    record = json.loads(output(capsys, *files, "--pooling", "mean", "--format", "json"))
    assert record["weights"]["environment"] == pytest.approx(33.3333)


def test_every_broken_file_is_named_at_once(capsys, tmp_path, files):
    broken = tmp_path / "c.json"
    broken.write_text("{", encoding="utf-8")
    assert main(["group", files[0], str(broken), str(tmp_path / "none.json")]) == 1
    error = capsys.readouterr().err
    assert "2 problems found" in error
    assert "c.json: the file is not readable as JSON" in error
    assert "none.json: it cannot be read" in error


def test_no_ballot_is_left_after_a_filter(capsys, files):
    assert main(["group", *files, "--role", "nobody"]) == 1
    assert "there are 0 ballots; give 1 to 100" in capsys.readouterr().err
