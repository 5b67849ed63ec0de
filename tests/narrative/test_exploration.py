from pathlib import Path

from kpo import Scenario, load
from kpo.analysis.correlations import Association
from kpo.analysis.measures import Measure, Reading, measure, readings
from kpo.data.catalog import Catalog
from kpo.narrative.exploration import counted, headline, number, standfirst, together
from tests.sample import edit

PAY = Measure("pay", "figure", "Pay of professionals", "USD a month", 0, True, -1, "", "")
ENGLISH = Measure("english", "figure", "English score", "points", 0, False, 1, "", "")


def test_numbers_are_said_as_the_measure_shows_them() -> None:
    assert number(PAY, 1234.4) == "1,234"
    assert number(PAY, 78_000_000) == "78.0 million"
    assert number(PAY, -2_500_000_000) == "\u22122.5 billion"
    assert number(PAY, -2.0) == "\u22122"


def test_the_headline_names_both_ends_and_never_an_assumed_one(sample: Catalog) -> None:
    scenario = Scenario()
    wanted = measure(sample, scenario, "english")
    shown = readings(sample, scenario, wanted)
    said = headline(sample, wanted, shown, "SWE")
    assert said == "English score: 500 in India, 600 in the Philippines"


def test_a_sanctioned_country_is_never_named_without_the_word(folder: Path) -> None:
    """Sectoral sanctions of the EU bind Sweden; the class on lists of persons is no sanction."""
    edit(folder, "sanctions", 2, "EU,IND,sectoral,yes,Regulation 1/2022,,,read,2026-08-22,pay")
    catalog = load(folder)
    wanted = measure(catalog, Scenario(), "english")
    shown = readings(catalog, Scenario(), wanted)
    mark = "India (sectoral sanctions, EU)"
    said = headline(catalog, wanted, shown, "SWE")
    assert said == f"English score: 500 in {mark}, 600 in the Philippines"
    assert f"{mark} is lowest" in standfirst(catalog, wanted, shown, {"IND", "IRL"}, "SWE")


def test_the_standfirst_places_the_destinations_in_what_is_shown(sample: Catalog) -> None:
    scenario = Scenario()
    wanted = measure(sample, scenario, "english")
    shown = readings(sample, scenario, wanted)
    assert standfirst(sample, wanted, shown, {"IND", "IRL"}, "SWE") == (
        "Points; the middle one of 3 countries has 600. Of your destinations India is lowest with "
        "500 (place 3 from the top), Ireland highest with 600 assumed (place 1 from the top)."
    )


def test_nothing_to_show_is_said(sample: Catalog) -> None:
    assert headline(sample, PAY, [], "SWE") == "Pay of professionals: no figure for this selection"
    assert standfirst(sample, PAY, [], set(), "SWE") == "Choose another figure, or more countries."


def test_what_is_missing_is_named(sample: Catalog) -> None:
    scenario = Scenario()
    wanted = measure(sample, scenario, "english")
    shown = readings(sample, scenario, wanted)
    assert (
        counted(wanted, shown)
        == "3 of 4 countries have a figure, 1 of them assumed. No figure: Sweden."
    )


def test_a_correlation_is_said_with_n_and_scale() -> None:
    assert together(PAY, ENGLISH, Association(71, -0.493)) == (
        "Pay of professionals and English score go loosely against each other: r = \u22120.49 "
        "(n = 71 countries, the wide set, pay of professionals on a logarithmic scale). "
        "No cause is shown by it."
    )


def test_few_countries_get_no_correlation() -> None:
    assert together(PAY, ENGLISH, Association(7, None)).startswith("7 countries have both")


def test_one_country_is_no_span(sample: Catalog) -> None:
    only = [Reading("IND", "India", 100.0, 2024)]
    assert headline(sample, PAY, only, "SWE") == "Pay of professionals: 100 in India"
    assert standfirst(sample, PAY, only, {"IND"}, "SWE") == "USD a month."
