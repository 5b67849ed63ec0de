import gc
from dataclasses import replace

import numpy as np
import pytest

from kpo import Scenario, rank
from kpo.core.cache import ResultCache
from kpo.data.catalog import Catalog
from kpo.data.observations import cost_of_labour
from kpo.mcda.uncertain_scores import Cost, Normal, Part, Saving, Uniform, drawn
from kpo.robustness import draw_cache
from kpo.robustness.draw_cache import DrawnMemory
from kpo.robustness.problem import decision_problem
from kpo.robustness.rank_acceptability import WeightVariation, rank_outlooks
from kpo.robustness.uncertain_scores import doubtful_scores, doubts
from kpo.scoring.decision_matrix import decision_matrix

TIERS = ("ITO", "BPO", "KPO")


def points_now(part: Part) -> float:
    """What a part counts where nothing is drawn: its figure, or the constant."""
    if isinstance(part, Saving):
        here, home = (c.pay * (1 + c.charges) for c in (part.destination, part.client))
        return part.share * 100 * max(0.0, 1 - here / home)
    if isinstance(part, Uniform):
        return part.share * part.high / 2
    return part.share * min(max(part.now, 0.0), 100.0)


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("client", ["SWE", "USA", "JPN"])
def test_certain_and_drawn_parts_make_the_score(atlas: Catalog, tier: str, client: str) -> None:
    scenario = Scenario(tier=tier, client=client)
    matrix = decision_matrix(atlas, scenario)
    found = doubts(matrix)
    for column, cells in enumerate(found.cells):
        for row, cell in cells.items():
            if any(isinstance(part, Uniform) and part.high == 100 for part in cell):
                continue
            made = found.certain[row, column] + sum(map(points_now, cell))
            assert made == pytest.approx(matrix.scores[row, column], abs=1e-9)
        rest = [row for row in range(len(matrix.countries)) if row not in cells]
        assert np.array_equal(
            found.certain[rest, column], matrix.scores[rest, column], equal_nan=True
        )


@pytest.mark.parametrize("tier", TIERS)
def test_every_pay_is_in_doubt_and_all_meet_one_client(atlas: Catalog, tier: str) -> None:
    scenario = Scenario(tier=tier)
    found = doubts(decision_matrix(atlas, scenario))
    savings = [part for cell in found.cells[0].values() for part in cell]
    clients = {part.client for part in savings if isinstance(part, Saving)}
    assert len(clients) == 1 and len(savings) > 60
    (client,) = clients
    assert client.country == "SWE" and client.pay == 1.0 and client.deviation >= 0.15
    for part in savings:
        assert isinstance(part, Saving) and part.destination.deviation >= 0.15


def test_governance_varies_by_its_published_errors(atlas: Catalog) -> None:
    scenario = Scenario()
    matrix = decision_matrix(atlas, scenario)
    found = doubts(matrix)
    row = matrix.countries.index("IND")
    parts = {
        part.figure: part
        for cells in found.cells
        for part in cells.get(row, ())
        if isinstance(part, Normal)
    }
    for item in matrix.indicators:
        figure = matrix.figures["IND", item.id]
        if figure.error:
            low, high = item.goalpost_low or 0.0, item.goalpost_high or 0.0
            assert parts[item.id].deviation == pytest.approx(100 * figure.error / (high - low))


def test_what_is_computed_from_a_doubtful_share_moves_with_it(atlas: Catalog) -> None:
    scenario = Scenario()
    matrix = decision_matrix(atlas, scenario)
    found = doubts(matrix)
    doubtful = [
        c
        for c in matrix.countries
        if (f := matrix.figures.get((c, "bachelor_attainment"))) and f.doubt
    ]
    assert doubtful
    for country in doubtful:
        row = matrix.countries.index(country)
        streams = [
            part.figure
            for cells in found.cells
            for part in cells.get(row, ())
            if not isinstance(part, Saving)
        ]
        assert streams.count("bachelor_attainment") >= 2


def test_assumed_english_does_not_vary(atlas: Catalog) -> None:
    scenario = Scenario()
    matrix = decision_matrix(atlas, scenario)
    found = doubts(matrix)
    row = matrix.countries.index("IRL")
    assert not any(
        getattr(part, "figure", "") == "english"
        for cells in found.cells
        for part in cells.get(row, ())
    )


