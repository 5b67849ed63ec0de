"""Sentences that compare our ranking with published indices. Plain text, no markup."""

from collections.abc import Sequence
from typing import Final

from kpo.analysis.published_comparison import MIN_COUNTRIES, IndexComparison, RankGap
from kpo.core.numbers import hundredths
from kpo.core.text import joined, lowered
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.mcda.correlation import DRAWS, MIDDLE

OPINIONS: Final = (
    "Indices are opinions, not outcomes. Agreement is reported, never optimised: weights and "
    "bounds were set beforehand."
)

COMPARED: Final = (
    "Compared are all destinations with the pay of this work except the client, whatever is on "
    "screen; sanctioned ones and those dearer than at home are among them."
)

HOW: Final = (
    f"Rank correlation is Spearman's: 1 is the same order, 0 none in common, \u22121 the reverse. "
    f"The interval holds {100 * MIDDLE:.0f} % of {DRAWS:,} bootstrap samples of the countries in "
    f"common. Under {MIN_COUNTRIES} there is no verdict. Known ranks lean to the top of each "
    "edition, which tends to make agreement look smaller."
)

GAPS: Final = (
    "Places are among the countries in common. The causes are the criteria whose contribution lies "
    "furthest off the median of these countries, in the direction of the gap."
)

VERDICTS: Final = {
    "agrees": "goes the same way",
    "open": "no agreement shown",
    "disagrees": "goes the other way",
    "few": f"under {MIN_COUNTRIES}, no verdict",
    "list": "a list without ranks",
}

MEAN: Final = "the editions below"
"""Words for where the ranks of a mean of editions are printed."""

SHARES: Final = {"no": "no", "not_known": "not printed", "yes": "yes"}
"""Words for whether an index rests on figures that we score too."""


def lead(comparisons: Sequence[IndexComparison]) -> IndexComparison:
    """Return the comparison named first: a mean of editions, else that with most countries."""
    ranked = [item for item in comparisons if item.edition.form in ("ranks", "mean")]
    return max(ranked or comparisons, key=lambda item: (item.pooled, len(item.common)))


def finding(comparisons: Sequence[IndexComparison]) -> str:
    """Return the comparison named first as a headline."""
    first = lead(comparisons)
    name, numbers = first.edition.name, f"{correlation(first)} on {len(first.common)} destinations"
    return {
        "agrees": f"{name} goes the same way: rank correlation {numbers}",
        "open": f"No agreement shown with {name}: rank correlation {numbers}",
        "disagrees": f"{name} goes the other way: rank correlation {numbers}",
        "few": f"Too few destinations in common with {name} for a verdict",
        "list": f"{name} is a list: {top(first)}",
    }[first.verdict]


def correlation(item: IndexComparison) -> str:
    """Return the correlation with its interval; a dash for a list."""
    if item.correlation is None:
        return "\u2013"
    if item.interval is None:
        return hundredths(item.correlation)
    low, high = item.interval
    return f"{hundredths(item.correlation)} ({hundredths(low)} to {hundredths(high)})"


def verdict(item: IndexComparison) -> str:
    """Return the verdict in words, marked if the index rests on figures that we score too."""
    words = VERDICTS[item.verdict]
    return f"{words}; we score it too" if item.edition.shares == "yes" else words


def top(item: IndexComparison) -> str:
    """Return how many of the first places are shared, as a sentence without a full stop."""
    share = item.top
    return f"{_shared(item)} in our first {share.places}, {share.by_chance:.0f} by chance"


def shared(item: IndexComparison) -> str:
    """Return how many of the first places are shared, short enough for a cell."""
    return f"{_shared(item)} ({item.top.by_chance:.0f} by chance)"


def _shared(item: IndexComparison) -> str:
    known = "" if item.top.known == item.top.places else " known"
    return f"{item.top.shared} of {item.top.known}{known}"


def least_alike(comparisons: Sequence[IndexComparison]) -> str:
    """Return which index is least like our ranking, so that it is not hidden; empty if none."""
    ranked = [
        item
        for item in comparisons
        if item.edition.form == "ranks" and item.correlation is not None
    ]
    if not ranked:
        return ""
    item = min(ranked, key=lambda one: one.correlation or 0.0)
    few = ", too few for a verdict" if item.verdict == "few" else ""
    return (
        f"Least like ours: {item.edition.name}, {hundredths(item.correlation or 0.0)} on "
        f"{len(item.common)} destinations{few}. {item.edition.words}"
    )


def gap(catalog: Catalog, item: RankGap) -> str:
    """Return a country's place in our ranking and in the index, and the criteria behind the gap."""
    name = named(catalog, item.country, item.client, True)
    return f"{name}: place {item.ours:g} with us, {item.theirs:g} there; {causes(catalog, item)}."


def causes(catalog: Catalog, item: RankGap) -> str:
    """Return the criteria that cause a gap, with their distance from the median in points."""
    side = "over" if item.places > 0 else "under"
    parts = [
        f"{lowered(catalog.criteria[name].name)} {abs(points):.1f}" for name, points in item.causes
    ]
    return f"{joined(parts)} points {side} the median" if parts else "no single criterion"


def gap_titles(item: IndexComparison) -> tuple[str, str]:
    """Return the titles over the countries that we place higher, and lower."""
    name = item.edition.name
    return f"Placed higher by us than by {name}", f"Placed lower by us than by {name}"
