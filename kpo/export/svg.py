"""A drawing of text, bars, hatching and lines: written out as SVG, or as a template's data."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from kpo.core.html import markup
from kpo.core.pattern import OPEN, Pattern
from kpo.export.text_width import FAMILY, width, wrapped
from kpo.export.worker import carried_face

Anchor = Literal["start", "middle", "end"]
LEADING: Final = 1.36
EDGE: Final = 1.5
DASH: Final = 5.0


@dataclass(frozen=True)
class SvgText:
    """A line of text with its baseline at `y`."""

    x: float
    y: float
    words: str
    size: float
    colour: str
    weight: int
    anchor: Anchor


@dataclass(frozen=True)
class Tile:
    """A rectangle, filled as its pattern says."""

    x: float
    y: float
    wide: float
    high: float
    colour: str
    pattern: Pattern


@dataclass(frozen=True)
class Rule:
    """A straight line, whole or in dashes."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    thick: float
    dashed: bool = False


@dataclass(frozen=True)
class Inside:
    """Another drawing in SVG, its upper left corner at a place, and as wide as it says."""

    x: float
    y: float
    wide: float
    svg: str


@dataclass
class Drawing:
    """A sheet of `width` × `height` pixels that shapes are put on, one after the other."""

    width: float
    height: float
    paper: str = "#FFFFFF"
    marks: list[SvgText | Tile | Rule | Inside] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _hatched: dict[tuple[str, Pattern], str] = field(default_factory=dict)

    @property
    def written(self) -> str:
        """All the text on the sheet."""
        return " ".join(mark.words for mark in self.marks if isinstance(mark, SvgText))

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
        """Put a line of text with its baseline at `y`."""
        self.marks.append(SvgText(x, y, words, size, colour, weight, anchor))
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" '
            f'fill="{colour}" text-anchor="{anchor}">{markup(words)}</text>'
        )

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
        """Put text in lines no wider than `room`, the first baseline at `y`; return the next."""
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
        """Put paragraphs that begin with a word in semibold; return the baseline after them."""
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
        """Put a rectangle in a colour: filled, hatched, or open with an edge."""
        self.marks.append(Tile(x, y, wide, high, colour, pattern))
        fill = {"plain": colour, "outline": self.paper}.get(pattern)
        fill = fill or f"url(#{self._hatch(colour, pattern)})"
        edge, inset = "", 0.0
        if pattern in OPEN:
            edge, inset = f' stroke="{colour}" stroke-width="{EDGE:g}"', EDGE / 2
        self._parts.append(
            f'<rect x="{x + inset:.2f}" y="{y + inset:.2f}" '
            f'width="{max(wide - 2 * inset, 0):.2f}" height="{high - 2 * inset:.2f}" '
            f'fill="{fill}"{edge}/>'
        )

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
        """Put a straight line."""
        self.marks.append(Rule(x, y, to_x, to_y, colour, thick, dashed))
        dashes = f' stroke-dasharray="{DASH:g}"' if dashed else ""
        self._parts.append(
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}" '
            f'stroke-width="{thick:g}"{dashes}/>'
        )

    def inside(self, x: float, y: float, wide: float, drawn: str) -> None:
        """Put another SVG, which is `wide` pixels wide, with its upper left corner at a place."""
        begin = drawn.index("<svg")
        self.marks.append(Inside(x, y, wide, drawn[begin:]))
        self._parts.append(f'<g transform="translate({x:g},{y:g})">{drawn[begin:]}</g>')

    def to_json(self, title: str, description: str) -> str:
        """Return the drawing as the template ``drawing.typ`` reads it."""
        marks = [{"kind": type(mark).__name__, **vars(mark)} for mark in self.marks]
        about = {"title": title, "description": description, "family": FAMILY, "paper": self.paper}
        drawing = about | {"width": self.width, "height": self.height, "marks": marks}
        return json.dumps(drawing, ensure_ascii=False)

    def to_svg(self, title: str, description: str) -> str:
        """Return the drawing as a file of its own, with its typeface."""
        hatches = "".join(
            self._tile(colour, pattern, name) for (colour, pattern), name in self._hatched.items()
        )
        face = f"<style>{carried_face()}</style>"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}" '
            f'height="{self.height:g}" viewBox="0 0 {self.width:g} {self.height:g}" role="img" '
            f"font-family=\"'{FAMILY}', 'Source Sans 3', sans-serif\">"
            f"<title>{markup(title)}</title><desc>{markup(description)}</desc>"
            f"<defs>{face}{hatches}</defs>"
            f'<rect width="100%" height="100%" fill="{self.paper}"/>{"".join(self._parts)}</svg>'
        )

    def _hatch(self, colour: str, pattern: Pattern) -> str:
        name = f"hatch-{pattern}-{colour.lstrip('#')}"
        return self._hatched.setdefault((colour, pattern), name)

    def _tile(self, colour: str, pattern: Pattern, name: str) -> str:
        """Return the strokes of a pattern: paper on a colour, or a colour on paper."""
        ground, stroke = (self.paper, colour) if pattern in OPEN else (colour, self.paper)
        turn, thick = (-45 if pattern == "doubtful" else 45), (1 if pattern in OPEN else 2)
        return (
            f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({turn})"><rect width="6" height="6" fill="{ground}"/>'
            f'<rect width="{thick}" height="6" fill="{stroke}"/></pattern>'
        )
