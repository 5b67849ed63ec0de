"""The tables of the How sure page, each the twin of a chart or a finding of its own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kpo.charts.weight_stability import range_text
from kpo.core.html import Child, Html, TableCell, markup, table, table_row, tag
from kpo.core.numbers import per_cent
from kpo.core.text import unparted
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import robustness as said
from kpo.robustness.data_quality import DataQualityIssue
from kpo.robustness.method_variants import NOW, CriterionLeftOut, Variant
from kpo.robustness.rank_acceptability import RankOutlook
from kpo.robustness.tipping_points import StabilityInterval
from kpo.ui.components import html

LISTED: Final = 30
"""Rows of a table shown without opening it."""

NONE: Final = "\u2013"


def names(catalog: Catalog, countries: Iterable[str], client: str) -> dict[str, str]:
    """Return destinations as they are called beside a bar."""
    marks = {country: named(catalog, country, client) for country in countries}
    return {c: n.removeprefix("the ") for c, n in marks.items()}


def rank_key(labels: Sequence[str], shades: Sequence[str]) -> Html:
    """Return which shade stands for which rank."""
    marks = markup(
        tag.span(tag.i(style=f"background:{shade}"), label)
        for label, shade in zip(labels, shades, strict=False)
    )
    return tag.p(marks, class_="kpo-key")


def chances_table(
    catalog: Catalog,
    found: Mapping[str, RankOutlook],
    ahead: Mapping[str, float],
    criteria: Sequence[str],
    client: str,
) -> Html:
    """Return the figures of both charts, and the weights that typically put each first."""
    labels = names(catalog, found, client)
    short = [catalog.criteria[name].short_name for name in criteria]
    heads = ["Destination", "First in", "± s.e.", "Ranks", "Before the leader under any weights"]
    body = []
    for country, chance in found.items():
        error = f"{100 * chance.standard_error:.1f}"
        other = per_cent(ahead[country]) if country in ahead else NONE
        typical = chance.typical
        weights = [f"{typical[name]:.0f}" if typical else NONE for name in criteria]
        cells = [per_cent(chance.p_first), error, chance.band, other, *weights]
        body.append(_line(labels[country], cells))
    note = (
        "The columns on the right: the mean weights, in per cent, of the draws in which the "
        "destination is first. First in: share of the draws, with the standard error of the draw."
    )
    return opened(
        "The same as a table", [wide_table([*heads, *short], body), html.small(unparted(note))]
    )


def ranges_table(catalog: Catalog, found: Sequence[StabilityInterval], client: str) -> Html:
    """Return the ranges with who leads beyond them."""
    labels = names(catalog, [c for item in found for c in (item.below, item.above) if c], client)
    body = markup(
        _line(
            catalog.criteria[item.criterion].name,
            [
                f"{item.now:g} %",
                range_text(item),
                labels.get(item.below or "", "nobody else"),
                labels.get(item.above or "", "nobody else"),
            ],
        )
        for item in found
    )
    heads = ["Criterion", "Weight now", "Leads from and to", "Below leads", "Above leads"]
    return opened("The same as a table", wide_table(heads, body))


def errors_table(catalog: Catalog) -> Html:
    """Return how far figures of each kind are taken to be off, with the reason."""
    body = markup(
        table_row(said.error_name(error), said.error_width(error), error.reason)
        for error in catalog.figure_errors.values()
    )
    return wide_table(["Figure", "Varied by", "Why"], body)


def rules_table(catalog: Catalog, found: Sequence[Variant], client: str) -> Html:
    """Return ranks under each rule, those that differ from now with an arrow and in bold."""
    now = found[0].ranks
    labels = names(catalog, now, client)
    heads = ["Destination"] + [said.rule_title(catalog, variant) for variant in found]
    body = markup(
        tag.tr(
            tag.th(labels[country], scope="row"),
            (_rank(variant, country, now[country]) for variant in found),
        )
        for country in now
    )
    meanings = "; ".join(
        f"{said.rule_title(catalog, variant)}: {said.rule_meaning(catalog, variant)}"
        for variant in found[1:]
    )
    drawn = wide_table(heads, body)
    if len(now) > LISTED:
        drawn = opened(f"All {len(now)} destinations", drawn)
    return drawn + html.small(unparted(f"{meanings}."))


def dropped_table(
    catalog: Catalog, found: Sequence[CriterionLeftOut], leader: str, client: str
) -> Html:
    """Return who leads without each criterion."""
    labels = names(catalog, {country for item in found for country in item.leaders}, client)
    body = markup(
        table_row(
            catalog.criteria[item.criterion].name,
            (
                ", ".join(labels[country] for country in item.leaders),
                "" if item.leaders == (leader,) else "kpo-changed",
            ),
        )
        for item in found
    )
    return wide_table(["Without", "Leader"], body, numbers=False)


def gaps_table(catalog: Catalog, found: Sequence[DataQualityIssue], client: str) -> Html:
    """Return which figures are missing, assumed, differently defined or old."""
    labels = names(catalog, [gap.country for gap in found], client)
    heads = ["Destination", "No figure", "Assumed", "Different definition", "Five years or older"]
    heads += ["Yours"] if any(gap.own for gap in found) else []
    body = markup(
        table_row(labels[gap.country], *(text or NONE for text in _weak(gap)[: len(heads) - 1]))
        for gap in found
    )
    drawn = wide_table(heads, body, numbers=False)
    if len(found) > LISTED:
        return opened(f"{len(found)} destinations with a weak figure", drawn)
    return drawn


def wide_table(heads: Sequence[str], rows: Child, numbers: bool = True) -> Html:
    """Return a table that scrolls sideways where it is too wide."""
    first, *rest = heads
    titles: list[TableCell] = [first, *((title, html.NUMBER if numbers else "") for title in rest)]
    label = f"{first}: {', '.join(rest[:2])}"
    return html.scrolled(table(titles, rows, class_="kpo-table"), label, "kpo-numbers")


def opened(title: str, body: Child) -> Html:
    """Return something that opens on a click."""
    return tag.details(tag.summary(title), body)


def _line(head: str, cells: Iterable[str]) -> Html:
    return table_row(head, *((cell, html.NUMBER) for cell in cells))


def _rank(variant: Variant, country: str, now: int | None) -> Html:
    rank = variant.ranks[country]
    if rank is None:
        return tag.td("not ranked", class_="kpo-number kpo-soft")
    if variant.id == NOW or rank == now or now is None:
        return tag.td(rank, class_="kpo-number")
    sign, word = ("\u25b2", "up") if rank < now else ("\u25bc", "down")
    arrow = tag.span(sign, aria_hidden="true")
    change = f"{word} {abs(rank - now)}"
    return tag.td(arrow, f" {rank}", class_="kpo-number kpo-changed", title=change)


def _weak(gap: DataQualityIssue) -> list[str]:
    groups = [", ".join(item.name for item in part) for part in (gap.missing, gap.assumed)]
    groups.append(", ".join(item.name for item in gap.different))
    groups.append(", ".join(f"{item.name} {year}" for item, year in gap.old))
    groups.append(", ".join(item.name for item in gap.own))
    return groups


def listed(sentences: Sequence[str], shown: int = 6) -> Html:
    """Return sentences as short lines; what is beyond `shown` opens on a click."""
    lines = [tag.p(unparted(sentence)) for sentence in sentences]
    rest = lines[shown:]
    return markup(lines[:shown], opened(f"{len(rest)} more", rest) if rest else None)


def steps(sentences: Sequence[str]) -> Html:
    """Return the steps of a plan as a list between its first and its last sentence."""
    first, *middle, last = sentences
    items = [tag.li(unparted(sentence)) for sentence in middle]
    body = tag.ul(items) if items else None
    return tag.div(tag.p(first), body, tag.p(last), class_="kpo-steps")
