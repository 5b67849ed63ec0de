"""World Bank, Doing Business: labour tax of the model firm, as a share of gross pay."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "worldbank-doing-business-labour-tax/labour_tax_as_pct_of_pay_derived.csv"
TAX_YEAR = 2018
NOTE = "rules of about 2018, turned from profit into gross pay with the model firm's 59.4 / 67"


def run(raw: Path) -> Iterator[Figure]:
    """Yield per cent of gross pay; the 2019 edition has the rules of the year before."""
    for where, row in rows(raw, FILE, "iso3 derived_pct_of_gross_pay"):
        value = row["derived_pct_of_gross_pay"]
        if value:
            yield Figure(
                where, row["iso3"], "employer_charges_worldbank", TAX_YEAR, value, note=NOTE
            )
