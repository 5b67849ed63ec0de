"""The command line: what it prints, and how it ends."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kpo import Scenario, load, rank
from kpo.cli.main import main
from kpo.data.user import read
from kpo.data.user.mapping_file import to_text as mapping_text
from kpo.data.user.series_mapping import SeriesMapping
from kpo.scenarios.collection import SavedScenarios
from kpo.scenarios.file import to_text
from tests.data.user.files import COUNTRIES, FIGURES, NEPAL, PAY, changed, lines, workbook
from tests.sample import append

CRITERIA = [
    "labour_cost",
    "english",
    "education",
    "talent",
    "suppliers",
    "digital",
    "environment",
    "security",
    "time_zone",
]


def output(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


def complaint(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 1
    return capsys.readouterr().err


def test_the_json_carries_the_whole_ranking(capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(output(capsys, "rank", "--tier", "KPO", "--format", "json"))
    assert (record["data_version"], record["tier"], record["client"], record["method"]) == (
        "2026-11",
        "KPO",
        "SWE",
        "arithmetic",
    )
    assert list(record["weights"].values()) == [25, 13, 12, 16, 15, 3, 6, 8, 2]
    assert list(record["weights"]) == CRITERIA
    ranking = rank(load(), Scenario())
    assert [row["score"] for row in record["ranking"]] == [row.score for row in ranking.rows]
    for row in record["ranking"]:
        assert sum(row["contributions"].values()) == pytest.approx(row["score"], abs=1e-9)
    china = next(row for row in record["ranking"] if row["country"] == "CHN")
    assert china["statuses"]["labour_cost"] == ["different_definition"]
    assert record["at_home"]["country"] == "SWE"
    (russia,) = record["not_ranked"]
    assert (russia["country"], russia["kind"]) == ("RUS", "sanctions")
    assert russia["would_be"]["sanction"]["class"] == "sectoral"
    assert russia["would_be"]["rank"] == 3


def test_the_three_tiers_give_three_orders(capsys: pytest.CaptureFixture[str]) -> None:
    orders = {
        tier: tuple(
            row["country"]
            for row in json.loads(output(capsys, "rank", "--tier", tier, "--format", "json"))[
                "ranking"
            ]
        )
        for tier in ("ITO", "BPO", "KPO")
    }
    assert len(set(orders.values())) == 3
    assert all(len(order) == 6 for order in orders.values())


def test_the_table_names_what_is_assumed_or_differently_defined(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = output(capsys, "rank").splitlines()
    ireland = next(line for line in lines if "Ireland" in line)
    china = next(line for line in lines if "China" in line)
    assert "dearer than at home" in ireland and "English: assumed" in ireland
    assert china.endswith("Labour cost: different definition)")


def test_the_csv_has_a_row_a_destination(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(output(capsys, "rank", "--format", "csv"))))
    assert [row["rank"] for row in rows] == [*"123456", "", "3"]
    assert [row["standing"] for row in rows[5:]] == ["ranked", "at home", "left out"]
    assert rows[7]["reason"].startswith("left out by our rule: sectoral sanctions of the EU")
    assert [name for name in rows[0] if name in CRITERIA] == CRITERIA


def test_weights_not_named_weigh_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("rank", "--weights", "labour_cost=30,english=10", "--format", "json")
    weights = json.loads(output(capsys, *words))["weights"]
    assert [weights[name] for name in CRITERIA] == [75, 25, 0, 0, 0, 0, 0, 0, 0]


def test_every_option_reaches_the_scenario(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["rank", "--tier", "kpo", "--service", "legal", "--countries", "IND,phl,IRL,RUS"]
    words += ["--client", "gbr", "--method", "geometric", "--min", "english=60"]
    words += [
        "--limit",
        "pay_professional=800",
        "--least-saving",
        "20",
        "--max-age",
        "8",
        "--native-english",
        "leave_out",
    ]
    record = json.loads(output(capsys, *words, "--format", "json"))
    assert (record["service"], record["client"], record["max_age"]) == ("legal", "GBR", 8)
    assert record["figure_limits"] == {"pay_professional": 800}
    assert (record["least_saving"], record["rank_sanctioned"]) == (20, False)
    assert [row["country"] for row in record["ranking"]] == ["PHL"]
    assert [item["kind"] for item in record["not_ranked"]] == [
        "minimum",
        "least_saving",
        "sanctions",
    ]
    assert json.loads(output(capsys, *words, "--rank-sanctioned", "--format", "json"))[
        "rank_sanctioned"
    ]


def test_all_countries_are_those_cheaper_than_at_home_and_it_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = output(capsys, "rank", "--countries", "all")
    assert "Rule: only destinations cheaper than at home (--least-saving)." in text
    record = json.loads(output(capsys, "rank", "--countries", "all", "--format", "json"))
    assert record["least_saving"] == 0
    assert min(row["saving"] for row in record["ranking"]) > 0
    free = output(capsys, "rank", "--countries", "all", "--least-saving", "none")
    assert "Rule:" not in free and "Switzerland" in free


def test_all_problems_of_a_choice_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    text = complaint(capsys, "rank", "--tier", "XPO", "--client", "XXX", "--countries", "IND,XYZ")
    assert text.startswith("3 problems found:\n")
    assert 'tier: unknown tier "XPO"; use one of ITO, BPO, KPO' in text


@pytest.mark.parametrize(
    "words",
    [
        ["rank", "--weights", "labour_cost=-5"],
        ["rank", "--weights", "labour_cost=0"],
        ["rank", "--preset", "mine"],
        ["rank", "--countries", ","],
        ["rank", "--data", "nowhere"],
        ["sources", "XXX", "english"],
        ["sources", "IND", "wage_it"],
        ["validate", "--data", "nowhere"],
    ],
)
def test_what_cannot_be_used_ends_with_1(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    text = complaint(capsys, *words)
    assert text.startswith("1 problem found:\n")
    assert "Traceback" not in text


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["dance"],
        ["rank", "--format", "png"],
        ["rank", "--weights", "labour_cost"],
        ["rank", "--weights", "english=1,english=2"],
        ["sources", "IND"],
        ["rank", "--own=--"],
        ["robustness", "--draws=--"],
        ["validate", "--data=--"],
    ],
)
def test_wrong_use_ends_with_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert "see python -m kpo" in capsys.readouterr().err


def test_it_is_called_as_it_was_begun(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for begun, name in (("/env/bin/kpo-atlas", "kpo-atlas"), ("kpo/__main__.py", "python -m kpo")):
        monkeypatch.setattr("sys.argv", [begun])
        with pytest.raises(SystemExit):
            main(["--help"])
        said = capsys.readouterr().out
        assert said.startswith(f"usage: {name} [-h] COMMAND ...")
        assert "The command serve opens the dashboard" in said


def test_file_whose_name_ends_like_an_option_without_a_word_is_looked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rank", "--own=a=--"]) == 1
    assert "a=--: it cannot be read" in capsys.readouterr().err


def test_validate_lists_every_problem(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert output(capsys, "validate", "--data", str(folder)).startswith("No problems: ")
    append(folder, "observations/pay", "INX,pay_clerical,2024,5,,,reported,,")
    append(folder, "observations/pay", "IND,wage_it,2024,x,,,reported,,")
    assert complaint(capsys, "validate", "--data", str(folder)).startswith("3 problems found:\n")


def test_sources_say_which_figure_is_used_and_whose_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = output(capsys, "sources", "IND", "pay_professional")
    assert "* 2024  432  [ilostat_earnings]" in text
    assert "licence: CC BY 4.0" in text
    assert "assumed" in output(capsys, "sources", "IRL", "english")
    assert "4.5 hours in winter, 5.5 in summer" in output(capsys, "sources", "IND", "shared_hours")


def test_own_figures_are_ranked_marked_and_told(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    files = {
        "pay.csv": lines(FIGURES, PAY.replace("1000", "5000")),
        "nepal.csv": lines(COUNTRIES, NEPAL),
    }
    files["more.csv"] = lines(
        FIGURES,
        "NPL,pay_professional,2025,100,USD a month,HR,",
        "NPL,employer_charges,2026,25,% of gross pay,law,",
        "NPL,english,2026,600,points,x,",
    )
    named = ["--data", str(folder)]
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        named += ["--own", str(tmp_path / name)]
    table = output(capsys, "rank", *named, "--countries", "IND,NPL").splitlines()
    assert table[2] == "4 figures and 1 country of your own are in use."
    assert [line[:12].strip() for line in table[5:7]] == ["1 Nepal", "2 India"]
    assert table[6].endswith("(Labour cost: your own)")
    record = json.loads(output(capsys, "rank", *named, "--format", "json"))
    assert [row["score"] for row in record["ranking"]] == pytest.approx([70, 50, 40])
    assert "instead of 1,000 (2024), source: HR survey" in record["own_figures"]
    said = output(capsys, "sources", "IND", "pay_professional", *named)
    assert "* 2025  5,000  [own_1]; your own; ours in Pune" in said
    assert "[own_1] HR survey (your own figures)" in said
    assert "IND" in output(capsys, "robustness", *named, "--format", "json")


def test_own_figures_in_a_bad_file_are_refused_with_every_problem(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(lines(FIGURES, "IND,pay_professional,2050,x,USD a month,HR,"))
    text = complaint(capsys, "rank", "--data", str(folder), "--own", str(bad))
    assert text.startswith(f"2 problems found:\n  {bad}: Figures row 2, year:")
    assert "it cannot be read" in complaint(capsys, "rank", "--own", str(tmp_path / "none.csv"))


PRICES = """Entity,Code,Year,Inflation (annual %)
India,IND,2024,4.9
World,OWID_WRL,2024,5
"""


def test_publisher_s_file_is_read_with_its_mapping(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    table, rule = tmp_path / "prices.csv", tmp_path / "rule.json"
    table.write_text(PRICES, encoding="utf-8")
    named = ["sources", "IND", "inflation", "--data", str(folder), "--own", str(table)]
    assert complaint(capsys, *named) == (
        f"1 problem found:\n  {table}: The file: it is a file of Our World in Data with 1 series, "
        "and no mapping fits it; map it on the Data page, save the mapping and give it with "
        "--mapping\n"
    )
    series = "Inflation (annual %)"
    mapping = SeriesMapping("Our World in Data", series, "inflation", 10, "downloaded")
    rule.write_text(mapping_text(mapping), encoding="utf-8")
    assert main([*named, "--mapping", str(rule)]) == 0
    told = capsys.readouterr()
    assert "* 2024  49.0  [own_1]; your own" in told.out
    assert told.err == f"{table}: 1 figures of one place that is not ours are left.\n"
    rule.write_text("{}", encoding="utf-8")
    assert f"{rule}: The file: it is no mapping" in complaint(
        capsys, *named, "--mapping", str(rule)
    )


def test_last_values_of_formulas_are_offered_and_taken(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    row = ["IND", "pay_professional", 2025, "=500*2", "USD a month", "HR", ""]
    book = workbook(Figures=[FIGURES.split(","), row])
    value = r"</f><v ?/>|</f><v></v>"
    file = tmp_path / "mine.xlsx"
    file.write_bytes(changed(book, "xl/worksheets/sheet1.xml", value, "</f><v>1000</v>"))
    named = ["sources", "IND", "pay_professional", "--data", str(folder), "--own", str(file)]
    text = complaint(capsys, *named)
    assert "value: it holds a formula, whose last value is 1000;" in text
    assert "formulas: 1 formula has a last value; give --last-values to take" in text
    assert main([*named, "--last-values"]) == 0
    assert "* 2025  1,000  [own_1]; your own" in capsys.readouterr().out


def test_own_figures_of_a_scenario_file_are_ranked_too(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    catalog = load(folder)
    own = read("pay.csv", lines(FIGURES, PAY.replace("1000", "5000")), catalog)
    file = tmp_path / "with-own.json"
    file.write_text(to_text(catalog, SavedScenarios(), own), encoding="utf-8")
    named = ["--data", str(folder), "--format", "json", "--own", str(file)]
    record = json.loads(output(capsys, "rank", *named))
    assert [row["country"] for row in record["ranking"]] == ["PHL", "IND", "IRL"]


def test_template_comes_back_unchanged_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], folder: Path, tmp_path: Path
) -> None:
    plain = output(capsys, "rank", "--data", str(folder))
    for kind, name in (("workbook", "all.xlsx"), ("figures", "figures.csv")):
        out = str(tmp_path / name)
        output(capsys, "template", "--data", str(folder), "--kind", kind, "--out", out)
        assert output(capsys, "rank", "--data", str(folder), "--own", out) == plain


def test_it_runs_as_a_module() -> None:
    command = [sys.executable, "-m", "kpo", "rank", "--countries", "XXX"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("1 problem found:\n")
    assert ended.stdout == ""


@pytest.mark.parametrize("words", [["--service", ""], ["--preset", ""]])
def test_empty_name_is_none_of_ours(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert complaint(capsys, "rank", *words).startswith("1 problem found:\n")
