"""What only a print-out says: what it rests on, since nobody can hover over paper."""

from html import escape

from kpo.catalog import Catalog
from kpo.certainty import kind_words
from kpo.charts.theme import css_colour
from kpo.export.card import PARAMETER
from kpo.naming import lowered
from kpo.scenario import to_link
from kpo.score import Ranking
from kpo.sureness.chances import nearby
from kpo.weights import whole_percents


def weights(catalog: Catalog, ranking: Ranking) -> str:
    """Return the weights in words, in whole per cents that sum to 100."""
    said = (
        f"{lowered(catalog.criteria[name].name)} {share:g}"
        for name, share in _shares(ranking).items()
    )
    return f"Weights: {', '.join(said)}."


def foot(catalog: Catalog, ranking: Ranking, address: str) -> str:
    """Return the key of the bars with the weights, and the link, under a printed ranking."""
    key = "".join(
        f"<span><i style='background:{css_colour(name)}'></i>"
        f"{escape(catalog.criteria[name].short_name)} {share:g}</span>"
        for name, share in _shares(ranking).items()
    )
    link = f"{address.split('?')[0]}?{PARAMETER}={to_link(catalog, ranking.scenario, ranking)}"
    drawn = nearby(ranking)
    without = " (it cannot carry your own figures)" if len(catalog.own) else ""
    return (
        f"<div class='kpo-print-only kpo-paper'><p class='kpo-key'>Weights, %: {key}</p>"
        f"<p>P(first) and ranks from {drawn.draws:,} {kind_words(drawn)}. "
        f"The same on the screen{without}: {escape(link)}</p></div>"
    )


def _shares(ranking: Ranking) -> dict[str, float]:
    return whole_percents(dict(zip(ranking.criteria, ranking.weights.tolist(), strict=True)))
