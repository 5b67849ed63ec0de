"""The tables of the How sure page: some repeat a chart, others are findings of their own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from kpo.analysis.published_comparison import IndexComparison, RankGap
from kpo.charts.weight_stability import range_text
from kpo.core.html import Child, Html, TableCell, joined, linked, markup, table, table_row, tag
from kpo.core.numbers import per_cent
from kpo.core.text import unparted
from kpo.data.catalog import Catalog
from kpo.data.names import named
from kpo.narrative import published_comparison as narrative
from kpo.narrative import robustness as words
from kpo.robustness.data_quality import DataQualityIssue
from kpo.robustness.improvement import ahead_of_leader
from kpo.robustness.method_variants import NOW, CriterionLeftOut, Variant
from kpo.robustness.rank_acceptability import RankOutlook
from kpo.robustness.tipping_points import StabilityInterval
from kpo.scoring.ranking import Ranking
from kpo.ui.components import html
from kpo.ui.components.html import NUMBER, paragraphs

LISTED: Final = 30
"""Maximum number of rows of a table that is shown unfolded."""

NONE: Final = "\u2013"


def names(ranking: Ranking, countries: Iterable[str]) -> dict[str, str]:
    """Return the names of destinations for labels and rows, by country code."""
    return {country: ranking.named(country).removeprefix("the ") for country in countries}


def chances_table(ranking: Ranking, outlooks: Mapping[str, RankOutlook]) -> Html:
    """Return the table of both charts, with the central weights of each destination."""
    labels, ahead = names(ranking, outlooks), ahead_of_leader(ranking)
    short = [ranking.catalog.criteria[name].short_name for name in ranking.criteria]
    heads = ["Destination", "First in", "± s.e.", "Ranks", "Before the leader under any weights"]
    body = []
    for country, chance in outlooks.items():
        error = f"{100 * chance.standard_error:.1f}"
        other = per_cent(ahead[country]) if country in ahead else NONE
        typical = chance.typical
        weights = [f"{typical[name]:.0f}" if typical else NONE for name in ranking.criteria]
        cells = [per_cent(chance.p_first), error, chance.band, other, *weights]
        body.append(_line(labels[country], cells))
    note = (
        "The columns on the right: the mean weights, in per cent, of the draws in which the "
        "destination is first. First in: share of the draws, with the standard error of the draw."
    )
    return html.opened(
        "The same as a table", [wide_table([*heads, *short], body), html.small(unparted(note))]
    )


def ranges_table(ranking: Ranking, intervals: Sequence[StabilityInterval]) -> Html:
    """Return the stability interval of each weight, with who leads beyond its ends."""
    labels = names(ranking, [c for item in intervals for c in (item.below, item.above) if c])
    body = markup(
        _line(
            ranking.catalog.criteria[item.criterion].name,
            [
                f"{item.now:g} %",
                range_text(item),
                labels.get(item.below or "", "nobody else"),
                labels.get(item.above or "", "nobody else"),
            ],
        )
        for item in intervals
    )
    heads = ["Criterion", "Weight now", "Leads from and to", "Below leads", "Above leads"]
    return html.opened("The same as a table", wide_table(heads, body))


def errors_table(catalog: Catalog) -> Html:
    """Return the error assumed for each kind of figure, with its reason."""
    body = markup(
        table_row(words.error_name(error), words.error_width(error), error.reason)
        for error in catalog.figure_errors.values()
    )
    return wide_table(["Figure", "Varied by", "Why"], body)


def rules_table(ranking: Ranking, variants: Sequence[Variant]) -> Html:
    """Return the ranks under each rule; those that differ from now have an arrow and are bold."""
    catalog, now = ranking.catalog, variants[0].ranks
    labels = names(ranking, now)
    heads = ["Destination"] + [words.rule_title(catalog, variant) for variant in variants]
    body = [
        tag.tr(tag.th(label, scope="row"), [_rank(one, country, now[country]) for one in variants])
        for country, label in labels.items()
    ]
    meanings = "; ".join(
        f"{words.rule_title(catalog, variant)}: {words.rule_meaning(catalog, variant)}"
        for variant in variants[1:]
    )
    drawn = wide_table(heads, body)
    if len(now) > LISTED:
        drawn = html.opened(f"All {len(now)} destinations", drawn)
    return drawn + html.small(unparted(f"{meanings}."))


def dropped_table(ranking: Ranking, left_out: Sequence[CriterionLeftOut]) -> Html:
    """Return who leads without each criterion."""
    labels = names(ranking, {country for item in left_out for country in item.leaders})
    now = (ranking.rows[0].country,)
    body = markup(
        table_row(
            ranking.catalog.criteria[item.criterion].name,
            (
                ", ".join(labels[country] for country in item.leaders),
                "" if item.leaders == now else "kpo-changed",
            ),
        )
        for item in left_out
    )
    return wide_table(["Without", "Leader"], body, numbers=False)


def gaps_table(ranking: Ranking, issues: Sequence[DataQualityIssue]) -> Html:
    """Return which figures are missing, assumed, differently defined or old."""
    labels = names(ranking, [issue.country for issue in issues])
    heads = ["Destination", "No figure", "Assumed", "Different definition", "Five years or older"]
    heads += ["Yours"] if any(issue.own for issue in issues) else []
    body = markup(
        table_row(labels[issue.country], *(text or NONE for text in _weak(issue)[: len(heads) - 1]))
        for issue in issues
    )
    drawn = wide_table(heads, body, numbers=False)
    if len(issues) > LISTED:
        return html.opened(f"{len(issues)} destinations with a weak figure", drawn)
    return drawn


def wide_table(heads: Sequence[str], rows: Child, numbers: bool = True) -> Html:
    """Return a table that scrolls sideways if it is too wide."""
    first, *rest = heads
    titles: list[TableCell] = [first, *((title, html.NUMBER if numbers else "") for title in rest)]
    label = f"{first}: {', '.join(rest[:2])}"
    return html.scrolled(table(titles, rows, class_="kpo-table"), label, "kpo-numbers")


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


def _weak(issue: DataQualityIssue) -> list[str]:
    groups = (issue.missing, issue.assumed, issue.different, issue.own)
    *others, own = (", ".join(item.name for item in group) for group in groups)
    return [*others, ", ".join(f"{item.name} {year}" for item, year in issue.old), own]


def listed(sentences: Sequence[str], shown: int = 6) -> Html:
    """Return sentences as short lines; those after the first `shown` open on a click."""
    lines = [tag.p(unparted(sentence)) for sentence in sentences]
    rest = lines[shown:]
    return markup(lines[:shown], html.opened(f"{len(rest)} more", rest) if rest else None)


def steps(sentences: Sequence[str]) -> Html:
    """Return a plan: its first and last sentences, with the steps between them as a list."""
    first, *middle, last = sentences
    items = [tag.li(unparted(sentence)) for sentence in middle]
    body = tag.ul(items) if items else None
    return tag.div(tag.p(first), body, tag.p(last), class_="kpo-steps")


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
    return wide_table([*heads, "Printed at"], rows, numbers=False) + html.opened(
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
        html.opened(f"Gaps to {item.edition.name}", gaps(catalog, item))
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
