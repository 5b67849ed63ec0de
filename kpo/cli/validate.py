"""The validate command: check a data folder."""

import argparse

from kpo.cli import user_data


def validation_text(choice: argparse.Namespace) -> str:
    """Return what the validate command prints."""
    catalog = user_data.catalog(choice)
    return (
        f"No problems: {len(catalog.tables)} tables, {len(catalog.countries)} countries, "
        f"{len(catalog.indicators)} indicators, {catalog.figure_count:,} figures, "
        f"data version {catalog.data_version}.\n"
    )
