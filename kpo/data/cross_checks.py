"""Checks of the method's needs that the descriptor of the tables cannot express.

For example, a log scale needs positive figures, and a preset needs a weight above 0.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from math import inf
from re import compile as pattern

from kpo.core.errors import Problem, remedy_for
from kpo.core.model import MAX_WEIGHT, MIN_WEIGHT_SUM, Table
from kpo.data.labour_cost import CHARGES_SOURCES, INCOME_PER_HEAD
from kpo.data.published_indices import rank_faults
from kpo.data.schema import source_of
from kpo.data.working_hours import is_time_zone

Tables = Mapping[str, Table]
MAX_CHARGES = 100.0
"""Employer's charges above this share of pay, in per cent, are taken for an error."""

LOGARITHMIC = {"log": 0.0, "log1p": -1.0}
"""Logarithmic scales, with the bound that every figure and goalpost on them must exceed."""

TRANSFORMS = ("", "linear", *LOGARITHMIC)
REQUIRED: Mapping[str, str] = {
    "countries": "country iso2 name region currency latitude longitude business_timezone home "
    "client transfer_regime",
    "criteria": "criterion position name short_name question description worst best colour_light "
    "colour_dark note_word core fixed enabling",
    "indicators": "indicator criterion tiers name unit direction transform goalpost_low "
    "goalpost_high goalpost_reason weight_in_criterion earliest_year origin decimals description "
    "context_of lower_quartile size",
    "tiers": "tier parent name description preset pay client_pay_to_gni",
    "tier_weights": "tier indicator weight",
    "presets": "preset name tier origin citation reason",
    "preset_weights": "preset criterion weight",
    "flags": "country flag state since text source",
    "transfers": "regime country status source note",
    "transfer_scale": "status value meaning",
    "former_preset_weights": "preset criterion weight",
    "sanction_classes": "class position left_out short words buying meaning",
    "sanction_regimes": "regime name short",
    "sanctions": "regime country class state act scope services_rule certainty as_of source",
    "client_regimes": "client sanctions_regime also_bound_by note",
    "figure_errors": "rule spread shape reason",
    "doubt_rules": "rule threshold unit reason",
    "corrections": "country indicator year action value reason",
    "sources": "source producer title published accessed next_update url licence redistribution "
    "citation origin sha256",
}
OPTIONAL: Mapping[str, str] = {
    "published_indices": "index edition form pooled publisher name year shares_figures words "
    "source indicator",
    "published_ranks": "index edition n_ranked country rank how page published note source",
    "published_lists": "index edition country page source",
    "case_assumptions": "assumption position name unit scope shape value low high least most step "
    "decimals origin first absent reason sources year",
    "economic_paths": "country series year value forecast source",
    "employment_terms": "country leave_days annual_leave working_hours_week notice_period "
    "severance_pay thirteenth_month source",
    "attrition_reports": "country measure value unit period scope producer quoted_in url published "
    "note source",
}
"""Tables that a folder may leave out, with the columns that each needs if it is present."""

OBSERVATION_COLUMNS = "country indicator year value error n status note doubt"
FORMS = {
    "criterion": (pattern("[a-z][a-z0-9_]*"), "use small letters, digits and _"),
    "colour_light": (pattern("#[0-9A-Fa-f]{6}"), "write it as #RRGGBB"),
    "colour_dark": (pattern("#[0-9A-Fa-f]{6}"), "write it as #RRGGBB"),
}
"""Columns of a criterion that style sheets use, with the form they need and the remedy."""


