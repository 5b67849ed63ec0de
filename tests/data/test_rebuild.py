"""The build from raw files: the same bytes every time, and every fault listed at once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.etl import base
from data.etl.__main__ import main
from data.etl.build import build
from tests.variants import AT_LENGTH

pytestmark = [pytest.mark.slow, AT_LENGTH]

Edit = Callable[[str, Callable[[str], str]], Path]
GONE = "look for lost rows, or say why in data/corrections.csv (action drop)"
BROADBAND = "wdi-digital/it.net.bbnd.p2.csv"
ATTAINMENT = "uis-sdg4-2024-09/uis_sdg4_selected_by_country_year.csv"
EGDI = "un-egdi-2024/EGOV_DATA_2024.csv"
GCI = "itu-gci-2024/gci_2024_overall.csv"
ENGLISH = "ef-epi-2025/ef_epi_2025.csv"


def messages(root: Path, raw: Path) -> list[str]:
    built = build(root, raw)
    assert not built.files
    return list(map(str, built.problems))


def test_rebuild_is_byte_for_byte_the_committed_folder(
    root: Path, raw: Path, tmp_path: Path
) -> None:
    assert main([str(raw), "--out", str(tmp_path)]) == 0
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert Path("docs/data.md") in made
    assert Path("data/geo/countries.geojson") in made
    assert len([path for path in made if path.parent.name == "observations"]) == 47
    differing = [
        str(path) for path in made if (root / path).read_bytes() != (tmp_path / path).read_bytes()
    ]
    assert differing == []


def test_observations_on_disk_are_only_those_that_a_source_makes(root: Path, raw: Path) -> None:
    made = {path for path in build(root, raw).files if path.startswith("data/observations/")}
    found = {f"data/observations/{p.name}" for p in (root / "data/observations").glob("*.csv")}
    assert found == made


def test_every_fault_is_listed_at_once(root: Path, edited_raw: Edit) -> None:
    edited_raw(EGDI, lambda text: text.replace("Ireland ", "Irland "))
    edited_raw(GCI, lambda text: text + "\nIND,98.49\n")
    edited_raw(
        ENGLISH,
        lambda text: text.replace(
            "PHL,Philippines,2025,2024,28,569", "PHL,Philippines,2025,2024,28,5690"
        ),
    )
    edited_raw(
        "wgi-2024-update/wgi_long_1996_2023.csv", lambda text: text.replace("estimate", "score", 1)
    )
    raw = edited_raw(BROADBAND, lambda text: text.replace("India,IND,2024,", "India,IND,2024,x"))
    found = messages(root, raw)
    assert any('unmatched name "Irland"; add it to data/etl/names.csv' in text for text in found)
    assert any("cybersecurity of IND 2024 stands twice" in text for text in found)
    assert any("english of PHL 2025 is 5690, not between 300 and 700" in text for text in found)
    assert any("columns missing: estimate" in text for text in found)
    assert any('"2024", "x3' in text and "are not all numbers" in text for text in found)
    assert "data/observations: e_government of IRL is gone; " + GONE in found


def test_the_list_of_countries_must_be_the_rankable_ones(
    root: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    belize = {"country": "BLZ", "client": "no", "business_timezone": "America/Belize"}
    listed = [row for row in base.countries() if row["country"] != "PER"]
    monkeypatch.setattr(base, "countries", lambda: [*listed, belize])
    found = messages(root, raw)
    assert "data/etl/base/countries.csv: PER can be ranked for ITO, BPO, KPO; add it" in found
    what = "BLZ is no client, and can be ranked for no tier"
    assert f"data/etl/base/countries.csv: {what}; remove it" in found


def test_lost_rows_are_told_as_shrunk_coverage(root: Path, edited_raw: Edit) -> None:
    def without_sweden(text: str) -> str:
        return "".join(line for line in text.splitlines(True) if not line.startswith("SWE,"))

    raw = edited_raw(GCI, without_sweden)
    assert messages(root, raw) == [f"data/observations: cybersecurity of SWE is gone; {GONE}"]


def test_a_changed_unit_shows_in_the_median(root: Path, edited_raw: Edit) -> None:
    def in_euro_cents(text: str) -> str:
        head, *lines = text.splitlines()
        cells = [line.split(",") for line in lines]
        return "\n".join([head, *(",".join([*c[:-1], str(float(c[-1]) / 12)]) for c in cells)])

    raw = edited_raw("itu-gci-2024/gci_2024_overall.csv", in_euro_cents)
    found = messages(root, raw)
    assert len(found) == 1
    assert "cybersecurity has the median 7." in found[0]
    assert "look whether the unit of the raw file changed" in found[0]


def test_a_missing_raw_file_is_named(root: Path, edited_raw: Edit) -> None:
    raw = edited_raw(GCI, str)
    (raw / GCI).unlink()
    found = messages(root, raw)
    assert f"{GCI}: the raw file is not there; restore it in the raw folder" in found


def test_nothing_is_written_when_there_are_problems(
    edited_raw: Edit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = edited_raw(EGDI, lambda text: text.replace("Ireland ", "Irland "))
    out = tmp_path / "out"
    assert main([str(raw), "--out", str(out)]) == 1
    assert not out.exists()
    assert capsys.readouterr().err.endswith("2 problems; nothing written\n")


def test_a_correction_that_meets_no_figure_is_a_problem(project: Path, raw: Path) -> None:
    path = project / "data" / "corrections.csv"
    path.write_text(path.read_text() + "SWE,english,1999,note,,why\nSWE,english,2025,mend,,why\n")
    found = messages(project, raw)
    assert len(found) == 2
    assert "no figure of SWE, english 1999; remove the row or correct it" in found[0]
    assert 'unknown action "mend"; use one of add, drop, mark_different, note, replace' in found[1]
