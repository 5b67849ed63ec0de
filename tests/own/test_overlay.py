"""Own figures over ours: exact scores done in the head, and ours left as they were.

The small package: a client of Sweden that pays 10,000 (weight 60), English 400–600 (weight 40),
which gives IND 74, PHL 70 and IRL 40 points.
"""

import gc
import weakref

import pytest

from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.evidence import credits
from kpo.figures import figure
from kpo.model import Observation, Own, OwnFigure
from kpo.normalise import decision_matrix
from kpo.own import merged, overlaid, read
from kpo.provenance import Wanted, records
from kpo.scenario import to_link
from tests.own.files import COUNTRIES, FIGURES, INDICATORS, NEPAL, PAY, VISA, lines


def scores(catalog: Catalog, *countries: str) -> dict[str, float]:
    rows = rank(catalog, Scenario(countries=countries or None)).rows
    return {row.country: pytest.approx(row.score, abs=1e-9) for row in rows}


def owning(catalog: Catalog, *files: tuple[str, ...]) -> Catalog:
    own = Own()
    for rows in files:
        made = overlaid(catalog, own)
        own = merged(own, read("x", lines(*rows), made), catalog)
    return overlaid(catalog, own)


def test_own_figure_changes_exactly_the_score_it_enters(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, PAY))
    assert scores(mine) == {"IND": 50, "PHL": 70, "IRL": 40}
    assert scores(sample) == {"IND": 74, "PHL": 70, "IRL": 40}
    india, ireland = (
        next(row for row in rank(mine, Scenario()).rows if row.country == code)
        for code in ("IND", "IRL")
    )
    assert india.statuses["labour_cost"] == {"user"}
    assert (india.own, ireland.own) == (0.6, 0.0)


def test_own_figure_comes_before_a_newer_one_of_ours_but_not_past_the_age_limit(
    sample: Catalog,
) -> None:
    old = PAY.replace("2025", "2022")
    mine = owning(sample, (FIGURES, old))
    used = figure(mine, Scenario(), "IND", "pay_professional")
    assert used == Observation(
        *("IND", "pay_professional", 2022, 5000.0, "user", ("own_1",)), note="ours in Pune"
    )
    young = figure(mine, Scenario(max_age=3), "IND", "pay_professional")
    assert young and (young.year, young.value, young.status) == (2024, 1000.0, "reported")


def test_ours_stays_beside_what_replaces_it(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, PAY.replace("2025", "2024")))
    found = records(mine, Scenario(), Wanted(("IND",), ("pay_professional",), extent="all"))
    assert [(item.found.year, item.found.value, item.found.status) for item in found] == [
        *((2017, 9000.0, "reported"), (2023, 2000.0, "reported")),
        *((2024, 1000.0, "reported"), (2024, 5000.0, "user")),
    ]
    newest = records(mine, Scenario(), Wanted(("IND",), ("pay_professional",), extent="newest"))
    assert [item.found.status for item in newest] == ["user"]
    old = owning(sample, (FIGURES, PAY.replace("2025", "2020")))
    newest = records(old, Scenario(), Wanted(("IND",), ("pay_professional",), extent="newest"))
    assert [(item.found.year, item.found.status) for item in newest] == [(2020, "user")]


def test_new_indicator_scores_between_its_goalposts(sample: Catalog) -> None:
    """10 of 0 to 50 days, less is better: 80 points, half of the criterion English beside 50."""
    visa = "IND,visa_days,2026,10,days,legal,"
    mine = owning(sample, (INDICATORS, VISA), (FIGURES, visa))
    assert scores(mine, "IND") == {"IND": 0.6 * 90 + 0.4 * (50 + 80) / 2}
    bpo = rank(mine, Scenario(tier="BPO", countries=("IND",)))
    assert bpo.rows[0].scores["english"] == 65
    only_bpo = owning(sample, (INDICATORS, VISA.replace("1,,0", "1,BPO,0")), (FIGURES, visa))
    assert scores(only_bpo, "IND") == {"IND": 74}


def test_indicator_weighs_as_its_row_says(sample: Catalog) -> None:
    visa = "IND,visa_days,2026,10,days,legal,"
    mine = owning(sample, (INDICATORS, VISA.replace("limit,1", "limit,3")), (FIGURES, visa))
    assert scores(mine, "IND") == {"IND": 0.6 * 90 + 0.4 * (50 + 3 * 80) / 4}


