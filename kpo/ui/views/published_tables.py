"""The tables of our ranking beside published indices."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from kpo.analysis.published_comparison import IndexComparison, RankGap
from kpo.core.html import Html, joined, linked, markup, table_row
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import published_comparison as said
from kpo.ui.components.html import NUMBER, paragraphs
from kpo.ui.views.how_sure_tables import opened, wide_table


def section_body(catalog: Catalog, found: Sequence[IndexComparison]) -> Html:
    """Return what is found with its tables, what was compared and how, and the largest gaps."""
    first = said.lead(found)
    words = (f"{said.finding(found)}.", said.OPINIONS, said.least_alike(found))
    return markup(
        paragraphs(filter(None, words)),
        comparisons(found),
        paragraphs((said.COMPARED, said.HOW)),
        gaps(catalog, first),
        paragraphs((said.GAPS,)),
        other_gaps(catalog, found, first),
    )


def comparisons(found: Sequence[IndexComparison]) -> Html:
    """Return one row an index with the pages that print its ranks, and what each rewards."""
    heads = ["Index", "In common", "Rank correlation", "Shared first places", "Verdict"]
    rows = markup(map(_row, found))
    words = markup(
        table_row(
            item.edition.name,
            item.edition.words,
            said.SHARES.get(item.edition.shares, item.edition.shares),
        )
        for item in found
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
        said.correlation(item).replace(" ", "\u00a0"),
        said.shared(item),
        said.verdict(item),
        said.MEAN if item.pooled else joined(pages, ", "),
    )


def gaps(catalog: Catalog, item: IndexComparison) -> Html:
    """Return the largest gaps each way with what causes them."""
    higher, lower = said.gap_titles(item)
    return _gaps(catalog, higher, item.higher) + _gaps(catalog, lower, item.lower)


def other_gaps(catalog: Catalog, found: Iterable[IndexComparison], but: IndexComparison) -> Html:
    """Return the gaps to the other indices, each opening on a click."""
    return markup(
        opened(f"Gaps to {item.edition.name}", gaps(catalog, item))
        for item in found
        if item is not but and (item.higher or item.lower)
    )


def _gaps(catalog: Catalog, title: str, found: Sequence[RankGap]) -> Html:
    if not found:
        return Html()
    body = markup(
        table_row(
            named(catalog, gap.country, gap.client, True),
            (f"{gap.ours:g}", NUMBER),
            (f"{gap.theirs:g}", NUMBER),
            said.causes(catalog, gap),
        )
        for gap in found
    )
    heads = [title, "Place with us", "Place there", "What causes it"]
    return wide_table(heads, body, numbers=False)
