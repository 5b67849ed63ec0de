"""The scene that compares our ranking with published indices."""

from collections.abc import Sequence

from kpo.analysis.published_comparison import IndexComparison
from kpo.core.numbers import hundredths
from kpo.deck.scene import Scene, SceneLine
from kpo.narrative import published_comparison as words
from kpo.scoring.ranking import Ranking


def market_scene(ranking: Ranking, comparisons: Sequence[IndexComparison]) -> Scene:
    """Return the scene of published indices, including those that disagree."""
    first = words.lead(comparisons)
    indices = [item for item in comparisons if item.edition.form != "figure"]
    ranked = [item for item in indices if item.correlation is not None and item is not first]
    others = "; ".join(
        f"{item.edition.name} {hundredths(item.correlation or 0.0)} ({len(item.common)})"
        for item in ranked
    )
    lines = (
        [SceneLine("Others", f"{others}. In brackets: destinations in common.")] if others else []
    )
    lines += [
        SceneLine(item.edition.name, f"{words.top(item)}.")
        for item in comparisons
        if item.verdict == "list"
    ]
    if least := words.least_alike(comparisons):
        lines.append(SceneLine("", least))
    for head, gaps in zip(words.gap_titles(first), (first.higher, first.lower), strict=True):
        if gaps:
            lines.append(SceneLine(head, words.gap(ranking.catalog, gaps[0])))
    return Scene(
        id="market",
        kind="words",
        name="Beside the market",
        title=words.finding(comparisons),
        caption=words.OPINIONS,
        ranking=ranking,
        lines=tuple(lines),
        source=f"{publishers(indices)}. Single ranks as printed.",
        notes=(words.COMPARED, words.HOW, words.GAPS),
    )


def publishers(comparisons: Sequence[IndexComparison]) -> str:
    """Return the publishers of the indices compared."""
    return ", ".join(dict.fromkeys(item.edition.publisher for item in comparisons))
