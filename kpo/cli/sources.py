"""The sources command: the figures of a country and indicator, with their sources."""

import argparse

from kpo.cli.answers import lines_text
from kpo.cli.scenario_options import add_data_option
from kpo.core.labels import STATUS_WORDS
from kpo.core.model import Observation, Scenario
from kpo.data.catalog import Catalog
from kpo.data.observations import figure


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name a figure, and the options of the data folder."""
    parser.add_argument("country", metavar="COUNTRY", help="alpha-3 code, such as IND")
    parser.add_argument("indicator", metavar="INDICATOR", help="such as english")
    parser.add_argument("--client", default="SWE")
    add_data_option(parser)


def answer(catalog: Catalog, choice: argparse.Namespace) -> str:
    """Return what the sources command prints."""
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
    return lines_text(lines)


def _figure_line(decimals: int, part: Observation, used: bool) -> str:
    extra = [STATUS_WORDS[part.status]] if part.status != "reported" else []
    extra += [f"n = {part.n}"] if part.n is not None else []
    extra += [f"standard error {part.error:g}"] if part.error is not None else []
    extra += [f"doubtful: {part.doubt}"] if part.doubt else []
    extra += [part.note] if part.note else []
    mark = "*" if used else " "
    text = f"; {'; '.join(extra)}" if extra else ""
    return f"  {mark} {part.year}  {part.value:,.{decimals}f}  [{', '.join(part.sources)}]{text}"
