"""Own figures over ours: exact scores done in the head, and ours left as they were.

The small package: the saving on the client's 10,000 a month (weight 60), English 400–600 (weight
40), which gives IND 74, PHL 70 and IRL 40 points. Charges are 25 % everywhere.
"""

import gc
import weakref
from pathlib import Path

import pytest

from kpo import Scenario, load, rank
from kpo.analysis.provenance import Wanted, credits, records
from kpo.core.errors import DataError
from kpo.core.model import Observation, UserData, UserFigure
from kpo.data.catalog import Catalog
from kpo.data.observations import cost_of_labour, figure
from kpo.data.user import merged, read, with_user_data
from kpo.scenarios.link import from_link, to_link
from kpo.scoring.decision_matrix import decision_matrix
from tests.data.user.files import COUNTRIES, FIGURES, INDICATORS, NEPAL, PAY, VISA, lines
from tests.sample import append

DEARER = PAY.replace("1000", "5000")
"""Half of what the client pays: 50 points."""

DAYS = {"IND": 10, "PHL": 20, "IRL": 50}


def scores(catalog: Catalog, *countries: str) -> dict[str, float]:
    rows = rank(catalog, Scenario(countries=countries or None)).rows
    return {row.country: pytest.approx(row.score, abs=1e-9) for row in rows}


def owning(catalog: Catalog, *files: tuple[str, ...]) -> Catalog:
    own = UserData()
    for rows in files:
        made = with_user_data(catalog, own)
        own = merged(own, read("x", lines(*rows), made), catalog)
    return with_user_data(catalog, own)


def test_own_figure_changes_exactly_the_score_it_enters(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, DEARER))
    assert scores(mine) == {"IND": 0.6 * 50 + 0.4 * 50, "PHL": 70, "IRL": 40}
    assert scores(sample) == {"IND": 74, "PHL": 70, "IRL": 40}
    india, ireland = (
        next(row for row in rank(mine, Scenario()).rows if row.country == code)
        for code in ("IND", "IRL")
    )
    assert india.statuses["labour_cost"] == {"user"}
    assert (india.own, ireland.own) == (0.6, 0.0)


def test_own_pay_of_the_client_changes_every_saving(sample: Catalog) -> None:
    """On 20,000 at home IND saves 95 %, PHL 75 % and IRL 50 %, and each rests on that figure."""
    mine = owning(sample, (FIGURES, "SWE,pay_professional,2025,20000,USD a month,HR,"))
    assert scores(mine) == {"IND": 57 + 20, "PHL": 45 + 40, "IRL": 30 + 40}
    assert [row.own for row in rank(mine, Scenario()).rows] == [0.6] * 3


def test_own_charges_change_the_saving_and_make_it_the_user_s(sample: Catalog) -> None:
    """5,000 and half on top are 7,500 of the client's 12,500: 40 % saved."""
    mine = owning(sample, (FIGURES, "PHL,employer_charges,2026,50,% of gross pay,HR,"))
    assert scores(mine) == {"IND": 74, "PHL": 0.6 * 40 + 40, "IRL": 40}
    saving = figure(mine, Scenario(), "PHL", "saving")
    assert saving and (saving.status, saving.sources) == ("user", ("pay", "own_1", "work"))


def test_own_charges_come_before_a_fixed_sum_of_ours(folder: Path) -> None:
    """EUR 25,000 a year on 10,000 a month at a rate of 1 is 20.83 %; the user says 50 %."""
    append(folder, "observations/work", "IRL,employer_charges_fixed,2026,25000,,,reported,,")
    append(folder, "observations/work", "IRL,exchange_rate,2024,1,,,reported,,")
    ours = load(folder)
    cost = cost_of_labour(ours, Scenario(), "IRL")
    assert cost and cost.charges.value == pytest.approx(25_000 / 1_200)
    mine = owning(ours, (FIGURES, "IRL,employer_charges,2026,50,% of gross pay,HR,"))
    cost = cost_of_labour(mine, Scenario(), "IRL")
    assert cost and (cost.charges.value, cost.charges.status) == (50, "user")


def test_stand_in_of_the_user_s_own_is_the_user_s(folder: Path) -> None:
    """The second source counts where the main one has no figure; whose it is stays said."""
    text = (folder / "observations/work.csv").read_text()
    line = "PHL,employer_charges,2026,25,,,reported,,\n"
    (folder / "observations/work.csv").write_text(text.replace(line, ""))
    row = "PHL,employer_charges_worldbank,2020,25,% of gross pay,HR,"
    used = figure(owning(load(folder), (FIGURES, row)), Scenario(), "PHL", "employer_charges")
    assert used and (used.value, used.status) == (25, "user")


def test_saving_itself_is_asked_for_by_its_parts(sample: Catalog) -> None:
    row = "IND,saving,2026,80,% of the client's cost,HR,"
    with pytest.raises(DataError, match="Saving follows from pay and charges") as caught:
        owning(sample, (FIGURES, row))
    assert caught.value.problems[0].remedy == "give the pay, or employer_charges"


