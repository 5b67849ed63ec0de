"""Files of own figures: used as they stand or refused with every fault, and nothing lost."""

import csv
import io
import json
import tracemalloc
import zipfile
from contextlib import suppress
from dataclasses import replace
from random import Random
from types import SimpleNamespace
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpo import Scenario, rank
from kpo.core.errors import DataError, KpoError
from kpo.core.model import UserData
from kpo.data.catalog import Catalog
from kpo.data.user import Fault, from_text, merged, read, to_record, to_text, with_user_data
from kpo.data.user.tables import MAX_BYTES, MAX_CELL_LENGTH, MAX_ITEMS, MAX_ROWS
from kpo.ui.session import browser_storage, history, user_data
from tests.data.user.files import COUNTRIES, FIGURES, INDICATORS, NEPAL, PAY, VISA, lines
from tests.hostile.cases import (
    CASES,
    DRAWN,
    FORMULAS,
    MARKUP,
    PATHS,
    SIGNS,
    WORDS,
    bent,
    bent_bytes,
    bent_tree,
    seeded,
    told,
    unseen,
)
from tests.hostile.test_folder import cells_bent
from tests.variants import AT_LENGTH

TABLES = {
    "Figures": (
        FIGURES,
        PAY,
        "PHL,english,2025,555,points,Agency,",
        "NPL,visa_days,2024,7,days,Us,x",
    ),
    "Countries": (COUNTRIES, NEPAL),
    "Indicators": (INDICATORS, VISA),
}
SOUND = [lines(*rows).decode() for rows in TABLES.values()]
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252")
NAMES = (*PATHS, *MARKUP, *SIGNS, "own.csv", "own.xlsx", "")
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def cell(place: str, text: str) -> str:
    try:
        return f'<c r="{place}" s="0"><v>{float(text)!r}</v></c>'
    except ValueError:
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def sheet(rows: list[list[str]]) -> str:
    made = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{made}</sheetData></worksheet>'


def parts() -> dict[str, str]:
    titles = "".join(f'<sheet name="{title}" r:id="r{at}"/>' for at, title in enumerate(TABLES))
    places = "".join(
        f'<Relationship Id="r{at}" Target="worksheets/sheet{at}.xml"/>' for at in range(3)
    )
    found = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{titles}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{places}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" '
        'formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>'
        '<xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>IND</t></si><si><t>x</t></si></sst>',
    }
    for at, rows in enumerate(TABLES.values()):
        table = list(csv.reader(io.StringIO("\n".join(rows))))
        found[f"xl/worksheets/sheet{at}.xml"] = sheet(table)
    return found


