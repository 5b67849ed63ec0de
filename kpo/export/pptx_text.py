"""Text, places and colours as python-pptx wants them.

Letters are Arial, which every office has; one pixel of a slide is 1/96 inch.
"""

from typing import Any, Final

from kpo.export.slide import (
    Box,
    Line,
)

EMU: Final = 9525
"""English metric units a pixel."""

FACE: Final = "Arial"

ARIAL: Final = 0.9
"""Arial is wider than the face of the drawings: its size beside theirs."""


def paragraphs(
    frame: Any, lines: tuple[Line, ...], anchor: str = "top", wrapped: bool = True
) -> None:
    """Write lines into a text frame."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN

    frame.word_wrap, frame.auto_size = wrapped, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if anchor == "middle":
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.line_spacing = 1.06
        paragraph.space_before = points(line.before)
        if line.mark:
            square = paragraph.add_run()
            square.text = "■ "
            square.font.color.rgb = rgb(line.mark)
        run = paragraph.add_run()
        run.text = line.text
        if line.link.startswith(("http://", "https://")):
            run.hyperlink.address = line.link
        run.font.name, run.font.bold = FACE, line.bold
        run.font.size = points(line.size * ARIAL)
        run.font.color.rgb = rgb(line.colour)


def spot(at: Box) -> tuple[int, int, int, int]:
    """Return left, top, width and height of a place in EMU."""
    return int(at.x * EMU), int(at.y * EMU), int(at.wide * EMU), int(at.high * EMU)


def points(pixels: float) -> Any:
    """Return a size in points, to the half point."""
    from pptx.util import Pt

    return Pt(round(pixels * 0.75 * 2) / 2)


def rgb(colour: str) -> Any:
    """Return a colour."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))
