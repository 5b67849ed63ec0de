"""The texts of the frame for the parts of a choice."""

from datetime import date
from typing import Final

from kpo.core.model import Scenario
from kpo.core.text import lowered
from kpo.data.catalog import Catalog
from kpo.data.names import WITH_ARTICLE, WORK, saving_words
from kpo.narrative.scenarios import preset_words

DEFAULT: Final = Scenario()
ORIGIN: Final = {
    "citable": "Published elsewhere",
    "editorial": "Our judgement, yours to change",
    "equal": "Equal weights",
}


def month(data_version: str) -> str:
    """Return a data version as a month in words.

    Examples
    --------
    >>> month("2026-11")
    'November 2026'
    """
    return date.fromisoformat(f"{data_version}-01").strftime("%B %Y")


def line(catalog: Catalog, scenario: Scenario, compared: int) -> dict[str, str]:
    """Return the texts of the choice line, by part of the choice."""
    name = escaped(catalog.countries[scenario.client].name)
    article = "the " if scenario.client in WITH_ARTICLE else ""
    return {
        "work": work(catalog, scenario),
        "client": f"for a client in {article}**{name}**",
        "destinations": destinations(compared, len(catalog.countries)),
        "weights": weighting(catalog, scenario),
        "rules": rules(scenario),
        "figures": figures(catalog, scenario),
        "people": people(scenario),
    }


def people(scenario: Scenario) -> str:
    """Return how many people do the work, and what else of the business case was changed.

    Examples
    --------
    >>> people(Scenario()), people(Scenario(people=1, assumptions={"margin": (15, 15)}))
    ('**25 people**', '**1 person**, 1 assumption yours')
    """
    count = len(scenario.assumptions)
    yours = f", {count} assumption{'' if count == 1 else 's'} yours" if count else ""
    return f"**{scenario.people:,} {'person' if scenario.people == 1 else 'people'}**{yours}"


def work(catalog: Catalog, scenario: Scenario) -> str:
    """Return the kind of work in bold, and the service line."""
    tier = f"**{kind(scenario.tier)} ({scenario.tier})**"
    if scenario.service is None:
        return f"{tier}, all service lines"
    return f"{tier}, *{escaped(lowered(catalog.tiers[scenario.service].name))}*"


def kind(tier: str) -> str:
    """Return the kind of work with a capital letter.

    Examples
    --------
    >>> kind("KPO")
    'Knowledge work'
    """
    return WORK[tier].capitalize() if tier in WORK else tier


def destinations(chosen: int, known: int) -> str:
    """Return how many destinations are compared.

    Examples
    --------
    >>> destinations(1, 101)
    '**1 destination** of 101'
    """
    if not chosen:
        return "**no destinations** yet"
    return f"**{chosen} destination{'' if chosen == 1 else 's'}** of {known}"


def weighting(catalog: Catalog, scenario: Scenario) -> str:
    """Return whose weights these are, and whether they were changed."""
    begun = whose(catalog, scenario)
    if scenario.weights is not None:
        return f"weights: **yours**, begun with {begun}"
    return f"weights: **{begun}**, unchanged"


def whose(catalog: Catalog, scenario: Scenario) -> str:
    """Return the name of the weights' preset, or "our judgement" for the work's editorial one."""
    return escaped(preset_words(catalog, scenario))


def rules(scenario: Scenario) -> str:
    """Return the rules that leave a destination or a figure out, in a few words."""
    count = len(scenario.minimums) + len(scenario.figure_limits)
    least = f"**{count} minimum{'' if count == 1 else 's'}**" if count else "no minimums"
    parts = [f"rules: *{scenario.method}*", least]
    if scenario.least_saving is not None:
        parts.append(f"**{saving_words(scenario.least_saving)}**")
    if scenario.rank_sanctioned:
        parts.append("**sanctioned ranked too**")
    return ", ".join(parts)


def figures(catalog: Catalog, scenario: Scenario) -> str:
    """Return which figures are used."""
    words = f"figures of **{month(catalog.data_version)}**"
    if scenario.max_age != DEFAULT.max_age:
        words += f", at most {scenario.max_age} years old"
    if scenario.native_english == "leave_out":
        words += ", native English left out"
    return words


def escaped(text: str) -> str:
    """Return text with escapes, so that Markdown shows it unchanged."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]$:~<>#" else sign for sign in text)
