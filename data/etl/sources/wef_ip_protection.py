"""World Economic Forum: protection of intellectual property, an opinion poll."""

from collections.abc import Iterator
from pathlib import Path

from data.etl.raw import Figure, rows

FILE = "wef-ip-protection-2019/wef_ip_protection_2019.csv"
EDITION = 2019


def run(raw: Path) -> Iterator[Figure]:
    """Yield answers, 1 to 7."""
    for where, row in rows(raw, FILE, "country ip_protection_1_7"):
        value = row["ip_protection_1_7"]
        yield Figure(where, row["country"], "ip_protection", EDITION, value)
