"""World Development Indicators: prices, incomes, rates and people."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.base import euro_users
from data.etl.raw import Figure, rows_named, series

FILES = {
    "pa.nus.pppc.rf.csv": "price_level",
    "ny.gnp.pcap.cd.csv": "gni_per_head",
    "ny.gdp.pcap.cd.csv": "gdp_per_head",
    "fp.cpi.totl.zg.csv": "inflation",
    "sl.tlf.totl.in.csv": "labour_force",
    "sp.pop.totl.csv": "population",
    "sl.uem.totl.zs.csv": "unemployment",
}
RATES = "wdi-cost-macro/pa.nus.fcrf.csv"
EURO_AREA = "EMU"
NOTE = "rate of the euro area"


def run(raw: Path) -> Iterator[Figure]:
    """Yield every country, group and year of eight series."""
    for file, indicator in FILES.items():
        yield from series(raw, f"wdi-cost-macro/{file}", indicator)
    yield from _rates(raw)


def _rates(raw: Path) -> Iterator[Figure]:
    """Yield local currency per USD; euro users get the euro area's, for their own ends in 2024."""
    users = euro_users()
    for where, row in rows_named(raw, RATES, ("Country Code", "Year", "Value")):
        place, year, value = row["Country Code"], row["Year"], row["Value"]
        if place == EURO_AREA:
            for user in users:
                yield Figure(where, user, "exchange_rate", year, value, note=NOTE)
        elif place not in users:
            yield Figure(where, place, "exchange_rate", year, value)
