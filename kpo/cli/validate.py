"""The validate command: check a data folder."""

import argparse

from kpo.cli.scenario_options import add_data_option as add_options
from kpo.data.catalog import Catalog

__all__ = ["add_options", "answer"]


def answer(catalog: Catalog, choice: argparse.Namespace) -> str:
    """Return what the validate command prints."""
    return (
        f"No problems: {catalog.table_count} tables, {len(catalog.countries)} countries, "
        f"{len(catalog.indicators)} indicators, {catalog.figure_count:,} figures, "
        f"data version {catalog.data_version}.\n"
    )
