import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.export.xlsx import workbook
from kpo.export.xlsx_formulas import HEAD
from tests.export.conftest import Made
from tests.export.office import HOW, SOFFICE, converted
from tests.variants import repeated

needs_office = pytest.mark.skipif(SOFFICE is None, reason=HOW)
NEW = {"labour_cost": 10.0, "english": 50.0, "education": 5.0, "talent": 5.0, "digital": 8.0}
NEW |= {"suppliers": 2.0, "environment": 10.0, "security": 5.0, "time_zone": 5.0}


def listed(path_or_bytes: object) -> list[tuple[int, str, float]]:
    sheet = load_workbook(path_or_bytes, data_only=True)["Ranking"]
    rows = sheet.iter_rows(min_row=HEAD + 2, max_col=3, values_only=True)
    found = []
    for rank_, name, score in rows:
        if not isinstance(rank_, int | float):
            break
        found.append((int(rank_), str(name).partition(" (")[0], float(score)))
    return found


def under(path: Path, count: int) -> list[tuple[str, float]]:
    """Return place and score of what stands under a list of `count` destinations."""
    sheet = load_workbook(path, data_only=True)["Ranking"]
    rows = sheet.iter_rows(min_row=HEAD + 3 + count, max_col=3, values_only=True)
    found = []
    for place, _, score in rows:
        if place is None:
            break
        found.append((str(place), float(score)))
    return found


def test_the_values_stored_beside_the_formulas_are_the_ranking(
    catalog: Catalog, made: Made
) -> None:
    ranking, about = made()
    seen = listed(io.BytesIO(workbook(ranking, about)))
    assert seen == [(row.rank, row.name, pytest.approx(row.score)) for row in ranking.rows]


def test_text_is_never_a_formula_and_every_sheet_is_there(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    book = load_workbook(io.BytesIO(workbook(ranking, about)))
    assert book.sheetnames == [
        *("Ranking", "Weights", "Scores", "Left out", "Business case"),
        *("Case assumptions", "Case figures", "Figures", "Sources", "Run card"),
    ]
    for name in ("Figures", "Sources", "Run card"):
        cells = [cell for row in book[name].iter_rows() for cell in row]
        assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    told = {row[0]: row[1] for row in book["Run card"].iter_rows(values_only=True)}
    assert told["Link"] == about.link
    assert told["Made"] == "22 November 2026 with KPO Atlas 0.9.0"


def test_the_client_and_what_is_left_out_stand_under_the_list(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    book = load_workbook(io.BytesIO(workbook(ranking, about)), data_only=True)
    first = HEAD + 2 + len(ranking.rows) + 1
    rows = list(book["Ranking"].iter_rows(min_row=first, max_row=first + 1, values_only=True))
    assert ranking.at_home is not None
    assert rows[0][:3] == ("at home", "Sweden", pytest.approx(ranking.at_home.score))
    assert rows[1][:2] == ("(3)", "Russia (sectoral sanctions, EU)")
    assert str(rows[1][-1]).startswith("left out by our rule: sectoral sanctions of the EU")
    left = [row[:4] for row in book["Left out"].iter_rows(min_row=HEAD + 2, values_only=True)]
    (russia,) = ranking.not_ranked
    assert russia.row is not None
    assert left == [
        ("Russia (sectoral sanctions, EU)", pytest.approx(russia.row.score), 3, russia.coverage)
    ]


def test_a_score_without_a_figure_has_a_note_and_a_dashed_edge(
    catalog: Catalog, made: Made
) -> None:
    ranking, about = made(tier="BPO", countries=("IND", "ARG"))
    sheet = load_workbook(io.BytesIO(workbook(ranking, about)))["Scores"]
    cell = sheet.cell(HEAD + 2, 2 + ranking.criteria.index("talent"))
    assert cell.comment is not None
    assert cell.comment.text.strip() == "no figure: counted at 24"
    assert cell.border.top.style == "dashed"
    assert sheet.cell(HEAD + 3, cell.column).comment is None


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize(
    "choice",
    [{}, {"tier": "BPO", "method": "geometric"}, *repeated([{"countries": "all"}], 0)],
    ids=["seven", "geometric", "all"],
)
def test_changed_weights_rank_again_as_the_library_does(
    catalog: Catalog, made: Made, tmp_path: Path, choice: dict[str, str]
) -> None:
    asked: dict[str, object] = dict(choice)
    if "countries" in asked:
        asked["countries"] = tuple(catalog.countries)
    ranking, about = made(**asked)
    book = load_workbook(io.BytesIO(workbook(ranking, about)))
    for place, name in enumerate(ranking.criteria):
        book["Weights"].cell(HEAD + 2 + place, 2).value = NEW[name]
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    recalculated = converted(changed, "xlsx", tmp_path)
    seen = listed(recalculated)
    again = rank(catalog, Scenario(**asked, weights=NEW))  # type: ignore[arg-type]
    wanted = again.rows
    aside = under(recalculated, len(wanted))
    assert again.at_home is not None
    assert aside[0] == ("at home", pytest.approx(again.at_home.score))
    out = sorted(
        (item.row.rank, item.row.score)
        for item in again.not_ranked
        if item.row and item.kind == "sanctions"
    )
    assert sorted(aside[1:]) == [(f"({place})", pytest.approx(score)) for place, score in out]
    assert [item[0] for item in seen] == [row.rank for row in wanted]
    assert [item[1] for item in seen] == [row.name for row in wanted]
    assert [item[2] for item in seen] == pytest.approx([row.score for row in wanted])
