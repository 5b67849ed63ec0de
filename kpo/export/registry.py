"""Every file a ranking can be taken away as; each is made only when it is asked for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from kpo.charts.chart import Chart
from kpo.core.errors import ExportError, Problem
from kpo.export.run_card import Card, card
from kpo.scoring.ranking import Ranking

if TYPE_CHECKING:
    from kpo.deck import Scene
    from kpo.export.slides import Pack

OFFICE: Final = "application/vnd.openxmlformats-officedocument."

Build = Callable[[Ranking, Card], bytes]
BuildChart = Callable[[Chart, Card], bytes]


@dataclass(frozen=True)
class ChartFormat:
    """A kind of file of one chart: its name, ending and media type, and how it is made."""

    label: str
    extension: str
    media: str
    build: BuildChart


@dataclass(frozen=True)
class Format:
    """A kind of file: what the menu calls it, its ending and media type, and how it is made."""

    label: str
    extension: str
    media: str
    build: Build
    what: str = "ranking"


def build(name: str, ranking: Ranking, address: str = "", scenes: Sequence["Scene"] = ()) -> bytes:
    """Return the bytes of a file.

    Parameters
    ----------
    name
        One of `FORMATS`.
    address
        Where the dashboard stands, for the link inside the file.
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
    """Return the bytes of a chart's file.

    Parameters
    ----------
    name
        One of `CHART_FORMATS`.
    address
        Where the dashboard stands, for the link inside the file.

    Raises
    ------
    ExportError
        If the chart cannot be drawn.
    """
    return CHART_FORMATS[name].build(chart, card(ranking, address))


def build_scenes(name: str, scenes: Iterable["Scene"], address: str = "") -> bytes:
    """Return chosen scenes as slides or pages, in their order and with their captions.

    Parameters
    ----------
    name
        One of `SCENE_FORMATS`.
    address
        Where the dashboard stands, for the links inside the file.

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
    """Return a writer of another module, which is imported when the first file is made."""

    def written(*content: object) -> bytes:
        file = getattr(import_module(f"kpo.export.{module}"), writer)(*content, *options)
        return file.encode() if isinstance(file, str) else bytes(file)

    return written


def _pptx(ranking: Ranking, about: Card) -> bytes:
    return _slides(_pack(ranking, about))


def _pdf(ranking: Ranking, about: Card) -> bytes:
    return _pages(_pack(ranking, about))


def _pack(ranking: Ranking, about: Card, scenes: Sequence["Scene"] = ()) -> "Pack":
    from kpo.export.board.pack import pack

    return pack(ranking, about, scenes)


def _slides(pack: "Pack") -> bytes:
    from kpo.export.worker import ENGINE

    return ENGINE.draw("pptx", pack)


def _html(ranking: Ranking, about: Card) -> bytes:
    from kpo.export.standalone.html import standalone

    return standalone(ranking.catalog, ranking.scenario, about.link.split("?")[0], about.day)


_pages: Final = _late("pages", "document")

FORMATS: Final = {
    "png": Format("Picture, PNG", "png", "image/png", _late("picture", "png")),
    "png-square": Format(
        "Picture, square PNG", "png", "image/png", _late("picture", "png", "square"), "square"
    ),
    "png-wide": Format(
        "Picture, 16:9 PNG", "png", "image/png", _late("picture", "png", "wide"), "wide"
    ),
    "svg": Format("Drawing, SVG", "svg", "image/svg+xml", _late("picture", "svg")),
    "ranking-pdf": Format("Drawing, PDF", "pdf", "application/pdf", _late("picture", "pdf")),
    "pptx": Format(
        "Board pack, PPTX", "pptx", OFFICE + "presentationml.presentation", _pptx, "pack"
    ),
    "pdf": Format("Board pack, PDF", "pdf", "application/pdf", _pdf, "pack"),
    "xlsx": Format(
        "Workbook that ranks, XLSX",
        "xlsx",
        OFFICE + "spreadsheetml.sheet",
        _late("xlsx", "workbook"),
    ),
    "csv": Format("Table in full, CSV", "csv", "text/csv", _late("tables", "full"), "full"),
    "csv-displayed": Format(
        "Table as shown, CSV", "csv", "text/csv", _late("tables", "displayed"), "as-shown"
    ),
    "html": Format("Live ranking in one file, HTML", "html", "text/html", _html, "live"),
}
"""By name on the command line, in the order of the menu."""

SCENE_FORMATS: Final = {"pptx": _slides, "pdf": _pages}
"""Of scenes, by the name of the kind of file in `FORMATS`."""

CHART_FORMATS: Final = {
    "png": ChartFormat("PNG", "png", "image/png", _late("chart_files", "png")),
    "svg": ChartFormat("SVG", "svg", "image/svg+xml", _late("chart_files", "svg")),
    "pdf": ChartFormat("PDF", "pdf", "application/pdf", _late("chart_files", "pdf")),
    "csv": ChartFormat("CSV", "csv", "text/csv", _late("chart_files", "csv")),
}
"""Of one chart, in the order of the menu."""
