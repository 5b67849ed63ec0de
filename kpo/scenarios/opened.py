"""What a link or a saved scenario says when it is opened, and who has moved since then."""

from dataclasses import dataclass

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.scoring.ranking import rank


@dataclass(frozen=True)
class Move:
    """A destination whose place differs between then and now; None is not ranked."""

    country: str
    name: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class OpenedLink:
    """What a link says: the scenario, the data version it was made on, and who was ranked then.

    `former_method` says that it was made under the method of 0.1 and 0.2; `preset_renewed` that
    its weights were those of a preset, which now stands with its present weights.
    """

    scenario: Scenario
    data_version: str
    order: tuple[str, ...]
    former_method: bool = False
    preset_renewed: bool = False


def moves(catalog: Catalog, opened: OpenedLink) -> tuple[Move, ...]:
    """Return the destinations whose place now differs from their place then, by place then."""
    now = {row.country: at for at, row in enumerate(rank(catalog, opened.scenario), start=1)}
    then = {country: at for at, country in enumerate(opened.order, start=1)}
    return tuple(
        Move(country, catalog.countries[country].name, then.get(country), now.get(country))
        for country in then | now
        if then.get(country) != now.get(country)
    )
