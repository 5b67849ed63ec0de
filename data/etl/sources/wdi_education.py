"""World Development Indicators: education and research."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, series

FILES = {
    "se.ter.enrr.csv": "tertiary_enrolment",
    "ip.jrn.artc.sc.csv": "journal_articles",
    "gb.xpd.rsdv.gd.zs.csv": "research_spending",
    "sp.pop.scie.rd.p6.csv": "researchers",
    "se.xpd.totl.gd.zs.csv": "education_spending",
    "se.sec.enrr.csv": "secondary_enrolment",
}


def run(raw: Path) -> Iterator[Figure]:
    """Yield every country, group and year of six series."""
    for file, indicator in FILES.items():
        yield from series(raw, f"wdi-education/{file}", indicator, "iso3", "year", "value")
