"""The market command: our ranking beside published indices, with the numbers of the page."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from kpo.analysis.published_comparison import IndexComparison, RankGap, market
from kpo.cli.answers import json_text, lines_text, rows_text, subject
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.export.records.ranking import choice_record
from kpo.narrative import published_comparison as sentences
from kpo.scoring.ranking import Ranking, rank

NONE = "This data folder holds no published index.\n"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the output format to a parser that has the options of a scenario."""
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")


def market_record(ranking: Ranking, comparisons: Sequence[IndexComparison]) -> dict[str, object]:
    """Return every comparison as plain data for JSON."""
    scenario = ranking.scenario
    return {
        "data_version": ranking.data_version,
        **choice_record(scenario),
        "weights": ranking.weight_of,
        "note": sentences.OPINIONS,
        "comparisons": [
            {
                **_flat(item),
                "countries": list(item.common),
                "pages": list(item.edition.pages),
                "placed_higher": [_gap(gap) for gap in item.higher],
                "placed_lower": [_gap(gap) for gap in item.lower],
            }
            for item in comparisons
        ],
    }


def _flat(item: IndexComparison) -> dict[str, object]:
    edition = item.edition
    low, high = item.interval or (None, None)
    return {
        "index": edition.index,
        "edition": edition.edition,
        "name": edition.name,
        "publisher": edition.publisher,
        "year": edition.year,
        "form": edition.form,
        "shares_figures": edition.shares,
        "n_ranked": edition.size or None,
        "n_common": len(item.common),
        "spearman": item.correlation,
        "spearman_low": low,
        "spearman_high": high,
        "verdict": None if item.verdict in ("few", "list") else item.verdict,
        **{f"top_{name}": value for name, value in asdict(item.top).items()},
        "words": edition.words,
    }


def _gap(gap: RankGap) -> dict[str, object]:
    return {
        "country": gap.country,
        "ours": gap.ours,
        "theirs": gap.theirs,
        "causes": [{"criterion": name, "points": points} for name, points in gap.causes],
    }


def answer(catalog: Catalog, scenario: Scenario, choice: argparse.Namespace) -> str:
    """Return what the market command prints."""
    ranking = rank(catalog, scenario)
    comparisons = market(ranking)
    if choice.format == "json":
        return json_text(market_record(ranking, comparisons))
    if choice.format == "csv":
        rows = [
            {
                **_flat(item),
                "countries": " ".join(item.common),
                "pages": " ".join(item.edition.pages),
            }
            for item in comparisons
        ]
        blank = [{k: "" if v is None else v for k, v in row.items()} for row in rows]
        columns = list(rows[0]) if rows else ["index", "edition"]
        return rows_text(blank, columns)
    return lines_text(_table(ranking, comparisons)) if comparisons else NONE


def _table(ranking: Ranking, comparisons: Sequence[IndexComparison]) -> Iterator[str]:
    catalog = ranking.catalog
    yield subject(ranking)
    yield from (f"{sentences.finding(comparisons)}.", sentences.OPINIONS, sentences.COMPARED, "")
    wide = max(len(item.edition.name) for item in comparisons)
    heads = ("Index", "Common", "Rank correlation", "Shared first places")
    yield f"{heads[0]:<{wide}}{heads[1]:>8}  {heads[2]:<23}{heads[3]:<28}Verdict"
    for item in comparisons:
        yield (
            f"{item.edition.name:<{wide}}{len(item.common):>8}  {sentences.correlation(item):<23}"
            f"{sentences.shared(item):<28}{sentences.verdict(item)}"
        )
    yield from ("", sentences.HOW, *filter(None, (sentences.least_alike(comparisons),)))
    first = sentences.lead(comparisons)
    for title, gaps in zip(sentences.gap_titles(first), (first.higher, first.lower), strict=True):
        if gaps:
            yield from ("", f"{title}:", *(f"  {sentences.gap(catalog, gap)}" for gap in gaps))
    yield from ("", sentences.GAPS, "The pages that print the ranks: --format json.")
