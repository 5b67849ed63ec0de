"""Published indices of locations: who ranked which countries where, as printed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from kpo.catalog import Catalog
from kpo.memory import kept

Form = Literal["ranks", "list"]
Shares = Literal["no", "not_known", "yes"]
How = Literal["page", "derived", "quoted"]
_Key = tuple[str, str]


@dataclass(frozen=True)
class Placed:
    """One country in an edition: its rank, and where that is printed.

    `rank` is None on a list without ranks; `page` is empty where no address was kept.
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
    size
        Countries that the edition ranks, or has on its list; more than the `placed` known to us.
    pooled
        Whether the editions of the index are averaged too.
    shares
        Whether the index rests on figures that we score too.
    words
        What the index rewards, in one sentence.
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
    placed: tuple[Placed, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """Addresses of the pages that print the ranks, each once."""
        return tuple(dict.fromkeys(item.page for item in self.placed if item.page))


@kept(1)
def editions(catalog: Catalog) -> tuple[Edition, ...]:
    """Return every edition that has a country, by index and year; empty without such tables."""
    if "published_indices" not in catalog.tables:
        return ()
    placed, sizes = _placed(catalog)
    return tuple(
        _edition(row, sizes[key], tuple(placed[key]))
        for row in catalog.tables["published_indices"].records()
        if (key := (row["index"], row["edition"])) in placed
    )


def _edition(row: Mapping[str, str], size: int, placed: tuple[Placed, ...]) -> Edition:
    return Edition(
        index=row["index"],
        edition=row["edition"],
        form=cast(Form, row["form"]),
        pooled=row["pooled"] == "yes",
        publisher=row["publisher"],
        name=row["name"],
        year=int(row["year"]),
        size=size,
        shares=cast(Shares, row["shares_figures"]),
        words=row["words"],
        source=row["source"],
        placed=placed,
    )


def _placed(catalog: Catalog) -> tuple[dict[_Key, list[Placed]], dict[_Key, int]]:
    placed: dict[_Key, list[Placed]] = defaultdict(list)
    sizes: dict[_Key, int] = {}
    for row in _records(catalog, "published_ranks"):
        key = (row["index"], row["edition"])
        how = cast(How, row["how"])
        rest = (how, row["page"], row["published"], row["note"])
        placed[key].append(Placed(row["country"], int(row["rank"]), *rest))
        sizes[key] = int(row["n_ranked"])
    for row in _records(catalog, "published_lists"):
        key = (row["index"], row["edition"])
        placed[key].append(Placed(row["country"], None, "page", row["page"], "", ""))
        sizes[key] = len(placed[key])
    return placed, sizes


def _records(catalog: Catalog, table: str) -> list[dict[str, str]]:
    return catalog.tables[table].records() if table in catalog.tables else []
