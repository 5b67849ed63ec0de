"""The scores once more, from the tables alone: written apart from the library, to agree with it.

Nothing of `kpo` computes here; it only gives the answers that these are compared with.
"""

import csv
import math
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import pstdev
from zoneinfo import ZoneInfo

import pytest

from kpo import Scenario, load, rank

pytestmark = pytest.mark.slow

DATA = Path(__file__).resolve().parents[1] / "data"
YEAR = 2026
AGE = 10
CLIENTS = ("SWE", "USA", "GBR")
TIERS = ("ITO", "BPO", "KPO")

Figure = tuple[float, int, str]


@cache
def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def figures() -> dict[tuple[str, str], list[Figure]]:
    every: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for path in (DATA / "observations").glob("*.csv"):
        for row in table(f"observations/{path.stem}"):
            every[row["country"], row["indicator"]].append(
                (float(row["value"]), int(row["year"]), row["status"])
            )
    return every


@cache
def oldest(indicator: str) -> int:
    since = {row["indicator"]: row["earliest_year"] for row in table("indicators")}[indicator]
    return max(YEAR - AGE, int(since or 0))


@cache
def stored(country: str, indicator: str) -> float | None:
    usable = [one for one in figures()[country, indicator] if one[1] >= oldest(indicator)]
    usable.sort(key=lambda one: (one[2] == "reported", one[1]))
    return usable[-1][0] if usable else None


@cache
def graduates(country: str) -> float | None:
    heads = {year: value for value, year, _ in figures()[country, "labour_force"]}
    pairs = [
        (status == "reported", year, heads[year] * share / 100)
        for share, year, status in figures()[country, "bachelor_attainment"]
        if year in heads and year >= oldest("graduate_workforce")
    ]
    return max(pairs)[2] if pairs else None


@cache
def english(country: str) -> float | None:
    score = stored(country, "english")
    native = {
        row["country"]
        for row in table("flags")
        if row["flag"] == "english_native" and row["state"] == "yes"
    }
    if score is None and country in native:
        newest = max(
            year
            for (_, name), some in figures().items()
            if name == "english"
            for _, year, _ in some
        )
        return max(
            value
            for (_, name), some in figures().items()
            if name == "english"
            for value, year, _ in some
            if year == newest
        )
    return score


@cache
def tier_row(tier: str) -> dict[str, str]:
    return next(row for row in table("tiers") if row["tier"] == tier)


@cache
def cost(country: str, tier: str, client: str) -> float | None:
    row = tier_row(tier)
    pay = stored(country, row["pay"])
    if pay is None and country == client and row["client_pay_to_gni"]:
        pay = (stored(country, "gni_per_head") or math.nan) / 12 * float(row["client_pay_to_gni"])
    if pay is None:
        return None
    fixed = stored(country, "employer_charges_fixed")
    if fixed is not None:
        charges = 100 * fixed / (stored(country, "exchange_rate") or math.nan) / (12 * pay)
    else:
        main = stored(country, "employer_charges")
        charges = stored(country, "employer_charges_worldbank") if main is None else main
    return pay * (1 + charges / 100)


@cache
def volatility(country: str, client: str) -> float | None:
    if any(
        (row["country"], row["indicator"]) == (country, "currency_volatility")
        for row in table("corrections")
        if row["action"] == "drop"
    ):
        return None
    money = {row["country"]: row["currency"] for row in table("countries")}
    if money[country] == money[client]:
        return 0.0 if figures()[country, "exchange_rate"] else None
    one, other = (
        {year: value for value, year, _ in figures()[code, "exchange_rate"] if year >= 2015}
        for code in (country, client)
    )
    cross = {year: math.log(one[year]) - math.log(other[year]) for year in one if year in other}
    changes = [cross[year + 1] - cross[year] for year in cross if year + 1 in cross]
    return 100 * pstdev(changes) if len(changes) >= 8 else None


@cache
def hours(country: str, client: str) -> float:
    zones = {row["country"]: ZoneInfo(row["business_timezone"]) for row in table("countries")}
    total = 0.0
    for month in (1, 7):
        base = datetime(YEAR, month, 15, 9)
        here = base.replace(tzinfo=zones[country])
        for shift in (-1, 0, 1):
            start = (base + timedelta(days=shift)).replace(tzinfo=zones[client])
            first = max(start.timestamp(), here.timestamp())
            last = min(start.timestamp(), here.timestamp()) + 9 * 3600
            total += max(0.0, last - first) / 3600
    return total / 2


@cache
def transfer(country: str, client: str) -> float | None:
    regime = {row["country"]: row["transfer_regime"] for row in table("countries")}[client]
    scale = {row["status"]: float(row["value"]) for row in table("transfer_scale")}
    return next(
        (
            scale[row["status"]]
            for row in table("transfers")
            if (row["regime"], row["country"]) == (regime, country)
        ),
        None,
    )


def value(country: str, indicator: str, tier: str, client: str) -> float | None:
    if indicator == "saving":
        here, home = cost(country, tier, client), cost(client, tier, client)
        return None if here is None or home is None else 100 * (1 - here / home)
    if indicator == "english_pool":
        people, score = graduates(country), english(country)
        return None if people is None or score is None else people * score / 800
    if indicator == "digital_exports":
        own = stored(country, indicator)
        return stored(country, "ict_service_exports") if own is None else own
    by_client = {
        "currency_volatility": volatility,
        "shared_hours": hours,
        "data_transfer": transfer,
    }
    if indicator in by_client:
        return by_client[indicator](country, client)
    own = {"graduate_workforce": graduates, "english": english}
    return own[indicator](country) if indicator in own else stored(country, indicator)


def points(row: dict[str, str], figure: float) -> float:
    low, high = float(row["goalpost_low"] or 0), float(row["goalpost_high"] or 100)
    if row["transform"] in ("log", "log1p"):
        one = 1 if row["transform"] == "log1p" else 0
        low, high, figure = (math.log10(part + one) for part in (low, high, figure))
    share = min(1.0, max(0.0, (figure - low) / (high - low)))
    return 100 * (1 - share if row["direction"] == "-1" else share)


def criteria(country: str, tier: str, client: str) -> dict[str, float]:
    own = {
        row["indicator"]: float(row["weight"])
        for row in table("tier_weights")
        if row["tier"] == tier
    }
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in table("indicators"):
        weight = own.get(row["indicator"], float(row["weight_in_criterion"] or 0))
        if not row["criterion"] or not weight or row["tiers"] and tier not in row["tiers"].split():
            continue
        figure = value(country, row["indicator"], tier, client)
        score = float(row["lower_quartile"] or math.nan) if figure is None else points(row, figure)
        sums[row["criterion"]][0] += weight * score
        sums[row["criterion"]][1] += weight
    return {name: total / weight for name, (total, weight) in sums.items()}


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("tier", TIERS)
def test_scores_from_the_tables_alone_are_those_of_the_library(tier: str, client: str) -> None:
    catalog = load()
    everyone = tuple(catalog.countries)
    ranking = rank(catalog, Scenario(tier, client=client, countries=everyone, rank_sanctioned=True))
    preset = {
        row["criterion"]: float(row["weight"]) / 100
        for row in table("preset_weights")
        if row["preset"] == tier.lower()
    }
    assert len(ranking.rows) >= 75
    for row in ranking.rows:
        own = criteria(row.country, tier, client)
        assert row.scores == pytest.approx(own, rel=0, abs=1e-9), row.country
        score = sum(preset[name] * own[name] for name in preset)
        assert row.score == pytest.approx(score, rel=0, abs=1e-9), row.country
