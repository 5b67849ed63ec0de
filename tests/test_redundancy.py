import numpy as np
import pytest

from kpo import Scenario
from kpo.catalog import Catalog
from kpo.normalise import decision_matrix
from kpo.redundancy import overlap_rows, overlaps


def test_few_countries_give_no_verdict(sample: Catalog) -> None:
    found = overlaps(sample, Scenario())
    assert {(pair.n, pair.r) for pair in found} == {(3, None)}
    assert not any(pair.strong for pair in found)


def test_every_pair_once_and_the_closest_first(atlas: Catalog) -> None:
    found = overlaps(atlas, Scenario())
    n = len(atlas.scored("KPO"))
    assert len({frozenset((p.first.id, p.second.id)) for p in found}) == n * (n - 1) // 2
    sizes = [abs(pair.r or 0.0) for pair in found]
    assert sizes == sorted(sizes, reverse=True)
    assert all(pair.n >= 20 for pair in found if pair.strong)


def test_r_takes_logarithms_and_directions_as_the_score_does(atlas: Catalog) -> None:
    """Pay counts less-is-better on a log scale: good goes with good is −log pay."""
    scenario = Scenario()
    figures = decision_matrix(atlas, scenario).figures
    both = [
        (figures[country, "pay_professional"].value, figures[country, "rule_of_law"].value)
        for country in atlas.countries
        if (country, "pay_professional") in figures and (country, "rule_of_law") in figures
    ]
    pay, law = np.array(both).T
    pair = next(
        pair
        for pair in overlaps(atlas, scenario)
        if (pair.first.id, pair.second.id) == ("pay_professional", "rule_of_law")
    )
    assert pair.n == len(both)
    assert pair.r == pytest.approx(np.corrcoef(-np.log10(pay), law)[0, 1])
    assert pair.across


def test_destinations_compared_do_not_matter(atlas: Catalog) -> None:
    few = Scenario(countries=("IND", "PHL"), weights={"english": 1})
    assert overlaps(atlas, few) == overlaps(atlas, Scenario())


def test_rows_of_the_file(sample: Catalog) -> None:
    assert overlap_rows(overlaps(sample, Scenario()))[0] == {
        "first": "pay_professional",
        "second": "english",
        "r": "",
        "countries": 3,
        "in_two_criteria": "yes",
    }
