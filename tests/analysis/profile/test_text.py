from pathlib import Path

import pytest

from kpo import Scenario, load
from kpo.core.model import Observation
from kpo.core.numbers import amount_and_unit, currency_amount, ordinal_word, times_words
from kpo.data.catalog import Catalog
from kpo.narrative.profile import profile
from kpo.narrative.profile.text import pay_change, phrase
from tests.sample import TABLES, edit


def test_headline_and_standfirst_of_the_first(told: Catalog) -> None:
    found = profile(told, Scenario(), "IND")
    assert found.headline == "India ranks first of 3 for knowledge work"
    assert found.standfirst == (
        "74 of 100 points. Strongest on labour cost (90), weakest on English (50). "
        "Pay of professionals is 1,000 USD a month, 10 % of Sweden\u2019s."
    )


def test_sanctioned_country_is_never_named_in_a_headline_without_the_word(
    folder: Path,
) -> None:
    edit(folder, "sanctions", 2, "EU,IND,sectoral,yes,Regulation 1/2022,,,read,2026-08-22,pay")
    catalog = load(folder)
    found = profile(catalog, Scenario(), "IND")
    mark = "India (sectoral sanctions, EU)"
    assert found.headline == (f"{mark} is left out for knowledge work; it would rank first of 3")
    assert found.standfirst.startswith(
        "74 of 100 points. Left out by our rule: sectoral sanctions of the EU (Regulation 1/2022; "
        "list of 2026-08-22); buying is not banned as such. "
    )
    ranked = profile(catalog, Scenario(rank_sanctioned=True), "IND")
    assert ranked.headline == f"{mark} ranks first of 3 for knowledge work"


def test_client_is_at_home(told: Catalog) -> None:
    """Nothing is saved there, and English without a figure counts 25: 0.4 × 25 points."""
    found = profile(told, Scenario(), "SWE")
    assert found.headline == "Sweden is at home: the client’s own country is never ranked"
    assert found.standfirst.startswith("10 of 100 points. ")


def test_service_line_is_named_in_its_own_tier(told: Catalog) -> None:
    assert profile(told, Scenario(service="legal"), "IND").headline.endswith("for legal")


def test_country_that_cannot_be_ranked_says_why(told: Catalog) -> None:
    found = profile(told, Scenario(tier="BPO"), "PHL")
    assert found.headline.endswith("cannot be ranked for process work")
    assert found.standfirst.startswith("No figure since 2018 for pay of clerks.")


def test_strengths_and_weak_points_carry_the_figure_that_shows_them(told: Catalog) -> None:
    india, ireland = (profile(told, Scenario(), name) for name in ("IND", "IRL"))
    assert [(item.name, item.score, item.sentence) for item in india.strengths] == [
        ("Labour cost", 90.0, "Saves 90 % of the client’s labour cost.")
    ]
    assert [(item.criterion, item.sentence) for item in ireland.weak_points] == [
        ("labour_cost", "Costs 100 % of what it costs at home.")
    ]
    assert "At least 600 assumed" not in ireland.strengths[0].sentence
    assert "at least 600 assumed" in ireland.strengths[0].sentence


def test_english_says_band_change_and_law(told: Catalog) -> None:
    philippines = profile(told, Scenario(), "PHL").english
    assert philippines == (
        "EF calls 600 very high proficiency.",
        "10 points more than in 2024; 5 to 15 either way are common.",
    )
    assert profile(told, Scenario(), "IND").english == (
        "EF calls 500 moderate proficiency.",
        "No confirmed score of the edition before.",
        "English is an official language.",
    )
    assert "native" in profile(told, Scenario(), "IRL").english[0]


def test_pay_change_is_of_the_last_two_figures(told: Catalog) -> None:
    fact = profile(told, Scenario(), "IND").blocks["labour_cost"].fact("pay_professional")
    assert pay_change(fact) == "In dollars down 50 % from 2023 to 2024."


def test_pay_is_not_compared_over_a_break(atlas: Catalog) -> None:
    fact = profile(atlas, Scenario(), "IRL").blocks["labour_cost"].fact("pay_professional")
    assert pay_change(fact) == (
        "2023 and 2024 cannot be compared: jumps between sources from year to year."
    )


@pytest.mark.parametrize(
    ("indicator", "value", "said"),
    [
        ("graduate_workforce", 77_989_110.78, ("78.0", "million people")),
        ("ict_service_exports", 177_745.4, ("177.7", "billion USD")),
        ("ict_service_exports", 312.44, ("312", "million USD")),
        ("rule_of_law", -0.416, ("\u22120.42", "WGI points, about \u22122.5 to 2.5")),
    ],
)
def test_amounts_as_read(
    atlas: Catalog, indicator: str, value: float, said: tuple[str, str]
) -> None:
    assert amount_and_unit(atlas.indicators[indicator], value) == said


def test_data_transfer_is_told_by_its_status(atlas: Catalog) -> None:
    found = Observation(
        "ISR", "data_transfer", 2026, 75, "reported", (), note="adequate: verify scope"
    )
    assert phrase(atlas.indicators["data_transfer"], found) == "data-transfer status: adequate"


def test_small_words() -> None:
    assert [ordinal_word(number) for number in (2, 10, 12, 13, 21, 23, 111)] == [
        *("second", "tenth", "12th", "13th", "21st", "23rd", "111th")
    ]
    assert [times_words(share) for share in (0.004, 0.5, 1.2, 1.25)] == [
        *("under 1 %", "50 %", "120 %", "1.2 times")
    ]
    assert currency_amount(99.5, "EUR") == "EUR 99.50"


def test_doubt_of_what_is_computed_is_that_of_its_part_and_said_once(folder: Path) -> None:
    (line,) = (
        number
        for number, row in enumerate(TABLES["observations/pay"], start=1)
        if row.startswith("IND,pay_professional,2024")
    )
    edit(folder, "observations/pay", line, "IND,pay_professional,2024,1000,,,reported,,too low")
    said = profile(load(folder), Scenario(), "IND").unknown
    assert "Saving and pay of professionals are doubtful: too low." in said


def test_gaps_are_said(told: Catalog) -> None:
    assert profile(told, Scenario(), "IRL").unknown == (
        "No figure to look at: pay of clerks, inflation and rate.",
        "English score: assumed; native English, not ranked by the index: at least 600 assumed.",
        "Not checked by us: a privacy law, EU adequacy, the lists of the FATF, the EU tax list, "
        "civil conflict and labour rights.",
        "Out of scope: cities, and languages other than English.",
    )
    india = profile(told, Scenario(), "IND").unknown
    assert india[1].startswith("Professionals are reported at 1.00 times clerical pay")
