"""The text of docs/data.md, made from the tables: figures, sources, rules and corrections."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from data.etl import base
from data.etl.door import Observation
from data.etl.rankable import latest

Rows = Sequence[Mapping[str, str]]

OPENING = """# The figures

Made by `make data` from the tables in `data/`; edit those, not this page. Version {version}:
{countries} countries, {indicators} indicators ({scored} of them scored), {observations} figures
from {sources} sources. An unknown figure is an absent row. A figure is `reported`, or
`different_definition` where a country's figure measures something else, and then says what. Beside
that the column `doubt` says why a figure is hard to believe, by the rules below; it counts all the
same. `year` is the year measured, for indices the year of the edition.
"""
CONTEXT = "Context, never scored"
BESIDE = "Shown beside it, not scored:\n"
SOURCES = """## Sources

`open` may be passed on with the source named, `share_alike` under the same licence, `cite_only`
is for single figures with their source, so bulk downloads leave it out. What stands here under
`cite_only` ({cited}) is in `data/` for ranking and citing: pass on single figures, not the tables.
"""
DOUBTS = """## Doubt

{doubtful} of the {used} figures that are used today are doubtful. The rules are in
`data/etl/doubts.py`, their thresholds in `data/doubt_rules.csv`.
"""
WIDTHS = """## Widths of the figures' own errors

What is varied when the ranking's certainty is told, from `data/figure_errors.csv`.
"""
LAW = """## Law by client

`data/sanctions.csv` has {sanctions} rows, a sanctions regime and a country each, read in a list of
{as_of}; `data/transfers.csv` has the status of data transfer under {laws} laws. Neither is legal
advice: a person checks the authority's own page. Norway's own sanctions acts were not read; the
EU's class acts for it.
"""
CORRECTIONS = """## Corrections