def test_own_figure_comes_before_a_newer_one_of_ours_but_not_past_the_age_limit(
    sample: Catalog,
) -> None:
    old = DEARER.replace("2025", "2022")
    mine = owning(sample, (FIGURES, old))
    used = figure(mine, Scenario(), "IND", "pay_professional")
    assert used == Observation(
        *("IND", "pay_professional", 2022, 5000.0, "user", ("own_1",)), note="ours in Pune"
    )
    young = figure(mine, Scenario(max_age=3), "IND", "pay_professional")
    assert young and (young.year, young.value, young.status) == (2024, 1000.0, "reported")


def test_ours_stays_beside_what_replaces_it(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, DEARER.replace("2025", "2024")))
    found = records(mine, Scenario(), Wanted(("IND",), ("pay_professional",), extent="all"))
    assert [
        (item.observation.year, item.observation.value, item.observation.status) for item in found
    ] == [
        *((2017, 9000.0, "reported"), (2023, 2000.0, "reported")),
        *((2024, 1000.0, "reported"), (2024, 5000.0, "user")),
    ]
    newest = records(mine, Scenario(), Wanted(("IND",), ("pay_professional",), extent="newest"))
    assert [item.observation.status for item in newest] == ["user"]
    old = owning(sample, (FIGURES, PAY.replace("2025", "2020")))
    newest = records(old, Scenario(), Wanted(("IND",), ("pay_professional",), extent="newest"))
    assert [(item.observation.year, item.observation.status) for item in newest] == [(2020, "user")]


def test_new_indicator_scores_between_its_goalposts(sample: Catalog) -> None:
    """10 of 0 to 50 days, less is better: 80 points, half of the criterion English beside 50."""
    visa = "IND,visa_days,2026,10,days,legal,"
    mine = owning(sample, (INDICATORS, VISA), (FIGURES, visa))
    assert scores(mine, "IND") == {"IND": 0.6 * 90 + 0.4 * (50 + 80) / 2}
    bpo = rank(mine, Scenario(tier="BPO", countries=("IND",)))
    assert bpo.rows[0].scores["english"] == 65
    only_bpo = owning(sample, (INDICATORS, VISA.replace("1,,0", "1,BPO,0")), (FIGURES, visa))
    assert scores(only_bpo, "IND") == {"IND": 74}


def test_new_indicator_without_a_figure_counts_the_quartile_of_its_own(sample: Catalog) -> None:
    """Scores of 0, 60 and 80 points: a quarter of the way from 0 to 80 in ranks lies at 30."""
    days = (f"{code},visa_days,2026,{days},days,legal," for code, days in DAYS.items())
    mine = owning(sample, (INDICATORS, VISA), (FIGURES, *days))
    home = rank(mine, Scenario()).at_home
    assert home and home.scores["english"] == (25 + 30) / 2
    assert "english" in home.missing


def test_indicator_weighs_as_its_row_says(sample: Catalog) -> None:
    visa = "IND,visa_days,2026,10,days,legal,"
    mine = owning(sample, (INDICATORS, VISA.replace("limit,1", "limit,3")), (FIGURES, visa))
    assert scores(mine, "IND") == {"IND": 0.6 * 90 + 0.4 * (50 + 3 * 80) / 4}


def test_new_country_is_ranked_like_ours(sample: Catalog) -> None:
    """Pay of 5,000 saves half, and English 450 gives 25 points."""
    rows = (
        "NPL,pay_professional,2025,5000,USD a month,HR,",
        "NPL,employer_charges,2026,25,% of gross pay,HR,",
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
    no_charges = owning(sample, (COUNTRIES, NEPAL), (FIGURES, rows[0], rows[2]))
    (out,) = rank(no_charges, Scenario(countries=("NPL",))).not_ranked
    assert (out.kind, out.reason) == (
        "no_pay",
        "no figure for charges (employer_charges): add one of your own",
    )


def test_limit_on_an_own_indicator_is_in_a_link_of_the_user_s_only(sample: Catalog) -> None:
    mine = owning(sample, (INDICATORS, VISA), (FIGURES, "IND,visa_days,2026,10,days,legal,"))
    scenario = Scenario(figure_limits={"visa_days": 5, "english": 450})
    assert from_link(sample, to_link(mine, scenario)).scenario.figure_limits == {"english": 450}
    own = from_link(mine, to_link(mine, scenario, private=True)).scenario.figure_limits
    assert own == {"english": 450, "visa_days": 5}


def test_assumed_english_rests_on_published_scores_only(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, "IND,english,2026,799,points,own test,"))
    assumed = figure(mine, Scenario(), "IRL", "english")
    assert assumed and (assumed.value, assumed.status) == (600.0, "assumed")


def test_sources_are_named_as_the_user_s(sample: Catalog) -> None:
    mine = owning(sample, (FIGURES, PAY))
    (pay, _) = credits(rank(mine, Scenario()))
    assert pay.producers == ("Yours", "Bureau")
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
    assert with_user_data(mine, UserData()) is atlas


def test_nothing_of_the_user_s_stays_behind(atlas: Catalog) -> None:
    mine = with_user_data(
        atlas, UserData((UserFigure("IND", "english", 2026, 500.0, "EF EPI points", "x"),))
    )
    rank(mine, Scenario())
    to_link(mine, Scenario())
    matrix = weakref.ref(decision_matrix(mine, Scenario()))
    catalog = weakref.ref(mine)
    del mine
    gc.collect()
    assert catalog() is None
    assert matrix() is None
