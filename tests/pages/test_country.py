"""The Country page shows the figures of data/, and each of its controls turns them."""

import csv
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, load, rank
from kpo.analysis.profile.pay import team
from kpo.ui.session.actions import Choice
from kpo.ui.session.widgets import SEEN
from tests.pages.reading import headline, html, scenario, text

PAGE = "pages/country.py"
DATA = Path(__file__).parents[2] / "data"
YEAR, OLDEST = 2026, 10
HOME = ("IND", "PHL", "CHN", "ISR", "RUS", "IRL", "CZE")
COMPUTED = (
    *("shared_hours", "data_transfer", "graduate_workforce"),
    *("saving", "english_pool", "currency_volatility"),
)
PAY = ("pay_developer", "pay_professional", "pay_technician", "pay_clerical")

Figure = dict[str, str]


@cache
def rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def stored() -> dict[tuple[str, str], list[Figure]]:
    """Every stored figure by country and indicator, read with nothing of the library."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for file in sorted((DATA / "observations").glob("*.csv")):
        for row in rows(f"observations/{file.name}"):
            found.setdefault((row["country"], row["indicator"]), []).append(row)
    return found


def used(country: str, indicator: dict[str, str]) -> Figure | None:
    """The figure of METHOD 1: recent, of the stated definition, then the newest."""
    earliest = max(YEAR - OLDEST, int(indicator["earliest_year"] or 0))
    figures = stored().get((country, indicator["indicator"]), [])
    recent = [row for row in figures if int(row["year"]) >= earliest]
    return max(
        recent, key=lambda row: (row["status"] == "reported", int(row["year"])), default=None
    )


def number(indicator: dict[str, str], value: float, own: float) -> str:
    """A figure as it should be read, in the unit that the destination's own figure sets."""
    if indicator["unit"] == "people" and own >= 1e6:
        shown = f"{value / 1e6:,.1f}"
    elif indicator["unit"] == "million USD" and own >= 1e3:
        shown = f"{value / 1e3:,.1f}"
    else:
        shown = f"{value:,.{int(indicator['decimals'])}f}"
    return shown.replace("-", "\u2212")


def spread(indicator: dict[str, str], error: str) -> str:
    if not error:
        return ""
    digits = int(indicator["decimals"]) or (1 if float(error) < 10 else 0)
    return f" \u00b1\u2009{float(error):,.{digits}f}"