Figures of the raw files that were dropped, marked or noted, from `data/corrections.csv`.
A note of one country and reason is listed once.
"""


class _Reach(NamedTuple):
    countries: int
    first: int
    last: int
    sources: tuple[str, ...]


def guide(
    observations: Sequence[Observation], hand: Mapping[str, Rows], law: Mapping[str, Rows]
) -> bytes:
    """Return the page as UTF-8 Markdown.

    Parameters
    ----------
    law
        Rows of the tables of sanctions and transfers.
    """
    scored = [row for row in hand["indicators"] if _counts(row)]
    opening = OPENING.format(
        version=base.package()["version"],
        countries=len(base.countries()),
        indicators=len(hand["indicators"]),
        scored=len(scored),
        observations=f"{len(observations):,}",
        sources=len(base.sources()),
    )
    reach = _reach(observations)
    parts = [
        opening,
        *_criteria(hand, reach),
        _doubt_table(observations, hand),
        _width_table(hand),
        _law(law),
        _source_table(),
        _correction_table(hand),
    ]
    return ("\n".join(parts)).encode()


def table(header: str, rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; `header` has the names of its columns, separated by bars."""
    columns = header.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    cells = ([cell.replace("|", "/") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def _criteria(hand: Mapping[str, Rows], reach: Mapping[str, _Reach]) -> Iterator[str]:
    for criterion in hand["criteria"]:
        rows = [row for row in hand["indicators"] if row["criterion"] == criterion["criterion"]]
        yield f"## {criterion['name']}\n\n{criterion['question']} {criterion['description']}\n"
        header = "indicator|unit|better|goalposts|weight|no figure counts|countries|years|sources"
        scored = [row for row in rows if _counts(row)]
        yield table(header, (_scored(row, hand["tier_weights"], reach) for row in scored))
        yield "".join(
            f"- `{row['indicator']}`: {row['description']} Goalposts: {row['goalpost_reason']}.\n"
            for row in scored
        )
        beside = [row for row in rows if not _counts(row)]
        if beside:
            yield f"{BESIDE}\n{_shown(beside, reach)}"
    rows = [row for row in hand["indicators"] if not row["criterion"]]
    yield f"## {CONTEXT}\n"
    yield _shown(rows, reach)


def _counts(row: Mapping[str, str]) -> bool:
    return bool(row["criterion"]) and float(row["weight_in_criterion"] or 0) > 0


def _shown(rows: Rows, reach: Mapping[str, _Reach]) -> str:
    return table(
        "indicator|unit|countries|years|sources|what it is",
        (
            [f"`{row['indicator']}`", row["unit"], *_told(row, reach), row["description"]]
            for row in rows
        ),
    )


def _scored(row: Mapping[str, str], tier_weights: Rows, reach: Mapping[str, _Reach]) -> list[str]:
    tiers = f" ({row['tiers']} only)" if row["tiers"] else ""
    low, high = (f"{float(row[name]):,.10g}" for name in ("goalpost_low", "goalpost_high"))
    return [
        f"`{row['indicator']}`{tiers}",
        row["unit"],
        "more" if row["direction"] == "1" else "less",
        f"{low} to {high}, {row['transform']}".replace("-", "−"),
        ", ".join([row["weight_in_criterion"], *_own_weights(row, tier_weights)]),
        row["lower_quartile"],
        *_told(row, reach),
    ]


def _own_weights(row: Mapping[str, str], tier_weights: Rows) -> Iterator[str]:
    for other in tier_weights:
        if other["indicator"] == row["indicator"]:
            yield f"{other['tier']} {other['weight']}"


def _told(row: Mapping[str, str], reach: Mapping[str, _Reach]) -> list[str]:
    """Return countries, years and sources; for an indicator without figures, its origin."""
    found = reach.get(row["indicator"])
    if found is None:
        return ["", "", row["origin"]]
    years = str(found.last) if found.first == found.last else f"{found.first}–{found.last}"
    return [str(found.countries), years, ", ".join(found.sources)]


def _reach(observations: Iterable[Observation]) -> dict[str, _Reach]:
    groups: dict[str, list[Observation]] = defaultdict(list)
    for item in observations:
        groups[item.indicator].append(item)
    return {
        indicator: _Reach(
            len({item.country for item in items}),
            min(item.year for item in items),
            max(item.year for item in items),
            tuple(sorted({item.source for item in items})),
        )
        for indicator, items in groups.items()
    }


def _doubt_table(observations: Sequence[Observation], hand: Mapping[str, Rows]) -> str:
    used = latest(observations, hand["indicators"]).values()
    doubtful = [item for item in used if item.doubt]
    rows = (
        [f"`{row['rule']}`", row["threshold"], row["unit"], row["reason"]]
        for row in hand["doubt_rules"]
    )
    opening = DOUBTS.format(doubtful=len(doubtful), used=f"{len(used):,}")
    return f"{opening}\n{table('rule|threshold|measured in|why', rows)}"


def _width_table(hand: Mapping[str, Rows]) -> str:
    rows = (
        [f"`{row['rule']}`", row["spread"], row["shape"], row["reason"]]
        for row in hand["figure_errors"]
    )
    return f"{WIDTHS}\n{table('what|width|shape|why', rows)}"


def _law(law: Mapping[str, Rows]) -> str:
    return LAW.format(
        sanctions=len(law["sanctions"]),
        as_of=max(row["as_of"] for row in law["sanctions"]),
        laws=len({row["regime"] for row in law["transfers"]}),
    )


def _source_table() -> str:
    cited = ", ".join(
        row["source"] for row in base.sources() if row["redistribution"] == "cite_only"
    )
    rows = (
        [
            f"`{row['source']}`",
            f"[{row['producer']}]({row['url']}): {row['title']}",
            row["licence"],
            row["redistribution"],
            row["accessed"],
            row["origin"],
        ]
        for row in base.sources()
    )
    header = "source|publisher and title|licence|passing on|date of the copy|where the copy is from"
    return f"{SOURCES.format(cited=cited)}\n{table(header, rows)}"


def _correction_table(hand: Mapping[str, Rows]) -> str:
    groups: dict[tuple[str, str, str], dict[str, list[str]]] = defaultdict(dict)
    for row in hand["corrections"]:
        indicators = groups[row["country"], row["action"], row["reason"]]
        indicators.setdefault(row["indicator"], []).append(row["year"])
    rows = (
        [country, ", ".join(map(_dated, indicators.items())), action.replace("_", " "), reason]
        for (country, action, reason), indicators in groups.items()
    )
    return f"{CORRECTIONS}\n{table('country|indicator (years)|what was done|why', rows)}"


def _dated(item: tuple[str, list[str]]) -> str:
    indicator, years = item
    return f"`{indicator}`" + (f" ({', '.join(years)})" if years != [""] else "")
