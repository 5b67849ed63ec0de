"""The export command: a ranking as a file that describes itself."""

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from kpo.cli import user_data
from kpo.core.errors import ExportError, Problem
from kpo.core.model import Scenario
from kpo.core.text import one_line
from kpo.data.catalog import Catalog
from kpo.deck import Scene, presented
from kpo.export.registry import FORMATS, SCENE_FORMATS, build, build_scenes
from kpo.scenarios.collection import SavedScenarios
from kpo.scenarios.file import from_file, scenes_in
from kpo.scoring.ranking import rank

ScenarioOf = Callable[[Catalog, argparse.Namespace], Scenario]


def add_options(parser: argparse.ArgumentParser, scenario_of: ScenarioOf) -> None:
    """Add what is made to a parser that has the options of a scenario."""
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
    parser.set_defaults(command=partial(_export, scenario_of))


def _export(scenario_of: ScenarioOf, choice: argparse.Namespace) -> str:
    catalog = user_data.catalog(choice, *([choice.scenes] if choice.scenes else []))
    scenario, remark = scenario_of(catalog, choice), ""
    if choice.scenes is None:
        content = build(choice.format, rank(catalog, scenario), choice.address)
    else:
        shelf = _shelf(catalog, choice.scenes)
        scenes = presented(catalog, scenario, shelf)
        content = build_scenes(choice.format, scenes, choice.address)
        remark = _told(scenes, shelf)
    try:
        choice.out.write_bytes(content)
    except (OSError, ValueError) as error:
        what = f"cannot be written ({getattr(error, 'strerror', error)})"
        remedy = "name a file in a folder that is there and may be written to"
        raise ExportError(Problem(str(choice.out), what, remedy)) from error
    return f"{one_line(str(choice.out)) or 'Written'}: {len(content):,} bytes{remark}\n"


def _shelf(catalog: Catalog, path: Path) -> SavedScenarios:
    """Return the saved scenarios and scenes of a file."""
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        what = f"cannot be read ({getattr(error, 'strerror', error)})"
        remedy = "name a file that was saved on the Scenarios or Present page"
        raise ExportError(Problem(str(path), what, remedy)) from error
    return SavedScenarios(from_file(catalog, content), scenes=scenes_in(content))


def _told(scenes: Sequence[Scene], shelf: SavedScenarios) -> str:
    """Return how many scenes were written, and which of the file are not there."""
    there = {scene.id for scene in scenes}
    gone = [item.scene for item in shelf.scenes if item.scene not in there]
    words = f", {len(scenes)} scene{'' if len(scenes) == 1 else 's'}"
    return words + (f"; not there with this choice: {', '.join(gone)}" if gone else "")
