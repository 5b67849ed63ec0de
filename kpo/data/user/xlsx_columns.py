"""Column letters of a spreadsheet, to and from numbers."""


def column_of(place: str) -> int:
    """Return the column number of a cell reference.

    Raises
    ------
    ValueError
        If a spreadsheet has no such column.

    Examples
    --------
    >>> column_of("A1"), column_of("AB12")
    (1, 28)
    """
    letters = place.rstrip("0123456789").upper()
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError
    number = 0
    for sign in letters:
        number = 26 * number + ord(sign) - 64
    return number


def letters(column: int) -> str:
    """Return the letters of a column number.

    Examples
    --------
    >>> letters(1), letters(28)
    ('A', 'AB')
    """
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
