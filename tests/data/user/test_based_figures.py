"""Sites and suppliers based on a country: its figures, but for those that they bring.

The small package: IND pays 1,000 against 10,000 of the client (saving 90) and has 500 points of
English (50), which gives 0.6 * 90 + 0.4 * 50 = 74.
"""

import pytest

from kpo import Scenario, load, rank
from kpo.analysis.profile.working_day import holidays
from kpo.charts import choropleth
from kpo.core.errors import DataError
from kpo.core.model import UserData
from kpo.data.catalog import Catalog
from kpo.data.observations import figure
from kpo.data.user import from_text, merged, read, to_text, with_user_data, without
from kpo.deck.map import _spot
from kpo.export.user_template import MADE_UP, SITES, template
from kpo.narrative.user_data import figures_beside_ours
from tests.data.user.files import FIGURES, lines

COUNTRIES = "country,name,based_on,latitude,longitude"
PUNE = "INX,Pune,IND,18.52,73.86"
CEBU = 'SUA,"Supplier A, Cebu",PHL,,'


def owning(catalog: Catalog, *rows: str) -> Catalog:
    own = read("x", lines(COUNTRIES, PUNE, CEBU), catalog)
    if rows:
        own = merged(own, read("y", lines(FIGURES, *rows), with_user_data(catalog, own)), catalog)
    return with_user_data(catalog, own)


def scores(catalog: Catalog, *countries: str) -> dict[str, float]:
    rows = rank(catalog, Scenario(countries=countries)).rows
    return {row.country: pytest.approx(row.score, abs=1e-9) for row in rows}


def test_site_has_the_score_of_its_country(sample: Catalog) -> None:
    mine = owning(sample)
    assert scores(mine, "IND", "INX", "PHL", "SUA") == {
        **{"IND": 74, "INX": 74},
        **{"PHL": 70, "SUA": 70},
    }
    used = figure(mine, Scenario(), "INX", "pay_professional")
    assert used and (used.country, used.value, used.status, used.note) == (
        *("INX", 1000, "reported", "figure of India"),
    )


def test_what_a_site_brings_comes_before_what_its_country_has(sample: Catalog) -> None:
    """Pay of 5,000 saves 50, English of 600 gives 100 points."""
    mine = owning(
        sample,
        "INX,pay_professional,2025,5000,USD a month,HR,",
        "INX,english,2026,600,points,own test,",
    )
    assert scores(mine, "IND", "INX") == {"IND": 74, "INX": 0.6 * 50 + 0.4 * 100}
    row = next(row for row in rank(mine, Scenario(countries=("INX",))).rows)
    assert row.own == pytest.approx(1)


def test_own_figure_of_the_country_counts_for_its_sites_too(sample: Catalog) -> None:
    mine = owning(sample, "IND,pay_professional,2025,5000,USD a month,HR,")
    assert scores(mine, "IND", "INX") == {"IND": 50, "INX": 50}


def test_site_takes_law_clock_and_flags_of_its_country(atlas: Catalog) -> None:
    own = read("x", lines(COUNTRIES, "RUX,Kazan,RUS,55.8,49.1", PUNE), atlas)
    mine = with_user_data(atlas, own)
    kazan, russia = (mine.sanction("SWE", code) for code in ("RUX", "RUS"))
    assert (
        kazan
        and russia
        and (kazan.country, kazan.kind, kazan.act) == (*("RUX", russia.kind, russia.act),)
    )
    for indicator in ("shared_hours", "data_transfer", "currency_volatility", "english_pool"):
        site, country = (figure(mine, Scenario(), code, indicator) for code in ("INX", "IND"))
        assert (site and site.value) == (country and country.value)
    assert {flag.flag for flag in mine.flags["INX"]} == {flag.flag for flag in mine.flags["IND"]}
    assert {flag.country for flag in mine.flags["INX"]} == {"INX"}
    assert holidays(mine, "SWE", "INX") == holidays(mine, "SWE", "IND")
    item = mine.countries["INX"]
    assert (item.region, item.business_timezone, item.currency) == (
        *("South Asia", "Asia/Kolkata", "INR"),
    )


