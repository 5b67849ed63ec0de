"""Labour cost of an employer, and the saving on the client's: computed, never stored."""

from collections.abc import Callable
from typing import NamedTuple

from kpo.core.model import Observation, ScoringRules, Status
from kpo.data.catalog import Catalog
from kpo.data.records import sources_of

SAVING = "saving"
EXCHANGE_RATE = "exchange_rate"
INCOME_PER_HEAD = "gni_per_head"
EMPLOYER_CHARGES = "employer_charges"
CHARGES_SECOND = "employer_charges_worldbank"
CHARGES_SOURCES = (EMPLOYER_CHARGES, CHARGES_SECOND, "employer_charges_oecd")
"""Indicators of employer's charges, one for each source."""

CHARGES_FIXED = "employer_charges_fixed"
MONTHS = 12
Figures = Callable[[str, str], Observation | None]
"""Function that looks up the figure of a country and an indicator under the same rules."""


class Lookup(NamedTuple):
    """Inputs of a computed figure: tables, scoring rules, and other figures under these rules."""

    catalog: Catalog
    rules: ScoringRules
    figures: Figures


class LabourCost(NamedTuple):
    """Labour cost: gross pay, charges on it in per cent, and both in US dollars a month."""

    pay: Observation
    charges: Observation
    monthly: float


def labour_cost(lookup: Lookup, country: str) -> LabourCost | None:
    """Return pay and employer charges of the tier's work, or None if one of them is missing.

    A client without a figure for the tier's pay gets a twelfth of its yearly income per head times
    the median ratio of the other clients (`tiers.client_pay_to_gni`), with status ``assumed``.
    """
    pay = tier_pay(lookup, country)
    charges = pay and _charges_on(pay, lookup.figures)
    if pay is None or charges is None:
        return None
    return LabourCost(pay, charges, pay.value * (1 + charges.value / 100))


def tier_pay(lookup: Lookup, country: str) -> Observation | None:
    """Return the gross pay of the tier's work in USD a month; assumed for a client without one."""
    tier = lookup.catalog.tiers[lookup.rules.tier]
    pay = lookup.figures(country, tier.pay)
    if pay is not None or country != lookup.rules.client or tier.client_pay_to_gni is None:
        return pay
    income = lookup.figures(country, INCOME_PER_HEAD)
    if income is None:
        return None
    note = (
        f"no figure for this pay: income per head of {income.year}, a twelfth, "
        f"times {tier.client_pay_to_gni:g}, the median ratio of the other clients"
    )
    value = income.value / MONTHS * tier.client_pay_to_gni
    return Observation(country, tier.pay, income.year, value, "assumed", income.sources, note=note)


def saving(lookup: Lookup, country: str) -> Observation | None:
    """Return the saving on the client's labour cost in per cent; below 0 if work costs more."""
    here = labour_cost(lookup, country)
    home = labour_cost(lookup, lookup.rules.client)
    if here is None or home is None:
        return None
    note = (
        f"{_cost_words(here)}, against {_cost_words(home)} in "
        f"{lookup.catalog.countries[lookup.rules.client].name}"
    )
    return Observation(
        country,
        SAVING,
        here.pay.year,
        100 * (1 - here.monthly / home.monthly),
        status_or_user(here.pay.status, here.charges, home.pay, home.charges),
        sources_of(here.pay, here.charges, home.pay, home.charges),
        n=here.pay.n,
        note="; ".join(filter(None, (note, here.pay.note))),
        doubt=here.pay.doubt,
    )


def _cost_words(cost: LabourCost) -> str:
    return f"{cost.pay.value:,.0f} USD a month ({cost.pay.year}) and {cost.charges.value:.3g} %"


def _charges_on(pay: Observation, figures: Figures) -> Observation | None:
    """Return the employer's charges on a pay, in per cent of it.

    If the law asks for a fixed sum a year, it is converted to a share of this pay, unless the
    user has given a share.
    """
    share = figures(pay.country, EMPLOYER_CHARGES)
    fixed = figures(pay.country, CHARGES_FIXED)
    rate = figures(pay.country, EXCHANGE_RATE)
    if fixed is None or rate is None or (share and share.status == "user"):
        return share
    value = 100 * fixed.value / rate.value / (MONTHS * pay.value)
    note = f"{fixed.value:,.0f} a year in local currency, as a share of this pay"
    return Observation(
        pay.country,
        EMPLOYER_CHARGES,
        fixed.year,
        value,
        status_or_user(fixed.status, rate),
        sources_of(fixed, rate),
        note=note,
    )


def status_or_user(status: Status, *parts: Observation) -> Status:
    """Return the status of a computed figure: ``user`` if any part is the user's, else `status`."""
    return "user" if any(part.status == "user" for part in parts) else status
