"""The README against what it speaks of."""

import re
from pathlib import Path

import pytest

from kpo import Scenario, rank
from kpo.cli.main import main
from kpo.data.catalog import Catalog

README = Path("README.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("line", re.findall(r"^python -m kpo (\S.*?)(?: +#.*)?$", README, re.M))
def test_every_command_runs(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 0
    assert capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "shown"), re.findall(r"^\$ python -m kpo (.*)\n((?:(?!```|\$ ).*\n)+)", README, re.M)
)
def test_the_output_under_a_command_is_its_output(
    line: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 0
    written = capsys.readouterr().out
    place = 0
    for part in shown.strip().split("\n…"):
        words = part.strip("\n")
        assert words in written[place:]
        place = written.index(words, place) + len(words)


@pytest.mark.parametrize(
    ("code", "value"), re.findall(r"^(\S.*?)  # ([\d\[].*?)(?:: .*)?$", README, re.M)
)
def test_a_value_beside_a_line_of_python_is_its_value(
    code: str, value: str, atlas: Catalog
) -> None:
    ranking = rank(atlas, Scenario(tier="KPO"))
    names = {"ranking": ranking, "sure": ranking.robustness().to_frame()}
    assert str(eval(code, names)) == value


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_file_it_names_is_there(path: str) -> None:
    assert Path(path).exists()


def test_the_counts_are_those_of_the_data(atlas: Catalog) -> None:
    everyone = tuple(atlas.countries)
    ranked = {
        tier: len(rank(atlas, Scenario(tier=tier, countries=everyone, rank_sanctioned=True)).rows)
        for tier in atlas.top_tiers
    }
    words = " ".join(README.split())
    assert f"with {len(everyone) - 7} more countries" in words
    assert f"{ranked['ITO']} can be ranked for ITO and {ranked['KPO']} each" in words
    assert ranked["BPO"] == ranked["KPO"]


def test_every_producer_is_named(atlas: Catalog) -> None:
    ours = {"KPO Atlas", "Internet Assigned Numbers Authority", "holidays contributors"}
    named = {source.producer for source in atlas.sources.values()} - ours
    missing = {name for name in named if name.split(",")[0].split(" Development")[0] not in README}
    assert missing == set()


def test_the_list_of_documents_is_whole() -> None:
    listed = set(re.findall(r"\]\(([^)/]+)\)", Path("docs/README.md").read_text(encoding="utf-8")))
    there = {path.name for path in Path("docs").iterdir() if path.suffix in (".md", ".ipynb")}
    assert listed == there - {"README.md"}
