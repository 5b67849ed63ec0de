"""The ballots of a room as tables to take away; names only where they were given."""

import io
from collections.abc import Mapping
from typing import Final

from kpo.data.catalog import Catalog
from kpo.export.csv_text import csv_text
from kpo.export.run_card import card
from kpo.narrative.workshop import agreement, agreement_word, argue, headline, standfirst
from kpo.workshop.reveal import Reveal

_ABOUT: Final = "About"


def ballots_csv(catalog: Catalog, reveal: Reveal, address: str = "") -> str:
    """Return one row a ballot, the group's after them, and what the table rests on."""
    rows = _rows(catalog, reveal)
    columns = list(rows[0])
    about = _about(catalog, reveal, address)
    rows.append({})
    rows += [{"Ballot": label, "Name": text} for label, text in about]
    return csv_text(rows, columns)


def ballots_xlsx(catalog: Catalog, reveal: Reveal, address: str = "") -> bytes:
    """Return the same as a workbook: weights, places, and what it rests on."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        _sheet(book, bold, "Weights", list(_rows(catalog, reveal)))
        _sheet(book, bold, "Places", list(_places(reveal)))
        about: list[dict[str, object]] = [
            {"": label, _ABOUT: text} for label, text in _about(catalog, reveal, address)
        ]
        _sheet(book, bold, _ABOUT, about)
    return out.getvalue()


def _sheet(book: object, bold: object, name: str, rows: list[dict[str, object]]) -> None:
    sheet = book.add_worksheet(name)  # type: ignore[attr-defined]
    sheet.freeze_panes(1, 1)
    for column, head in enumerate(rows[0]):
        sheet.set_column(column, column, min(60, max(12, len(head) + 2)))
        sheet.write_string(0, column, head, bold)
    for line, row in enumerate(rows, start=1):
        for column, cell in enumerate(row.values()):
            if isinstance(cell, int | float):
                sheet.write_number(line, column, cell)
            else:
                sheet.write_string(line, column, str(cell))


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
            "Destination": row.name + (f" ({row.sanctioned})" if row.sanctioned else ""),
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
