"""Own figures in which every text tries to be executed, for tests of pages and files."""

import csv
import io
from dataclasses import replace

from kpo import Scenario
from kpo.core.model import UserData
from kpo.data.catalog import Catalog
from kpo.data.user import merged, read, with_user_data
from tests.data.user.files import COUNTRIES, FIGURES, INDICATORS
from tests.hostile.cases import FORMULAS, MARKUP, TRIP

IMAGE = f"<img src=x onerror={TRIP}>"
NAME = f"<i onclick=0>{IMAGE}"
RISKY = tuple(text for text in FORMULAS if not text.strip().startswith("="))
"""Texts that own figures may contain and a spreadsheet would read as formulas."""


def rows_of(catalog: Catalog) -> list[list[str]]:
    """Return figures of some countries, each with one hostile text, and of an own country."""
    texts = [*MARKUP, *RISKY]
    found = [
        [country, "pay_professional", "2025", f"{700 + 10 * at}", "USD a month", text, text]
        for at, (country, text) in enumerate(
            zip((*catalog.home, "CHL", "COL", "KEN", "MEX", "PER"), texts, strict=False)
        )
    ]
    for name, value in (("pay_professional", "9000"), ("employer_charges", "20")):
        found.append(["ATL", name, "2025", value, catalog.indicators[name].unit, IMAGE, IMAGE])
    for item in catalog.scored("KPO"):
        value = item.goalpost_high if item.direction < 0 else item.goalpost_low
        if item.origin != "computed" and value:
            found.append(["ATL", item.id, "2025", f"{value * 1.01:.2f}", item.unit, IMAGE, IMAGE])
    return [*found, ["ATL", "evil_days", "2025", "7", "<u>days</u>", NAME, ""]]


def table(header: str, *rows: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([header.split(","), *rows])
    return out.getvalue().encode()


def files(catalog: Catalog) -> list[bytes]:
    """Return the three tables as a user would upload them."""
    country = ["ATL", NAME, "South Asia", "Asia/Kathmandu", "NPR"]
    indicator = ["evil_days", IMAGE, "english", "<u>days</u>", "less is better", "linear"]
    indicator += ["0", "50", IMAGE, "1", "", "0", IMAGE]
    return [
        table(COUNTRIES, country),
        table(INDICATORS, indicator),
        table(FIGURES, *rows_of(catalog)),
    ]


def evil(catalog: Catalog) -> UserData:
    """Return the user data after all three tables were taken over."""
    own = UserData()
    for content in files(catalog):
        own = merged(own, read("own.csv", content, with_user_data(catalog, own)), catalog)
    return own


def scenario(catalog: Catalog) -> Scenario:
    """Return the scenario of the home countries and the user's own country."""
    return replace(Scenario(), countries=(*catalog.home, "ATL"))
