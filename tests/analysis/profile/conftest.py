from pathlib import Path

import pytest

from kpo import load
from kpo.data.catalog import Catalog
from tests import sample as package

ADDED = {
    "observations/pay": (
        "IND,exchange_rate,2024,80,,,reported,,",
        "SWE,exchange_rate,2024,10,,,reported,,",
        "SWE,exchange_rate,2025,9,,,reported,,",
    ),
    "flags": ("IND,english_official,yes,,official language,pay",),
    "holidays": (
        "country,date,name",
        "IND,2026-01-26,Republic Day",
        "IND,2026-08-15,Independence Day",
        "IND,2026-12-25,Christmas",
        "SWE,2026-01-06,Epiphany",
        "SWE,2026-12-25,Christmas",
    ),
}


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """The sample package with exchange rates and holidays added."""
    tables = {name: (*lines, *ADDED.get(name, ())) for name, lines in package.TABLES.items()}
    monkeypatch.setattr(package, "TABLES", tables | {"holidays": ADDED["holidays"]})
    return load(package.write_sample(tmp_path / "told"))
