"""Flags and data-transfer status: facts with a source, never scores."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.etl.base import ETL, records
from data.etl.raw import rows

FOLDER = "data-protection-and-sanctions-facts/"
STATUS = FOLDER + "eu_data_transfer_status.csv"
SANCTIONS = FOLDER + "eu_sanctions_regimes.csv"
CLDR = "cldr-english-population/cldr48_english_by_territory.csv"
REGIME = "EEA"
Cells = list[str]
Facts = Mapping[str, Mapping[str, str]]

_TRANSFER = {"not needed": "same_regime", "full": "adequate", "partial": "partial"}
_ADEQUACY = {
    "not needed": ("no", "not needed: the GDPR applies directly"),
    "full": ("yes", "adequacy decision of the European Commission"),
    "partial": ("yes", "for some recipients only"),
    "none": ("no", "no adequacy decision"),
    "not listed": ("no", "not on the list of adequacy decisions that was read"),
}


def by_country(raw: Path, file: str, columns: str) -> Facts:
    """Return a raw table by the alpha-3 code in its column `iso3`."""
    return {row["iso3"]: row for _, row in rows(raw, file, f"iso3 {columns}")}


def flags(raw: Path, countries: list[str]) -> Iterator[Cells]:
    """Yield ``country, flag, state, since, text, source``, every flag for every country.

    The lists of members and of adequacy decisions are closed, so a country that is not on them
    is a no; sanctions and privacy laws that nobody looked up are "not_checked".
    """
    status = by_country(raw, STATUS, "eu_member eea_member eu_adequacy note")
    sanctions = by_country(raw, SANCTIONS, "legal_act scope_note certainty")
    english = by_country(raw, CLDR, "english_official_status official_languages")
    written = {(row["country"], row["flag"]): row for row in records(ETL / "base" / "flags.csv")}
    for country in countries:
        yield [country, "english_native", *_written(written.get((country, "english_native")), "no")]
        yield [country, "english_official", *_official(english.get(country))]
        yield from _membership(country, status.get(country, {}))
        yield [country, "eu_sanctions", *_sanctions(sanctions.get(country))]
        yield [country, "privacy_law", *_privacy(country, status, written)]


def transfers(raw: Path, countries: list[str]) -> Iterator[Cells]:
    """Yield ``regime, country, status, source, note`` for clients in the EEA."""
    facts = by_country(raw, STATUS, "eu_adequacy note")
    for country in countries:
        row = facts.get(country, {"eu_adequacy": "none", "note": ""})
        status = _TRANSFER.get(row["eu_adequacy"], "safeguards_needed")
        yield [REGIME, country, status, "eu_transfer_status", row["note"]]


def members(raw: Path) -> set[str]:
    """Return the countries of the European Economic Area."""
    facts = by_country(raw, STATUS, "eea_member")
    return {country for country, row in facts.items() if row["eea_member"] == "1"}


def _membership(country: str, row: Mapping[str, str]) -> Iterator[Cells]:
    source = "eu_transfer_status"
    state, text = _ADEQUACY[row.get("eu_adequacy", "not listed")]
    text = "; ".join(filter(None, (text, row.get("note", ""))))
    yield [country, "eea_member", _yes(row.get("eea_member")), "", "", source]
    yield [country, "eu_adequacy", state, "", text, source]
    yield [country, "eu_member", _yes(row.get("eu_member")), "", "", source]


def _yes(cell: str | None) -> str:
    return "yes" if cell == "1" else "no"


def _sanctions(row: Mapping[str, str] | None) -> Cells:
    """`since` is the year of the first act."""
    if row is None:
        return ["not_checked", "", "", "eu_sanctions"]
    year = re.search(r"(?:19|20)\d\d", row["legal_act"])
    text = ": ".join(filter(None, (row["legal_act"], row["scope_note"])))
    return ["yes", year.group() if year else "", text, "eu_sanctions"]


def _official(row: Mapping[str, str] | None) -> Cells:
    source = "cldr_territories"
    if row is None or not row["official_languages"]:
        return ["not_checked", "", "", source]
    words = {"official": "official language", "de_facto_official": "official in practice"}
    text = words.get(row["english_official_status"], "")
    return ["yes" if text else "no", "", text, source]


def _privacy(
    country: str, status: Facts, written: Mapping[tuple[str, str], Mapping[str, str]]
) -> Cells:
    if status.get(country, {}).get("eea_member") == "1":
        text = "General Data Protection Regulation (EU) 2016/679 applies directly"
        return ["yes", "2018", text, "eu_transfer_status"]
    return _written(written.get((country, "privacy_law")), "not_checked", "privacy_laws")


def _written(row: Mapping[str, str] | None, otherwise: str, source: str = "ef_epi_2025") -> Cells:
    if row is None:
        return [otherwise, "", "", source]
    return [row["state"], row["since"], row["text"], row["source"]]
