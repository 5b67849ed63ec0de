"""The tables of the Data page, in HTML; every text from a table is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final
from urllib.parse import urlsplit

from kpo.amounts import amount, unit
from kpo.catalog import Catalog
from kpo.model import Indicator, Scenario, Source
from kpo.normalise import decision_matrix
from kpo.provenance import Record, source_counts
from kpo.ui.blocks import paragraphs, section
from kpo.ui.words import month

SHORT: Final = 14
PASSED_ON: Final = {
    "open": "yes, with the source named",
    "share_alike": "yes, under the same licence",
    "cite_only": "no: single figures may be cited",
}


def of(heads: Sequence[str], rows: Iterable[Sequence[str]], label: str) -> str:
    """Return a wide table; heads that end in a space stand over numbers. Cells are HTML."""
    marks = [" class='kpo-number'" if head.endswith(" ") else "" for head in heads]
    head = "".join(
        f"<th scope='col'{mark}>{escape(name)}</th>"
        for name, mark in zip(heads, marks, strict=True)
    )
    body = "".join(
        f"<tr><th scope='row'>{first}</th>"
        + "".join(
            f"<td{mark or _short(cell)}>{cell}</td>"
            for cell, mark in zip(rest, marks[1:], strict=True)
        )
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f"<div class='kpo-wide' tabindex='0' role='region' aria-label='{escape(label)}'>"
        f"<table class='kpo-table kpo-of-{len(heads)}'><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _short(cell: str) -> str:
    """Return the mark of a cell too short to be broken over two lines."""
    return " class='kpo-short'" if len(cell) <= SHORT else ""


def listed(found: Sequence[Record], most: int) -> str:
    """Return how many figures there are, and from whom."""
    if not found:
        return paragraphs(["No figure fits all of these filters; take one away."])
    producers = {source.producer for record in found for source in record.sources}
    figures = "1 figure" if len(found) == 1 else f"{len(found):,} figures"
    whose = "1 producer" if len(producers) == 1 else f"{len(producers)} producers"
    said = f"{figures} from {whose}."
    if len(found) > most:
        said += f" The first {most:,} are shown; the download has all of them."
    return f"<p class='kpo-small'>{said}</p>"


def withheld(found: Mapping[Source, int]) -> str:
    """Return which figures a download leaves out, why, and where they can be had."""
    if not found:
        return ""
    items = "".join(
        f"<li>{_linked(source)}, {count:,} figure{'' if count == 1 else 's'}</li>"
        for source, count in found.items()
    )
    return (
        "<div class='kpo-small'>Left out of the download, because their publishers let single "
        f"figures be cited but not passed on in bulk:<ul>{items}</ul></div>"
    )


def goalposts(catalog: Catalog, scenario: Scenario) -> str:
    """Return the bounds of every indicator of the tier, with reasons."""
    matrix = decision_matrix(catalog, scenario)
    beyond = {
        item.id: sum(indicator == item.id for _, indicator in matrix.capped)
        for item in matrix.indicators
    }
    body = [
        [
            escape(item.name),
            escape(catalog.criteria[item.criterion].name),
            _bound(item, item.goalpost_low),
            _bound(item, item.goalpost_high),
            escape(unit(item)),
            "more is better" if item.direction > 0 else "less is better",
            "logarithmic" if item.transform == "log" else "linear",
            f"{beyond[item.id]}",
            escape(item.goalpost_reason),
        ]
        for item in matrix.indicators
    ]
    heads = ("Indicator", "Criterion", "Low ", "High ", "Unit", "Direction", "Scale", "Beyond ")
    said = (
        "A figure scores 0 points at its worse goalpost and 100 at its better one. Goalposts are "
        "fixed for a version of the figures: adding or hiding a country changes nobody\u2019s "
        f"score. \u201cBeyond\u201d counts the countries of all {len(catalog.countries)} whose "
        "figure lies outside them."
    )
    return section("Goalposts", paragraphs([said]) + of((*heads, "Reason"), body, "Goalposts"))


def sources(catalog: Catalog) -> str:
    """Return every source with its licence and when more is expected."""
    counts = source_counts(catalog)
    body = [
        [
            _linked(source),
            f"{counts[source.id]:,}" if counts[source.id] else "",
            escape(source.published),
            escape(source.accessed),
            escape(source.next_update),
            escape(source.licence),
            PASSED_ON[source.redistribution],
        ]
        for source in sorted(catalog.sources.values(), key=lambda item: item.producer.lower())
    ]
    heads = ("Source", "Figures ", "Published", "Read", "Next expected", "Licence", "Passed on")
    said = (
        "\u201cNot stated\u201d means that the publisher, or the copy that was read, does not "
        "say. A source without a number holds facts, rules or outlines."
    )
    return section("Sources", paragraphs([said]) + of(heads, body, "Sources"))


def versions(catalog: Catalog) -> str:
    """Return what changed since the version before; there is none before the first."""
    said = (
        f"The figures of {month(catalog.data_version)} are the first version. There is nothing to "
        "compare them with yet; from the second version on, every figure that came, went or "
        "changed is listed here. A link remembers the version it was made on and says who moved."
    )
    return section("What changed between versions", paragraphs([said]))


def corrections(catalog: Catalog) -> str:
    """Return every correction that was made to a published figure, with its reason."""
    table = catalog.tables.get("corrections")
    rows = table.records() if table else []
    body = [
        [
            escape(_country(catalog, row["country"])),
            escape(_indicator(catalog, row["indicator"])),
            escape(row["year"] or "all"),
            escape(row["action"].replace("_", " ")),
            escape(row["reason"]),
        ]
        for row in rows
    ]
    heads = ("Country", "Figure", "Year", "What was done", "Why")
    listed = of(heads, body, "Corrections")
    return section(
        "Corrections we made",
        f"<details><summary>{len(rows)} corrections with their reasons</summary>{listed}</details>"
        if rows
        else paragraphs(["None: every figure stands as it was published."]),
    )


def _bound(item: Indicator, value: float | None) -> str:
    return "" if value is None else amount(item, value)


def _linked(source: Source) -> str:
    words = escape(f"{source.producer}: {source.title}")
    if urlsplit(source.url).scheme not in ("http", "https"):
        return words
    return f"<a href='{escape(source.url)}' target='_blank' rel='noopener'>{words}</a>"


def _country(catalog: Catalog, code: str) -> str:
    return catalog.countries[code].name if code in catalog.countries else code


def _indicator(catalog: Catalog, code: str) -> str:
    return catalog.indicators[code].name if code in catalog.indicators else code
