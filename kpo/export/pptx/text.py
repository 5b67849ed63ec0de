"""Text, positions and colours in the form that python-pptx takes.

Text is in Arial, which nearly every office has; one pixel of a slide is 1/96 inch.
"""

from typing import Any, Final

from kpo.export.slides import Box, SlideLine

EMU: Final = 9525
"""English metric units per pixel."""

FACE: Final = "Arial"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"

ARIAL: Final = 0.9
"""Factor on font sizes, since Arial is wider than the typeface of the drawings."""


def paragraphs(
    frame: Any, lines: tuple[SlideLine, ...], anchor: str = "top", wrapped: bool = True
) -> None:
    """Write lines into a text frame.

    Paragraphs are added as XML: python-pptx looks up the position of each property anew, which took
    two fifths of a presentation's time.
    """
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame.word_wrap, frame.auto_size = wrapped, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if anchor == "middle":
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    body = frame._txBody
    for empty in body.p_lst:
        body.remove(empty)
    for line in lines:
        body.append(_paragraph(line))
        if line.link.startswith(("http://", "https://")):
            frame.paragraphs[-1].runs[-1].hyperlink.address = line.link


def _paragraph(line: SlideLine) -> Any:
    """Return the XML of a line; the text is set afterwards, so that python-pptx escapes it."""
    from pptx.oxml import parse_xml

    square = _run(line.mark, "") if line.mark else ""
    size = f' sz="{hundredths(line.size * ARIAL)}" b="{line.bold:d}"'
    paragraph = parse_xml(
        f'<a:p xmlns:a="{DRAWING}"><a:pPr algn="l"><a:lnSpc><a:spcPct val="106000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{hundredths(line.before)}"/></a:spcBef></a:pPr>'
        f"{square}{_run(line.colour, size, FACE)}</a:p>"
    )
    if line.mark:
        paragraph[1].text = "■ "
    paragraph[-1].text = line.text
    return paragraph


def _run(colour: str, attributes: str, face: str = "") -> str:
    latin = f'<a:latin typeface="{face}"/>' if face else ""
    fill = f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
    return f"<a:r><a:rPr{attributes}>{fill}{latin}</a:rPr><a:t/></a:r>"


def spot(at: Box) -> tuple[int, int, int, int]:
    """Return left, top, width and height of a box in EMU."""
    return int(at.x * EMU), int(at.y * EMU), int(at.wide * EMU), int(at.high * EMU)


def points(pixels: float) -> Any:
    """Return a size in points, rounded to half points."""
    from pptx.util import Pt

    return Pt(hundredths(pixels) / 100)


def hundredths(pixels: float) -> int:
    """Return a size in hundredths of a point, rounded to half points."""
    return 50 * round(pixels * 0.75 * 2)


def rgb(colour: str) -> Any:
    """Return a colour such as ``#15615A`` as python-pptx takes it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#"))
