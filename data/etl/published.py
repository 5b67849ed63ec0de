"""Ranks and lists of countries in published indices, each with the page that prints it."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from data.etl.base import ETL, records
from data.etl.raw import Row, rows
from kpo.core.errors import Problem, remedy_for
from kpo.data.published_indices import rank_faults

FOLDER = "published-location-indices/"
RANKS, LISTS = FOLDER + "published_ranks.csv", FOLDER + "published_lists.csv"
PAGES = ETL / "base" / "published_pages.csv"
HOW = ("page", "derived", "quoted")
DATED = re.compile(r"/(20\d\d)/?(\d\d)(?:/?(\d\d))?/")
Cells = list[str]
Pages = Mapping[tuple[str, str, str], Mapping[str, str]]


def published_ranks(
    raw: Path, countries: Collection[str], sources: Mapping[tuple[str, str], str]
) -> Iterator[Cells]:
    """Yield the rows of ``published_ranks.csv``, sorted; other countries are left out.

    Parameters
    ----------
    raw
        The folder of raw files.
    countries
        The countries of the data folder.
    sources
        Source by index and edition.
    """
    pages = _pages()
    found = [
        _ranked(row, pages, sources) for _, row in _rank_rows(raw) if row["country"] in countries
    ]
    yield from sorted(found, key=lambda cells: (cells[0], cells[1], int(cells[4])))


def published_lists(
    raw: Path, countries: Collection[str], sources: Mapping[tuple[str, str], str]
) -> Iterator[Cells]:
    """Yield the rows of ``published_lists.csv``, sorted; other countries are left out."""
    found = [
        [row["list"], row["year"], row["country"], row["source"], sources[row["list"], row["year"]]]
        for _, row in _list_rows(raw)
        if row["country"] in countries
    ]
    yield from sorted(found)


def problems(
    raw: Path, names: Mapping[str, str], sources: Mapping[tuple[str, str], str]
) -> Iterator[Problem]:
    """Yield every fault of the raw ranks and lists, with file and row."""
    ranked = list(_rank_rows(raw))
    listed = [(where, {**row, "edition": row["year"]}) for where, row in _list_rows(raw)]
    for where, row in ranked:
        yield from _faults(where, row, names, (row["index"], row["edition"]), sources)
        if row["how"] not in HOW:
            yield Problem(where, f'unknown how "{row["how"]}"', f"use one of {', '.join(HOW)}")
    for where, row in listed:
        yield from _faults(where, row, names, (row["list"], row["year"]), sources)
    yield from rank_faults(ranked)


def _faults(
    where: str,
    row: Mapping[str, str],
    names: Mapping[str, str],
    edition: tuple[str, str],
    sources: Mapping[tuple[str, str], str],
) -> Iterator[Problem]:
    if not names.get(row["country"]):
        remedy = remedy_for(row["country"], list(names), "data/etl/names.csv")
        yield Problem(where, f'unknown country "{row["country"]}"', remedy)
    if edition not in sources:
        what = f'unknown edition "{" ".join(edition)}"'
        yield Problem(where, what, "add it to data/published_indices.csv")


def _ranked(
    row: Mapping[str, str], pages: Pages, sources: Mapping[tuple[str, str], str]
) -> list[str]:
    edition = (row["index"], row["edition"])
    page = pages.get((*edition, row["country"]))
    how, address, date = row["how"], row["source"], _date(row["source"])
    note = row["note"]
    if page is not None:
        how, address, date = page["how"], page["page"], page["published"]
        note = "; ".join(filter(None, (note, page["reason"] if how == "quoted" else "")))
    head = [*edition, row["n_ranked"], row["country"], row["rank"]]
    return [*head, how, address, date, note, sources[edition]]


def _date(address: str) -> str:
    """Return the date in an address; empty if there is none."""
    found = DATED.search(address)
    return "-".join(filter(None, found.groups())) if found else ""


def _rank_rows(raw: Path) -> Iterator[Row]:
    return rows(raw, RANKS, "index edition n_ranked country rank how source note")


def _list_rows(raw: Path) -> Iterator[Row]:
    return rows(raw, LISTS, "list year country source")


def _pages() -> Pages:
    return {(row["index"], row["edition"], row["country"]): row for row in records(PAGES)}
