"""The README against what it speaks of."""

import re
from pathlib import Path

import pytest

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.cli import main

README = Path("README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", re.findall(r"^python -m kpo (\S.*?)(?: +#.*)?$", README, re.M))
def test_every_command_runs(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line.split()) == 0
    assert capsys.readouterr().out


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
