"""Checks of published ranks as a whole, shared by the data builder and the validation."""

from collections.abc import Iterable, Iterator, Mapping

from kpo.core.errors import Problem


def rank_faults(rows: Iterable[tuple[str, Mapping[str, str]]]) -> Iterator[Problem]:
    """Yield impossible ranks, unequal sizes of one edition, and duplicate countries or ranks.

    Parameters
    ----------
    rows
        The place of each row, and its cells ``index``, ``edition``, ``n_ranked``, ``country`` and
        ``rank``. A rank may be shared if the note of the later row says "tied".
    """
    sizes: dict[tuple[str, str], str] = {}
    seen: dict[tuple[str, str, str], str] = {}
    for where, row in rows:
        edition = (row["index"], row["edition"])
        label = " ".join(edition)
        if not _place(row["rank"], row["n_ranked"]):
            what = f'rank "{row["rank"]}" is not between 1 and "{row["n_ranked"]}" of {label}'
            yield Problem(where, what, "correct the rank or n_ranked")
        size = sizes.setdefault(edition, row["n_ranked"])
        if size != row["n_ranked"]:
            what = f"{label} ranks {row['n_ranked']} countries here and {size} above"
            yield Problem(where, what, "give one n_ranked an edition")
        keys = [row["country"]]
        keys += [] if "tied" in row.get("note", "") else [f"rank {row['rank']}"]
        for key in keys:
            before = seen.setdefault((*edition, key), where)
            if before != where:
                what = f"{key} of {label} stands in {before} already"
                yield Problem(where, what, 'keep one of the two, or write "tied" in the note')


def _place(rank: str, size: str) -> bool:
    return rank.isdecimal() and size.isdecimal() and 1 <= int(rank) <= int(size)
