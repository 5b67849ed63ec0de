"""Every format in which a ranking can be exported, made only when asked for, and names of files."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from kpo.charts.chart import Chart
from kpo.core.errors import ExportError, Problem
from kpo.export.run_card import Card, card
from kpo.scoring.ranking import Ranking

if TYPE_CHECKING:
    from kpo.deck import Scene
    from kpo.export.slides import Pack


OFFICE: Final = "application/vnd.openxmlformats-officedocument."
PNG: Final = ("png", "image/png")
SVG: Final = ("svg", "image/svg+xml")
PDF: Final = ("pdf", "application/pdf")
CSV: Final = ("csv", "text/csv")
PPTX: Final = ("pptx", OFFICE + "presentationml.presentation")
XLSX: Final = ("xlsx", OFFICE + "spreadsheetml.sheet")
"""File extension and media type of each format."""


@dataclass(frozen=True)
class Format:
    """A file format: its label in the menu, extension and media type, and how a file is made.

    `build` takes a ranking or a chart, and the run card. `what` is a part of the file's name.
    """

    label: str
    extension: str
    media: str
    build: Callable[[Any, Card], bytes]
    what: str = "ranking"


def build(name: str, ranking: Ranking, address: str = "", scenes: Sequence["Scene"] = ()) -> bytes:
    """Return the bytes of a file.

    Parameters
    ----------
    name
        One of `FORMATS`.
    address
        Address of the dashboard, for the link inside the file.
    scenes
        A presenter's scenes, whose order and words a board pack takes.

    Raises
    ------
    ExportError
        If the kind of file is unknown, or nothing is ranked.
    """
    if name not in FORMATS:
        what = f'unknown kind of file "{name}"'
        raise ExportError(Problem("--format", what, f"use one of {', '.join(FORMATS)}"))
    if not ranking.rows:
        remedy = "ease a minimum or add destinations"
        raise ExportError(Problem("ranking", "no destination can be ranked", remedy))
    about = card(ranking, address)
    if scenes and name in SCENE_FORMATS:
        return SCENE_FORMATS[name](_pack(ranking, about, scenes))
    return FORMATS[name].build(ranking, about)


def build_chart(name: str, chart: Chart, ranking: Ranking, address: str = "") -> bytes:
    """Return the bytes of a chart's file, one of `CHART_FORMATS`; `address` as in `build`.

    Raises
    ------
    ExportError
        If the chart cannot be drawn.
    """
    return CHART_FORMATS[name].build(chart, card(ranking, address))


def build_scenes(name: str, scenes: Iterable["Scene"], address: str = "") -> bytes:
    """Return chosen scenes as slides or pages, in their order and with their captions.

    `name` is one of `SCENE_FORMATS`, `address` as in `build`.

    Raises
    ------
    ExportError
        If the kind of file holds no scenes, or there is no scene.
    """
    from kpo.export.scene_slides import scene_pack

    if name not in SCENE_FORMATS:
        what = f'"{name}" holds no scenes'
        remedy = f"use one of {', '.join(SCENE_FORMATS)}"
        raise ExportError(Problem("--format", what, remedy))
    return SCENE_FORMATS[name](scene_pack(scenes, address))


def _late(module: str, writer: str, *options: object) -> Callable[..., bytes]:
    """Return a writer of another module, which is imported only when a file is made."""

    def written(*content: object) -> bytes:
        file = getattr(import_module(f"kpo.export.{module}"), writer)(*content, *options)
        return file.encode() if isinstance(file, str) else bytes(file)

    return written


def _pack(ranking: Ranking, about: Card, scenes: Sequence["Scene"] = ()) -> "Pack":
    from kpo.export.board.pack import pack

    return pack(ranking, about, scenes)


def _slides(pack: "Pack") -> bytes:
    from kpo.export.worker import ENGINE

    return ENGINE.draw("pptx", pack)


def _html(ranking: Ranking, about: Card) -> bytes:
    from kpo.export.standalone.html import standalone

    return standalone(ranking.catalog, ranking.scenario, about.link.split("?")[0], about.day)


_pages: Final = _late("typeset", "document")

FORMATS: Final = {
    "png": Format("Picture, PNG", *PNG, _late("picture", "file", "png")),
    "png-square": Format(
        "Picture, square PNG", *PNG, _late("picture", "file", "png", "square"), "square"
    ),
    "png-wide": Format("Picture, 16:9 PNG", *PNG, _late("picture", "file", "png", "wide"), "wide"),
    "svg": Format("Drawing, SVG", *SVG, _late("picture", "file", "svg")),
    "ranking-pdf": Format("Drawing, PDF", *PDF, _late("picture", "file", "pdf")),
    "pptx": Format("Board pack, PPTX", *PPTX, lambda *of: _slides(_pack(*of)), "pack"),
    "pdf": Format("Board pack, PDF", *PDF, lambda *of: _pages(_pack(*of)), "pack"),
    "xlsx": Format("Workbook that ranks, XLSX", *XLSX, _late("xlsx", "workbook")),
    "csv": Format("Table in full, CSV", *CSV, _late("tables", "full"), "full"),
    "csv-displayed": Format("Table as shown, CSV", *CSV, _late("tables", "displayed"), "as-shown"),
    "html": Format("Live ranking in one file, HTML", "html", "text/html", _html, "live"),
}
"""Formats of a ranking by their name on the command line, in the order of the menu."""

SCENE_FORMATS: Final = {"pptx": _slides, "pdf": _pages}
"""Writers of chosen scenes, by the name of their format in `FORMATS`."""

CHART_FORMATS: Final = {
    "png": Format("PNG", *PNG, _late("chart_files", "drawn", "png")),
    "svg": Format("SVG", *SVG, _late("chart_files", "drawn", "svg")),
    "pdf": Format("PDF", *PDF, _late("chart_files", "drawn", "pdf")),
    "csv": Format("CSV", *CSV, _late("chart_files", "csv")),
}
"""Formats of one chart, in the order of the menu."""


def file_name(ranking: Ranking, extension: str, what: str = "ranking") -> str:
    """Return a descriptive name that every system accepts.

    Letters, digits and hyphens only, so that text from a name or a link can never form a path.
    """
    scenario = ranking.scenario
    parts = ("kpo-atlas", scenario.tier, scenario.service or "", scenario.client, what)
    stem = "-".join(filter(None, (*map(clean, parts), clean(ranking.data_version))))
    return f"{stem}.{extension}"


def clean(text: str) -> str:
    """Return text in lower-case ASCII letters, digits and hyphens.

    Examples
    --------
    >>> clean("Côte d’Ivoire"), clean("../../R&D")
    ('cote-d-ivoire', 'r-d')
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", " ")).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", plain.decode().lower()).strip("-")
