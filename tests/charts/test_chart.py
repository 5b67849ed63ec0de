from dataclasses import replace

import pytest

from kpo.charts import choropleth, rank_acceptability
from kpo.charts.chart import Chart
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.robustness.rank_acceptability import rank_outlooks
from kpo.scoring.ranking import rank


@pytest.fixture
def places(sample: Catalog) -> Chart:
    ranking = rank(sample, Scenario())
    outlooks = rank_outlooks(ranking)
    names = {row.country: row.name for row in ranking.rows}
    drawn = rank_acceptability.intervals(ranking, outlooks, names)
    return replace(drawn, title="Who stays where", alt="In words.")


def test_a_notebook_shows_a_chart_with_its_title_and_its_figures(places: Chart) -> None:
    shown = places._repr_mimebundle_()["text/html"]
    assert "Who stays where" in shown
    assert "In words." in shown
    assert all(name in shown for name in places.frame["name"])


def test_a_whole_chart_is_its_spec_with_every_row_and_a_width(places: Chart) -> None:
    whole = places.whole(500, "dark")
    assert whole["width"] == 500
    assert [row["name"] for row in whole["data"]["values"]] == list(places.frame["name"])
    assert whole["config"] == rank_acceptability.band_spec("dark")["config"]


def test_a_map_brings_its_outlines_along(sample: Catalog) -> None:
    rows = choropleth.figures(sample, {}, {})
    assert "/app/static" not in str(Chart("Map", choropleth.spec, rows).whole(500))
