"""The Data page takes own figures in, shows them everywhere, and lets them go again."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load
from kpo.data.user import from_text, read, to_text
from kpo.data.user.mapping_file import to_text as mapping_text
from kpo.data.user.series_mapping import SeriesMapping
from kpo.ui.session import catalog as data
from kpo.ui.session import user_data
from kpo.ui.shell.user_data_banner import PART
from kpo.ui.views.explore import selection
from tests.data.user.files import (
    COUNTRIES,
    FIGURES,
    INDICATORS,
    NEPAL,
    VISA,
    changed,
    lines,
    workbook,
)
from tests.pages.reading import headline, html, order, panel, scenario, text

PAGE = "pages/data.py"
RANKING = "pages/ranking.py"
PAY = "IND,pay_professional,2025,2000,USD a month,HR survey,ours in Pune"
PAGES = ("ranking", "country", "compare", "explore", "how_sure", "scenarios", "present", "data")


@pytest.fixture
def page(opened: Callable[[], AppTest]) -> AppTest:
    """The part of the Data page."""
    return part(opened())


def part(app: AppTest) -> AppTest:
    app.switch_page(PAGE).run()
    next(one for one in app.get("button_group") if one.key == "part").set_value(PART)
    return app.run()


def bring(app: AppTest, content: bytes, name: str = "mine.csv") -> AppTest:
    app.file_uploader[0].set_value((name, content, "text/csv"))
    return app.run()


def use(app: AppTest, *rows: str) -> AppTest:
    bring(app, lines(*rows))
    return app.button(key="kpo.own.use").click().run()


def sent(app: AppTest) -> dict[str, Any]:
    """What the browser was asked to keep."""
    (asked,) = (
        found
        for part in app.get("bidi_component")
        if part.proto.component_name == "kpo_browser_storage"
        for found in json.loads(part.proto.json)[:1]
        if found["name"] == "kpo-atlas.own-figures"
    )
    kept: dict[str, Any] = asked
    return kept


def test_nothing_is_in_use_and_the_browser_is_asked_quietly(page: AppTest) -> None:
    assert "None. What you take over stands here" in text(page)
    assert sent(page) == {
        "name": "kpo-atlas.own-figures",
        "text": None,
        "bases": [],
        "quiet": True,
    }


def test_bad_file_lists_every_problem_and_changes_nothing(page: AppTest) -> None:
    bring(page, lines(FIGURES, PAY, "XXX,english,2050,many,EUR,,"))
    said = " ".join(text(page).split())
    assert "5 problems in mine.csv. Nothing was changed." in said
    for words in (
        "Figures row 3 country \u201cXXX\u201d is not known here",
        "year 2050 is not a whole number from 1950 to 2027",
        "value \u201cmany\u201d is not a number use digits",
        "convert the figure to points and write that",
        "source it is empty say where the figure comes from",
    ):
        assert words in said
    assert data.OWN not in page.session_state or not len(page.session_state[data.OWN])
    assert all(button.key != "kpo.own.use" for button in page.button)
    assert order(page.switch_page(RANKING).run()) == ["IND", "PHL", "IRL"]


def test_good_file_changes_nothing_before_it_is_used(page: AppTest) -> None:
    bring(page, lines(FIGURES, PAY, "PHL,english,2025,600,points,,"))
    said = " ".join(text(page).split())
    assert "No problem found. Nothing is changed until you use them." in said
    assert "India goes from place 1 to place 2" in said
    assert "1 row with our figure or without a value passed over." in said
    assert "2,000 USD a month 2025 1,000 (2024) HR survey" in said
    assert not len(page.session_state[data.OWN])
    page.button(key="kpo.own.drop").click().run()
    assert "India goes" not in text(page)


@pytest.mark.parametrize("name", ["mine.txt", "mine.tsv"])
def test_text_with_tabs_is_taken_whatever_it_is_called(page: AppTest, name: str) -> None:
    kinds = page.file_uploader[0].proto.type
    assert {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".gz", ".zip", ".json"} == {*kinds}
    text = f"{FIGURES}\r\n{PAY}\r\n".replace(",", "\t")
    bring(page, text.encode("utf-16"), name)
    assert "No problem found." in text_of(page)


def text_of(page: AppTest) -> str:
    return " ".join(text(page).split())


def test_what_was_understood_is_told_before_use(page: AppTest) -> None:
    bring(page, lines("Our survey", FIGURES, PAY.replace("IND", "Indien").replace("2000", "900*")))
    for words in (
        "Over the header stands \u201cOur survey\u201d: not read.",
        "\u201cIndien\u201d as India",
        "1 figure has a mark beside the number: kept in the note.",
    ):
        assert words in text_of(page)
    assert not len(page.session_state[data.OWN])


def test_last_values_of_formulas_are_offered_and_taken_with_a_click(page: AppTest) -> None:
    row = ["IND", "pay_professional", 2025, "=6.6*2", "USD a month", "HR", ""]
    book = workbook(Figures=[FIGURES.split(","), row])
    part, value = "xl/worksheets/sheet1.xml", r"</f><v ?/>|</f><v></v>"
    bring(page, changed(book, part, value, "</f><v>13.2</v>"), "mine.xlsx")
    assert "it holds a formula, whose last value is 13.2" in text_of(page)
    page.button(key="kpo.own.last_values").click().run()
    assert "1 last value of a formula is taken; nothing was computed." in text_of(page)
    page.button(key="kpo.own.use").click().run()
    assert [item.value for item in page.session_state[data.OWN].figures] == [13.2]


PRICES = lines(
    "Entity,Code,Year,Inflation (annual %),Outages (a month)",
    "India,IND,2024,4.9,1.4",
    "Ireland,IRL,2024,2.1,0.2",
    "World,OWID_WRL,2024,5,3",
)


def mapped(page: AppTest, part: str) -> Any:
    """The one widget of the mapping whose key has a part."""
    parts = (*page.selectbox, *page.text_input, *page.number_input)
    (found,) = (one for one in parts if f"kpo.own.map.0.{part}" in f"{one.key}.")
    return found


def test_publisher_s_file_is_mapped_previewed_and_used(page: AppTest) -> None:
    bring(page, PRICES, "prices.csv")
    assert (
        "A file of Our World in Data with 2 series: country from \u201cCode\u201d, year from "
        "\u201cYear\u201d." in text_of(page)
    )
    assert mapped(page, "series.").options == ["Inflation (annual %)", "Outages (a month)"]
    assert mapped(page, "indicator.").value == "inflation"
    assert mapped(page, "factor.").value == 1
    assert mapped(page, "source.").value == "Our World in Data: Inflation (annual %)"
    page.button(key="kpo.own.map").click().run()
    assert "1 figures of one place that is not ours are left." in text_of(page)
    assert "In your ranking nobody changes place." in text_of(page)
    assert any(part.key == "kpo.own.map.file" for part in page.get("download_button"))
    page.button(key="kpo.own.use").click().run()
    assert [item[:4] for item in page.session_state[data.OWN].figures] == [
        ("IND", "inflation", 2024, 4.9),
        ("IRL", "inflation", 2024, 2.1),
    ]
    assert not page.exception
    assert "A file of Our World in Data" not in text_of(page)


def test_series_becomes_an_indicator_of_its_own(page: AppTest) -> None:
    bring(page, PRICES, "prices.csv")
    mapped(page, "series.").set_value("Outages (a month)").run()
    assert mapped(page, "indicator.").value == ""
    mapped(page, "unit.").set_value("a month").run()
    mapped(page, "criterion.").set_value("english").run()
    mapped(page, "direction.").set_value("less is better").run()
    assert (mapped(page, "low.").value, mapped(page, "high.").value) == (0.2, 1.4)
    page.button(key="kpo.own.map").click().run()
    page.button(key="kpo.own.use").click().run()
    (item,) = page.session_state[data.OWN].indicators
    assert (item.id, item.unit, item.direction, item.goalpost_high) == (
        *("outages_a_month", "a month", -1, 1.4),
    )
    assert item.goalpost_reason == "5th to 95th percentile of 2 countries, rounded"


def test_saved_mapping_maps_the_next_file_at_once(page: AppTest) -> None:
    rule = SeriesMapping("Our World in Data", "Inflation (annual %)", "inflation", 10, "saved")
    bring(page, mapping_text(rule).encode(), "kpo-atlas-mapping.json")
    assert "The mapping is kept for the next file of Our World in Data." in text_of(page)
    bring(page, PRICES, "prices.csv")
    page.button(key="kpo.own.use").click().run()
    assert [(item.value, item.source) for item in page.session_state[data.OWN].figures] == [
        (49, "saved"),
        (21, "saved"),
    ]


def test_file_of_a_publisher_can_be_left(page: AppTest) -> None:
    bring(page, PRICES, "prices.csv")
    page.button(key="kpo.own.map.drop").click().run()
    assert "A file of Our World in Data" not in text_of(page)
    assert not page.exception


def test_problem_of_a_mapping_is_told_and_changes_nothing(page: AppTest) -> None:
    bring(page, PRICES, "prices.csv")
    mapped(page, "series.").set_value("Outages (a month)").run()
    mapped(page, "high.").set_value(-1.0).run()
    page.button(key="kpo.own.map").click().run()
    assert "Nothing was changed." in text_of(page)
    assert "-1 is not above 0.2" in text_of(page)
    assert all(button.key != "kpo.own.use" for button in page.button)


def test_figures_in_use_are_ranked_marked_and_told_on_every_page(page: AppTest) -> None:
    use(page, FIGURES, PAY)
    assert "1 row is taken over from mine.csv." in text(page)
    assert "Ours: 1,000 (2024)." in text(page)
    for name in PAGES:
        page.switch_page(f"pages/{name}.py").run()
        assert not page.exception
        assert "1 figure of your own is in use." in text(page)
    found = panel(page.switch_page(RANKING).run())
    india = next(row for row in found["rows"] if row["country"] == "IND")
    assert order(page) == ["PHL", "IND", "IRL"]
    assert india["marks"][0] == ["user", "your own figure"]
    assert india["notes"] == [[[[0, "pay"]], ": your own"]]
    assert "Labour cost: Bureau, Yours" in text(page)


def test_what_is_in_use_is_handed_to_the_browser_to_keep(page: AppTest) -> None:
    use(page, FIGURES, PAY)
    kept = sent(page)
    assert kept["bases"] == [""]
    assert from_text(kept["text"], load(page_folder())).own == page.session_state[data.OWN]


def page_folder() -> str:
    import os

    return os.environ["KPO_DATA"]


def test_what_the_browser_kept_is_laid_over_ours_and_what_it_lost_goes(page: AppTest) -> None:
    catalog = load(page_folder())
    told = to_text(read("x", lines(FIGURES, PAY), catalog))
    page.session_state[data.OWN] = from_text(told, catalog).own
    page.session_state[user_data.KEY] = user_data.HeldUserData(text=told)
    page.switch_page(RANKING).run()
    assert order(page) == ["PHL", "IND", "IRL"]


def test_one_row_can_be_removed_and_put_back(page: AppTest) -> None:
    use(page, FIGURES, PAY, "PHL,english,2026,500,points,own test,")
    page.button(key="kpo.own.remove.figures.IND-pay_professional-2025").click().run()
    assert [item.country for item in page.session_state[data.OWN].figures] == ["PHL"]
    page.button(key="kpo.own.undo").click().run()
    assert [item.country for item in page.session_state[data.OWN].figures] == ["IND", "PHL"]


def test_all_can_be_removed(page: AppTest) -> None:
    use(page, FIGURES, PAY)
    page.button(key="kpo.own.remove_all").click().run()
    assert sent(page)["text"] == ""
    assert "of your own" not in text(page.switch_page(RANKING).run())
    assert order(page) == ["IND", "PHL", "IRL"]


def test_country_of_the_user_s_own_can_be_chosen_and_leaves_when_it_is_removed(
    page: AppTest,
) -> None:
    book = workbook(
        Countries=[COUNTRIES.split(","), NEPAL.split(",")],
        Indicators=[INDICATORS.split(","), VISA.split(",")],
        Figures=[
            FIGURES.split(","),
            ["NPL", "pay_professional", 2025, 100, "USD a month", "HR", ""],
            ["NPL", "employer_charges", 2026, 25, "% of gross pay", "law", ""],
            ["NPL", "english", 2026, 600, "points", "own test", ""],
            ["NPL", "visa_days", 2026, 0, "days", "legal", ""],
        ],
    )
    bring(page, book, "mine.xlsx")
    page.button(key="kpo.own.use").click().run()
    page.multiselect(key="kpo.countries").set_value(["IND", "NPL"]).run()
    for name in PAGES:
        page.switch_page(f"pages/{name}.py").run()
        assert not page.exception, name
        assert "could not be drawn" not in text(page), name
    page.switch_page(RANKING).run()
    assert order(page) == ["NPL", "IND"]
    part(page)
    page.button(key="kpo.own.remove.countries.NPL").click().run()
    assert scenario(page) == Scenario(countries=("IND",))
    for name in PAGES:
        page.switch_page(f"pages/{name}.py").run()
        assert not page.exception, name
        assert "could not be drawn" not in text(page), name
    assert page.session_state[data.OWN].figures == ()


def test_two_sessions_never_see_each_other_s_figures(opened: Callable[[], AppTest]) -> None:
    mine, theirs = part(opened()), opened()
    use(mine, FIGURES, PAY)
    assert order(theirs.run()) == ["IND", "PHL", "IRL"]
    assert "your own" not in text(theirs)
    assert order(mine.switch_page(RANKING).run()) == ["PHL", "IND", "IRL"]


def test_script_in_every_text_is_drawn_as_text(page: AppTest) -> None:
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    book = workbook(
        Countries=[COUNTRIES.split(","), ["NPL", evil, *NEPAL.split(",")[2:]]],
        Indicators=[
            INDICATORS.split(","),
            ["visa_days", evil, "english", evil[:40], *VISA.split(",")[4:8], evil]
            + ["1", "", "0", evil],
        ],
        Figures=[
            FIGURES.split(","),
            ["NPL", "pay_professional", 2025, 100, "USD a month", evil, evil],
            ["NPL", "visa_days", 2026, 9, evil[:40], evil, evil],
            ["IND", "visa_days", 2026, 9, evil[:40], evil, evil],
        ],
    )
    bring(page, book, f"{evil}.xlsx")
    page.button(key="kpo.own.use").click().run()
    page.multiselect(key="kpo.countries").set_value(["IND", "NPL", "IRL"]).run()
    for name in PAGES:
        page.switch_page(f"pages/{name}.py").run()
        assert not page.exception, name
        assert "<img src=x" not in html(page), name
        assert "<script>alert" not in html(page), name
        assert "could not be drawn" not in text(page), name


@pytest.mark.parametrize("view", list(selection.VIEWS))
def test_own_indicator_is_drawn_in_every_view_of_explore(page: AppTest, view: str) -> None:
    book = workbook(
        Indicators=[INDICATORS.split(","), VISA.split(",")],
        Figures=[
            FIGURES.split(","),
            ["IND", "visa_days", 2026, 10, "days", "legal", ""],
            ["PHL", "visa_days", 2025, 20, "days", "legal", ""],
        ],
    )
    bring(page, book, "mine.xlsx")
    page.button(key="kpo.own.use").click().run()
    page.session_state[selection.KEY] = selection.Selection(
        "english", "labour_cost", view=view, figures={"english": "visa_days"}
    )
    page.switch_page("pages/explore.py").run()
    assert not page.exception
    assert "could not be drawn" not in text(page)
    assert headline(page) == "Visa days: 10 in India, 20 in the Philippines"
    assert "2 of them your own" in text(page)


def test_many_own_figures_stand_on_several_screens(page: AppTest) -> None:
    rows = [f"IND,inflation,{year},{year - 1999},%,HR," for year in range(2000, 2025)]
    bring(page, lines(FIGURES, *rows))
    page.button(key="kpo.own.use").click().run()
    use(page, COUNTRIES, NEPAL)
    keys = [str(button.key) for button in page.button if ".remove." in str(button.key)]
    assert len(keys) == 20
    assert keys[0] == "kpo.own.remove.countries.NPL"
    assert keys[-1] == "kpo.own.remove.figures.IND-inflation-2018"
    page.selectbox(key="kpo.own.page.2").set_value(1).run()
    keys = [str(button.key) for button in page.button if ".remove." in str(button.key)]
    assert keys[0] == "kpo.own.remove.figures.IND-inflation-2019"
    assert len(keys) == 6