def test_graduates_of_a_site_are_made_anew_from_what_it_brings(atlas: Catalog) -> None:
    year = atlas.figures("IND", "graduate_workforce")[-1].year
    share = next(
        item.value for item in atlas.figures("IND", "bachelor_attainment") if item.year == year
    )
    mine = owning(atlas, f"INX,labour_force,{year},1000,people,HR,")
    used = figure(mine, Scenario(), "INX", "graduate_workforce")
    assert used and used.value == pytest.approx(1000 * share / 100)


def test_site_can_be_stored_and_removed_with_its_figures(sample: Catalog) -> None:
    own = owning(sample, "INX,english,2026,600,points,own test,").own
    assert from_text(to_text(own), sample).own == own
    left = without(own, "countries", ("INX",))
    assert ([item.id for item in left.countries], left.figures) == (["SUA"], ())


def test_map_shows_a_point_where_coordinates_are_given(sample: Catalog) -> None:
    mine = owning(sample)
    made = {row["country"]: row for row in choropleth.figures(mine, {"INX": 1, "SUA": 2})}
    assert made["INX"]["dot"] and not made["SUA"]["dot"]
    assert _spot(mine, "INX") is not None
    assert _spot(mine, "SUA") is None


def test_run_card_says_what_a_site_is(sample: Catalog) -> None:
    mine = owning(sample)
    text = figures_beside_ours(rank(mine, Scenario(countries=("INX",))))
    assert text.startswith(
        "Pune is an own destination based on India, whose figures count where it has none."
    )


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (
            "INX,Pune,XXX,,",
            "based_on",
            "\u201cXXX\u201d is not a country of ours; name one of ours",
        ),
        ("INX,Pune,IND,91,0", "latitude", "91 is out of range; give -90 to 90 degrees"),
        ("INX,Pune,IND,,70", "latitude", "it is empty; give it beside the longitude"),
        ("INX,Pune,IND,x,70", "latitude", "is not a number"),
        ("INX,Pune,,,", "region", "it is empty"),
    ],
)
def test_site_that_is_wrong_is_refused(sample: Catalog, row: str, field: str, words: str) -> None:
    with pytest.raises(DataError) as caught:
        read("x", lines(COUNTRIES, row), sample)
    found = [str(item) for item in caught.value.problems if item.where.endswith(field)]
    assert len(found) == 1
    assert words in found[0]


def test_site_may_be_based_on_a_country_by_name_but_not_on_another_site(sample: Catalog) -> None:
    own = read("x", lines(COUNTRIES, PUNE.replace("IND", "Indien")), sample)
    assert own.countries[0].based_on == "IND"
    with pytest.raises(DataError):
        read("x", lines(COUNTRIES, "INY,Pune 2,INX,,"), with_user_data(sample, own))


def test_template_of_sites_is_read_and_ranked(atlas: Catalog) -> None:
    content = template(atlas, Scenario(), SITES)
    own = read("sites.xlsx", content, atlas)
    assert [item.id for item in own.countries] == [site[0] for site in MADE_UP]
    assert [item.based_on for item in own.countries] == ["IND", "PHL", "CZE"]
    mine = with_user_data(atlas, merged(UserData(), own, atlas))
    rows = rank(mine, Scenario(countries=("XPN", "XSA", "XBR", "IND", "PHL", "CZE"))).rows
    by_country = {row.country: row.score for row in rows}
    for code, base in (("XPN", "IND"), ("XSA", "PHL"), ("XBR", "CZE")):
        assert by_country[code] == pytest.approx(by_country[base])


def test_supplier_list_of_forty_rows_is_ranked() -> None:
    atlas = load()
    codes = [f"S{chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(60)]
    free = [code for code in codes if code not in atlas.countries][:40]
    own = read("x", lines(COUNTRIES, *(f"{code},Supplier {code},IND,," for code in free)), atlas)
    rows = rank(with_user_data(atlas, own), Scenario(countries=tuple(free))).rows
    assert len(rows) == 40
    assert len({row.score for row in rows}) == 1
