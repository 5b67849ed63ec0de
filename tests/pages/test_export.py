from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from kpo.export.registry import FORMATS
from kpo.scenarios.collection import SavedScenarios, SceneChoice
from kpo.style import SCALE

LABELS = [item.label for item in FORMATS.values()]

CHARTS = {
    "pages/compare.py": 3,
    "pages/explore.py": 1,
    "pages/how_sure.py": 3,
    "pages/scenarios.py": 1,
    "pages/country.py": 1,
    "pages/data.py": 0,
    "pages/ranking.py": 0,
}
"""Charts that a page offers as it opens."""


def buttons(app: AppTest) -> list[str]:
    return [item.label for item in app.get("download_button")]


def html(app: AppTest) -> list[str]:
    return [item.proto.body for item in app.get("html")]


def titles(app: AppTest) -> list[str]:
    return [chart.title for chart in app.session_state["kpo.takeaway"].values()]


def test_the_menu_is_empty_until_it_is_opened(app: AppTest) -> None:
    assert not set(buttons(app)) & set(LABELS)
    app.session_state["kpo-export"] = True
    assert [label for label in buttons(app.run()) if label in LABELS] == LABELS


def test_the_menu_says_that_the_pack_follows_the_presenter(app: AppTest) -> None:
    app.session_state["kpo-export"] = True
    assert not any("order, titles and captions" in item for item in html(app.run()))
    held = app.session_state["kpo.shelf"]
    chosen = SavedScenarios(scenes=(SceneChoice("why", title="Because"),))
    app.session_state["kpo.shelf"] = replace(held, shelf=chosen, text="")
    assert any("order, titles and captions" in item for item in html(app.run()))


@pytest.mark.parametrize("page", CHARTS)
def test_every_page_offers_its_own_charts(real: AppTest, page: str) -> None:
    real.switch_page(page).run()
    assert not real.exception
    assert len(titles(real)) == CHARTS[page]


def test_the_charts_of_another_page_are_taken_back(real: AppTest) -> None:
    real.switch_page("pages/how_sure.py").run()
    assert titles(real)[:2] == [
        "How often each takes each place",
        "Between which places each stays",
    ]
    real.switch_page("pages/ranking.py").run()
    assert titles(real) == []


def test_charts_whose_key_stands_on_the_page_take_it_along(real: AppTest) -> None:
    real.query_params["view"] = "map"
    real.switch_page("pages/explore.py").run()
    (chart,) = real.session_state["kpo.takeaway"].values()
    words = [text for _, text in chart.legend]
    assert words[0] == "% of the client's cost:"
    assert words[-1] == "Boundaries do not imply endorsement."
    assert [colour for colour, _ in chart.legend if colour] == list(SCALE["light"])
    real.switch_page("pages/how_sure.py").run()
    first = next(iter(real.session_state["kpo.takeaway"].values()))
    assert [text for _, text in first.legend][:2] == ["1st", "2nd"]


def test_compared_figures_say_whose_sign_is_whose(real: AppTest) -> None:
    real.switch_page("pages/compare.py").run()
    chart = next(one for one in real.session_state["kpo.takeaway"].values() if one.legend)
    assert chart.title == "Figure by figure: India, China"
    assert [text for _, text in chart.legend[:2]] == ["\u25cf India", "\u25a0 China"]
