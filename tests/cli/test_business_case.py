import json

import pytest

from kpo.cli.main import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["case", *words]) == 0
    return capsys.readouterr().out


ASKED = ("--tier", "KPO", "--people", "120", "--client", "USA", "--countries", "IND,PHL,POL")


def test_table_names_the_answer_its_band_and_what_is_not_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = run(capsys, *ASKED, "--set", "attrition=20%,margin=15%", "--draws", "500")
    assert text.startswith("120 analysts in India cost ")
    assert "less than at home" in text.splitlines()[0]
    assert "Not counted: no thirteenth month" in text
    assert "Yours: Attrition: 20 % of the people a year (ours: 10–40" in text


def test_json_and_csv_have_the_same_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, *ASKED, "--draws", "500", "--format", "json"))
    lines = run(capsys, *ASKED, "--draws", "500", "--format", "csv").splitlines()
    heads = lines[0].split(",")
    first = dict(zip(heads, lines[1].split(","), strict=True))
    assert first["country"] == record["destinations"][0]["country"]
    assert float(first["saving_total"]) == record["destinations"][0]["saving_total"]
    assert record["currency"] == "USD" and record["years"] == [2026, 2027, 2028, 2029, 2030]


def test_a_csv_without_destinations_has_its_columns(capsys: pytest.CaptureFixture[str]) -> None:
    everyone = run(capsys, "--countries", "IND", "--draws", "500", "--format", "csv")
    nobody = run(capsys, "--countries", "IND", "--min", "english=100", "--format", "csv")
    assert len(everyone.splitlines()) == 2
    assert nobody.splitlines() == everyone.splitlines()[:1]


def test_who_is_left_out_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "--client", "USA", "--countries", "IND,RUS,NPL", "--draws", "500")
    assert "Russia: left out by our rule" in text
    assert "Nepal: no figure for pay of professionals" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "margin=abc"], "names no number"),
        (["--set", "margn=3"], 'did you mean "margin"'),
        (["--set", "margin=900"], "0 to 200"),
        (["--people", "0"], "1 to 100,000"),
        (["--years", "40"], "1 to 10"),
        (["--draws", "1"], "100 to 100,000"),
        (["--seed", "-1"], "below 0"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["case", *words]) == 1
    assert said in capsys.readouterr().err
