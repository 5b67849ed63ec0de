from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.export.registry import clean, file_name
from kpo.export.run_card import card
from kpo.scenarios.link import from_link
from tests.export.conftest import ADDRESS, Made


def test_the_card_says_everything_a_reader_needs(made: Made) -> None:
    _, about = made()
    assert [label for label, _ in about.lines] == [
        *("Work", "Client in", "Weights", "Method", "Counted", "How sure", "Doubts", "Figures"),
        *("Marked", "At home", "Not ranked", "Sources", "Made", "Link"),
    ]
    assert about.line("Work") == "Knowledge work (KPO)"
    assert about.line("Client in") == "Sweden"
    assert about.line("Made") == "22 November 2026 with KPO Atlas 0.9.0"
    assert about.line("Weights").startswith("Labour cost 25 %, English 13 %, Education 12 %")
    assert sum(share for _, share in about.weights) == 100


def test_the_link_brings_the_ranking_back(catalog: Catalog, made: Made) -> None:
    weights = {name: 1.0 + place for place, name in enumerate(catalog.criteria)}
    ranking, about = made(tier="BPO", weights=weights, client="GBR", minimums={"english": 40.0})
    start = f"{ADDRESS}?s="
    assert about.link.startswith(start)
    again = rank(catalog, from_link(catalog, about.link.removeprefix(start)).scenario)
    assert again.rows == ranking.rows
    assert again.not_ranked == ranking.not_ranked


def test_a_destination_left_out_is_named_with_its_reason(catalog: Catalog, made: Made) -> None:
    ranking, about = made()
    assert [item.country for item in ranking.not_ranked] == ["RUS"]
    assert about.line("Not ranked").startswith(
        "Russia (sectoral sanctions, EU; 68 points, place 3 if it were ranked): left out by our "
        "rule: sectoral sanctions of the EU (Regulation (EU) 833/2014; "
    )
    assert about.line("Not ranked").endswith("list of 2026-08-22); buying is not banned as such.")
    assert "comprehensive or sectoral sanctions left out" in about.line("Method")
    _, ranked = made(rank_sanctioned=True)
    assert "comprehensive or sectoral sanctions ranked all the same" in ranked.line("Method")
    assert "Russia (sectoral sanctions, EU)" in ranked.line("Marked")


def test_a_country_without_pay_carries_the_word_of_its_sanctions_too(made: Made) -> None:
    _, about = made(countries=("IND", "BLR"))
    assert about.line("Not ranked") == (
        "Belarus (sectoral sanctions, EU): no figure since 2018 for pay of professionals."
    )


def test_the_client_is_told_at_home_and_what_its_pay_rests_on(made: Made) -> None:
    _, about = made()
    assert about.line("At home") == "Sweden 55 points (English, education, talent: doubtful)."
    assert "Client's pay" not in dict(about.lines)
    _, assumed = made(tier="BPO", client="NOR")
    assert assumed.line("Client's pay") == (
        "Assumed, 6,082 USD a month: no figure for this pay: income per head of 2025, a twelfth, "
        "times 0.75, the median ratio of the other clients."
    )


def test_rules_that_leave_out_stand_on_the_card(made: Made) -> None:
    _, about = made(least_saving=0.0, figure_limits={"english": 550.0})
    assert "only destinations cheaper than at home" in about.line("Method")
    assert "English proficiency at least 550 EF EPI" in about.line("Method")
    assert "Ireland: costs 126 % of what it costs at home" in about.line("Not ranked")


def test_no_figure_is_told_with_what_it_counts(made: Made) -> None:
    _, about = made(tier="BPO", countries=("IND", "ARG"))
    assert about.line("Marked") == "Argentina (talent: no figure: counted at 24; pay: doubtful)."


def test_an_address_with_an_old_choice_keeps_only_the_place(catalog: Catalog) -> None:
    ranking = rank(catalog, Scenario())
    link = card(ranking, "https://atlas.example/compare?s=old").link
    assert link.startswith("https://atlas.example/compare?s=2~")


def test_names_of_files_are_plain(made: Made) -> None:
    ranking, _ = made(service="legal")
    assert file_name(ranking, "png") == "kpo-atlas-kpo-legal-swe-ranking-2026-11.png"
    assert clean("../../Türkiye & Côte d’Ivoire") == "turkiye-cote-d-ivoire"
