"""Tables of law and of others' ranks: every fault at once, with file and row."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.etl import regimes
from data.etl.build import build
from tests.variants import AT_LENGTH

Edit = Callable[[str, Callable[[str], str]], Path]
pytestmark = [pytest.mark.slow, AT_LENGTH]

SANCTION = "list read,2026-08-22,opensanctions programme files"


def test_every_fault_of_the_raw_tables_is_listed_at_once(root: Path, edited_raw: Edit) -> None:
    edited_raw(
        regimes.SANCTIONS,
        lambda text: (
            text.replace("UN,ALB,none_found", "UN,ATL,none_found", 1)
            + f"UN,ARE,severe,no,,,,{SANCTION}\n"
        ),
    )
    raw = edited_raw(regimes.TRANSFERS, lambda text: text.replace("EEA,ALB,safe", "EEA,ALB,un", 1))
    built = build(root, raw)
    assert not built.files
    found = list(map(str, built.problems))
    remedy = "correct the raw file, or add the word to its table"
    for where, what in (
        (f"{regimes.SANCTIONS} row 2", f'unknown country "ATL"; {remedy}'),
        (f"{regimes.SANCTIONS} row 884", "UN, ARE stands twice; keep one of the two"),
        (f"{regimes.SANCTIONS} row 884", f'unknown class "severe"; {remedy}'),
        (f"{regimes.TRANSFERS} row 2", f'unknown status "unguards_needed"; {remedy}'),
    ):
        assert f"{where}: {what}" in found
    lacking = "look the country up, or say that it was not checked"
    assert f"{regimes.SANCTIONS}: ALB has no row under UN; {lacking}" in found


def test_charges_of_300_per_cent_are_refused(root: Path, edited_raw: Edit) -> None:
    raw = edited_raw(
        "besteor-employer-cost-2026/employer_cost_and_terms_2026.csv",
        lambda text: text.replace("ALB,AL,16.7,", "ALB,AL,300,", 1),
    )
    (problem,) = build(root, raw).problems
    assert problem.where == "besteor-employer-cost-2026/employer_cost_and_terms_2026.csv row 2"
    assert problem.what == "employer_charges of ALB 2026 is 300, not between 0 and 60"


def test_tables_that_the_library_would_refuse_are_not_written(project: Path, raw: Path) -> None:
    path = project / "data" / "indicators.csv"
    (row,) = [line for line in path.read_text().splitlines() if line.startswith("english,")]
    start, _, size = row.rsplit(",", 2)
    path.write_text(path.read_text().replace(row, f"{start},,{size}"))
    (problem,) = build(project, raw).problems
    assert problem.what == "english has no lower_quartile"
    assert problem.where.startswith("indicators.csv row ")


def test_transfer_notes_name_the_act_and_what_was_not_read(raw: Path) -> None:
    found = {(row[0], row[1]): row for row in regimes.transfers(raw, ["BRA", "CHN"])}
    assert found["EEA", "BRA"][2:] == [
        "adequate",
        "transfer_regimes",
        "Decision (EU) 2026/179, 2026-01-26; recipients subject to the Brazilian law (LGPD)",
    ]
    assert found["USA", "CHN"][2] == "restricted"
    assert found["USA", "BRA"][4].endswith("28 CFR Part 202 read")