def packed(members: dict[str, str | bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for path, content in members.items():
            raw = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
            archive.writestr(path, raw)
    return out.getvalue()


XML = (
    '<!DOCTYPE a [<!ENTITY b "bb">]>',
    "&b;&b;&#0;&#x110000;",
    "<f>1+1</f>",
    '<c r="\u00df1"><v>1</v></c>',
    '<c r="ZZZZ9999999"><v>1</v></c>',
    '<c r="7" t="s"><v>-9</v></c>',
    '<c t="s"><v>99999999999</v></c>',
    '<c t="e"><v>#N/A</v></c>',
    '<c t="b"><v>1</v></c>',
    "<v>1e999</v>",
    "<v>nan</v>",
    '<row r="-1">',
    '<row r="x"/>',
    f'<row r="{"9" * 5000}"/>',
    "<x>" * 300,
    "]]>",
    "<![CDATA[<script>]]>",
    "<?php x ?>",
    'Target="../../../etc/passwd"',
    'Target="/xl/workbook.xml"',
    'Target="xl\\..\\..\\x"',
    'name="Figures "',
    'state="veryHidden"',
    'hidden="1"',
    's="1"',
    's="2"',
    's="-1"',
    's="99999999999999999999"',
    '<xf numFmtId="x"/>',
    '<xf numFmtId="14"/>' * 3,
    '<numFmt numFmtId="0" formatCode="[$\u20ac-407] #,##0;;"/>',
    f'<numFmt numFmtId="0" formatCode="{"&quot;;" * 200}"/>',
    '<workbookPr date1904="1"/>',
    '<c t="d"><v>2026-05-01</v></c>',
    '<c s="2"><f>1</f><v>-1e300</v></c>',
)


NAMED = parts()
FIRST = "xl/worksheets/sheet0.xml"


def workbook_bent(chance: Random, number: int) -> bytes:
    members: dict[str, str | bytes] = dict(parts())
    if number % 3 == 0:
        return bent_bytes(chance, packed(members))
    path = chance.choice(list(members))
    text = members[path]
    assert isinstance(text, str)
    if number % 3 == 1:
        for _ in range(chance.randint(1, 3)):
            at = chance.choice([place for place, sign in enumerate(text) if sign in "<>"])
            text = text[: at + chance.randint(0, 1)] + chance.choice(XML) + text[at + 1 :]
        members[path] = text
    else:
        members[path] = bent(chance, text)
    if chance.randrange(10) == 0:
        del members[chance.choice(list(members))]
    return packed(members)


def table_bent(chance: Random, number: int) -> bytes:
    text = chance.choice(SOUND)
    if number % 3 == 0:
        return bent_bytes(chance, text.encode(chance.choice(ENCODINGS), "replace"))
    made = bent(chance, text, SOUND) if number % 3 == 1 else cells_bent(chance, text)
    if chance.randrange(4) == 0:
        made = made.replace(",", chance.choice((";", "\t", "|", "\u060c")))
    return made.encode(chance.choice(ENCODINGS), "replace")


def sound(catalog: Catalog, own: UserData) -> None:
    """UserData figures that can be stored, read back the same, ranked and drawn."""
    text = to_text(own)
    again = from_text(text, catalog) if text else None
    assert again is None or (again.own == own and again.problems == [])
    for kind, most in MAX_ITEMS.items():
        assert len(getattr(own, kind)) <= most
    words = [word for item in own.figures for word in (item.unit, item.source, item.note)]
    words += [word for item in own.countries for word in (item.id, item.name, item.currency)]
    words += [
        word
        for item in own.indicators
        for word in (item.id, item.name, item.unit, item.goalpost_reason, item.description)
    ]
    assert all(not unseen(word) and len(word) <= MAX_CELL_LENGTH for word in words)
    assert not any(word.startswith(("=", "\t")) for word in words)
    made = with_user_data(catalog, own)
    for tier in made.top_tiers:
        ranking = rank(made, Scenario(tier=tier, countries=tuple(made.countries)))
        assert all(0 <= row.score <= 100 + 1e-9 for row in ranking.rows)


@pytest.fixture(scope="module")
def kept(sample: Catalog) -> UserData:
    """What the user has already."""
    own = read("a.csv", lines(FIGURES, "IRL,english,2025,480,points,Board,kept"), sample)
    return merged(own, read("b.csv", lines(COUNTRIES, NEPAL), sample), sample)


def taken_or_refused(catalog: Catalog, kept: UserData, name: str, content: bytes) -> bool:
    before = to_text(kept)
    try:
        found = read(name, content, with_user_data(catalog, kept))
        new = merged(kept, found, catalog)
    except DataError as error:
        told(error)
        assert to_text(kept) == before
        return False
    assert to_text(kept) == before
    assert new.countries[: len(kept.countries)] == kept.countries or found.countries
    sound(catalog, new)
    return True


@pytest.mark.parametrize("door", ["tables", "workbooks"])
def test_changed_files_are_taken_or_refused_and_nothing_is_lost(
    sample: Catalog, kept: UserData, door: str
) -> None:
    chance = seeded(door)
    count = {True: 0, False: 0}
    make = table_bent if door == "tables" else workbook_bent
    for number in range(CASES):
        content = make(chance, number)
        count[taken_or_refused(sample, kept, chance.choice(NAMES), content)] += 1
    assert sum(count.values()) == CASES
    assert min(count.values()) > CASES / 100


@pytest.mark.parametrize("text", XML)
def test_foreign_piece_in_a_sheet_is_read_or_refused(
    sample: Catalog, kept: UserData, text: str
) -> None:
    for before in ("<sheetData>", "<row", "<c", "<v>"):
        broken = NAMED[FIRST].replace(before, f"{text}{before}", 2)
        taken_or_refused(sample, kept, "own.xlsx", packed({**NAMED, FIRST: broken}))


def test_sound_tables_and_workbooks_of_the_mutations_are_taken(sample: Catalog) -> None:
    assert len(read("x", packed(dict(parts()), zipfile.ZIP_DEFLATED), sample)) == 5
    alone = [read("x", text.encode(), sample) for text in SOUND[1:]]
    assert [len(own) for own in alone] == [1, 1]


CELLS = st.text(max_size=30) | st.sampled_from((*WORDS, *FORMULAS)) | st.floats().map(repr)


@DRAWN
@given(st.lists(CELLS, min_size=4, max_size=4), st.sampled_from((*WORDS, "own.csv")))
def test_anything_drawn_in_the_texts_of_a_row_is_taken_or_refused(
    sample: Catalog, kept: UserData, words: list[str], name: str
) -> None:
    value, year, source, note = words
    for cells in (
        ["IND", "pay_professional", "2025", "1000", "USD a month", source, note],
        ["IND", "pay_professional", year, value, "USD a month", "HR", ""],
        words,
    ):
        out = io.StringIO()
        csv.writer(out).writerows([FIGURES.split(","), cells])
        content = out.getvalue().encode("utf-8", "replace")
        taken_or_refused(sample, kept, name, content)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_text_is_kept_word_for_word_to_be_escaped_where_it_is_drawn(
    sample: Catalog, text: str
) -> None:
    out = io.StringIO()
    row = ["IND", "pay_professional", "2025", "1000", "USD a month", text, text]
    csv.writer(out).writerows([FIGURES.split(","), row])
    (figure,) = read("own.csv", out.getvalue().encode(), sample).figures
    assert (figure.source, figure.note) == (text, text)


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
)
ONE = '<sheet name="x{}" r:id="r0"/>'


def large(path: str, unit: str, around: str = "<a>{}</a>", size: int = 7_900_000) -> bytes:
    text = around.format(unit * (size // len(unit)))
    return packed({**NAMED, path: text}, zipfile.ZIP_DEFLATED)


MOST_MEMORY = 80_000_000
"""Bytes; the largest part is a tenth of it."""

BOMBS = {
    "entities": lambda: packed({**NAMED, FIRST: f"{BOMB}]><worksheet>&j;</worksheet>"}),
    "ratio": lambda: large(FIRST, " ", size=200_000_000 // 10),
    "declared size": lambda: packed({**NAMED, "xl/media/a.bin": b"\0" * 25_000_000}, 8),
    "nested": lambda: packed({"a.xlsx": packed({"a.xlsx": packed(dict(NAMED))})}),
    "members": lambda: packed({f"a{number}": "" for number in range(300)}),
    "empty elements": lambda: large("xl/workbook.xml", "<a/>"),
    "depth": lambda: large(FIRST, "<a>", around="{}"),
    "sheets": lambda: packed(
        {
            **NAMED,
            "xl/workbook.xml": NAMED["xl/workbook.xml"]
            .replace('s" r:id', '_" r:id')
            .replace("<sheets>", "<sheets>" + "".join(map(ONE.format, range(20_000)))),
            FIRST: sheet([["a"] * 20] * 2000),
        },
        8,
    ),
    "formulas": lambda: large(
        FIRST, "<f/>", around="<a><row><c><v>1</v>{}</c><c><v>2</v></c></row></a>"
    ),
    "formula cells": lambda: large(FIRST, "<c><f/></c>", around="<a><row>{}</row></a>"),
    "cells": lambda: large(FIRST, "<c><v>1</v></c>", around="<a><row>{}</row></a>"),
    "strings": lambda: large("xl/sharedStrings.xml", "<si/>"),
    "attributes": lambda: packed(
        {
            **NAMED,
            FIRST: "<a "
            + " ".join(f'b{at}=""' for at in range(300_000))
            + "><row><c><v>1</v><f/></c></row></a>",
        },
        8,
    ),
    "one text": lambda: large(
        FIRST, "x", around='<a><row><c t="inlineStr"><t>{}</t></c></row></a>'
    ),
}


@AT_LENGTH
@pytest.mark.parametrize("kind", BOMBS)
def test_workbook_that_unpacks_to_a_flood_is_refused_in_little_memory(
    sample: Catalog, kind: str
) -> None:
    content = BOMBS[kind]()
    assert len(content) < MAX_BYTES
    tracemalloc.start()
    try:
        with pytest.raises(DataError) as caught:
            read("bomb.xlsx", content, sample)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    told(caught.value)
    assert len(caught.value.problems) <= MAX_ROWS + 1
    assert peak < MOST_MEMORY


FLOODS = {
    "20 MB": b"country,indicator\n" + b"IND,x\n" * 3_400_000,
    "one line": b"country,indicator,year" + b"," * 990_000,
    "one cell": lines(FIGURES, f"IND,{'x' * 900_000},2025,1,x,x,x"),
    "open quote": lines(FIGURES, 'IND,"pay' + "x\n" * 400_000),
    "200 columns": lines(",".join((FIGURES, *(f"c{at}" for at in range(193)))), PAY),
    "unknown words": lines(FIGURES, *(f"X{at},y{at},2025,1,USD,s,n" for at in range(MAX_ROWS))),
    "rows": lines(FIGURES, *(PAY for _ in range(MAX_ROWS + 2))),
    "empty lines": b"\n" * 900_000 + lines(FIGURES, PAY.replace("IND", "XXX")),
    "null bytes": b"\0" * 900_000,
    "spaces": b" " * 900_000,
    "quotes": lines(FIGURES, '""' * 400_000),
    "same header": lines(",".join([FIGURES] * 5), PAY),
    "empty headers": lines(",,,,,,", PAY),
}


@pytest.mark.parametrize("kind", FLOODS)
def test_table_that_floods_is_refused_with_a_bounded_number_of_problems(
    sample: Catalog, kept: UserData, kind: str
) -> None:
    assert not taken_or_refused(sample, kept, "own.csv", FLOODS[kind])
    with pytest.raises(DataError) as caught:
        read("own.csv", FLOODS[kind], sample)
    assert len(caught.value.problems) <= 10 * MAX_ROWS


def test_fault_says_its_row_and_its_field(sample: Catalog) -> None:
    with pytest.raises(DataError) as caught:
        read("own.csv", lines(FIGURES, PAY.replace(",1000,", ",=1+1,")), sample)
    (fault,) = caught.value.problems
    assert isinstance(fault, Fault)
    assert (fault.row, fault.field) == (2, "value")


def test_stored_text_of_any_kind_is_used_or_refused(sample: Catalog, kept: UserData) -> None:
    chance = seeded("stored")
    text = to_text(kept)
    for number in range(CASES // 10):
        tree = bent_tree(chance, json.loads(text))
        case = bent(chance, text) if number % 2 else json.dumps(tree)
        try:
            found = from_text(case, sample).own
        except KpoError as error:
            told(error)
            continue
        to_text(found).encode()
        sound(sample, replace(found, unread=()))
        with suppress(DataError):
            sound(sample, replace(merged(found, kept, sample), unread=()))


def test_row_kept_aside_never_stands_in_the_way(sample: Catalog, kept: UserData) -> None:
    record = to_record(kept)
    record["figures"].append(["XXX", "english", "2025", "1", "\ud800", "\udfff", ""])
    found = from_text(json.dumps(record), sample).own
    assert len(found.unread) == 1
    assert from_text(to_text(found), sample).own == found
    assert merged(found, kept, sample) == found


@pytest.mark.parametrize("stored", ["{", '{"kind": "kpo-atlas-own", "version": 2}', "\ud800"])
def test_storage_that_cannot_be_read_is_never_written_over(
    sample: Catalog, kept: UserData, monkeypatch: pytest.MonkeyPatch, stored: str
) -> None:
    fake = SimpleNamespace(session_state={})
    asked: list[tuple[str | None, tuple[str, ...]]] = []
    for module in (user_data, user_data.data, user_data.url, user_data.state, history):
        monkeypatch.setattr(module, "st", fake)
    monkeypatch.setattr(user_data.data, "published", lambda: sample)
    monkeypatch.setattr(user_data, "_DEPENDING", [])
    monkeypatch.setattr(
        browser_storage,
        "storage",
        lambda _, text, bases, *__, **___: asked.append((text, tuple(bases))),
    )
    user_data._take_over(stored)
    assert user_data.held().unusable
    user_data.connect()
    user_data.add(kept, "Taken over.")
    assert user_data.own() == kept
    user_data.connect()
    assert asked == [(stored, ()), (stored, ())]
    user_data._take_over(to_text(kept))
    user_data.connect()
    assert asked[-1] == (to_text(kept), (to_text(kept),))
