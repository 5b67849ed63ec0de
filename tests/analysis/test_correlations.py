from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from kpo import Scenario
from kpo.analysis.correlations import overlap_rows, overlaps
from kpo.data.catalog import Catalog
from kpo.mcda.aggregation import Floats
from kpo.scoring.decision_matrix import decision_matrix


def test_few_countries_give_no_verdict(sample: Catalog) -> None:
    found = overlaps(sample, Scenario())
    assert {(pair.first.id, pair.second.id): (pair.n, pair.r) for pair in found} == {
        ("saving", "english"): (3, None),
        ("saving", "shared_hours"): (4, None),
        ("english", "shared_hours"): (3, None),
    }
    assert not any(pair.strong for pair in found)


def test_every_pair_once_and_the_closest_first(atlas: Catalog) -> None:
    found = overlaps(atlas, Scenario())
    n = len(atlas.scored("KPO"))
    assert len({frozenset((p.first.id, p.second.id)) for p in found}) == n * (n - 1) // 2
    sizes = [abs(pair.r or 0.0) for pair in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all(pair.n >= 20 for pair in found if pair.strong)


def test_r_takes_logarithms_and_directions_as_the_score_does(atlas: Catalog) -> None:
    """Articles count on a log scale, universities on log(1 + n), volatility less-is-better."""
    scenario = Scenario()
    figures = decision_matrix(atlas, scenario).figures
    scales: dict[str, Callable[[Floats], Floats]] = {
        "journal_articles": np.log10,
        "qs_listed": lambda number: np.log10(1 + number),
        "currency_volatility": np.negative,
    }
    for first, second in combinations(scales, 2):
        both = [
            (figures[country, first].value, figures[country, second].value)
            for country in atlas.countries
            if (country, first) in figures and (country, second) in figures
        ]
        x, y = np.array(both).T
        pair = next(
            pair
            for pair in overlaps(atlas, scenario)
            if (pair.first.id, pair.second.id) in ((first, second), (second, first))
        )
        assert pair.n == len(both)
        assert pair.r == pytest.approx(np.corrcoef(scales[first](x), scales[second](y))[0, 1])
        assert pair.across == ("currency_volatility" in (first, second))


def test_destinations_compared_do_not_matter(atlas: Catalog) -> None:
    few = Scenario(countries=("IND", "PHL"), weights={"english": 1})
    assert overlaps(atlas, few) == overlaps(atlas, Scenario())


def test_rows_of_the_file(sample: Catalog) -> None:
    assert overlap_rows(overlaps(sample, Scenario()))[0] == {
        "first": "saving",
        "second": "english",
        "r": "",
        "countries": 3,
        "in_two_criteria": "yes",
    }
