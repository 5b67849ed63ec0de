import json
from pathlib import Path
from typing import Any

import pytest
from pandas import DataFrame

from data.etl.map_files import hatching, outlines, planar, small
from kpo.charts import choropleth
from kpo.data.catalog import Catalog
from kpo.data.geography import DOTS, HATCHING, OUTLINES, STATIC, equal_earth
from kpo.style import ASIDE, MISSING, Theme

THEMES: tuple[Theme, ...] = ("light", "dark")


@pytest.fixture(scope="module")
def served() -> dict[str, list[dict[str, object]]]:
    return {
        name: json.loads((STATIC / name).read_text(encoding="utf-8"))["features"]
        for name in (OUTLINES, HATCHING)
    }


@pytest.fixture(scope="module")
def plane() -> Any:
    return planar()


def test_equal_earth_keeps_the_published_extent() -> None:
    x, y = equal_earth([180, 0], [0, 90])
    assert [round(float(value), 2) for value in (x[0], y[1])] == [2706.63, 1317.36]


def test_every_country_has_an_outline_and_hatching(
    atlas: Catalog, served: dict[str, list[dict[str, object]]]
) -> None:
    assert set(atlas.countries) <= {item["id"] for item in served[OUTLINES]}
    drawn = {item["id"] for item in served[HATCHING]} | DOTS
    assert set(atlas.countries) <= drawn


def test_nothing_is_drawn_across_the_date_line(
    served: dict[str, list[dict[str, object]]],
) -> None:
    steps = [
        abs(here[0] - there[0])
        for item in served[OUTLINES]
        for polygon in item["geometry"]["coordinates"]  # type: ignore[index]
        for ring in polygon
        for here, there in zip(ring, ring[1:], strict=False)
    ]
    assert max(steps) < 700


@pytest.mark.slow
def test_the_served_files_are_what_the_data_makes(plane: Any) -> None:
    for name, made in ((OUTLINES, outlines(plane)), (HATCHING, hatching(plane))):
        assert (STATIC / name).read_bytes() == made


def test_small_countries_get_dots(atlas: Catalog, plane: Any) -> None:
    assert {"SGP", "MUS", "MLT"} <= DOTS
    assert set(small(plane)) & set(atlas.countries) == DOTS


@pytest.mark.slow
def test_a_spec_is_the_same_text_each_time_and_small() -> None:
    for theme in THEMES:
        for area in choropleth.AREAS:
            text = json.dumps(choropleth.spec(theme, area))
            choropleth.spec.cache_clear()
            assert json.dumps(choropleth.spec(theme, area)) == text
            assert len(text) < 10_000


def test_the_figures_tell_missing_from_left_out_and_from_doubtful(sample: Catalog) -> None:
    figures = choropleth.figures(
        sample,
        {"IND": 100.0, "PHL": 1000.0, "SWE": 5.0},
        {"IND": "100"},
        marked={"PHL", "SWE"},
        aside={"SWE"},
        bounds=(500.0,),
    )
    made = DataFrame(figures).set_index("country")
    assert made["level"].to_dict() == {"IND": 0, "IRL": MISSING, "PHL": 4, "SWE": ASIDE}
    assert made["marked"].to_dict() == {"IND": False, "IRL": False, "PHL": True, "SWE": False}
    assert made["label"].to_dict() == {
        "IND": "India 100",
        "IRL": "Ireland",
        "PHL": "Philippines",
        "SWE": "",
    }
    assert made.loc["IRL", "text"] == "no figure"


def test_the_words_say_home_and_hatched(sample: Catalog) -> None:
    made = choropleth.figures(sample, {"IND": 1.0}, {"IND": "1"})
    assert choropleth.alt("pay", made) == (
        "World map of pay: 1 country coloured, 3 hatched for want of a figure. "
        "India 1; Ireland; Philippines."
    )


def test_a_map_with_no_figure_at_all_still_stands(atlas: Catalog) -> None:
    made = choropleth.figures(atlas, {})
    assert {row["level"] for row in made} == {MISSING}


def test_a_picture_carries_its_outlines() -> None:
    made = json.dumps(choropleth.inlined(choropleth.spec("light")))
    assert "app/static" not in made
    assert '"SGP"' in made


def test_the_static_folder_holds_nothing_else() -> None:
    assert {item.name for item in Path(STATIC).iterdir()} == {OUTLINES, HATCHING}
