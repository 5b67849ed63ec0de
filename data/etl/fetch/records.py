"""JSON records of the UNESCO Institute for Statistics and UNCTAD (in World Bank Data360)."""

from typing import Any, Final

from data.etl.fetch.forms import Ask, csv_bytes, pairs, record

PAGE: Final = 1000
MAX_PAGES: Final = 200


def unesco(ask: Ask) -> bytes:
    """Return indicators of the UIS, a row per indicator, country and year."""
    rows: list[list[str]] = []
    for short, code in pairs(ask.word("codes")):
        answer = record(ask, ask.get.get(ask.address, {"indicator": code}))
        found = answer.get("records") if isinstance(answer, dict) else None
        if not found:
            ask.refuse(f"{code}: no figures")
        try:
            rows += [
                [short, item["geoUnit"], item["year"], item["value"]]
                for item in found
                if item["value"] is not None and len(item["geoUnit"]) == len("IND")
            ]
        except (KeyError, TypeError):
            ask.refuse(f"{code}: a figure without geoUnit, year or value")
    return csv_bytes(("indicator", "iso3", "year", "value"), sorted(rows))


def digital_services(ask: Ask) -> bytes:
    """Return exports of digitally deliverable services in million dollars (UNCTAD)."""
    words = dict(pairs(ask.word("where")))
    rows: list[list[str]] = []
    for page in range(MAX_PAGES):
        query = {"DATABASE_ID": "UNCTAD_DE", "skip": str(PAGE * page), **words}
        answer = record(ask, ask.get.get(ask.address, query))
        rows += _exports(ask, answer)
        if PAGE * (page + 1) >= int(answer["count"]):
            break
    header = ("iso3", "year", "dig_services_exports_usd_millions")
    return csv_bytes(header, sorted(rows))


def _exports(ask: Ask, answer: Any) -> list[list[str]]:
    try:
        int(answer["count"])
        return [
            [item["REF_AREA"], item["TIME_PERIOD"], item["OBS_VALUE"]]
            for item in answer["value"]
            if item["OBS_VALUE"] is not None
        ]
    except (KeyError, TypeError, ValueError):
        ask.refuse("an answer in an unknown form")
