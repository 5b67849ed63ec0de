"""Groups of destinations: the home seven, cheaper ones, the same working day, regions."""

from collections.abc import Callable, Iterable
from typing import Final

from kpo.core.cache import cached
from kpo.core.model import Scenario, ScoringRules
from kpo.data.catalog import Catalog
from kpo.data.computed import SHARED_HOURS
from kpo.data.labour_cost import SAVING
from kpo.data.names import has_flag
from kpo.data.observations import figure
from kpo.scoring.ranking import destinations

SAME_DAY: Final = 6.0
"""Minimum hours shared with the client for a working day to be called the same."""

THE_SEVEN: Final = "home"
CHEAPER_ONES: Final = "cheaper"
SAME_DAY_ONES: Final = "same_day"
EUROPE: Final = "europe"
EVERYWHERE: Final = "all"
"""Names of groups of destinations; every region's name is that of a group too."""

GROUPS: Final = (THE_SEVEN, CHEAPER_ONES, SAME_DAY_ONES, EUROPE, EVERYWHERE)

_EUROPEAN: Final = ("eu_member", "eea_member")


def group(catalog: Catalog, scenario: Scenario, name: str) -> tuple[str, ...]:
    """Return the members of a group, or of a region; never the client."""
    others = [item for item in catalog.countries.values() if item.id != scenario.client]
    if name == CHEAPER_ONES:
        return tuple(code for code in cheaper(catalog, scenario.rules) if code != scenario.client)
    if name == SAME_DAY_ONES:
        hours = {item.id: figure(catalog, scenario, item.id, SHARED_HOURS) for item in others}
        return tuple(code for code, shared in hours.items() if shared and shared.value >= SAME_DAY)
    belongs: Callable[[str], bool] = {
        THE_SEVEN: lambda code: code in catalog.home,
        EUROPE: lambda code: any(has_flag(catalog, code, flag) for flag in _EUROPEAN),
        EVERYWHERE: lambda _: True,
    }.get(name, lambda code: catalog.countries[code].region == name)
    return tuple(item.id for item in others if belongs(item.id))


@cached(16)
def cheaper(catalog: Catalog, rules: ScoringRules) -> tuple[str, ...]:
    """Return the countries where the work is cheaper than at the client's."""
    savings = {code: figure(catalog, rules, code, SAVING) for code in catalog.countries}
    return tuple(code for code, saving in savings.items() if saving and saving.value > 0)


def regions(catalog: Catalog) -> tuple[str, ...]:
    """Return the regions by name."""
    return tuple(sorted({country.region for country in catalog.countries.values()}))


def whole(catalog: Catalog, scenario: Scenario, names: Iterable[str]) -> tuple[str, ...]:
    """Return the groups, or regions, whose destinations are all chosen."""
    chosen = set(destinations(catalog, scenario))
    members_of = {name: set(group(catalog, scenario, name)) for name in names}
    return tuple(name for name, members in members_of.items() if members and members <= chosen)
