"""What the method needs of the tables beyond what their descriptor can say.

A log scale needs positive figures, a preset needs a weight above 0: each is checked by name here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from kpo.descriptor import OBSERVATIONS
from kpo.errors import Problem, remedy_for
from kpo.model import LEAST_SUM, MOST_WEIGHT, Table
from kpo.zones import is_time_zone

Tables = Mapping[str, Table]
PAY = "labour_cost"
REQUIRED: Mapping[str, str] = {
    "countries": "country iso2 name region currency latitude longitude business_timezone home "
    "client transfer_regime",
    "criteria": "criterion position name short_name question description",
    "indicators": "indicator criterion tiers name unit direction transform goalpost_low "
    "goalpost_high goalpost_reason weight_in_criterion earliest_year origin decimals description",
    "tiers": "tier parent name description preset",
    "presets": "preset name tier origin citation reason",
    "preset_weights": "preset criterion weight",
    "flags": "country flag state since text source",
    "transfers": "regime country status source note",
    "transfer_scale": "status value meaning",
    "sources": "source producer title published accessed next_update url licence redistribution "
    "citation origin sha256",
}
OBSERVATION_COLUMNS = "country indicator year value error n status note"


def _observation_problems(tables: Tables) -> Iterator[Problem]:
    """One figure a country, indicator and year over all files; positive where the scale is log."""
    log = {row["indicator"] for row in tables["indicators"].records() if row["transform"] == "log"}
    sources = set(tables["sources"].column("source"))
    seen: dict[tuple[str, str, str], str] = {}
    for table in tables.values():
        if not table.path.startswith(OBSERVATIONS):
            continue
        source = table.path.removeprefix(OBSERVATIONS).removesuffix(".csv")
        if source not in sources:
            remedy = remedy_for(source, sorted(sources), "sources.csv")
            yield Problem(table.path, f'unknown source "{source}"', remedy)
        cells = zip(*map(table.column, ("country", "indicator", "year", "value")), strict=True)
        for number, (country, indicator, year, value) in enumerate(cells, start=2):
            where = f"{table.path} row {number}"
            key = (country, indicator, year)
            if key in seen:
                what = f"{', '.join(key)} stands in {seen[key]} already"
                yield Problem(where, what, "keep one of the two")
            seen[key] = where
            if indicator in log and float(value) <= 0:
                what = f'{indicator} "{value}" is not above 0, and its scale is logarithmic'
                yield Problem(where, what, "remove the row or correct the figure")


def _indicator_problems(tables: Tables) -> Iterator[Problem]:
    table = tables["indicators"]
    for number, row in enumerate(table.records(), start=2):
        if row["criterion"]:
            for what, remedy in _goalpost_faults(row):
                yield Problem(f"{table.path} row {number}", f"{row['indicator']} {what}", remedy)


def _goalpost_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    low, high = row["goalpost_low"], row["goalpost_high"]
    if not (low and high):
        yield "has no goalposts", "give goalpost_low and goalpost_high with a reason"
    elif float(low) >= float(high):
        yield "has goalpost_low not below goalpost_high", "put the lower figure first"
    elif row["transform"] == "log" and float(low) <= 0:
        yield "has a logarithmic scale from 0 or less", "give a goalpost_low above 0"
    if not row["goalpost_reason"]:
        yield "has no goalpost_reason", "write why the bounds are what they are"
    if row["direction"] not in ("1", "-1"):
        yield f'has direction "{row["direction"]}"', "use 1 (more is better) or -1"
    weight = float(row["weight_in_criterion"] or 0)
    if weight <= 0:
        yield "has no weight in its criterion", "give a weight_in_criterion above 0"
    elif weight > MOST_WEIGHT:
        yield f"has a weight_in_criterion above {MOST_WEIGHT:g}", "give a smaller one"


def _preset_problems(tables: Tables) -> Iterator[Problem]:
    table = tables["preset_weights"]
    total: Counter[str] = Counter()
    for preset, weight in zip(table.column("preset"), table.column("weight"), strict=True):
        total[preset] += float(weight)  # type: ignore[assignment]
    for number, preset in enumerate(tables["presets"].column("preset"), start=2):
        where = f"{tables['presets'].path} row {number}"
        if total[preset] <= 0:
            what = f'the weights of "{preset}" are all 0'
            yield Problem(where, what, f"give it weights in {table.path}")
        elif not LEAST_SUM <= total[preset] <= MOST_WEIGHT:
            what = f'the weights of "{preset}" are {total[preset]:g} together'
            yield Problem(where, what, "give it weights of about 100 together")


def _tier_problems(tables: Tables) -> Iterator[Problem]:
    table = tables["tiers"]
    rows = table.records()
    top = [row["tier"] for row in rows if not row["parent"]]
    for number, row in enumerate(rows, start=2):
        if row["parent"] and row["parent"] not in top:
            what = f'parent "{row["parent"]}" of {row["tier"]} is not a tier of its own'
            yield Problem(f"{table.path} row {number}", what, f"use one of {', '.join(top)}")
    pays = [row["tiers"] for row in tables["indicators"].records() if row["criterion"] == PAY]
    for number, row in enumerate(rows, start=2):
        if not row["parent"] and not any(not of or row["tier"] in of.split() for of in pays):
            what = f"no indicator of {PAY} serves {row['tier']}"
            yield Problem(f"{table.path} row {number}", what, "add one to indicators.csv")


def _home_problems(tables: Tables) -> Iterator[Problem]:
    if "yes" not in tables["countries"].column("home"):
        what, remedy = "no country is a home country", 'write "yes" under home for at least one'
        yield Problem(tables["countries"].path, what, remedy)


def _timezone_problems(tables: Tables) -> Iterator[Problem]:
    table = tables["countries"]
    for number, zone in enumerate(table.column("business_timezone"), start=2):
        if not is_time_zone(zone):
            what = f'business_timezone "{zone}" is not an IANA time zone'
            yield Problem(f"{table.path} row {number}", what, 'use a name like "Europe/Prague"')


CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    _indicator_problems,
    _observation_problems,
    _preset_problems,
    _tier_problems,
    _home_problems,
    _timezone_problems,
)
