"""What work costs an employer, and what of the client's cost is saved: computed, never stored."""

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
"""Employer's charges as each of their sources has them."""

CHARGES_FIXED = "employer_charges_fixed"
MONTHS = 12
Figures = Callable[[str, str], Observation | None]
"""Looks up the figure of a country and an indicator under the same rules."""


class Lookup(NamedTuple):
    """What a computed figure is made from: tables, scoring rules, and other figures under them."""

    catalog: Catalog
    rules: ScoringRules
    figures: Figures


class LabourCost(NamedTuple):
    """What a month of work costs an employer: gross pay and charges on it, in US dollars."""

    pay: Observation
    charges: Observation
    monthly: float


def labour_cost(lookup: Lookup, country: str) -> LabourCost | None:
    """Return pay and employer charges of the tier's work, or None where one of them is missing.

    A client without a figure for the tier's pay gets its income per head, a twelfth of the year,
    times the median ratio of the other clients (`tiers.client_pay_to_gni`), status ``assumed``.
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
    """Return what of the client's labour cost is saved, in per cent; below 0 if it costs more."""
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

    Where the law asks for a fixed sum a year, it is turned into a share of this pay, unless the
    user has a share of their own.
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
    """Return the status of a computed figure, the user's own if any part of it is."""
    return "user" if any(part.status == "user" for part in parts) else status
