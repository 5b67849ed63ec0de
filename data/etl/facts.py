"""Flags: facts by country with a source, never scores."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from data.etl.base import ETL, records
from data.etl.raw import rows

FOLDER = "data-protection-and-sanctions-facts/"
STATUS = FOLDER + "eu_data_transfer_status.csv"
CLDR = "cldr-english-population/cldr48_english_by_territory.csv"
LISTS = "fatf-and-eu-tax-lists-2026/lists.csv"
RIGHTS = "ituc-global-rights-2026/ituc_global_rights_index_2026.csv"
COURTS = "wjp-rule-of-law-2025/wjp_2019_2025_selected.csv"
LEAST_PEACE = 0.6
"""Score of WJP sub-factor 5.2 below which a country has the flag of civil conflict."""

WORST_RIGHTS = ("5", "5+")
Cells = list[str]
Facts = Mapping[str, Mapping[str, str]]

_LIST_COLUMNS = "country fatf fatf_as_of eu_tax_list eu_tax_as_of"
_LISTED = {
    "call_for_action": ("yes", "black list of the FATF: call for action"),
    "increased_monitoring": ("yes", "grey list of the FATF: increased monitoring, no ban"),
    "annex_I": ("yes", "EU list of non-cooperative tax jurisdictions, Annex I"),
    "annex_II": ("yes", "Annex II of the EU tax list: has promised to reform"),
    "not_listed": ("no", "not listed"),
}
_LIST_SOURCES = {"fatf": "fatf_lists", "eu_tax_list": "eu_tax_list"}
_ADEQUACY = {
    "not needed": ("no", "not needed: the GDPR applies directly"),
    "full": ("yes", "adequacy decision of the European Commission"),
    "partial": ("yes", "for some recipients only"),
    "none": ("no", "no adequacy decision"),
    "not listed": ("no", "not on the list of adequacy decisions that was read"),
}


def by_country(raw: Path, file: str, columns: str) -> Facts:
    """Return the rows of a raw table by the alpha-3 code in its column `iso3`."""
    return {row["iso3"]: row for _, row in rows(raw, file, f"iso3 {columns}")}


def flags(raw: Path, countries: list[str]) -> Iterator[Cells]:
    """Yield ``country, flag, state, since, text, source``, every flag for every country.

    The lists of members and of adequacy decisions are complete, so a country that is not on them
    is a "no". A fact that nobody looked up, or that a publisher leaves out, is "not_checked".
    """
    status = by_country(raw, STATUS, "eu_member eea_member eu_adequacy note")
    lists = {row["country"]: row for _, row in rows(raw, LISTS, _LIST_COLUMNS)}
    rights = {row["country"]: row for _, row in rows(raw, RIGHTS, "country edition rating")}
    conflict = _newest(raw)
    english = by_country(raw, CLDR, "english_official_status official_languages")
    written = {(row["country"], row["flag"]): row for row in records(ETL / "base" / "flags.csv")}
    for country in countries:
        yield [country, "english_native", *_written(written.get((country, "english_native")), "no")]
        yield [country, "english_official", *_official(english.get(country))]
        yield from _membership(country, status.get(country, {}))
        yield [country, "fatf", *_listed(lists.get(country), "fatf", "fatf_as_of")]
        yield [country, "eu_tax_list", *_listed(lists.get(country), "eu_tax_list", "eu_tax_as_of")]
        yield [country, "labour_rights", *_rights(rights.get(country))]
        yield [country, "civil_conflict", *_conflict(conflict.get(country))]
        yield [country, "privacy_law", *_privacy(country, status, written)]


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


def _listed(row: Mapping[str, str] | None, column: str, dated: str) -> Cells:
    """Return the flag of a list; `since` is the date of the list."""
    source = _LIST_SOURCES[column]
    if row is None:
        return ["not_checked", "", "", source]
    state, text = _LISTED[row[column]]
    return [state, row[dated], text, source]


def _rights(row: Mapping[str, str] | None) -> Cells:
    """Return the flag of labour rights, "yes" for a rating of 5 or 5+; `since` is the edition."""
    if row is None:
        return ["not_checked", "", "", "ituc_rights"]
    state = "yes" if row["rating"] in WORST_RIGHTS else "no"
    text = f"rating {row['rating']}: 1 is the best, 5 is no guarantee of rights, 5+ no rule of law"
    return [state, row["edition"], text, "ituc_rights"]


def _conflict(row: Mapping[str, str] | None) -> Cells:
    """Return the flag of civil conflict from sub-factor 5.2; `since` is the edition."""
    if row is None:
        return ["not_checked", "", "", "wjp_rule_of_law"]
    score = float(row["5.2"])
    state = "yes" if score < LEAST_PEACE else "no"
    text = f"civil conflict limited: {score:.2f} of 1, a flag under {LEAST_PEACE:g}"
    return [state, row["edition"], text, "wjp_rule_of_law"]


def _newest(raw: Path) -> Facts:
    """Return the newest edition of each country in the Rule of Law Index."""
    read = (row for _, row in rows(raw, COURTS, "country edition 5.2") if row["5.2"])
    return {row["country"]: row for row in sorted(read, key=lambda row: row["edition"])}


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
