"""Hours are the same wherever the project runs: the clock rules come with it."""

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from kpo import Scenario, load, rank
from kpo.data.working_hours import RULES, is_time_zone, time_zone
from kpo.export.run_card import card

SHARED = """
from kpo.data.working_hours import shared_hours, utc_offset
from datetime import date
print(shared_hours("Europe/Stockholm", "America/Mexico_City", 2026),
      utc_offset("America/Mexico_City", date(2026, 7, 15)))
"""


@pytest.mark.slow
def test_rules_of_the_host_are_never_used(tmp_path: Path) -> None:
    """07: a folder whose Mexico City still changes its clocks in summer, as New York does."""
    place = tmp_path / "America" / "Mexico_City"
    place.parent.mkdir()
    foreign = files("tzdata") / "zoneinfo" / "America" / "New_York"
    place.write_bytes(foreign.read_bytes())
    command = [sys.executable, "-c", SHARED]
    for more in ({}, {"PYTHONTZPATH": str(tmp_path)}, {"PYTHONTZPATH": ""}):
        told = subprocess.run(
            command, capture_output=True, text=True, check=True, env=os.environ | more
        )
        assert told.stdout.split("\n")[0] == "(2.0, 1.0) -6.0"


def test_rules_are_those_of_the_requirements() -> None:
    text = Path("requirements.txt").read_text(encoding="utf-8")
    year, letter = int(RULES[:4]), ord(RULES[4]) - ord("a") + 1
    assert f"tzdata=={year}.{letter}\n" in text


@pytest.mark.slow
def test_run_card_names_the_rules() -> None:
    catalog = load()
    text = card(rank(catalog, Scenario())).line("Figures")
    assert text.endswith(f"clock rules of the IANA time zones, {RULES}")


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../zones", "Europe", "europe/prague", "\0"])
def test_what_is_no_time_zone(name: str) -> None:
    assert not is_time_zone(name)
    with pytest.raises(KeyError):
        time_zone(name)
