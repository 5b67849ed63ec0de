"""Files of own figures for the sample package of tests.sample."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import openpyxl

from kpo.data.catalog import Catalog
from kpo.data.user import UserDataReading, looked_at
from kpo.data.user.problems import refuse_all

FIGURES = "country,indicator,year,value,unit,source,note"
COUNTRIES = "country,name,region,business_timezone,currency"
INDICATORS = (
    "indicator,name,criterion,unit,direction,transform,goalpost_low,goalpost_high,"
    "goalpost_reason,weight_in_criterion,tiers,decimals,description"
)
PAY = "IND,pay_professional,2025,1000,USD a month,HR survey,ours in Pune"
NEPAL = "NPL,Nepal,South Asia,Asia/Kathmandu,NPR"
VISA = "visa_days,Visa days,english,days,less is better,linear,0,50,our limit,1,,0,own"


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


@dataclass(frozen=True)
class Shown:
    """A cell of a workbook with a number format, or a formula with its last value."""

    value: object
    number_format: str = "General"


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for at, cell in enumerate(row, start=1):
                place = sheet.cell(number, at, cell.value if isinstance(cell, Shown) else cell)
                if isinstance(cell, Shown) and cell.number_format != "General":
                    place.number_format = cell.number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(book: bytes, part: str, pattern: str, text: str) -> bytes:
    """Return a workbook with every match of a pattern in one part replaced."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts: Mapping[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            new = re.sub(pattern, text, content.decode()).encode() if name == part else content
            assert name != part or new != content
            archive.writestr(name, new)
    return out.getvalue()


def reading(
    name: str, content: bytes, catalog: Catalog, last_values: bool = False
) -> UserDataReading:
    """Return what `read` returns with its counts and notes; raise every problem, as it does."""
    found = looked_at(name, content, catalog, last_values)
    refuse_all(found.problems)
    return found