def test_new_country_is_ranked_like_ours(sample: Catalog) -> None:
    """Pay 5,000 saves half, which gives 50 points, and English 450 gives 25."""
    rows = (
        "NPL,pay_professional,2025,5000,USD a month,HR,",
        "NPL,employer_charges,2026,25,% of gross pay,law,",
        "NPL,english,2026,450,points,own test,",
    )
    mine = owning(sample, (COUNTRIES, NEPAL), (FIGURES, *rows))
    assert scores(mine, "IND", "NPL") == {"IND": 74, "NPL": 0.6 * 50 + 0.4 * 25}
    assert mine.countries["NPL"].business_timezone == "Asia/Kathmandu"
    hours = figure(mine, Scenario(), "NPL", "shared_hours")
    assert hours and hours.note.startswith("4.25 hours in winter, 5.25 in summer")
    assert {(flag.flag, flag.state) for flag in mine.flags["NPL"]} == {
        ("english_native", "not_checked"),
        ("labour_rights", "not_checked"),
    }
    unscored = owning(sample, (COUNTRIES, NEPAL))
    assert rank(unscored, Scenario(countries=("NPL",))).not_ranked[0].kind == "no_pay"


def test_assumed_english_rests_on_published_scores_only(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, "IND,english,2026,799,points,own test,"))
    assumed = figure(mine, Scenario(), "IRL", "english")
    assert assumed and (assumed.value, assumed.status) == (600.0, "assumed")


def test_sources_are_named_as_the_user_s(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, PAY))
    (pay, _) = credits(mine, rank(mine, Scenario()))
    assert sorted(pay.producers) == ["Bureau", "Yours"]
    assert mine.sources["own_1"].licence == "not checked"
    assert set(sample.sources) == {"epi", "iana_tzdata", "pay", "work"}


@pytest.mark.parametrize(
    ("row", "workforce", "note"),
    [
        ("IND,bachelor_attainment,{year},50,% of people aged 25+,HR,guess", 0.5, "guess"),
        ("IND,labour_force,{year},1000,people,HR,", None, ""),
    ],
)
def test_graduate_workforce_made_from_an_own_factor_is_the_user_s(
    atlas: Catalog, row: str, workforce: float | None, note: str
) -> None:
    year = atlas.figures("IND", "graduate_workforce")[-1].year
    ours = {
        name: next(item for item in atlas.figures("IND", name) if item.year == year).value
        for name in ("labour_force", "bachelor_attainment")
    }
    mine = owning(atlas, (FIGURES, row.format(year=year)))
    used = figure(mine, Scenario(), "IND", "graduate_workforce")
    expected = (
        ours["labour_force"] * workforce if workforce else 1000 * ours["bachelor_attainment"] / 100
    )
    assert used and (used.year, used.status, used.note) == (year, "user", note)
    assert used.value == pytest.approx(expected)
    assert "own_1" in used.sources and len(used.sources) == 2
    assert figure(mine, Scenario(), "PHL", "graduate_workforce") == figure(
        atlas, Scenario(), "PHL", "graduate_workforce"
    )


def test_own_factor_without_a_partner_of_its_year_takes_the_nearest(atlas: Catalog) -> None:
    row = f"IND,bachelor_attainment,{atlas.year},50,% of people aged 25+,HR,"
    mine = owning(atlas, (FIGURES, row))
    newest = atlas.figures("IND", "labour_force")[-1]
    assert newest.year < atlas.year
    used = figure(mine, Scenario(), "IND", "graduate_workforce")
    assert used and (used.year, used.value) == (atlas.year, newest.value / 2)
    assert used.note == f"labour force of {newest.year}, share of {atlas.year}"


def test_graduate_workforce_of_the_user_s_own_comes_before_one_that_is_made(
    atlas: Catalog,
) -> None:
    rows = (
        "IND,bachelor_attainment,2025,50,% of people aged 25+,HR,",
        "IND,graduate_workforce,2024,5000,people,HR,",
    )
    used = figure(owning(atlas, (FIGURES, *rows)), Scenario(), "IND", "graduate_workforce")
    assert used and (used.year, used.value) == (2024, 5000.0)


def test_computed_figures_can_be_replaced(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, "IND,shared_hours,2026,9,hours,night shift,"))
    used = figure(mine, Scenario(), "IND", "shared_hours")
    assert used and (used.value, used.status) == (9.0, "user")


def test_ours_is_shared_and_never_changed(atlas: Catalog) -> None:
    before = decision_matrix(atlas, Scenario())
    mine = owning(atlas, (FIGURES, PAY))
    assert mine.published is atlas
    assert mine.tables is atlas.tables
    assert decision_matrix(atlas, Scenario()) is before
    assert decision_matrix(mine, Scenario()) is not before
    assert atlas.figures("IND", "pay_professional")[-1].status == "reported"
    assert overlaid(mine, Own()) is atlas


def test_nothing_of_the_user_s_stays_behind(atlas: Catalog) -> None:
    mine = overlaid(atlas, Own((OwnFigure("IND", "english", 2026, 500.0, "EF EPI points", "x"),)))
    rank(mine, Scenario())
    to_link(mine, Scenario())
    matrix = weakref.ref(decision_matrix(mine, Scenario()))
    catalog = weakref.ref(mine)
    del mine
    gc.collect()
    assert catalog() is None
    assert matrix() is None