def plain(cell: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", cell)).strip()


def drawn_rows(page: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of the page's tables: its indicator's name, its cells by class."""
    for row in re.findall(r"<tr[^>]*><th scope='row'><span title=.*?</tr>", page):
        name = re.search(r"<th scope='row'><span[^>]*>(.*?)</span>", row)
        cells = re.findall(r"<td class='([^']*)'>(.*?)</td>", row)
        assert name
        yield unescape(name[1]), {kind.split()[-1]: plain(cell) for kind, cell in cells}


def drawn(at: AppTest) -> dict[str, list[Any]]:
    raw = at.get("vega_lite_chart")[0].proto.data.data
    columns: dict[str, list[Any]] = pyarrow.ipc.open_stream(BytesIO(raw)).read_all().to_pydict()
    return columns


@pytest.fixture
def country(real: AppTest) -> Callable[[str], AppTest]:
    """Open the page of a country on the project's own figures."""

    def opened(code: str) -> AppTest:
        real.query_params["country"] = code
        return real.switch_page(PAGE).run()

    return opened


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """What the page of each home country is made of, turned to one after the other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KPO_DATA", raising=False)
        app = AppTest.from_file(DATA.parent / "dashboard.py", default_timeout=30).run()
        app.switch_page(PAGE).run()
        made = {}
        for code in HOME:
            app.selectbox(key="kpo.country.name").set_value(code).run()
            assert not app.exception
            made[code] = html(app)
    return made


@pytest.fixture
def small(opened: Callable[[], AppTest]) -> AppTest:
    """The page on the small package."""
    return opened().switch_page(PAGE).run()


@pytest.mark.parametrize("code", HOME)
def test_every_number_is_the_one_in_data(code: str, pages: dict[str, str]) -> None:
    shown = dict(drawn_rows(pages[code]))
    indicators = {row["name"]: row for row in rows("indicators.csv")}
    checked = 0
    for name, cells in shown.items():
        indicator = indicators[name]
        if indicator["indicator"] in COMPUTED:
            continue
        own, client = used(code, indicator), used("SWE", indicator)
        if code == "IRL" and indicator["indicator"] == "english":
            assert cells["kpo-value"] == "\u2265\u2009624"
            continue
        checked += 1
        value = float(own["value"]) if own else 0.0
        if own:
            error = spread(indicator, own["error"])
            assert cells["kpo-value"] == number(indicator, value, value) + error, name
            assert cells["kpo-year"] == own["year"], name
        else:
            assert cells["kpo-value"].startswith(("no figure", "none since")), name
            assert cells["kpo-year"] == "", name
        if client:
            expected = number(indicator, float(client["value"]), value)
            assert cells["kpo-peer"].partition(" \u00b1")[0] == expected, name
        else:
            assert cells["kpo-peer"] == "no figure", name
    assert checked == len(indicators) - len(COMPUTED) - 1 - (code == "IRL")


@pytest.mark.parametrize("code", HOME)
def test_numbers_made_from_others_follow_from_data(code: str, pages: dict[str, str]) -> None:
    shown = dict(drawn_rows(pages[code]))
    indicators = {row["indicator"]: row for row in rows("indicators.csv")}
    rates = {row["year"]: float(row["value"]) for row in stored()[code, "exchange_rate"]}
    for name in PAY:
        own, client = used(code, indicators[name]), used("SWE", indicators[name])
        cells = shown[indicators[name]["name"]]
        if own is None or client is None:
            assert cells["kpo-share"] == ""
            continue
        rate = rates.get(own["year"], rates[max(rates)])
        assert cells["kpo-points"] == f"{float(own['value']) * rate:,.0f}"
        share = float(own["value"]) / float(client["value"])
        expected = f"{share:.1f} times" if share > 1.2 else f"{100 * share:.0f} %"
        assert cells["kpo-share"] == expected
    bachelor = {row["year"]: float(row["value"]) for row in stored()[code, "bachelor_attainment"]}
    force = {row["year"]: float(row["value"]) for row in stored()[code, "labour_force"]}
    year = max(set(bachelor) & set(force))
    graduates = f"{force[year] * bachelor[year] / 100 / 1e6:.1f}"
    assert shown["Graduate workforce"]["kpo-value"] == graduates
    assert shown["Graduate workforce"]["kpo-year"] == year


@pytest.mark.parametrize("code", HOME)
def test_scores_and_ranks_of_every_tier_are_the_librarys(code: str, pages: dict[str, str]) -> None:
    table = re.search(r"<table class='kpo-standing'>.*?</table>", pages[code])
    assert table
    pattern = r"scope='row'>(\w+)</th>.*?<b>(\d+)</b>.*?<td[^>]*>(\(?\d+\)?) "
    said = re.findall(pattern, table[0])
    catalog = load()
    for tier, score, place in said:
        ranking = rank(catalog, Scenario(tier=tier))
        places = {row.country: (row, str(row.rank)) for row in ranking.rows}
        places |= {
            item.country: (item.row, f"({item.row.rank})")
            for item in ranking.not_ranked
            if item.row
        }
        row, expected = places[code]
        assert (score, place) == (f"{row.score:.0f}", expected)
    assert [tier for tier, _, _ in said] == ["KPO", "ITO", "BPO"]


def test_address_names_the_country_and_follows_the_picker(
    country: Callable[[str], AppTest],
) -> None:
    app = country("CZE")
    assert headline(app).startswith("Czechia ranks ")
    app.selectbox(key="kpo.country.name").set_value("VNM").run()
    assert headline(app).startswith("Vietnam ")
    assert app.query_params["country"] == "VNM"
    pills = next(item for item in app.get("button_group") if item.key == "kpo.country.pill")
    pills.set_value("PHL").run()
    assert headline(app).startswith("The Philippines ")
    assert app.query_params["country"] == "PHL"


def test_second_of_two_quick_picks_is_the_one_that_counts(
    country: Callable[[str], AppTest],
) -> None:
    app = country("VNM")
    mark = SEEN.format("country")
    seen = app.text_input(key=mark).value
    for code in ("PHL", "IND"):
        pills = next(item for item in app.get("button_group") if item.key == "kpo.country.pill")
        app.selectbox(key="kpo.country.name").set_value("VNM")
        app.text_input(key=mark).set_value(seen)
        pills.set_value(code).run()
        assert app.query_params["country"] == code


def test_address_that_names_no_country_opens_the_leader_and_says_so(
    country: Callable[[str], AppTest],
) -> None:
    app = country("ATLANTIS")
    leader = rank(load(), Scenario()).rows[0].country
    assert app.query_params["country"] == leader
    assert "\u201cATLANTIS\u201d in the address is no country of the atlas." in text(app)


def test_alternative_opens_on_a_click(country: Callable[[str], AppTest]) -> None:
    app = country("IND")
    button = next(item for item in app.button if str(item.key).startswith("kpo.like."))
    button.click().run()
    assert headline(app).startswith(button.label)


def test_team_is_that_of_the_choice_and_paid_by_its_size(
    country: Callable[[str], AppTest],
) -> None:
    app = country("IND")
    made = team(load(), Scenario(), "IND", 1000)
    assert made.there is not None
    app.number_input(key="kpo.country.team").set_value(1000).run()
    assert f"SEK {made.there / 1e6:,.2f} million" in text(app)
    assert "1000 times the pay of professionals, twelve months. Pay only" in text(app)
    assert scenario(app).people == 1000
    assert "1,000 analysts in India cost" in text(app)


def test_years_drawn_are_those_of_the_figure_chosen(country: Callable[[str], AppTest]) -> None:
    app = country("IND")
    app.selectbox(key="kpo.country.series").set_value("inflation").run()
    columns = drawn(app)
    own = [
        (year, value)
        for role, year, value in zip(
            columns["role"], columns["year"], columns["value"], strict=True
        )
        if role == "focus"
    ]
    assert own == [(int(row["year"]), float(row["value"])) for row in stored()["IND", "inflation"]]
    assert {name for name in columns["label"] if name} == {"India", "Sweden"}


def test_another_kind_of_work_turns_pay_and_scores(country: Callable[[str], AppTest]) -> None:
    app = country("IND")
    tier = next(item for item in app.get("button_group") if item.key == "kpo.tier")
    tier.set_value("BPO").run()
    assert headline(app).endswith("for process work")
    first = next(drawn_rows(html(app)))[0]
    assert first == "Pay of clerical support workers"


def test_small_folder_without_most_criteria_still_makes_a_page(small: AppTest) -> None:
    assert not small.exception
    assert headline(small) == "India ranks first of 3 for knowledge work"
    assert "No public holidays are known." in text(small)


def test_a_sanctioned_country_keeps_its_page_and_says_what_the_law_says(
    country: Callable[[str], AppTest],
) -> None:
    app = country("RUS")
    assert headline(app) == (
        "Russia (sectoral sanctions, EU) is left out for knowledge work; it would rank third of 7"
    )
    said = " ".join(text(app).split())
    assert "Left out by our rule: sectoral sanctions of the EU (Regulation (EU) 833/2014" in said
    assert "Sanctions that bind a client in Sweden ? The EU: sectoral sanctions." in said
    assert "Services: EU suppliers may not give accounting" in said
    assert "List of 2026-08-22; list read." in said
    assert "EU tax list: yes since 2026-02-17" in said
    assert "Saving on the client's labour cost" in said
    assert "Employer's charges" in said
    assert "Digitally deliverable service exports" in said


def test_what_was_not_read_is_said_for_that_client_only(country: Callable[[str], AppTest]) -> None:
    app = country("RUS")
    assert "the acts of" not in text(app)
    app.session_state["kpo.choice"] = Choice(Scenario(client="NOR"))
    said = " ".join(text(app.run()).split())
    assert "Not checked by us: the acts of Norway itself" in said


def test_the_client_s_own_country_has_a_page_without_a_rank(
    country: Callable[[str], AppTest],
) -> None:
    app = country("SWE")
    assert headline(app) == "Sweden is at home: the client\u2019s own country is never ranked"
    said = " ".join(text(app).split())
    assert "at home" in said
    assert "Sanctions that bind" not in said


def test_a_doubt_is_shown_with_its_reason(country: Callable[[str], AppTest]) -> None:
    said = " ".join(text(country("PHL")).split())
    (found, *_) = load().figures("PHL", "bachelor_attainment")[::-1]
    assert f"doubtful: {found.doubt}" in said
    assert f"are doubtful: {found.doubt}." in said
