"""The command line: whatever is typed ends with 0, 1 or 2 and a clear word, never a traceback."""

import io
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import pytest

from kpo import load
from kpo.cli import main as cli
from kpo.cli import scenario_options
from kpo.cli.main import main
from tests.data.user.files import FIGURES, PAY, lines
from tests.hostile.cases import CASES, WORDS, bent, seeded, unseen
from tests.sample import write_sample

LIGHT = ("csv", "xlsx", "html")
SOUND = {
    "--tier": ("KPO", "bpo", "legal"),
    "--service": ("legal", "KPO"),
    "--countries": ("home", "all", "IND,PHL", "IND,IND", ",", "swe"),
    "--weights": ("english=1", "labour_cost=40,english=30", "english=1,english=2", "english=0"),
    "--preset": ("equal", "kpo"),
    "--client": ("SWE", "irl", "IND"),
    "--method": ("arithmetic", "geometric"),
    "--min": ("english=50", "english=101", "labour_cost=100"),
    "--max-age": ("10", "1", "100", "0"),
    "--native-english": ("assumed", "leave_out"),
    "--draws": ("50", "1", "0", "-5", "1000000000000"),
    "--seed": ("0", "-1", "99999999999999999999999999"),
    "--mode": ("near", "any", "ordered"),
    "--spread": ("25", "0", "100", "101", "-1"),
    "--format": ("table", "json", "csv", *LIGHT),
    "--address": ("http://localhost/", "javascript:alert(1)", "//x", "data:text/html,x"),
    "--kind": ("figures", "countries", "indicators", "all"),
    "--own": ("../own.csv", "../bad.xlsx", "../own.csv.json", ".", "/dev/null", ""),
    "--out": ("out.bin", "nowhere/out.bin", ".", "..", "/dev/full", "/proc/out", ""),
    "--people": ("120", "1", "0", "-5", "100001", "1e3"),
    "--years": ("5", "1", "0", "40"),
    "--start": ("2027", "1990", "9999"),
    "--set": (
        *("attrition=20%,margin=15%", "attrition.IND=10..20%", "productivity=100", "ramp=6"),
        *("productivity=0", "margin=20..10", "colour=1", "margin.XXX=1", "margin=x", "=", ","),
    ),
}
CASE = (
    "--people",
    "--years",
    "--start",
    "--set",
    "--set",
    "--seed",
    "--draws",
    "--format",
    "--own",
)
FLAGS = ("--exclude-sanctioned", "--weights-only", "--help", "--", "-x", "--data")
COMMANDS = (
    "rank",
    "rank",
    "rank",
    "robustness",
    "export",
    "validate",
    "sources",
    "template",
    "case",
)
OF = {
    "rank": [*list(SOUND)[:10], "--format", "--own"],
    "robustness": list(SOUND)[:14] + ["--format"],
    "export": list(SOUND)[:10] + ["--address"],
    "validate": [],
    "template": [*list(SOUND)[:10], "--kind", "--own"],
    "sources": ["--client"],
    "case": [*list(SOUND)[:10], *CASE],
}


@pytest.fixture
def shelter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to run in and to write to, with sound figures that are read once."""
    write = Path.write_bytes

    def guarded(path: Path, content: bytes) -> int:
        if not path.resolve().is_relative_to(tmp_path / "work"):
            raise PermissionError(13, "Permission denied")
        return write(path, content)

    folder = write_sample(tmp_path / "data")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    catalog = load(folder)
    (tmp_path / "own.csv").write_bytes(lines(FIGURES, PAY))
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04" + bytes(100))
    monkeypatch.setattr(scenario_options, "load", lambda given: load(given) if given else catalog)
    monkeypatch.setattr(cli, "_parser", cache(cli._parser))
    monkeypatch.setattr(Path, "write_bytes", guarded)
    return tmp_path


@pytest.fixture
def whole(shelter: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with the project's own figures, which have the tables of a business case."""
    catalog = load()
    monkeypatch.setattr(scenario_options, "load", lambda given: load(given) if given else catalog)
    return shelter


