from kpo import Scenario, rank
from kpo.analysis.rank_changes import Mover
from kpo.data.catalog import Catalog
from kpo.narrative.scenarios import counted, differences, finding, leader, moved, summary
from kpo.scenarios.collection import Move

WORDS = Scenario(weights={"labour_cost": 25, "english": 75})


def test_summary_is_one_line(sample: Catalog) -> None:
    assert summary(sample, Scenario()) == (
        "Knowledge work for Sweden, 3 destinations, weights: our judgement"
    )
    assert summary(
        sample, Scenario(service="legal", countries=("IND",), weights=WORDS.weights)
    ) == ("Legal for Sweden, 1 destination, own weights, begun with our judgement")
    assert summary(sample, Scenario(preset="equal")).endswith("weights: Equal")


def test_finding_names_who_leads_where(sample: Catalog) -> None:
    pair = [rank(sample, Scenario()), rank(sample, WORDS)]
    assert finding(["Now", "More English"], pair) == (
        "\u201cMore English\u201d puts the Philippines first, \u201cNow\u201d India"
    )
    assert finding(["A", "B"], pair[:1] * 2) == "India leads in both scenarios"
    assert finding(["A", "B", "C"], pair[:1] * 3) == "India leads in all 3 scenarios"


def test_nobody_leads_where_nobody_is_ranked(sample: Catalog) -> None:
    assert leader(rank(sample, Scenario(minimums={"time_zone": 100}))) == "nobody"


def test_counted_says_how_many_move() -> None:
    pair = ["A", "B"]
    up, gone = Mover("IND", 2, 1), Mover("IRL", 3, None)
    assert counted(pair, [], 7) == "From \u201cA\u201d to \u201cB\u201d, nobody changes place."
    assert "1 of 7 changes place; the reasons" in counted(pair, [up], 7)
    assert "all 7 change place;" in counted(pair, [up] * 7, 7)
    assert "nobody changes place and 1 is ranked in one of them only;" in counted(pair, [gone], 7)


def test_differences_name_every_part_of_the_choice(sample: Catalog) -> None:
    other = Scenario(
        tier="BPO",
        client="IRL",
        countries=("IND", "SWE"),
        weights=WORDS.weights,
        method="geometric",
        minimums={"english": 30},
        figure_limits={"english": 450},
        least_saving=0,
        rank_sanctioned=True,
        max_age=3,
        native_english="leave_out",
    )
    assert differences(sample, Scenario(), Scenario()) == ()
    assert differences(sample, Scenario(), other) == (
        "Work: knowledge work \u2192 process work",
        "Client: Sweden \u2192 Ireland",
        "Destinations: 3 \u2192 2, with Sweden, without Ireland and the Philippines",
        "Weights in %: labour cost 60 \u2192 25, English 40 \u2192 75",
        "Points: arithmetic mean \u2192 geometric mean",
        "Least points: none \u2192 English 30",
        "Limits on figures: none \u2192 English score at least 450 points",
        "Least saving: no rule \u2192 only destinations cheaper than at home",
        "Under sanctions: left out \u2192 ranked all the same, and marked",
        "Oldest figure: 10 years \u2192 3 years",
        "Native English: assumed \u2192 left out",
    )


def test_moved_says_who_stands_elsewhere() -> None:
    found = [Move("IND", "India", 1, 2), Move("PHL", "Philippines", None, 1)]
    found += [Move("IRL", "Ireland", 3, None)]
    assert moved(found) == (
        "India 1 \u2192 2; the Philippines is new at 1; Ireland was 3 and is not ranked now."
    )
    assert moved([]) == "Nobody has changed place."
    assert moved(found * 3).endswith("; and 3 more.")