def test_few_and_many_destinations_draw_the_same_figures(atlas: Catalog) -> None:
    scenario = Scenario()
    matrix = decision_matrix(atlas, scenario)
    ranked = [
        row
        for row, c in enumerate(matrix.countries)
        if c != "SWE" and cost_of_labour(atlas, scenario, c)
    ]
    few, many = (doubtful_scores(matrix, rows) for rows in (ranked[:5], ranked))
    wide = {block.column: block for block in many.blocks(1, 50, 0)}
    for block in few.blocks(1, 50, 0):
        other = wide[block.column]
        for row, points in zip(block.rows, block.points, strict=True):
            at = other.rows.tolist().index(row)
            assert np.array_equal(points, other.points[at])


def test_order_of_destinations_decides_nothing(atlas: Catalog) -> None:
    codes = ("IND", "PHL", "IRL", "CZE")
    one, other = (
        rank_outlooks(rank(atlas, Scenario(countries=order))) for order in (codes, codes[::-1])
    )
    assert one == other


def test_weights_only_is_one_choice_and_says_more(atlas: Catalog) -> None:
    ranking = rank(atlas, Scenario())
    both, alone = (
        rank_outlooks(ranking),
        rank_outlooks(ranking, WeightVariation(figures=False)),
    )
    leader = ranking.rows[0].country
    assert both[leader].p_first < alone[leader].p_first
    assert rank_outlooks(ranking) == both


def test_equal_weightings_of_equal_scores_share_an_answer(atlas: Catalog) -> None:
    scenario = Scenario()
    one, other = (decision_problem(rank(atlas, scenario)) for _ in range(2))
    assert one is not other and one == other and hash(one) == hash(other)
    assert one != replace(one, doubtful=None)


def cell_of(number: int) -> tuple[tuple[Part, ...], ...]:
    client = Cost("SWE", "pay", "charges", 1.0, 0.15, 0.3, 0.3, 0.3)
    own = Cost(f"C{number}", "pay", "charges", 0.5, 0.15, 0.2, 0.2, 0.2)
    return ((Saving(own, client, 1.0),),)


def test_a_memory_gives_what_is_drawn_and_only_once() -> None:
    found, cells = DrawnMemory(), cell_of(1)
    assert np.array_equal(found(cells, 5, 3, 0), drawn(cells, 5, 3, 0))
    assert found(cells, 1, 9, 0)[0].base is found(cells, 2, 9, 0)[0].base
    assert not np.array_equal(found(cells, 1, 9, 1), found(cells, 1, 9, 0))
    assert np.array_equal(found(cells, 9_999, 5, 0), drawn(cells, 9_999, 5, 0))


def test_destinations_in_another_order_or_company_are_not_drawn_again() -> None:
    found, given = DrawnMemory(), tuple(cell_of(number)[0] for number in range(5))
    first = found(given, 1, 9, 0)
    again = found((given[3], given[0]), 1, 9, 0)
    assert [row.base for row in again] == [first[3].base, first[0].base]
    more = (given[1], cell_of(5)[0], given[0])
    assert np.array_equal(found(more, 1, 9, 0), drawn(more, 1, 9, 0))


def test_what_no_client_changes_is_one_cell_for_all_clients(atlas: Catalog) -> None:
    one, other = (doubts(decision_matrix(atlas, Scenario(client=c))) for c in ("SWE", "USA"))
    for mine, yours in zip(one.cells[1:], other.cells[1:], strict=True):
        assert mine.keys() == yours.keys()
        assert all(mine[row] is yours[row] for row in mine)


def test_all_memories_together_keep_no_more_than_the_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gc.collect()
    monkeypatch.setattr(draw_cache, "MAX_CELLS", DrawnMemory.total() + 3)
    one, other = DrawnMemory(), DrawnMemory()
    given = [cell_of(number) for number in range(8)]
    for cells in given:
        one(cells, 1, 1, 0)
        other(cells, 1, 1, 0)
        assert DrawnMemory.total() <= draw_cache.MAX_CELLS
    last = other(given[-1], 1, 1, 0)[0].base
    assert other(given[-1], 1, 1, 0)[0].base is last
    del one, other, last
    gc.collect()
    assert DrawnMemory.total() <= draw_cache.MAX_CELLS


def test_what_was_drawn_goes_with_the_catalogue() -> None:
    class Source:
        memories = ResultCache(2)

    source, cells = Source(), cell_of(3)
    before = DrawnMemory.total()
    found = draw_cache.drawn_memory(source)
    assert draw_cache.drawn_memory(source) is found
    found(cells, 1, 1, 0)
    assert DrawnMemory.total() == before + 1
    source.memories = ResultCache(2)
    Source.memories = ResultCache(2)
    del found
    gc.collect()
    assert DrawnMemory.total() == before
