import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from kpo import Scenario, rank
from kpo.case import BusinessCase, case_of_ranking
from kpo.data.catalog import Catalog
from kpo.export.xlsx import workbook
from kpo.export.xlsx_case import HEAD
from kpo.export.xlsx_case_formulas import ASSUMED, CASE
from tests.export.conftest import Made
from tests.export.office import HOW, SOFFICE, converted

CHANGED = {"attrition": (20.0, 20.0), "margin": (15.0, 15.0), "seat": (4000.0, 4000.0)}
CHANGED |= {"ramp": (6.0, 6.0), "travel": (500.0, 500.0), "setup": (250_000.0, 250_000.0)}
CHANGED |= {"leaving": (2.0, 2.0), "currency": (10.0, 10.0), "extra_months": (1.0, 1.0)}


def totals(book: object) -> dict[str, tuple[float, ...]]:
    sheet: Any = load_workbook(book, data_only=True)[CASE]  # type: ignore[arg-type]
    seen = {}
    for name, *cells in sheet.iter_rows(min_row=HEAD + 2, max_col=10, values_only=True):
        if not name:
            break
        seen[str(name)] = tuple(map(float, cells))
    return seen


def wanted(case: BusinessCase) -> list[tuple[float, ...]]:
    return [
        (
            sum(case.home_loaded),
            item.cost,
            item.total,
            item.share,
            item.once,
            item.leaving,
            item.value,
            item.labour[0],
            item.labour_share,
        )
        for item in case.outcomes
    ]


def test_totals_stored_beside_the_formulas_are_the_case(catalog: Catalog, made: Made) -> None:
    ranking, about = made(client="USA", people=120)
    case = case_of_ranking(ranking)
    assert case is not None
    seen = totals(io.BytesIO(workbook(ranking, about)))
    for one, other in zip(seen.values(), wanted(case), strict=True):
        assert one == pytest.approx(other)


@pytest.mark.skipif(SOFFICE is None, reason=HOW)
@pytest.mark.slow
def test_changed_assumptions_are_reckoned_again_as_the_library_does(
    catalog: Catalog, made: Made, tmp_path: Path
) -> None:
    ranking, about = made(client="USA", people=120)
    book = load_workbook(io.BytesIO(workbook(ranking, about)))
    names = {
        "People": 80.0,
        **{
            "Attrition": 20.0,
            "Provider\u2019s margin": 15.0,
            "Seat, tools and management": 4000.0,
            "Learning time": 6.0,
            "Travel and set-up by person": 500.0,
            "Set-up, whatever the team": 250_000.0,
            "Leaving": 2.0,
            "Value of the local currency": 10.0,
            "Months of pay on top": 1.0,
        },
    }
    for row in book[ASSUMED].iter_rows(min_row=HEAD + 2, max_col=2):
        if row[0].value in names:
            row[1].value = names.pop(row[0].value)
    assert not names
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    seen = totals(converted(changed, "xlsx", tmp_path))
    scenario = Scenario(client="USA", people=80, assumptions=CHANGED)
    case = case_of_ranking(rank(catalog, scenario))
    assert case is not None
    for one, other in zip(seen.values(), wanted(case), strict=True):
        assert one == pytest.approx(other, rel=1e-9)
