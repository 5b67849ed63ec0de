"""Our ranking beside published indices: hand-made numbers, and the constructs checked."""

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import numpy as np
import pytest

from kpo import Scenario, load, rank
from kpo.analysis.all_destinations import all_destinations
from kpo.analysis.published_comparison import IndexComparison, RankGap, market, mean_shares
from kpo.cli.main import main
from kpo.data.catalog import Catalog
from kpo.data.published_indices import editions
from kpo.deck.published_comparison import market_scene
from kpo.export.board.published_comparison import market_slide
from kpo.narrative import published_comparison as said
from kpo.ui.views import how_sure_tables
from tests.published import hostile, with_published

CLIENTS = ("SWE", "USA", "GBR")
FIGURES = ("Digital exports", "GitHub developers")
"""Figures of ours that rank countries by themselves."""


@pytest.fixture
def beside(folder: Path) -> Catalog:
    return load(with_published(folder))


def compared(catalog: Catalog, **choice: object) -> tuple[IndexComparison, ...]:
    return market(rank(catalog, Scenario(**choice)))  # type: ignore[arg-type]


def by_name(found: Sequence[IndexComparison]) -> dict[str, IndexComparison]:
    return {item.edition.name: item for item in found}


def test_a_folder_without_published_indices_has_nothing_to_stand_beside(sample: Catalog) -> None:
    assert compared(sample) == ()


def test_means_are_of_ranks_over_countries_ranked(beside: Catalog) -> None:
    """PHL 2 of 10 and 6 of 20, IND 1 of 10 and 4 of 20, IRL in one edition only."""
    pooled = [edition for edition in editions(beside) if edition.pooled]
    assert mean_shares(pooled) == pytest.approx({"PHL": 0.25, "IND": 0.15, "IRL": 0.5})


def test_three_countries_by_hand(beside: Catalog) -> None:
    """Ours is IND 80, PHL 70, IRL 40: the same order as the mean, the reverse of the other."""
    found = by_name(compared(beside))
    names = ["Bureau 2014–16", "Bureau 2014", "Bureau 2016", "Club 2015", "List 2010", "Scores"]
    assert list(found) == names
    assert found["Bureau 2014–16"].common == ("IND", "PHL", "IRL")
    assert found["Bureau 2014–16"].correlation == pytest.approx(1.0)
    assert found["Club 2015"].correlation == pytest.approx(-1.0)
    assert found["Bureau 2016"].common == ("IND", "PHL")


def test_under_twenty_countries_there_is_no_verdict_and_no_gap(beside: Catalog) -> None:
    for item in compared(beside):
        assert item.verdict in ("few", "list")
        assert (item.higher, item.lower) == ((), ())


def test_a_list_is_compared_by_as_many_first_places_as_it_has(beside: Catalog) -> None:
    """The list names IND and IRL; our first two are IND and PHL, two of three by lot 4/3."""
    item = by_name(compared(beside))["List 2010"]
    assert (item.correlation, item.interval) == (None, None)
    assert (item.top.places, item.top.known, item.top.shared) == (2, 2, 1)
    assert item.top.by_chance == pytest.approx(4 / 3)


def test_a_figure_ranks_countries_by_itself_and_says_that_we_score_it(beside: Catalog) -> None:
    """English: PHL 600 and IRL as assumed 600 share the first two places, IND 500 is third."""
    item = by_name(compared(beside))["Scores"]
    assert item.common == ("IRL", "PHL", "IND")
    assert item.edition.pages == ("https://example.org",)
    assert said.verdict(item) == "under 20, no verdict; we score it too"
    assert item.correlation == pytest.approx(-np.sqrt(3) / 2)


def test_the_client_is_never_compared(beside: Catalog) -> None:
    found = by_name(compared(beside, client="IRL"))
    assert all("IRL" not in item.common for item in found.values())
    assert found["List 2010"].top.known == 1
    assert "IRL" not in all_destinations(beside, Scenario(client="IRL")).countries


def test_the_choice_on_screen_changes_nothing(beside: Catalog) -> None:
    assert compared(beside, countries=("IND",), minimums={"english": 90}) == compared(beside)


