from pathlib import Path

import pytest

from kpo import Scenario, load
from kpo.analysis.provenance import COLUMNS, Wanted, downloaded, records, source_counts, withheld
from kpo.data.catalog import Catalog
from kpo.narrative.provenance import headline, report, standfirst
from tests.sample import TABLES, edit


@pytest.fixture
def guarded(folder: Path) -> Catalog:
    """The sample, its English scores now of a publisher who keeps them."""
    edit(
        folder,
        "sources",
        2,
        "epi,Bureau,epi,2025,2026,not stated,https://example.org/epi,proprietary,cite_only,"
        "Bureau epi,copy,0",
    )
    return load(folder)


def asked(catalog: Catalog, wanted: Wanted) -> list[tuple[str, str, int]]:
    found = records(catalog, Scenario(), wanted)
    return [
        (item.observation.country, item.observation.indicator, item.observation.year)
        for item in found
    ]


def test_used_are_the_figures_that_count(sample: Catalog) -> None:
    years = {
        "pay_professional": 2024,
        "english": 2025,
        "shared_hours": 2026,
        "saving": 2024,
        "employer_charges": 2026,
    }
    assert asked(sample, Wanted(countries=("IND", "IRL"))) == [
        (country, indicator, year)
        for country in ("IND", "IRL")
        for indicator, year in years.items()
    ]


def test_pay_counts_only_with_the_charges_on_it(folder: Path) -> None:
    """Without a rate in the main source the World Bank's counts; without either nothing does."""
    (gone,) = (
        n for n, line in enumerate(TABLES["observations/work"], 1) if line[:12] == "PHL,employer"
    )
    edit(folder, "observations/work", gone, "PHL,employer_charges_worldbank,2019,20,,,reported,,")
    wanted = Wanted(countries=("PHL",), indicators=("employer_charges", "pay_professional"))
    (_, charges) = records(load(folder), Scenario(), wanted)
    assert (charges.observation.value, charges.observation.status) == (20, "different_definition")
    edit(folder, "observations/work", gone, None)
    assert asked(load(folder), wanted) == []


def test_pay_of_the_tier_alone_counts(sample: Catalog) -> None:
    wanted = Wanted(countries=("IND",), indicators=("pay_clerical", "pay_professional"))
    found = records(sample, Scenario(tier="BPO"), wanted)
    assert [item.observation.indicator for item in found] == ["pay_clerical"]


def test_newest_and_all_years_list_other_tiers_too(sample: Catalog) -> None:
    pay = ("pay_clerical", "pay_professional")
    wanted = Wanted(countries=("IND",), indicators=pay, extent="newest")
    assert asked(sample, wanted) == [
        ("IND", "pay_professional", 2024),
        ("IND", "pay_clerical", 2024),
    ]
    wanted = Wanted(countries=("IND",), indicators=("pay_professional",), extent="all")
    assert [year for *_, year in asked(sample, wanted)] == [2017, 2023, 2024]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(marks=("assumed",)), [("IRL", "english", 2025)]),
        (
            Wanted(marks=("different_definition",), extent="all"),
            [("PHL", "pay_professional", 2023)],
        ),
        (
            Wanted(sources=("epi",), countries=("PHL",), extent="all"),
            [("PHL", "english", 2024), ("PHL", "english", 2025)],
        ),
        (Wanted(max_age=1, countries=("PHL",), indicators=("pay_professional",)), []),
        (
            Wanted(max_age=4, countries=("PHL",), indicators=("pay_professional",)),
            [("PHL", "pay_professional", 2022)],
        ),
    ],
)
def test_filters(sample: Catalog, wanted: Wanted, found: list[tuple[str, str, int]]) -> None:
    assert asked(sample, wanted) == found


def test_download_holds_the_source_of_every_figure(sample: Catalog) -> None:
    found = records(sample, Scenario(), Wanted(countries=("IND",), indicators=("english",)))
    (row,) = downloaded(found)
    assert tuple(row) == COLUMNS
    assert (row["value"], row["year"], row["status"]) == (500, 2025, "reported")
    assert (row["producer"], row["licence"]) == ("Bureau", "CC-BY-4.0")
    assert row["address"] == "https://example.org"


def test_what_may_only_be_cited_is_left_out_with_a_word_and_an_address(guarded: Catalog) -> None:
    found = records(guarded, Scenario(), Wanted(indicators=("english", "pay_professional")))
    rows = list(downloaded(found))
    assert [row["indicator"] for row in rows] == ["pay_professional"] * 4 + [""]
    assert rows[-1]["value"] == ""
    assert rows[-1]["note"] == (
        "3 figures left out: may be cited, not passed on; look them up at the address"
    )
    assert rows[-1]["address"] == "https://example.org/epi"
    assert {source.id: count for source, count in withheld(found).items()} == {"epi": 3}


def test_no_figure_of_a_guarded_source_leaves_the_atlas(atlas: Catalog) -> None:
    guarded = {
        name for name, source in atlas.sources.items() if source.redistribution == "cite_only"
    }
    found = records(atlas, Scenario(), Wanted(countries=atlas.home, extent="all"))
    assert guarded & {name for item in found for name in item.observation.sources}
    passed_on = [row for row in downloaded(found) if row["value"] != ""]
    assert not guarded & {name for row in passed_on for name in str(row["source"]).split("; ")}
    assert len(passed_on) + len([r for r in found if not r.may_be_passed_on]) == len(found)


def test_counts_of_the_sources_are_the_figures_stored(sample: Catalog, atlas: Catalog) -> None:
    assert source_counts(sample) == {"epi": 3, "iana_tzdata": 0, "pay": 7, "work": 7}
    assert sum(source_counts(atlas).values()) == atlas.figure_count


def test_headline_and_standfirst(guarded: Catalog) -> None:
    assert headline(guarded) == "17 figures, each with its year, its source and its licence"
    assert standfirst(guarded) == (
        "11 indicators of 4 countries from 4 sources. 1 source may be cited but not passed on: "
        "its figures are shown here and left out of downloads."
    )


def test_report_is_ready_to_be_completed(sample: Catalog) -> None:
    assert report(sample, Scenario(), "IND", "pay_professional").splitlines() == [
        "Figures of 2026-11: India, Pay of professionals (IND, pay_professional)",
        "Shown here: 1,000 USD a month, 2024, reported",
        "Source: Bureau pay, https://example.org",
        "Should be: ",
        "Because (page or table where the publisher says so): ",
    ]


def test_report_of_a_gap(sample: Catalog) -> None:
    said = report(sample, Scenario(), "SWE", "english").splitlines()
    assert said[1:3] == ["Shown here: no figure", "Should be: "]
