"""Text that a reader typed, made fit for one line."""

from unicodedata import category


def one_line(text: str) -> str:
    r"""Return text on one line, without signs that cannot be seen.

    Examples
    --------
    >>> one_line("  Board\n meeting\u202e ")
    'Board meeting'
    """
    if not text.isprintable():
        spaced = (" " if sign.isspace() else sign for sign in text)
        text = "".join(sign for sign in spaced if category(sign)[0] != "C")
    return " ".join(text.split())
