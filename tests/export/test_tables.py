import csv
import io

import pytest

from kpo.data.catalog import Catalog
from kpo.export.csv_text import MARK, csv_text
from kpo.export.tables import displayed, full
from tests.export.conftest import Made

SHARED = {"education", "english", "environment", "security"}
CITED = dict.fromkeys(("IND", "PHL", "CZE", "IRL"), SHARED)
CITED |= {"CHN": SHARED | {"labour_cost"}, "ISR": SHARED - {"environment"}}
"""Criteria that rest on a figure that may only be cited; Israel has no figure for civil courts."""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))


def test_the_table_in_full_is_the_ranking_exactly(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    found = rows(full(ranking, about))
    assert len(found) == 8 * len(ranking.criteria)
    assert [item["name"] for item in found if item["criterion"] == "english"][-2:] == [
        *("Sweden", "Russia"),
    ]
    for row in ranking.rows:
        own = [item for item in found if item["country"] == row.country]
        for item in own:
            points = row.contributions[item["criterion"]]
            whole = item["criterion"] in CITED[row.country]
            assert float(item["contribution"]) == (round(points) if whole else points)
        assert {int(item["rank"]) for item in own} == {row.rank}
    assert {item["link"] for item in found} == {about.link}
    assert {item["method"] for item in found} == {"arithmetic"}


def test_the_table_as_shown_has_whole_points_and_the_card(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    found = rows(displayed(ranking, about))
    first = ranking.rows[0]
    assert found[0]["Destination"] == first.name
    assert found[0]["Score"] == f"{first.score:.0f}"
    told = {item["Rank"]: item["Destination"] for item in found}
    assert told["Weights"] == about.line("Weights")
    assert told["Sources"] == about.line("Sources")


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(begin: str) -> None:
    text = csv_text([{"name": f"{begin}cmd|' /C calc'!A0", "value": -1.5}], ["name", "value"])
    (row,) = list(csv.reader(io.StringIO(text.removeprefix(MARK))))[1:]
    assert row == [f"'{begin}cmd|' /C calc'!A0".replace("\r", "\n"), "-1.5"]


def test_a_carriage_return_within_text_begins_no_row() -> None:
    text = csv_text([{"name": "Note\r=1+1"}], ["name"])
    assert text == f'{MARK}name\n"Note\n=1+1"\n'
