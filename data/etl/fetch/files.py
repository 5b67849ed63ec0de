"""Files used as published: GitHub's Innovation Graph, The Economist."""

from data.etl.fetch.forms import Ask, table


def as_it_is(ask: Ask) -> bytes:
    """Return the publisher's own file, after a check of its columns.

    Raises
    ------
    FetchError
        If a column named in its row is missing.
    """
    body = ask.get.get(ask.address)
    table(ask, body, ask.word("columns").split(","))
    return body
