"""What a spreadsheet calls its columns."""


def column_of(place: str) -> int:
    """Return the number of a cell's column.

    Raises
    ------
    ValueError
        If it is not one that a spreadsheet has.

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
    """Return what a spreadsheet calls a column.

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
