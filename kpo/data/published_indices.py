"""Published indices of locations as printed, figures of ours that also rank, and their checks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kpo.core.cache import cached
from kpo.core.errors import Problem
from kpo.data.catalog import Catalog
from kpo.data.records import record

Form = Literal["ranks", "list", "mean", "figure"]
Shares = Literal["no", "not_known", "yes"]
How = Literal["page", "derived", "quoted"]
_Key = tuple[str, str]


@dataclass(frozen=True)
class Placed:
    """One country in an edition: its rank, and where that is printed.

    `rank` is None on a list without ranks; `page` is empty if no address was kept.
    """

    country: str
    rank: int | None
    how: How
    page: str
    published: str
    note: str


@dataclass(frozen=True)
class Edition:
    """One edition of an index.

    Attributes
    ----------
    form
        Ranks or a list as printed; a mean of several editions; or a figure of ours that ranks
        countries by itself, such as their exports: an outcome, but one that we score too.
    size
        Number of countries that the edition ranks or lists; `placed` may hold fewer of them.
        0 for a mean and a figure.
    pooled
        Whether the edition also enters a mean of its index's editions.
    shares
        Whether the index rests on figures that we score too.
    words
        What the index rewards, in one sentence.
    indicator, address
        For a figure: the indicator, and the page of its source.
    """

    index: str
    edition: str
    form: Form
    pooled: bool
    publisher: str
    name: str
    year: int
    size: int
    shares: Shares
    words: str
    source: str
    placed: tuple[Placed, ...] = ()
    indicator: str = ""
    address: str = ""

    @property
    def pages(self) -> tuple[str, ...]:
        """Addresses of the pages that print the ranks or the figures, each once."""
        pages = (self.address, *(item.page for item in self.placed))
        return tuple(dict.fromkeys(filter(None, pages)))


@cached(1)
def editions(catalog: Catalog) -> tuple[Edition, ...]:
    """Return every edition with countries or a known indicator, in the order of its table."""
    placed, sizes = _placed(catalog)
    listed = []
    for row in catalog.rows("published_indices"):
        key = (row["index"], row["edition"])
        if row["form"] == "figure" and row["indicator"] in catalog.indicators:
            source = catalog.sources.get(row["source"])
            known: dict[str, object] = {"size": 0, "address": source.url if source else ""}
        elif key in placed:
            known = {"size": sizes[key], "placed": tuple(placed[key])}
        else:
            continue
        listed.append(record(Edition, row, shares=row["shares_figures"], **known))
    return tuple(listed)


def _placed(catalog: Catalog) -> tuple[dict[_Key, list[Placed]], dict[_Key, int]]:
    placed: dict[_Key, list[Placed]] = defaultdict(list)
    sizes: dict[_Key, int] = {}
    for row in catalog.rows("published_ranks"):
        key = (row["index"], row["edition"])
        placed[key].append(record(Placed, row))
        sizes[key] = int(row["n_ranked"])
    for row in catalog.rows("published_lists"):
        key = (row["index"], row["edition"])
        placed[key].append(Placed(row["country"], None, "page", row["page"], "", ""))
        sizes[key] = len(placed[key])
    return placed, sizes


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
        rank, most = row["rank"], row["n_ranked"]
        if not (rank.isdecimal() and most.isdecimal() and 1 <= int(rank) <= int(most)):
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
