"""HTML whose text is escaped by construction: only this module writes a tag.

`tag.td("R&D", class_="kpo-number")` is a cell; `tag` has every element by its name. The content of
an element is escaped, unless it is `Html` already; so text from a table or a reader cannot bring
markup of its own. `Html` is a `str`, so pages, files and notebooks take it like any text.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Final, TypeAlias
from urllib.parse import urlsplit

Child: TypeAlias = "str | float | None | Iterable[Child]"
"""Content of an element; None, True and False draw nothing, numbers are written as they are."""

Attribute: TypeAlias = "str | float | None"
"""Value of an attribute: True writes its name alone; None, False and an empty text omit it."""

TableCell: TypeAlias = "str | float | tuple[str | float, str] | None"
"""Content of a table cell, alone or with the CSS class of the cell."""

VOID: Final = frozenset({"br", "hr", "img", "input", "link", "meta"})
"""Void elements, which have no content and no end tag."""


class Html(str):
    """Text that is HTML already; text added to it is escaped unless it is `Html` too.

    Examples
    --------
    >>> tag.b("a") + "<i>"
    Html('<b>a</b>&lt;i&gt;')
    """

    __slots__ = ()

    def __add__(self, other: str) -> "Html":
        return Html(str.__add__(self, markup(other)))

    def __radd__(self, other: str) -> "Html":
        return markup(other) + self

    def __repr__(self) -> str:
        return f"Html({super().__repr__()})"

    def _repr_html_(self) -> str:
        return str(self)


def markup(*children: Child) -> Html:
    """Return children one after the other; text is escaped, iterables are flattened.

    Examples
    --------
    >>> markup("R&D", [tag.br(), 7], None)
    Html('R&amp;D<br>7')
    """
    parts: list[str] = []
    _collect(children, parts)
    return Html("".join(parts))


def joined(children: Iterable[Child], separator: str) -> Html:
    """Return children with a separator between them, which is escaped.

    Examples
    --------
    >>> joined(["a", tag.b("b")], ", ")
    Html('a, <b>b</b>')
    """
    return Html(escape(separator).join(map(markup, children)))


def linked(address: str, *children: Child, **attributes: Attribute) -> Html:
    """Return a link that opens in a new tab; its plain content if it is no web address.

    Examples
    --------
    >>> linked("javascript:alert(1)", "a source"), linked("https://x.org", "x", rel="noopener")
    (Html('a source'), Html("<a href='https://x.org' target='_blank' rel='noopener'>x</a>"))
    """
    if urlsplit(address).scheme not in ("http", "https"):
        return tag.span(*children, **attributes) if "title" in attributes else markup(*children)
    return tag.a(*children, href=address, **{"target": "_blank", "rel": "noopener"} | attributes)


def drawing(svg: str) -> Html:
    """Return the SVG of a drawing engine as HTML, without any text before its element."""
    return Html(svg[svg.index("<svg") :])


def style_sheet(rules: str) -> Html:
    r"""Return rules as a style element; ``</`` is escaped for CSS, as HTML escapes fail there.

    Examples
    --------
    >>> style_sheet("a::after { content: '</style>' }")
    Html("<style>a::after { content: '<\\/style>' }</style>")
    """
    return Html(f"<style>{rules.replace('</', '<' + chr(92) + '/')}</style>")


def table(
    heads: Iterable[TableCell], rows: Child, caption: str = "", **attributes: Attribute
) -> Html:
    """Return a table; a head is a title, alone or with its CSS class, and may be empty.

    Examples
    --------
    >>> table(["Rank"], [], id="r")
    Html("<table id='r'><thead><tr><th scope='col'>Rank</th></tr></thead><tbody></tbody></table>")
    """
    titles = [
        tag.th(title, scope="col", class_=kind) if title else tag.td(class_=kind)
        for title, kind in map(_with_class, heads)
    ]
    head = tag.thead(tag.tr(titles)) if titles else None
    above = tag.caption(caption) if caption else None
    return tag.table(above, head, tag.tbody(rows), **attributes)


def table_row(name: TableCell, *cells: TableCell, **attributes: Attribute) -> Html:
    """Return a table row headed by a name; a cell is content, alone or with its CSS class.

    Examples
    --------
    >>> table_row("Spain", (57, "number"), "R&D")
    Html("<tr><th scope='row'>Spain</th><td class='number'>57</td><td>R&amp;D</td></tr>")
    """
    first, kind = _with_class(name)
    rest = [tag.td(cell, class_=kind) for cell, kind in map(_with_class, cells)]
    return tag.tr(tag.th(first, scope="row", class_=kind), rest, **attributes)


def _with_class(cell: TableCell) -> tuple[str | float | None, str]:
    return cell if isinstance(cell, tuple) else (cell, "")


def _collect(children: Iterable[Child], parts: list[str]) -> None:
    for child in children:
        if isinstance(child, str):
            parts.append(child if isinstance(child, Html) else escape(child))
        elif isinstance(child, Iterable):
            _collect(child, parts)
        elif child is not None and child is not True and child is not False:
            parts.append(str(child))


@lru_cache(maxsize=1024, typed=True)
def _attribute(keyword: str, value: Attribute) -> str:
    if value is None or value is False or value == "":
        return ""
    name = keyword.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f" {name}='{escape(str(value))}'"


class _Tags:
    """Functions that build HTML elements, as attributes by the element's name."""

    def __getattr__(self, name: str) -> Callable[..., Html]:
        if not name.isalnum():
            message = f"{name} is no element of HTML"
            raise AttributeError(message)

        def element(*children: Child, **attributes: Attribute) -> Html:
            parts = [f"<{name}", *[_attribute(*pair) for pair in attributes.items()], ">"]
            if name not in VOID:
                _collect(children, parts)
                parts.append(f"</{name}>")
            return Html("".join(parts))

        setattr(self, name, element)
        return element


tag: Final = _Tags()