def _placed_rows(table: Table | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a table, each with its place; nothing for a missing table."""
    if table:
        for number, row in enumerate(table.records(), start=2):
            yield f"{table.path} row {number}", row


def _criterion_problems(tables: Tables) -> Iterator[Problem]:
    for where, row in _placed_rows(tables["criteria"]):
        for name, (form, remedy) in FORMS.items():
            if not form.fullmatch(row[name]):
                what = f'{name} "{row[name]}" cannot be used in a style sheet'
                yield Problem(where, what, remedy)


def _observation_problems(tables: Tables) -> Iterator[Problem]:
    """Yield figures from unknown sources, given twice over all files, or out of their scale."""
    log = {
        row["indicator"]: LOGARITHMIC[row["transform"]]
        for row in tables["indicators"].records()
        if row["transform"] in LOGARITHMIC
    }
    sources = set(tables["sources"].column("source"))
    seen: dict[tuple[str, str, str], str] = {}
    for table in tables.values():
        source = source_of(table.path)
        if not source:
            continue
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
            if indicator in log and float(value) <= log[indicator]:
                above = f"{log[indicator]:g}"
                what = f'{indicator} "{value}" is not above {above}, and its scale is logarithmic'
                yield Problem(where, what, "remove the row or correct the figure")
            if indicator in CHARGES_SOURCES and not 0 <= float(value) <= MAX_CHARGES:
                what = f"{indicator} of {country} is {value} %, not between 0 and {MAX_CHARGES:g}"
                yield Problem(where, what, "correct the figure: it is a share of gross pay")


def _indicator_problems(tables: Tables) -> Iterator[Problem]:
    in_tiers = {row["indicator"] for row in tables["tier_weights"].records()}
    for where, row in _placed_rows(tables["indicators"]):
        if row["criterion"]:
            scored = row["indicator"] in in_tiers or float(row["weight_in_criterion"] or 1) != 0
            goalposts = _goalpost_faults(row) if scored else ()
            for what, remedy in (*_weight_faults(row), *goalposts):
                yield Problem(where, f"{row['indicator']} {what}", remedy)
        if row["criterion"] and row["context_of"]:
            what = f"{row['indicator']} has a criterion and is context as well"
            yield Problem(where, what, "empty criterion or context_of")


def _weight_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    weight = row["weight_in_criterion"]
    if not weight or float(weight) < 0:
        yield "has no weight in its criterion", "give 0 (shown, not scored) or more"
    elif float(weight) > MAX_WEIGHT:
        yield f"has a weight_in_criterion above {MAX_WEIGHT:g}", "give a smaller one"


def _goalpost_faults(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    low, high = row["goalpost_low"], row["goalpost_high"]
    if not (low and high):
        yield "has no goalposts", "give goalpost_low and goalpost_high with a reason"
    elif float(low) >= float(high):
        yield "has goalpost_low not below goalpost_high", "put the lower figure first"
    elif float(low) <= (least := LOGARITHMIC.get(row["transform"], -inf)):
        remedy = f"give a goalpost_low above {least:g}"
        yield f"has a logarithmic scale from {least:g} or less", remedy
    if row["transform"] not in TRANSFORMS:
        yield f'has transform "{row["transform"]}"', "use linear, log or log1p"
    if not row["goalpost_reason"]:
        yield "has no goalpost_reason", "write why the bounds are what they are"
    if row["direction"] not in ("1", "-1"):
        yield f'has direction "{row["direction"]}"', "use 1 (more is better) or -1"
    if not row["lower_quartile"]:
        remedy = "give what counts where there is no figure (python -m data.etl.goalposts)"
        yield "has no lower_quartile", remedy
    elif not 0 <= float(row["lower_quartile"]) <= 100:
        yield "has a lower_quartile that is no score", "give points from 0 to 100"


def _tier_weight_problems(tables: Tables) -> Iterator[Problem]:
    for where, row in _placed_rows(tables["tier_weights"]):
        if not 0 <= float(row["weight"] or -1) <= MAX_WEIGHT:
            what = f'weight "{row["weight"]}" of {row["indicator"]} in {row["tier"]} is none'
            yield Problem(where, what, "give 0 (not scored) or more")


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
        elif not MIN_WEIGHT_SUM <= total[preset] <= MAX_WEIGHT:
            what = f'the weights of "{preset}" are {total[preset]:g} together'
            yield Problem(where, what, "give it weights of about 100 together")


def _tier_problems(tables: Tables) -> Iterator[Problem]:
    rows = list(_placed_rows(tables["tiers"]))
    top = [row["tier"] for _, row in rows if not row["parent"]]
    for where, row in rows:
        if row["parent"] and row["parent"] not in top:
            what = f'parent "{row["parent"]}" of {row["tier"]} is not a tier of its own'
            yield Problem(where, what, f"use one of {', '.join(top)}")
    for where, row in rows:
        if not row["parent"] and not row["pay"]:
            what = f"{row['tier']} has no pay"
            yield Problem(where, what, "name an indicator of indicators.csv")


def _client_problems(tables: Tables) -> Iterator[Problem]:
    """Yield clients that lack a tier's pay, and income per head or the ratio to replace it."""
    known = _with_figures(tables)
    pays = tables["indicators"].column("indicator")
    tiers = [row for row in tables["tiers"].records() if row["pay"] in pays]
    for where, row in _placed_rows(tables["countries"]):
        for tier in tiers if row["client"] == "yes" else ():
            country = row["country"]
            if (country, tier["pay"]) in known:
                continue
            if not tier["client_pay_to_gni"]:
                what = f"the client {country} has no {tier['pay']}, and {tier['tier']} no ratio"
                remedy = f"add the figure, or client_pay_to_gni in {tables['tiers'].path}"
                yield Problem(where, what, remedy)
            elif (country, INCOME_PER_HEAD) not in known:
                what = f"the client {country} has neither {tier['pay']} nor {INCOME_PER_HEAD}"
                yield Problem(where, what, "add one of the two figures")


def _with_figures(tables: Tables) -> set[tuple[str, str]]:
    return {
        pair
        for table in tables.values()
        if source_of(table.path)
        for pair in zip(table.column("country"), table.column("indicator"), strict=True)
    }


def _home_problems(tables: Tables) -> Iterator[Problem]:
    if "yes" not in tables["countries"].column("home"):
        what, remedy = "no country is a home country", 'write "yes" under home for at least one'
        yield Problem(tables["countries"].path, what, remedy)


def _timezone_problems(tables: Tables) -> Iterator[Problem]:
    for where, row in _placed_rows(tables["countries"]):
        if not is_time_zone(row["business_timezone"]):
            what = f'business_timezone "{row["business_timezone"]}" is not an IANA time zone'
            yield Problem(where, what, 'use a name like "Europe/Prague"')


def _published_problems(tables: Tables) -> Iterator[Problem]:
    """Yield ranks that are impossible in their edition, and editions without a description."""
    described = tables.get("published_indices")
    keys = ("index", "edition")
    known = set(zip(*map(described.column, keys), strict=True)) if described else set()
    for name in ("published_ranks", "published_lists"):
        placed = list(_placed_rows(tables.get(name)))
        for where, row in placed:
            edition = (row["index"], row["edition"])
            if edition not in known:
                remedy = "add it to published_indices.csv"
                yield Problem(where, f'unknown edition "{" ".join(edition)}"', remedy)
        if name == "published_ranks":
            yield from rank_faults(placed)


CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    _criterion_problems,
    _indicator_problems,
    _tier_weight_problems,
    _observation_problems,
    _preset_problems,
    _tier_problems,
    _client_problems,
    _home_problems,
    _timezone_problems,
    _published_problems,
)
