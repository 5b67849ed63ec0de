"""Sentences of the Data page on all figures and on one figure. Plain text, no markup."""

from kpo.analysis.provenance import CITE_ONLY, Credit
from kpo.core.labels import STATUS_WORDS, mark_words
from kpo.core.model import Scenario
from kpo.core.numbers import shown_value
from kpo.data.catalog import Catalog
from kpo.data.observations import figure


def headline(catalog: Catalog) -> str:
    """Return how many figures there are."""
    return f"{catalog.figure_count:,} figures, each with its year, its source and its licence"


def standfirst(catalog: Catalog) -> str:
    """Return what our figures, without the user's own, cover and how many sources are cite-only."""
    catalog = catalog.published
    kept = sum(source.redistribution == CITE_ONLY for source in catalog.sources.values())
    sentence = (
        f"{len(catalog.indicators)} indicators of {len(catalog.countries)} countries from "
        f"{len(catalog.sources)} sources."
    )
    if not kept:
        return sentence
    words = "source may" if kept == 1 else "sources may"
    whose = "its" if kept == 1 else "their"
    return (
        f"{sentence} {kept} {words} be cited but not passed on: {whose} figures are shown here and "
        "left out of downloads."
    )


def credit_words(credit: Credit) -> str:
    """Return the producers, years and unit of the figures of a criterion."""
    return f"{', '.join((*credit.producers, credit.years, *filter(None, (credit.unit,))))}."


def report(catalog: Catalog, scenario: Scenario, country: str, indicator: str) -> str:
    """Return the text of an error report on a figure, to be completed by the user."""
    item, observation = catalog.indicators[indicator], figure(catalog, scenario, country, indicator)
    place = catalog.countries[country].name
    value = "no figure"
    lines = [f"Figures of {catalog.data_version}: {place}, {item.name} ({country}, {indicator})"]
    if observation:
        value = f"{shown_value(item, observation.value)} {item.unit}, {observation.year}"
        status = STATUS_WORDS[observation.status]
        value += f", {mark_words(observation.status, observation.doubt) or status}"
        lines += [
            f"Source: {catalog.sources[name].citation}, {catalog.sources[name].url}"
            for name in observation.sources
        ]
    lines[1:1] = [f"Shown here: {value}"]
    lines += ["Should be: ", "Because (page or table where the publisher says so): "]
    return "\n".join(lines)
