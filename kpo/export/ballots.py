"""A workshop's ballots as exported tables; judges are named only if they gave a name."""

from collections.abc import Mapping, Sequence
from typing import Final

from kpo.data.catalog import Catalog
from kpo.export.csv_text import csv_text
from kpo.export.run_card import card, label
from kpo.export.xlsx_book import PlainTable, plain_file
from kpo.narrative.workshop import agreement, agreement_word, argue, headline, standfirst
from kpo.workshop.reveal import Reveal

_ABOUT: Final = "About"


def ballots_csv(catalog: Catalog, reveal: Reveal, address: str = "") -> str:
    """Return CSV with one row per ballot, the group's weights, and the run card."""
    rows = _rows(catalog, reveal)
    columns = list(rows[0])
    about = _about(catalog, reveal, address)
    rows.append({})
    rows += [{"Ballot": head, "Name": text} for head, text in about]
    return csv_text(rows, columns)


def ballots_xlsx(catalog: Catalog, reveal: Reveal, address: str = "") -> bytes:
    """Return a workbook with sheets of weights, ranks and the run card."""
    about = [{"": head, _ABOUT: text} for head, text in _about(catalog, reveal, address)]
    sheets: dict[str, Sequence[Mapping[str, object]]] = {
        "Weights": _rows(catalog, reveal),
        "Places": _places(reveal),
        _ABOUT: about,
    }
    return plain_file({name: _plain(rows) for name, rows in sheets.items()})


def _plain(rows: Sequence[Mapping[str, object]]) -> PlainTable:
    return {head: min(60, max(12, len(head) + 2)) for head in rows[0]}, rows


def _rows(catalog: Catalog, reveal: Reveal) -> list[dict[str, object]]:
    names = {name: catalog.criteria[name].name for name in reveal.ranking.criteria}
    rows: list[dict[str, object]] = []
    for judge in reveal.judges:
        words = {"Ballot": judge.letter, "Name": judge.ballot.name, "Role": judge.ballot.role}
        rows.append(words | _shares(names, judge.ballot.weights))
    pooled = {"Ballot": f"Group ({reveal.pooling})", "Name": "", "Role": ""}
    rows.append(pooled | _shares(names, reveal.weights))
    return rows


def _shares(names: Mapping[str, str], weights: Mapping[str, float]) -> dict[str, object]:
    return {word: round(weights.get(name, 0.0), 4) for name, word in names.items()}


def _places(reveal: Reveal) -> list[dict[str, object]]:
    rows = [
        {
            "Destination": label(row),
            "Group": row.rank,
            "Score": round(row.score, 1),
            "First for": reveal.first_count[row.country],
            **{judge.letter: judge.places[row.country] for judge in reveal.judges},
        }
        for row in reveal.ranking.rows
    ]
    return rows or [{"Destination": "nothing is ranked"}]


def _about(catalog: Catalog, reveal: Reveal, address: str) -> list[tuple[str, str]]:
    lines = [
        ("Finding", f"{headline(catalog, reveal)}. {standfirst(catalog, reveal)}"),
        ("Agreement", f"{agreement_word(reveal.w)}. {agreement(reveal)}"),
        ("To argue about", argue(catalog, reveal)),
    ]
    return lines + (list(card(reveal.ranking, address).lines) if reveal.ranking.rows else [])
