"""Files that publishers keep as they are read: GitHub's Innovation Graph, The Economist."""

from data.etl.fetch.forms import Ask, table


def as_it_is(ask: Ask) -> bytes:
    """Return the publisher's own file, once it has the columns of its row.

    Raises
    ------
    FetchError
        If it has not.
    """
    body = ask.get.get(ask.address)
    table(ask, body, ask.word("columns").split(","))
    return body
