"""The content of an opened link or saved scenario, and the places that have changed since."""

from dataclasses import dataclass

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.scoring.ranking import rank


@dataclass(frozen=True)
class Move:
    """A destination whose place has changed since a link was made; None means not ranked."""

    country: str
    name: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class OpenedLink:
    """The content of a link: scenario, data version it was made on, and the rank order then.

    `former_method`: it was made with the method of releases 0.1 and 0.2; `preset_renewed`: its
    weights were those of a preset then, and are now the preset's present ones.
    """

    scenario: Scenario
    data_version: str
    order: tuple[str, ...]
    former_method: bool = False
    preset_renewed: bool = False


def moves(catalog: Catalog, opened: OpenedLink) -> tuple[Move, ...]:
    """Return the destinations whose place has changed since then, in the order of then."""
    now = {row.country: at for at, row in enumerate(rank(catalog, opened.scenario), start=1)}
    then = {country: at for at, country in enumerate(opened.order, start=1)}
    return tuple(
        Move(country, catalog.countries[country].name, then.get(country), now.get(country))
        for country in then | now
        if then.get(country) != now.get(country)
    )
