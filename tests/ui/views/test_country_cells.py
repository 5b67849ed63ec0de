"""The cells of a country's tables: a figure, or since when there is none."""

from kpo import Scenario
from kpo.analysis.profile.facts import blocks
from kpo.data.catalog import Catalog
from kpo.ui.views.country.cells import own_value, value


def test_a_destination_says_since_when_it_has_none_whatever_the_client_has(atlas: Catalog) -> None:
    facts = blocks(atlas, Scenario(max_age=1), "IDN")["environment"].facts
    stability = next(fact for fact in facts if fact.indicator.id == "political_stability")
    assert (stability.observation, stability.peer) == (None, None)
    assert "none since 2023" in own_value(atlas, stability)
    assert "no figure" in value(atlas, stability, stability.peer)
