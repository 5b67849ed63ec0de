from kpo import Scenario, rank
from kpo.catalog import Catalog
from kpo.export.card import card
from kpo.export.naming import clean, file_name
from kpo.scenario import from_link
from tests.export.conftest import ADDRESS, Made


def test_the_card_says_everything_a_reader_needs(made: Made) -> None:
    _, about = made()
    assert [label for label, _ in about.lines] == [
        *("Work", "Client in", "Weights", "Method", "How sure", "Figures", "Marked"),
        *("Not ranked", "Sources", "Made", "Link"),
    ]
    assert about.line("Work") == "Knowledge work (KPO)"
    assert about.line("Client in") == "Sweden"
    assert about.line("Made") == "22 November 2026 with KPO Atlas"
    assert about.line("Weights").startswith("Labour cost 28 %, English 16 %, Education 16 %")
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
    ranking, about = made(exclude_sanctioned=True)
    assert [item.country for item in ranking.not_ranked] == ["RUS"]
    assert about.line("Not ranked").startswith("Russia: EU sanctions: ")
    assert "under EU sanctions left out" in about.line("Method")


def test_an_address_with_an_old_choice_keeps_only_the_place(catalog: Catalog) -> None:
    ranking = rank(catalog, Scenario())
    link = card(catalog, ranking, "https://atlas.example/compare?s=old").link
    assert link.startswith("https://atlas.example/compare?s=1~")


def test_names_of_files_are_plain(made: Made) -> None:
    ranking, _ = made(service="legal")
    assert file_name(ranking, "png") == "kpo-atlas-kpo-legal-swe-ranking-2026-11.png"
    assert clean("../../Türkiye & Côte d’Ivoire") == "turkiye-cote-d-ivoire"
