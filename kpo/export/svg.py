"""A drawing of text, bars, hatching and lines, written as SVG or as data of a Typst template."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from kpo.core.html import Html, drawing, style_sheet, tag
from kpo.core.labels import OPEN, Pattern
from kpo.export.text_width import FAMILY, width, wrapped
from kpo.export.typeset import described
from kpo.export.worker import ENGINE, carried_face

Kind = Literal["svg", "png", "pdf"]
Anchor = Literal["start", "middle", "end"]
LEADING: Final = 1.36
EDGE: Final = 1.5
DASH: Final = 5.0
PAPER: Final = "#FFFFFF"


@dataclass
class Drawing:
    """A sheet of `width` × `height` pixels to which shapes are added one by one."""

    width: float
    height: float
    marks: list[dict[str, object]] = field(default_factory=list)
    """The shapes on it, as the template reads them."""

    _parts: list[str] = field(default_factory=list)
    _hatched: dict[tuple[str, Pattern], str] = field(default_factory=dict)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        colour: str,
        weight: int = 400,
        anchor: Anchor = "start",
    ) -> None:
        """Add a line of text with its baseline at `y`."""
        look = {"size": size, "colour": colour, "weight": weight, "anchor": anchor}
        self.marks.append({"kind": "text", "x": x, "y": y, "words": words} | look)
        at = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font_size": f"{size:g}", "font_weight": weight}
        self._parts.append(tag.text(words, fill=colour, text_anchor=anchor, **at))

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        room: float,
        size: float,
        colour: str,
        weight: int = 400,
    ) -> float:
        """Add text in lines no wider than `room`, the first baseline at `y`; return the next."""
        for line in wrapped(words, room, size, weight):
            self.text(x, y, line, size, colour, weight)
            y += size * LEADING
        return y

    def labelled(
        self,
        x: float,
        y: float,
        lines: Iterable[tuple[str, str]],
        room: float,
        size: float,
        ink: str,
        soft: str,
    ) -> float:
        """Add paragraphs that begin with a semibold label; return the baseline after them."""
        for label, words in lines:
            indent = width(f"{label}  ", size, 600)
            self.text(x, y, label, size, ink, 600)
            first, *_ = wrapped(words, room - indent, size) or [""]
            self.text(x + indent, y, first, size, soft)
            y += size * LEADING
            y = self.paragraph(x, y, words[len(first) :].lstrip(), room, size, soft)
        return y

    def box(
        self, x: float, y: float, wide: float, high: float, colour: str, pattern: Pattern = "plain"
    ) -> None:
        """Add a rectangle in a colour: filled, hatched, or open with an edge."""
        self.marks.append(
            {"kind": "tile", "x": x, "y": y, "wide": wide, "high": high}
            | {"colour": colour, "pattern": pattern}
        )
        inset, edge = (EDGE / 2, colour) if pattern in OPEN else (0.0, None)
        rect = tag.rect(
            x=f"{x + inset:.2f}",
            y=f"{y + inset:.2f}",
            width=f"{max(wide - 2 * inset, 0):.2f}",
            height=f"{high - 2 * inset:.2f}",
            fill=self._fill(colour, pattern),
            stroke=edge,
            stroke_width=edge and f"{EDGE:g}",
        )
        self._parts.append(rect)

    def line(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        colour: str,
        thick: float = 1,
        dashed: bool = False,
    ) -> None:
        """Add a straight line."""
        ends = {"x": x, "y": y, "to_x": to_x, "to_y": to_y}
        look = {"colour": colour, "thick": thick, "dashed": dashed}
        self.marks.append({"kind": "rule"} | ends | look)
        x1, y1, x2, y2 = (f"{end:.1f}" for end in ends.values())
        dashes = f"{DASH:g}" if dashed else None
        style = {"stroke": colour, "stroke_width": f"{thick:g}", "stroke_dasharray": dashes}
        self._parts.append(tag.line(x1=x1, y1=y1, x2=x2, y2=y2, **style))

    def inside(self, x: float, y: float, wide: float, drawn: str) -> None:
        """Add another SVG, which is `wide` pixels wide, with its top left corner at `x`, `y`."""
        svg = drawing(drawn)
        self.marks.append({"kind": "svg", "x": x, "y": y, "wide": wide, "svg": svg})
        self._parts.append(tag.g(svg, transform=f"translate({x:g},{y:g})"))

    def file(self, kind: Kind, title: str, description: str) -> bytes:
        """Return the drawing as a file that holds its description; a PNG has twice the pixels.

        Raises
        ------
        ExportError
            If it cannot be drawn.
        """
        if kind == "svg":
            return self.to_svg(title, description).encode()
        if kind == "pdf":
            return ENGINE.draw("pdf", self.to_json(title, description), template="drawing")
        image = ENGINE.draw("png", self.to_json(title, ""), template="drawing")
        return described(image, f"{title}\n{description}")

    def to_json(self, title: str, description: str) -> str:
        """Return the drawing as the template ``drawing.typ`` reads it."""
        about = {"title": title, "description": description, "family": FAMILY, "paper": PAPER}
        size = {"width": self.width, "height": self.height}
        return json.dumps(about | size | {"marks": self.marks}, ensure_ascii=False)

    def to_svg(self, title: str, description: str) -> str:
        """Return the drawing as a standalone SVG with the typeface embedded."""
        wide, high = f"{self.width:g}", f"{self.height:g}"
        hatches = (
            self._tile(colour, pattern, name) for (colour, pattern), name in self._hatched.items()
        )
        return tag.svg(
            tag.title(title),
            tag.desc(description),
            tag.defs(style_sheet(carried_face()), hatches),
            tag.rect(width="100%", height="100%", fill=PAPER),
            self._parts,
            xmlns="http://www.w3.org/2000/svg",
            width=wide,
            height=high,
            viewBox=f"0 0 {wide} {high}",
            role="img",
            font_family=f"'{FAMILY}', 'Source Sans 3', sans-serif",
        )

    def _fill(self, colour: str, pattern: Pattern) -> str:
        if pattern in ("plain", "outline"):
            return PAPER if pattern == "outline" else colour
        name = f"hatch-{pattern}-{colour.lstrip('#')}"
        return f"url(#{self._hatched.setdefault((colour, pattern), name)})"

    def _tile(self, colour: str, pattern: Pattern, name: str) -> Html:
        """Return the SVG pattern of strokes: paper on a colour, or a colour on paper."""
        ground, stroke = (PAPER, colour) if pattern in OPEN else (colour, PAPER)
        turn, thick = (-45 if pattern == "doubtful" else 45), (1 if pattern in OPEN else 2)
        turned = {"patternUnits": "userSpaceOnUse", "patternTransform": f"rotate({turn})"}
        return tag.pattern(
            tag.rect(width=6, height=6, fill=ground),
            tag.rect(width=thick, height=6, fill=stroke),
            id=name,
            width=6,
            height=6,
            **turned,
        )
