"""What only a print-out says."""

import re
from html import unescape

from kpo import Scenario, rank
from kpo.data.catalog import Catalog
from kpo.scenarios.link import to_link
from kpo.ui.components import print_footer


def test_weights_in_words_sum_to_100_even_where_each_ends_in_a_half(atlas: Catalog) -> None:
    ours = print_footer.weights(atlas, rank(atlas, Scenario()))
    assert ours == (
        "Weights: labour cost 25, English 13, education 12, talent pool 16, supplier base 15, "
        "digital readiness 3, business environment 6, data and IP security 8, time zone 2."
    )
    equal = print_footer.weights(atlas, rank(atlas, Scenario(preset="equal")))
    assert re.findall(r"[\d.]+(?=[,.])", equal) == ["11.1"] * 9


def test_a_printed_ranking_names_the_colours_and_leads_back(atlas: Catalog) -> None:
    ranking = rank(atlas, Scenario())
    carried = to_link(atlas, Scenario(), ranking)
    foot = print_footer.foot(atlas, ranking, "https://atlas.example/ranking?s=old", carried)
    assert "background:var(--criterion-english)'></i>English 13</span>" in foot
    link = f"https://atlas.example/ranking?s={carried}"
    assert unescape(foot).endswith(f"{link}</p></div>")
