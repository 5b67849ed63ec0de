"""The market command: our ranking beside published indices, with the numbers of the page."""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial

from kpo import cli_own
from kpo import market_narrative as said
from kpo.catalog import Catalog
from kpo.export.csv import MARK, csv_text
from kpo.market import Comparison, Gap, market
from kpo.model import Scenario
from kpo.score import Ranking, rank

ScenarioOf = Callable[[Catalog, argparse.Namespace], Scenario]
NONE = "This data folder holds no published index.\n"


def add_options(parser: argparse.ArgumentParser, scenario_of: ScenarioOf) -> None:
    """Add the form of the answer to a parser that has the options of a scenario."""
    parser.add_argument("--format", choices=("table", "json", "csv"), default="table")
    parser.set_defaults(command=partial(_market, scenario_of))


def market_record(ranking: Ranking, found: Sequence[Comparison]) -> dict[str, object]:
    """Return every comparison as plain data for JSON."""
    scenario = ranking.scenario
    return {
        "data_version": ranking.data_version,
        "tier": scenario.tier,
        "service": scenario.service,
        "client": scenario.client,
        "method": scenario.method,
        "weights": dict(zip(ranking.criteria, ranking.weights.tolist(), strict=True)),
        "note": said.OPINIONS,
        "comparisons": [
            {
                **_flat(item),
                "countries": list(item.common),
                "pages": list(item.edition.pages),
                "placed_higher": [_gap(gap) for gap in item.higher],
                "placed_lower": [_gap(gap) for gap in item.lower],
            }
            for item in found
        ],
    }


def _flat(item: Comparison) -> dict[str, object]:
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


def _gap(gap: Gap) -> dict[str, object]:
    return {
        "country": gap.country,
        "ours": gap.ours,
        "theirs": gap.theirs,
        "causes": [{"criterion": name, "points": points} for name, points in gap.causes],
    }


def _market(scenario_of: ScenarioOf, choice: argparse.Namespace) -> str:
    catalog = cli_own.catalog(choice)
    ranking = rank(catalog, scenario_of(catalog, choice))
    found = market(catalog, ranking)
    if choice.format == "json":
        record = market_record(ranking, found)
        return json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    if choice.format == "csv":
        rows = [
            {
                **_flat(item),
                "countries": " ".join(item.common),
                "pages": " ".join(item.edition.pages),
            }
            for item in found
        ]
        blank = [{k: "" if v is None else v for k, v in row.items()} for row in rows]
        columns = list(rows[0]) if rows else ["index", "edition"]
        return csv_text(blank, columns).removeprefix(MARK)
    return "\n".join(_table(catalog, ranking, found)) + "\n" if found else NONE


def _table(catalog: Catalog, ranking: Ranking, found: Sequence[Comparison]) -> Iterator[str]:
    scenario = ranking.scenario
    work = catalog.tiers[scenario.service or scenario.tier].name
    yield (
        f"{work}, client in {catalog.countries[scenario.client].name}, {scenario.method} mean, "
        f"figures of {ranking.data_version}"
    )
    yield from (f"{said.finding(found)}.", said.OPINIONS, said.COMPARED, "")
    wide = max(len(item.edition.name) for item in found)
    heads = ("Index", "Common", "Rank correlation", "Shared first places")
    yield f"{heads[0]:<{wide}}{heads[1]:>8}  {heads[2]:<23}{heads[3]:<28}Verdict"
    for item in found:
        yield (
            f"{item.edition.name:<{wide}}{len(item.common):>8}  {said.correlation(item):<23}"
            f"{said.shared(item):<28}{said.verdict(item)}"
        )
    yield from ("", said.HOW, *filter(None, (said.least_alike(found),)))
    first = said.lead(found)
    for title, gaps in zip(said.gap_titles(first), (first.higher, first.lower), strict=True):
        if gaps:
            yield from ("", f"{title}:", *(f"  {said.gap(catalog, gap)}" for gap in gaps))
    yield from ("", said.GAPS, "The pages that print the ranks: --format json.")
