"""Answers of publishers, made from the project's own tables in each publisher's format."""

import csv
import io
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from data.etl import base
from data.etl.fetch.addresses import fetches
from data.etl.fetch.forms import words_of
from data.etl.sources import wdi_education, wdi_macro, wgi_2024
from tests.data.fetch.server import Publishers, Reply

ROOT = Path(__file__).parents[3]
Points = list[tuple[str, str, str | None]]
SCALE = 10**12
WORLD_BANK = "api.worldbank.org/v2/country/all/indicator/"


def rows(source: str) -> list[dict[str, str]]:
    """Return the committed table of a source's figures."""
    return base.records(ROOT / "data" / "observations" / f"{source}.csv")


def of(source: str, indicator: str) -> list[dict[str, str]]:
    """Return a source's figures of one indicator."""
    return [row for row in rows(source) if row["indicator"] == indicator]


def world_bank(points: Points, per_page: int = 1000) -> "list[bytes]":
    """Return the pages of an Indicators API answer."""
    pages = [points[at : at + per_page] for at in range(0, len(points), per_page)]
    return [
        json.dumps(
            [
                {"page": number, "pages": len(pages), "per_page": per_page, "total": len(points)},
                [
                    {
                        "indicator": {"id": "X", "value": "X"},
                        "country": {"id": place[:2], "value": f"Name of {place}"},
                        "countryiso3code": place,
                        "date": year,
                        "value": None if value is None else float(value),
                        "unit": "",
                        "obs_status": "",
                        "decimal": 1,
                    }
                    for place, year, value in page
                ],
            ]
        ).encode()
        for number, page in enumerate(pages, start=1)
    ]


def put_series(publishers: Publishers, code: str, points: Points) -> None:
    """Set the answer for one series, page by page."""
    pages = world_bank([*points, ("WLD", "2020", "1"), ("IND", "1901", None)])
    publishers.answers[f"{WORLD_BANK}{code}"] = lambda query, _: Reply(
        pages[int(query["page"]) - 1]
    )


def code_of(file: str) -> str:
    """Return the publisher's code of a raw file."""
    return words_of(fetches()[file]["words"])["code"]


def points(found: list[dict[str, str]], column: str = "value") -> Points:
    """Return place, year and value."""
    return [(row["country"], row["year"], row[column]) for row in found]


def put_world_bank(publishers: Publishers) -> None:
    """Set the answers for all series of the Indicators API."""
    files = {
        **{f"wdi-education/{file}": name for file, name in wdi_education.FILES.items()},
        **{f"wdi-cost-macro/{file}": name for file, name in wdi_macro.FILES.items()},
    }
    for file, indicator in files.items():
        source = "wdi_education" if file.startswith("wdi-education") else "wdi_macro"
        put_series(publishers, code_of(file), points(of(source, indicator)))
    put_series(publishers, "PA.NUS.FCRF", _rates())
    put_series(publishers, "IT.NET.BBND.P2", points(rows("wdi_digital")))
    put_series(publishers, "IC.ELC.OUTG.ZS", points(rows("wdi_outages")))
    dollars = [
        (place, year, repr(float(value or 0) * 1e6))
        for place, year, value in points(rows("wdi_royalties"))
    ]
    put_series(publishers, "BX.GSR.ROYL.CD", [*dollars])
    for short, indicator in wgi_2024.DIMENSIONS.items():
        found = of("wgi_2024", indicator)
        put_series(publishers, f"{short.upper()}.EST", points(found))
        put_series(publishers, f"{short.upper()}.STD.ERR", points(found, "error"))


def _rates() -> Points:
    """Return rates as the World Bank has them: one of the euro area for all users of the euro."""
    users = base.euro_users()
    found = of("wdi_macro", "exchange_rate")
    own = points([row for row in found if row["country"] not in users])
    euro = points([row for row in found if row["country"] == users[0]])
    return [*own, *(("EMU", year, value) for _, year, value in euro)]


def text(header: list[str], lines: list[list[str]]) -> bytes:
    """Return a CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue().encode()


def put_unesco(publishers: Publishers) -> None:
    """Set the answers of the UIS."""
    records = [
        {
            "indicatorId": "EA.6T8.AG25T99",
            "geoUnit": row["country"],
            "year": int(row["year"]),
            "value": float(row["value"]),
            "magnitude": None,
            "qualifier": None,
        }
        for row in rows("uis_attainment")
    ]
    regional = {**records[0], "geoUnit": "SDG: Africa"}
    body = json.dumps({"hints": [], "records": [*records, regional], "indicatorMetadata": []})
    publishers.put("api.uis.unesco.org/api/public/data/indicators", body.encode())


def put_unctad(publishers: Publishers) -> None:
    """Set the answers of Data360, a thousand figures per page."""
    found = [
        {
            "DATABASE_ID": "UNCTAD_DE",
            "REF_AREA": row["country"],
            "TIME_PERIOD": row["year"],
            "OBS_VALUE": row["value"],
        }
        for row in rows("unctad_digital_services")
    ]

    def page(query: dict[str, str], _: dict[str, str]) -> Reply:
        skip = int(query["skip"])
        body = {"count": len(found), "value": found[skip : skip + 1000]}
        return Reply(json.dumps(body).encode())

    publishers.answers["data360api.worldbank.org/data360/data"] = page


def put_github(publishers: Publishers) -> None:
    """Set the answers of the repositories of GitHub and The Economist."""
    iso2 = {row["country"]: row["iso2"] for row in base.countries()}
    lines = []
    for row in rows("github_innovation_graph"):
        quarter = row["note"].removeprefix("quarter ")
        lines.append([row["value"], iso2[row["country"]], row["year"], quarter])
    where = "raw.githubusercontent.com/github/innovationgraph/main/data/developers.csv"
    publishers.put(where, text(["developers", "iso2_code", "year", "quarter"], lines))
    lines = [
        [f"{row['note'].removeprefix('edition of ')}-01", row["country"], row["value"]]
        for row in rows("economist_big_mac")
    ]
    where = "raw.githubusercontent.com/TheEconomist/big-mac-data/master/output-data/"
    body = text(["date", "iso_a3", "dollar_price"], lines)
    publishers.put(f"{where}big-mac-full-index.csv", body)


def put_imf(publishers: Publishers) -> None:
    """Set the answers of the IMF's SDMX, with output that implies the rates of the tables."""
    header = ["COUNTRY", "INDICATOR", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE"]
    header.append("LATEST_ACTUAL_ANNUAL_DATA")
    concepts: dict[str, list[list[str]]] = defaultdict(list)
    paths = base.records(ROOT / "data" / "economic_paths.csv")
    actual = {
        (row["country"], row["series"]): row["year"] for row in paths if row["forecast"] == "no"
    }
    for row in paths:
        last = actual.get((row["country"], row["series"]), "2014")
        for concept, value in _concepts(row):
            concepts[concept].append([row["country"], concept, "A", row["year"], value, last])
    for concept in ("PCPIEPCH", "NGDP_RPCH", "NGDP_D", "LUR", "PPPEX"):
        concepts[concept] = [["IND", concept, "A", "2024", "1", "2024"]]
    base_path = "api.imf.org/external/sdmx/3.0/data/dataflow/IMF.RES/WEO/+/*."
    for concept, lines in concepts.items():
        publishers.put(f"{base_path}{concept}.A", text(header, lines))


def _concepts(row: dict[str, str]) -> list[tuple[str, str]]:
    if row["series"] == "prices":
        return [("PCPIPCH", row["value"])]
    return [("NGDP", str(Decimal(row["value"]) * SCALE)), ("NGDPD", str(SCALE))]
