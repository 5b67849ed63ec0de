"""Run ``docs/notebook.ipynb`` and save the output of its cells: ``make notebook``."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = Path(__file__).with_name("notebook.ipynb")
PATIENCE = 600


def main(arguments: Sequence[str]) -> None:
    """Run the notebook, and write it in place or to the file named by the first argument."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    os.environ["PYTHONPATH"] = str(ROOT)
    client = NotebookClient(notebook, timeout=PATIENCE, record_timing=False)
    client.execute()
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    there = Path(arguments[0]) if arguments else NOTEBOOK
    nbformat.write(notebook, there)


if __name__ == "__main__":
    main(sys.argv[1:])
