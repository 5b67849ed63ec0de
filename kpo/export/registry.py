"""Every file a ranking can be taken away as; each is made only when it is asked for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kpo.charts.chart import Chart
from kpo.core.errors import ExportError, Problem
from kpo.data.catalog import Catalog
from kpo.export.run_card import Card, card
from kpo.scoring.ranking import Ranking

if TYPE_CHECKING:
    from kpo.deck import Scene
    from kpo.export.slides import Pack

OFFICE: Final = "application/vnd.openxmlformats-officedocument."

Build = Callable[[Catalog, Ranking, Card], bytes]
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


def build(
    name: str,
    catalog: Catalog,
    ranking: Ranking,
    address: str = "",
    scenes: Sequence["Scene"] = (),
) -> bytes:
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
    about = card(catalog, ranking, address)
    if scenes and name in SCENE_FORMATS:
        return SCENE_FORMATS[name](_pack(catalog, ranking, about, scenes))
    return FORMATS[name].build(catalog, ranking, about)


def build_chart(
    name: str, chart: Chart, catalog: Catalog, ranking: Ranking, address: str = ""
) -> bytes:
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
    return CHART_FORMATS[name].build(chart, card(catalog, ranking, address))


def build_scenes(
    name: str, catalog: Catalog, scenes: Iterable["Scene"], address: str = ""
) -> bytes:
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
    from kpo.export.scene_slides import told

    if name not in SCENE_FORMATS:
        what = f'"{name}" holds no scenes'
        remedy = f"use one of {', '.join(SCENE_FORMATS)}"
        raise ExportError(Problem("--format", what, remedy))
    return SCENE_FORMATS[name](told(catalog, scenes, address))


def _chart_png(made: Chart, about: Card) -> bytes:
    from kpo.export import chart_files as chart

    return chart.png(made, about)


def _chart_svg(made: Chart, about: Card) -> bytes:
    from kpo.export import chart_files as chart

    return chart.svg(made, about).encode()


def _chart_pdf(made: Chart, about: Card) -> bytes:
    from kpo.export import chart_files as chart

    return chart.pdf(made, about)


def _chart_csv(made: Chart, about: Card) -> bytes:
    from kpo.export import chart_files as chart

    return chart.csv(made, about).encode()


def _png(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export import picture

    return picture.png(catalog, ranking, about)


def _square(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export import picture

    return picture.png(catalog, ranking, about, "square")


def _wide(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export import picture

    return picture.png(catalog, ranking, about, "wide")


def _svg(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export import picture

    return picture.svg(catalog, ranking, about).encode()


def _picture_pdf(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export import picture

    return picture.pdf(catalog, ranking, about)


def _csv(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export import tables

    return tables.full(catalog, ranking, about).encode()


def _displayed(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export import tables

    return tables.displayed(catalog, ranking, about).encode()


def _pptx(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    return _slides(_pack(catalog, ranking, about))


def _pdf(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    return _pages(_pack(catalog, ranking, about))


def _pack(
    catalog: Catalog, ranking: Ranking, about: Card, scenes: Sequence["Scene"] = ()
) -> "Pack":
    from kpo.export.board.pack import pack

    return pack(catalog, ranking, about, scenes)


def _slides(made: "Pack") -> bytes:
    from kpo.export.worker import ENGINE

    return ENGINE.draw("pptx", made)


def _pages(made: "Pack") -> bytes:
    from kpo.export.pages import document

    return document(made)


def _xlsx(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export.xlsx import workbook

    return workbook(catalog, ranking, about)


def _html(catalog: Catalog, ranking: Ranking, about: Card) -> bytes:
    from kpo.export.standalone.html import standalone

    return standalone(catalog, ranking.scenario, about.link.split("?")[0], about.made)


FORMATS: Final = {
    "png": Format("Picture, PNG", "png", "image/png", _png),
    "png-square": Format("Picture, square PNG", "png", "image/png", _square, "square"),
    "png-wide": Format("Picture, 16:9 PNG", "png", "image/png", _wide, "wide"),
    "svg": Format("Drawing, SVG", "svg", "image/svg+xml", _svg),
    "ranking-pdf": Format("Drawing, PDF", "pdf", "application/pdf", _picture_pdf),
    "pptx": Format(
        "Board pack, PPTX", "pptx", OFFICE + "presentationml.presentation", _pptx, "pack"
    ),
    "pdf": Format("Board pack, PDF", "pdf", "application/pdf", _pdf, "pack"),
    "xlsx": Format("Workbook that ranks, XLSX", "xlsx", OFFICE + "spreadsheetml.sheet", _xlsx),
    "csv": Format("Table in full, CSV", "csv", "text/csv", _csv, "full"),
    "csv-displayed": Format("Table as shown, CSV", "csv", "text/csv", _displayed, "as-shown"),
    "html": Format("Live ranking in one file, HTML", "html", "text/html", _html, "live"),
}
"""By name on the command line, in the order of the menu."""

SCENE_FORMATS: Final = {"pptx": _slides, "pdf": _pages}
"""Of scenes, by the name of the kind of file in `FORMATS`."""

CHART_FORMATS: Final = {
    "png": ChartFormat("PNG", "png", "image/png", _chart_png),
    "svg": ChartFormat("SVG", "svg", "image/svg+xml", _chart_svg),
    "pdf": ChartFormat("PDF", "pdf", "application/pdf", _chart_pdf),
    "csv": ChartFormat("CSV", "csv", "text/csv", _chart_csv),
}
"""Of one chart, in the order of the menu."""
