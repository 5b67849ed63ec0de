"""Files of own figures on the small package of tests.sample."""

import io
from collections.abc import Sequence

import openpyxl

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


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
