"""What others say of locations: published indices as printed, and figures that also rank them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from kpo.core.cache import cached
from kpo.data.catalog import Catalog

Form = Literal["ranks", "list", "mean", "figure"]
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
    form
        Ranks or a list as printed; a mean of several editions; or a figure of ours that ranks
        countries by itself, such as what they export: an outcome, but one that we score too.
    size
        Countries that the edition ranks, or has on its list; more than the `placed` known to us.
        0 for a mean and a figure.
    pooled
        Whether the editions of the index are averaged too.
    shares
        Whether the index rests on figures that we score too.
    words
        What the index rewards, in one sentence.
    indicator, address
        Of a figure: the indicator, and the page of its source.
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
    """Return every edition that has a country, in the order of its table; empty without one."""
    if "published_indices" not in catalog.tables:
        return ()
    placed, sizes = _placed(catalog)
    listed = []
    for row in catalog.tables["published_indices"].records():
        key = (row["index"], row["edition"])
        if row["form"] == "figure" and row["indicator"] in catalog.indicators:
            source = catalog.sources.get(row["source"])
            listed.append(_edition(row, 0, (), source.url if source else ""))
        elif key in placed:
            listed.append(_edition(row, sizes[key], tuple(placed[key])))
    return tuple(listed)


def _edition(
    row: Mapping[str, str], size: int, placed: tuple[Placed, ...], address: str = ""
) -> Edition:
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
        indicator=row["indicator"],
        address=address,
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
