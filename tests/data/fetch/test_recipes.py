"""Publishers with pages only: a recipe, a template of our countries, checked like the rest."""

import csv
from importlib import import_module
from pathlib import Path

import pytest

from data.etl import base
from data.etl.__main__ import main
from data.etl.fetch.addresses import fetchable, recipes
from data.etl.fetch.run import taken, template
from data.etl.raw import RawError
from tests.data.fetch.forms import ROOT, rows


@pytest.mark.parametrize("source", recipes())
def test_a_template_has_the_columns_that_its_script_reads(source: str, fetched_raw: Path) -> None:
    path = template(fetched_raw, source)
    path.rename(fetched_raw / recipes()[source]["file"])
    try:
        list(import_module(f"data.etl.sources.{source}").run(fetched_raw))
    except RawError as error:
        assert "columns missing" not in str(error)
    except (ValueError, KeyError):
        pass  # empty cells are no numbers; that comes after the columns


def test_every_source_is_fetched_has_a_recipe_or_is_named_as_made_by_hand() -> None:
    text = (ROOT / "docs" / "refresh.md").read_text(encoding="utf-8")
    for row in base.sources():
        name = row["source"]
        assert name in fetchable() or name in recipes() or f"`{name}`" in text


def filled(raw: Path, spoil: str = "") -> Path:
    """Fill in the template of the English index from the project's table."""
    scores = {row["country"]: row for row in rows("ef_epi_2025")}
    path = template(raw, "ef_epi_2025")
    with path.open() as stream:
        header, *lines = list(csv.reader(stream))
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        for country, *_ in lines:
            row = scores.get(country)
            score = spoil if spoil and country == "IND" else (row and row["value"])
            writer.writerow([country, row["year"], score] if row else [country, "", ""])
    return path


def test_a_filled_template_is_filed_away(fetched_raw: Path) -> None:
    filled(fetched_raw)
    outcome = taken(ROOT, fetched_raw, "ef_epi_2025")
    assert outcome.state == "fetched", outcome.words
    with (fetched_raw / "ef-epi-2025" / "ef_epi_2025.csv").open() as stream:
        found = {row["iso3"]: row["score"] for row in csv.DictReader(stream)}
    assert found == {row["country"]: row["value"] for row in rows("ef_epi_2025")}


def test_a_wrong_cell_is_named(fetched_raw: Path) -> None:
    filled(fetched_raw, spoil="high")
    outcome = taken(ROOT, fetched_raw, "ef_epi_2025")
    assert outcome.state == "stopped"
    assert '"high"' in outcome.words


def test_an_empty_template_loses_everything_and_says_so(fetched_raw: Path) -> None:
    template(fetched_raw, "ef_epi_2025")
    assert "figures are gone" in taken(ROOT, fetched_raw, "ef_epi_2025").words


def test_the_command_tells_the_recipe(
    fetched_raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fetch", "--raw", str(fetched_raw), "--recipe", "ef_epi_2025"]) == 0
    said = capsys.readouterr().out
    assert "https://www.ef.com/epi/" in said
    assert "ef_epi_2025.template.csv" in said
    assert main(["fetch", "--raw", str(fetched_raw), "--take", "kaopen"]) == 1
    assert "not there" in capsys.readouterr().err
