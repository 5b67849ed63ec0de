"""The export command: a ranking, or a presentation of scenes, as a self-explanatory file."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kpo.cli.answers import content, written
from kpo.core.model import Scenario
from kpo.core.text import number_of
from kpo.data.catalog import Catalog
from kpo.deck import Scene, presented
from kpo.export.registry import FORMATS, SCENE_FORMATS, build, build_scenes
from kpo.scenarios.collection import SavedScenarios
from kpo.scenarios.file import from_file, scenes_in
from kpo.scoring.ranking import rank


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of an export to a parser that has those of a scenario."""
    known = ", ".join(f"{name} ({item.label})" for name, item in FORMATS.items())
    parser.add_argument("--format", choices=tuple(FORMATS), required=True, help=known)
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)
    parser.add_argument(
        "--address",
        default="http://localhost:8501/",
        help="where the dashboard stands, for the link inside the file",
    )
    parser.add_argument(
        "--scenes",
        metavar="FILE",
        type=Path,
        help="a file of saved scenarios: its scenes in their order, with their captions "
        f"({' or '.join(SCENE_FORMATS)})",
    )


def answer(catalog: Catalog, scenario: Scenario, choice: argparse.Namespace) -> str:
    """Write the file, and return what the export command prints."""
    if choice.scenes is None:
        file = build(choice.format, rank(catalog, scenario), choice.address)
        return written(choice.out, file)
    saved = content(choice.scenes, "name a file that was saved on the Scenarios or Present page")
    shelf = SavedScenarios(from_file(catalog, saved), scenes=scenes_in(saved))
    scenes = presented(catalog, scenario, shelf)
    file = build_scenes(choice.format, scenes, choice.address)
    return written(choice.out, file, _told(scenes, shelf))


def _told(scenes: Sequence[Scene], shelf: SavedScenarios) -> str:
    """Return the number of scenes written, and those of the file that this choice does not have."""
    there = {scene.id for scene in scenes}
    gone = [item.scene for item in shelf.scenes if item.scene not in there]
    words = f", {number_of(len(scenes), 'scene', 'scenes')}"
    return words + (f"; not there with this choice: {', '.join(gone)}" if gone else "")
