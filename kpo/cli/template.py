"""The template command: a table to fill in with own figures."""

import argparse
from pathlib import Path

from kpo.cli.answers import written
from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.export.user_template import KINDS, template
from kpo.scenarios.record import canonical


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the kind of template and the file to a parser that has the options of a scenario."""
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help="default workbook (XLSX)")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)


def answer(catalog: Catalog, scenario: Scenario, choice: argparse.Namespace) -> str:
    """Write a template, and return what the template command prints."""
    return written(choice.out, template(catalog, canonical(catalog, scenario), choice.kind))
