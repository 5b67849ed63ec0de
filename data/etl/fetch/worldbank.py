"""World Bank, Indicators API (version 2): one series of all countries, page by page."""

from collections.abc import Iterator
from typing import Any, Final

from data.etl.fetch.forms import Ask, csv_bytes, pairs, record

PER_PAGE: Final = "20000"
MAX_PAGES: Final = 50
MILLION: Final = 1e6
NAMED: Final = ("Country Name", "Country Code", "Year", "Value")
CODED: Final = ("iso3", "country", "year", "value")
WGI: Final = ("code", "countryname", "year", "indicator", "estimate", "stddev")


def series(ask: Ask) -> bytes:
    """Return one series in the columns of `NAMED`, or of `CODED` if the row says ``form=coded``."""
    rows = sorted(_points(ask, ask.word("code")))
    if ask.words.get("form") == "coded":
        return csv_bytes(CODED, ((code, name, year, value) for name, code, year, value in rows))
    return csv_bytes(NAMED, rows)


def millions(ask: Ask) -> bytes:
    """Return some years of a series in millions of dollars, a row per country."""
    years = ask.word("years").split(",")
    cells: dict[str, dict[str, str]] = {}
    for _, code, year, value in _points(ask, ask.word("code")):
        if year in years:
            cells.setdefault(code, {})[year] = f"{float(value) / MILLION:.1f}"
    rows = ([code, *(row.get(year, "") for year in years)] for code, row in sorted(cells.items()))
    return csv_bytes(("iso3", *years), rows)


def governance(ask: Ask) -> bytes:
    """Return estimates and standard errors of the Worldwide Governance Indicators."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for short, code in pairs(ask.word("codes")):
        errors = {(place, year): value for _, place, year, value in _points(ask, f"{code}.STD.ERR")}
        for name, place, year, value in _points(ask, f"{code}.EST"):
            error = errors.get((place, year), "")
            rows[place, year, short] = [place, name, year, short, value, error]
    return csv_bytes(WGI, (rows[key] for key in sorted(rows)))


def _points(ask: Ask, code: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, alpha-3 code, year and value of every figure.

    Raises
    ------
    FetchError
        If the format of an answer is not the known one.
    """
    page, pages = 1, 1
    while page <= pages:
        query = {"format": "json", "per_page": PER_PAGE, "page": str(page)}
        if "source" in ask.words:
            query["source"] = ask.word("source")
        answer = record(ask, ask.get.get(f"{ask.address}/country/all/indicator/{code}", query))
        pages = _pages(ask, answer, code)
        for item in answer[1]:
            try:
                place = item["countryiso3code"] or item["country"]["id"]
                name, year, value = item["country"]["value"], item["date"], item["value"]
            except (KeyError, TypeError):
                ask.refuse(f"{code}: a figure without country, date or value")
            if value is not None:
                yield name, place, year, value
        page += 1


def _pages(ask: Ask, answer: Any, code: str) -> int:
    """Return the number of pages, after a check that the answer holds figures."""
    if not isinstance(answer, list) or not answer or not isinstance(answer[0], dict):
        ask.refuse(f"{code}: an answer in an unknown form")
    if "message" in answer[0]:
        words = "; ".join(str(item.get("value", item)) for item in answer[0]["message"])
        ask.refuse(f"{code}: {words}")
    if len(answer) < 2 or not answer[1]:
        ask.refuse(f"{code}: no figures")
    pages = int(answer[0]["pages"])
    if pages > MAX_PAGES:
        ask.refuse(f"{code}: {pages} pages, more than {MAX_PAGES}")
    return pages
