"""The footer of a print-out: what the ranking rests on, since paper has no tooltips."""

from kpo.core.html import Html, tag
from kpo.core.text import lowered
from kpo.data.catalog import Catalog
from kpo.export.run_card import PARAMETER
from kpo.mcda.weights import whole_percents
from kpo.narrative.rank_acceptability import kind_words
from kpo.robustness.rank_acceptability import near_stated
from kpo.scoring.ranking import Ranking
from kpo.style import css_colour
from kpo.ui.components import html


def weights(catalog: Catalog, ranking: Ranking) -> str:
    """Return the weights in words, in whole per cents that sum to 100."""
    words = (
        f"{lowered(catalog.criteria[name].name)} {share:g}"
        for name, share in whole_percents(ranking.weight_of).items()
    )
    return f"Weights: {', '.join(words)}."


def foot(catalog: Catalog, ranking: Ranking, address: str, carried: str) -> Html:
    """Return the footer of a printed ranking: the legend of its bars with weights, and the link.

    `carried` is the scenario as text of a link.
    """
    key = html.colours(
        (css_colour(name), f"{catalog.criteria[name].short_name} {share:g}")
        for name, share in whole_percents(ranking.weight_of).items()
    )
    link = f"{address.split('?')[0]}?{PARAMETER}={carried}"
    drawn = near_stated(ranking)
    without = " (it cannot carry your own figures)" if len(catalog.own) else ""
    return tag.div(
        tag.p("Weights, %: ", key, class_="kpo-key"),
        tag.p(
            f"\u201cFirst in\u201d and ranks from {drawn.draws:,} {kind_words(drawn)}. "
            f"The same on the screen{without}: {link}"
        ),
        class_="kpo-print-only kpo-paper",
    )
