"""The sources command: who says each figure."""

import argparse

from kpo.cli import user_data
from kpo.core.labels import STATUS_WORDS
from kpo.core.model import Observation, Scenario
from kpo.data.observations import figure


def sources_text(choice: argparse.Namespace) -> str:
    """Return what the sources command prints."""
    catalog = user_data.catalog(choice)
    country, indicator = choice.country.upper(), choice.indicator
    scenario = Scenario(client=choice.client.upper())
    observations = catalog.figures(country, indicator)
    used = figure(catalog, scenario, country, indicator)
    item = catalog.indicators[indicator]
    lines = [f"{catalog.countries[country].name}, {item.name} ({item.unit})"]
    if used is not None and used not in observations:
        observations = (*observations, used)
    lines += [_figure_line(item.decimals, part, part == used) for part in observations]
    if not observations:
        lines.append("  no figure; nothing is estimated in its place")
    names = dict.fromkeys(name for part in observations for name in part.sources)
    for name in names:
        source = catalog.sources[name]
        lines += [
            f"  [{name}] {source.citation}",
            f"      {source.url}  licence: {source.licence}",
        ]
    return "\n".join(lines) + "\n"


def _figure_line(decimals: int, part: Observation, used: bool) -> str:
    extra = [STATUS_WORDS[part.status]] if part.status != "reported" else []
    extra += [f"n = {part.n}"] if part.n is not None else []
    extra += [f"standard error {part.error:g}"] if part.error is not None else []
    extra += [f"doubtful: {part.doubt}"] if part.doubt else []
    extra += [part.note] if part.note else []
    mark = "*" if used else " "
    text = f"; {'; '.join(extra)}" if extra else ""
    return f"  {mark} {part.year}  {part.value:,.{decimals}f}  [{', '.join(part.sources)}]{text}"
