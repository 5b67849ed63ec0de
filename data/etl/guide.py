"""docs/data.md, made from the tables: what there is, whose it is, and what was changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from data.etl import base
from data.etl.door import Observation

Rows = Sequence[Mapping[str, str]]

OPENING = """# The figures

Made by `make data` from the tables in `data/`; edit those, not this page. Version {version}:
{countries} countries, {indicators} indicators ({scored} of them scored), {observations} figures
from {sources} sources. An unknown figure is an absent row. A figure is `reported`, or
`different_definition` where a country's figure measures something else, and then says what.
`year` is the year measured, for indices the year of the edition.
"""
CONTEXT = "Context, never scored"
SOURCES = """## Sources

`open` may be passed on with the source named, `share_alike` under the same licence, `cite_only`
is for single figures with their source, so bulk downloads leave it out.
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


def guide(observations: Sequence[Observation], hand: Mapping[str, Rows]) -> bytes:
    """Return the page as UTF-8 Markdown."""
    scored = [row for row in hand["indicators"] if row["criterion"]]
    opening = OPENING.format(
        version=base.package()["version"],
        countries=len(base.countries()),
        indicators=len(hand["indicators"]),
        scored=len(scored),
        observations=f"{len(observations):,}",
        sources=len(base.sources()),
    )
    reach = _reach(observations)
    parts = [opening, *_criteria(hand, reach), _source_table(), _correction_table(hand)]
    return ("\n".join(parts)).encode()


def table(header: str, rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; `header` names the columns between bars."""
    columns = header.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    cells = ([cell.replace("|", "/") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def _criteria(hand: Mapping[str, Rows], reach: Mapping[str, _Reach]) -> Iterator[str]:
    for criterion in hand["criteria"]:
        rows = [row for row in hand["indicators"] if row["criterion"] == criterion["criterion"]]
        yield f"## {criterion['name']}\n\n{criterion['question']} {criterion['description']}\n"
        header = "indicator|unit|better|goalposts|weight|countries|years|sources"
        yield table(header, (_scored(row, reach) for row in rows))
        yield "".join(
            f"- `{row['indicator']}`: {row['description']} Goalposts: {row['goalpost_reason']}.\n"
            for row in rows
        )
    rows = [row for row in hand["indicators"] if not row["criterion"]]
    yield f"## {CONTEXT}\n"
    header = "indicator|unit|countries|years|sources|what it is"
    yield table(
        header,
        (
            [f"`{row['indicator']}`", row["unit"], *_told(row, reach), row["description"]]
            for row in rows
        ),
    )


def _scored(row: Mapping[str, str], reach: Mapping[str, _Reach]) -> list[str]:
    tiers = f" ({row['tiers']} only)" if row["tiers"] else ""
    low, high = (f"{float(row[name]):,.10g}" for name in ("goalpost_low", "goalpost_high"))
    return [
        f"`{row['indicator']}`{tiers}",
        row["unit"],
        "more" if row["direction"] == "1" else "less",
        f"{low} to {high}, {row['transform']}".replace("-", "−"),
        row["weight_in_criterion"],
        *_told(row, reach),
    ]


def _told(row: Mapping[str, str], reach: Mapping[str, _Reach]) -> list[str]:
    """Return countries, years and sources; what the library makes has none of its own."""
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


def _source_table() -> str:
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
    return f"{SOURCES}\n{table(header, rows)}"


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
