"""The tables of our ranking beside published indices; every text is escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from kpo import market_narrative as said
from kpo.catalog import Catalog
from kpo.market import Comparison, Gap
from kpo.naming import named
from kpo.ui.sure_tables import opened, table


def comparisons(found: Sequence[Comparison]) -> str:
    """Return one row an index with the pages that print its ranks, and what each rewards."""
    heads = ["Index", "In common", "Rank correlation", "Shared first places", "Verdict"]
    rows = "".join(map(_row, found))
    words = "".join(
        f"<tr><th scope='row'>{escape(item.edition.name)}</th><td>{escape(item.edition.words)}</td>"
        f"<td>{escape(said.SHARES.get(item.edition.shares, item.edition.shares))}</td></tr>"
        for item in found
    )
    return table([*heads, "Printed at"], rows, numbers=False) + opened(
        "What each index rewards",
        table(["Index", "What it rewards", "Rests on figures of ours"], words, numbers=False),
    )


def _row(item: Comparison) -> str:
    name = escape(item.edition.name.replace(" ", "\u00a0"))
    pages = said.MEAN if item.pooled else ", ".join(map(_page, item.edition.pages))
    cells = (
        str(len(item.common)),
        said.correlation(item).replace(" ", "\u00a0"),
        said.shared(item),
        said.verdict(item),
    )
    shown = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f"<tr><th scope='row'>{name}</th>{shown}<td>{pages}</td></tr>"


def _page(page: str) -> str:
    parts = urlsplit(page)
    if parts.scheme not in ("http", "https"):
        return escape(page)
    return f"<a href='{escape(page)}' target='_blank' rel='noopener'>{escape(parts.netloc)}</a>"


def gaps(catalog: Catalog, item: Comparison) -> str:
    """Return the largest gaps each way with what causes them."""
    higher, lower = said.gap_titles(item)
    return _gaps(catalog, higher, item.higher) + _gaps(catalog, lower, item.lower)


def other_gaps(catalog: Catalog, found: Iterable[Comparison], but: Comparison) -> str:
    """Return the gaps to the other indices, each opening on a click."""
    return "".join(
        opened(f"Gaps to {item.edition.name}", gaps(catalog, item))
        for item in found
        if item is not but and (item.higher or item.lower)
    )


def _gaps(catalog: Catalog, title: str, found: Sequence[Gap]) -> str:
    if not found:
        return ""
    body = "".join(
        f"<tr><th scope='row'>{escape(named(catalog, gap.country, gap.client, True))}</th>"
        f"<td class='kpo-number'>{gap.ours:g}</td><td class='kpo-number'>{gap.theirs:g}</td>"
        f"<td>{escape(said.causes(catalog, gap))}</td></tr>"
        for gap in found
    )
    heads = [title, "Place with us", "Place there", "What causes it"]
    return table(heads, body, numbers=False)