def typed(chance: Random, commands: Sequence[str] = COMMANDS) -> list[str]:
    command = chance.choice(commands)
    words = [command]
    if command == "sources":
        words += [chance.choice(("IND", "XXX", *WORDS)), chance.choice(("english", "x", *WORDS))]
    if command == "export":
        words += ["--format", chance.choice((*LIGHT[:1], "png", *WORDS))]
    if command in ("export", "template"):
        words += ["--out", chance.choice((*SOUND["--out"], *WORDS))]
    for _ in range(chance.randint(0, 4)):
        option = chance.choice(OF[command] or list(SOUND))
        word = chance.choice(SOUND[option])
        kind = chance.randrange(3)
        word = chance.choice(WORDS) if kind == 0 else bent(chance, word) if kind == 1 else word
        words += [f"{option}={word}"] if chance.randrange(2) else [option, word]
    if chance.randrange(5) == 0:
        words.append(chance.choice((*FLAGS, *WORDS)))
    return words


def ended(words: list[str], capsys: pytest.CaptureFixture[str]) -> int:
    try:
        code = main(words)
    except SystemExit as ending:
        assert isinstance(ending.code, int)
        code = ending.code
    told = capsys.readouterr()
    assert code in (0, 1, 2), words
    assert "Traceback" not in told.out + told.err
    said = told.out if code == 0 else told.err
    assert said.strip()
    assert not set(unseen(said)) - {"\n"}, words
    if code:
        assert told.out == ""
        assert "problem" in said or "see python -m kpo" in said
    return code


def test_whatever_is_typed_ends_with_a_clear_word(
    shelter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = seeded("commands")
    count = dict.fromkeys((0, 1, 2), 0)
    before = sorted(path for path in shelter.rglob("*") if "work" not in path.parts)
    for _ in range(CASES):
        count[ended(typed(chance), capsys)] += 1
    assert sum(count.values()) == CASES
    assert min(count.values()) > CASES / 50
    assert before == sorted(path for path in shelter.rglob("*") if "work" not in path.parts)


def test_whatever_is_typed_of_a_case_ends_with_money_or_a_clear_word(
    whole: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = seeded("case commands")
    count = dict.fromkeys((0, 1, 2), 0)
    for _ in range(CASES // 5):
        command, *words = typed(chance, ["case"])
        few = [] if chance.randrange(50) == 0 else ["--draws", "100"]
        count[ended([command, *few, *words], capsys)] += 1
    assert min(count.values()) > CASES / 250


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--people", "0"], "people"),
        (["--people", "100001"], "people"),
        (["--years", "40"], "years"),
        (["--start", "1990"], "start"),
        (["--set", "productivity=0"], "productivity"),
        (["--set", "attrition=-5"], "attrition"),
        (["--set", "margin=20..10"], "margin"),
        (["--set", "margin=nan"], "margin"),
        (["--set", "margin.XXX=10"], "XXX"),
        (["--set", "colour=1"], "colour"),
        (["--set", "margin=much"], "names no number"),
        (["--seed", "-1"], "--seed"),
        (["--draws", "1" + "0" * 9], "draws"),
        (["--countries", "IND,XXX"], "XXX"),
        (["--countries", "../../etc/passwd"], "country"),
    ],
)
def test_case_beyond_reason_is_refused_with_its_range(
    whole: Path, capsys: pytest.CaptureFixture[str], words: list[str], problem: str
) -> None:
    assert main(["case", "--client", "USA", *words]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("1 problem found:\n")
    assert problem in told.err


@pytest.mark.parametrize("out", ["", ".", "..", "nowhere/x.csv", "x" * 300, "a\x00b", "/dev/full"])
def test_file_that_cannot_be_written_is_said_in_one_line(
    shelter: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    assert main(["export", "--format", "csv", "--out", out]) == 1
    assert capsys.readouterr().err.count("\n") == 2


def test_file_that_was_there_is_whole_when_the_new_one_cannot_be_written(
    shelter: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = shelter / "work" / "kept.csv"
    kept.write_text("mine")
    assert main(["export", "--format", "csv", "--out", str(kept), "--client", "ATL"]) == 1
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("words", [["--draws", "10" * 9], ["--seed", "-1"], ["--spread", "nan"]])
def test_robustness_beyond_reason_is_refused_before_it_begins(
    shelter: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["robustness", *words]) == 1
    assert capsys.readouterr().err.startswith("1 problem found:\n")


def test_terminal_that_knows_ascii_only_gets_the_words_all_the_same(
    shelter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    assert main(["robustness", "--draws", "50"]) == 0
    screen.flush()
    assert b"India leads" in screen.buffer.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("folder", ["nowhere", "a\x00b", "", "/dev/null", "x" * 5000])
def test_folder_that_is_none_is_said(capsys: pytest.CaptureFixture[str], folder: str) -> None:
    assert main(["validate", "--data", folder or os.devnull]) == 1
    assert "problem" in capsys.readouterr().err
