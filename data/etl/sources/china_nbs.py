"""National Bureau of Statistics of China: pay by post, at the World Bank's rate of the year."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, RawError, number, rows
from data.etl.sources.wdi_macro import RATES

FILE = "china-nbs-wages-by-post/china_wages_by_post_annual_cny.csv"
PRIVATE = "ilostat-earnings-occupation/china_earnings_by_activity_monthly.csv"
CHINA = "CHN"
MONTHS = 12
POSTS = {
    "professional_and_technical": ("pay_professional", "professional and technical posts", "M"),
    "office_staff": ("pay_clerical", "office staff", "TOTAL"),
}
"""By column: indicator, words, and the section of the ILO's series that is the lower estimate."""


def run(raw: Path) -> Iterator[Figure]:
    """Yield USD a month by post, marked as such, because pay by occupation is not published."""
    rates, lower = _rates(raw), _lower(raw)
    for where, row in rows(raw, FILE, " ".join(("iso3", "year", *POSTS))):
        year = row["year"]
        if year not in rates:
            raise RawError(where, f"no exchange rate of {year}", f"look for it in {RATES}")
        for column, (indicator, words, section) in POSTS.items():
            value = number(where, row[column]) / MONTHS / rates[year]
            note = (
                f"{words} in enterprises above a size threshold, an upper reading; "
                f"urban private units, the lower one: {lower[section]}"
            )
            yield Figure(
                where,
                row["iso3"],
                indicator,
                year,
                value,
                status="different_definition",
                note=note,
            )


def _rates(raw: Path) -> dict[str, float]:
    return {
        row["Year"]: number(where, row["Value"])
        for where, row in rows(raw, RATES, "Value Year")
        if row["Country Code"] == CHINA
    }


def _lower(raw: Path) -> dict[str, str]:
    """Return the newest figure of the ILO's series in words, by section."""
    found: dict[str, tuple[str, str]] = {}
    for where, row in rows(raw, PRIVATE, "section activity year usd_per_month_ilo"):
        value = number(where, row["usd_per_month_ilo"])
        words = f"{value:,.0f} USD a month in {row['year']} ({row['activity'].lower()})"
        found[row["section"]] = max(found.get(row["section"], ("", "")), (row["year"], words))
    return {section: words for section, (_, words) in found.items()}
