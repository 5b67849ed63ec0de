"""The tables that compare our ranking with published indices."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from kpo.analysis.published_comparison import IndexComparison, RankGap
from kpo.core.html import Html, joined, linked, markup, table_row
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import published_comparison as narrative
from kpo.ui.components.html import NUMBER, paragraphs
from kpo.ui.views.how_sure_tables import opened, wide_table


def section_body(catalog: Catalog, indices: Sequence[IndexComparison]) -> Html:
    """Return the findings with their tables, what was compared and how, and the largest gaps."""
    first = narrative.lead(indices)
    words = (f"{narrative.finding(indices)}.", narrative.OPINIONS, narrative.least_alike(indices))
    return markup(
        paragraphs(filter(None, words)),
        comparisons(indices),
        paragraphs((narrative.COMPARED, narrative.HOW)),
        gaps(catalog, first),
        paragraphs((narrative.GAPS,)),
        other_gaps(catalog, indices, first),
    )


def comparisons(indices: Sequence[IndexComparison]) -> Html:
    """Return a row per index with the pages that print its ranks, and what each index rewards."""
    heads = ["Index", "In common", "Rank correlation", "Shared first places", "Verdict"]
    rows = markup(map(_row, indices))
    words = markup(
        table_row(
            item.edition.name,
            item.edition.words,
            narrative.SHARES.get(item.edition.shares, item.edition.shares),
        )
        for item in indices
    )
    return wide_table([*heads, "Printed at"], rows, numbers=False) + opened(
        "What each index rewards",
        wide_table(["Index", "What it rewards", "Rests on figures of ours"], words, numbers=False),
    )


def _row(item: IndexComparison) -> Html:
    pages = (linked(page, urlsplit(page).netloc or page) for page in item.edition.pages)
    return table_row(
        item.edition.name.replace(" ", "\u00a0"),
        len(item.common),
        narrative.correlation(item).replace(" ", "\u00a0"),
        narrative.shared(item),
        narrative.verdict(item),
        narrative.MEAN if item.pooled else joined(pages, ", "),
    )


def gaps(catalog: Catalog, item: IndexComparison) -> Html:
    """Return the largest rank gaps to an index in both directions, with their causes."""
    higher, lower = narrative.gap_titles(item)
    return _gaps(catalog, higher, item.higher) + _gaps(catalog, lower, item.lower)


def other_gaps(catalog: Catalog, indices: Iterable[IndexComparison], but: IndexComparison) -> Html:
    """Return the gaps to all indices except `but`, each folded."""
    return markup(
        opened(f"Gaps to {item.edition.name}", gaps(catalog, item))
        for item in indices
        if item is not but and (item.higher or item.lower)
    )


def _gaps(catalog: Catalog, title: str, listed: Sequence[RankGap]) -> Html:
    if not listed:
        return Html()
    body = markup(
        table_row(
            named(catalog, gap.country, gap.client, True),
            (f"{gap.ours:g}", NUMBER),
            (f"{gap.theirs:g}", NUMBER),
            narrative.causes(catalog, gap),
        )
        for gap in listed
    )
    heads = [title, "Place with us", "Place there", "What causes it"]
    return wide_table(heads, body, numbers=False)