def test_gaps_and_their_causes_by_hand(atlas: Catalog) -> None:
    """Each gap is a difference of places, its causes lie off the median in its direction."""
    item = compared(atlas)[0]
    ours = all_destinations(atlas, Scenario())
    rows = [ours.countries.index(country) for country in item.common]
    for gap in (*item.higher, *item.lower):
        country = ours.countries.index(gap.country)
        above = sum(ours.scores[row] > ours.scores[country] for row in rows)
        assert gap.ours == above + 1
        assert gap.theirs == item.common.index(gap.country) + 1
        off = {}
        for at, name in enumerate(ours.criteria):
            column = sorted(float(ours.contributions[row, at]) for row in rows)
            middle = (column[(len(column) - 1) // 2] + column[len(column) // 2]) / 2
            off[name] = float(ours.contributions[country, at]) - middle
        sign = 1 if gap.places > 0 else -1
        wanted = sorted((n for n in off if sign * off[n] > 0), key=lambda n: -sign * off[n])[:2]
        assert [name for name, _ in gap.causes] == wanted
        assert dict(gap.causes) == pytest.approx({name: off[name] for name in wanted})
    sizes = [gap.places for gap in item.higher]
    assert sizes == sorted(sizes, reverse=True) and min(sizes) > 0
    assert len(item.higher) == len(item.lower) == 5


def test_the_same_question_has_the_same_answer(atlas: Catalog) -> None:
    first = [(item.correlation, item.interval) for item in compared(atlas)]
    assert first == [(item.correlation, item.interval) for item in compared(load())]


def test_published_editions_are_all_there_and_say_where_they_are_printed(atlas: Catalog) -> None:
    found = by_name(compared(atlas))
    years = (2014, 2016, 2017, 2019, 2021, 2023)
    kearney = ["Kearney 2014–23", *(f"Kearney {year}" for year in years)]
    assert list(found) == [*kearney, "Gartner 2010", "Tholons 2020", "Tholons 2021", *FIGURES]
    for edition in editions(atlas):
        if edition.form == "figure":
            assert (edition.shares, edition.placed) == ("yes", ())
            continue
        assert atlas.sources[edition.source].redistribution == "cite_only"
        for item in edition.placed:
            assert item.page.startswith("http") or item.how == "quoted"
    ranks = {item.country: item.rank for item in by_name_of(atlas, "Kearney 2016")}
    assert [country for country, place in ranks.items() if place <= 4] == [
        *("IND", "CHN", "MYS", "BRA")
    ]


def by_name_of(catalog: Catalog, name: str) -> Sequence[object]:
    return next(edition.placed for edition in editions(catalog) if edition.name == name)


def spearman_of(catalog: Catalog, tier: str, index: str, preset: str | None = None) -> float:
    found = [
        by_name(compared(catalog, tier=tier, client=client, preset=preset))[index].correlation
        for client in CLIENTS
    ]
    return mean(value or 0.0 for value in found)


@pytest.mark.parametrize(("tier", "least"), [("KPO", 0.55), ("BPO", 0.45), ("ITO", 0.55)])
def test_the_constructs_stand_beside_kearney(atlas: Catalog, tier: str, least: float) -> None:
    """A check of constructs: where it fails a figure is wrong; no weight is moved to meet it."""
    assert spearman_of(atlas, tier, "Kearney 2014–23") >= least


@pytest.mark.parametrize("tier", ["KPO", "BPO"])
def test_the_preset_of_an_index_brings_its_order_back(atlas: Catalog, tier: str) -> None:
    assert spearman_of(atlas, tier, "Kearney 2016", "kearney_gsli_2016") > 0.6


DOCUMENTED = re.findall(
    r"^\| ([A-Z]\w+ [\d–]+)[^|]*\| (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$",
    Path("docs/method.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("index", "common", "kpo", "bpo", "ito"), DOCUMENTED)
def test_the_documented_agreement_is_that_of_the_data(
    atlas: Catalog, index: str, common: str, kpo: str, bpo: str, ito: str
) -> None:
    assert len(DOCUMENTED) == 6
    assert len(by_name(compared(atlas))[index].common) == int(common)
    assert [f"{spearman_of(atlas, tier, index):.2f}" for tier in ("KPO", "BPO", "ITO")] == [
        *(kpo, bpo, ito)
    ]


def test_a_sanctioned_country_is_never_named_without_the_word(atlas: Catalog) -> None:
    found = compared(atlas, client="USA")
    gaps = [gap for item in found for gap in (*item.higher, *item.lower)]
    russia = [said.gap(atlas, gap) for gap in gaps if gap.country == "RUS"]
    assert russia
    assert all(text.startswith("Russia (sectoral sanctions, USA): ") for text in russia)


def test_words_keep_the_discordant_in_sight(beside: Catalog) -> None:
    found = compared(beside)
    assert said.finding(found) == (
        "Too few destinations in common with Bureau 2014–16 for a verdict"
    )
    assert said.least_alike(found) == (
        "Least like ours: Club 2015, −1.00 on 3 destinations, too few for a verdict. "
        "What a club thinks."
    )
    assert said.top(found[-2]) == "1 of 2 in our first 2, 1 by chance"
    gap = RankGap("PHL", 1, 3.5, (("english", 4.26), ("labour_cost", 1.0)), "SWE")
    assert said.gap(beside, gap) == (
        "The Philippines: place 1 with us, 3.5 there; "
        "English 4.3 and labour cost 1.0 points over the median."
    )


def test_command_has_the_numbers_of_the_page(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    with_published(folder)
    found = compared(load(folder))
    arguments = ["market", "--data", str(folder), "--format"]
    assert main([*arguments, "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [item["spearman"] for item in record["comparisons"]] == [
        item.correlation for item in found
    ]
    assert {item["verdict"] for item in record["comparisons"]} == {None}
    assert record["comparisons"][0]["pages"] == [
        "https://example.org/2014",
        "https://example.org/2016",
    ]
    assert main([*arguments, "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["n_common"] for row in rows] == ["3", "3", "2", "3", "2", "3"]
    assert main([*arguments, "table"]) == 0
    out = capsys.readouterr().out
    assert said.OPINIONS in out
    assert "Club 2015            3  −1.00" in out


def test_command_says_that_nothing_is_published(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    assert main(["market", "--data", str(folder)]) == 0
    assert capsys.readouterr().out == "This data folder holds no published index.\n"


def test_slide_and_scene_tell_the_finding_and_every_index(atlas: Catalog) -> None:
    ranking = rank(atlas, Scenario())
    found = market(ranking)
    slide = market_slide(atlas, found)
    table = slide.elements[0]
    assert slide.title == market_scene(ranking, found).title == said.finding(found)
    names = [item.edition.name for item in found if item.edition.form != "figure"]
    assert [row[0] for row in table.rows] == names  # type: ignore[union-attr]
    assert said.least_alike(found) in slide.notes


def test_hostile_words_stay_words(folder: Path) -> None:
    catalog = load(hostile(folder))
    found = compared(catalog)
    drawn = how_sure_tables.comparisons(found) + how_sure_tables.gaps(catalog, found[0])
    assert "<img" not in drawn
    assert "href='javascript" not in drawn
    assert "&lt;img" in drawn
