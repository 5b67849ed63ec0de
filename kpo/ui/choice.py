"""What a click does to the choice: pure steps from one choice to the next.

Nothing here knows of streamlit; `kpo.ui.state` keeps the current choice in the session.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import Any

from kpo.catalog import Catalog
from kpo.computed import SAVING, SHARED_HOURS
from kpo.figures import figure
from kpo.model import Indicator, Scenario
from kpo.normalise import decision_matrix
from kpo.score import destinations
from kpo.weights import preset_of, set_weight, weights_of

MINE = "mine"
"""What the preset picker calls the user's own weights."""

SAME = 1e-9
SAME_DAY = 6.0
"""Hours shared with the client from which a working day is called the same."""

CHEAPER = 0.0
"""The least saving that choosing a group asks for: what costs as much as at home is left out."""

THE_SEVEN, CHEAPER_ONES, SAME_DAY_ONES, EUROPE, EVERYWHERE = (
    *("home", "cheaper", "same_day", "europe"),
    "all",
)
"""Groups of destinations that are chosen with one click."""

_EUROPEAN = ("eu_member", "eea_member")


@dataclass(frozen=True)
class Own:
    """Weights that the user made, with what they were begun from and how far they are varied."""

    weights: Mapping[str, float]
    locks: tuple[str, ...]
    preset: str
    variation: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """The scenario, the user's own weights whether shown or not, and what to tell about them.

    `kept` says that the kind of work changed while the user's weights stayed; `cheaper_only` that
    choosing a group of destinations brought the rule of the least saving along.
    """

    scenario: Scenario
    mine: Own | None = None
    kept: bool = False
    cheaper_only: bool = False


def with_work(catalog: Catalog, choice: Choice, tier: str, service: str | None) -> Choice:
    """Change tier and service line; edited weights stay, untouched ones follow the work."""
    old = choice.scenario
    if (old.tier, old.service) == (tier, service):
        return choice
    line = service if service in catalog.services(tier) else None
    if old.weights is not None:
        begun = preset_of(catalog, old).id
        new = replace(old, tier=tier, service=line, preset=begun)
        return replace(choice, scenario=new, kept=True)
    anywhere = old.preset is not None and not catalog.presets[old.preset].tier
    preset = old.preset if anywhere else None
    new = replace(old, tier=tier, service=line, preset=preset, locks=(), variation={})
    return replace(choice, scenario=new, kept=False)


def with_preset(catalog: Catalog, choice: Choice, preset: str) -> Choice:
    """Take the weights of a preset, or the user's own again; own weights are never lost."""
    if preset != MINE:
        scenario = replace(choice.scenario, preset=preset, weights=None, locks=(), variation={})
        return replace(choice, scenario=_plain(catalog, scenario), kept=False)
    if choice.mine is None:
        return choice
    mine = choice.mine
    scenario = replace(
        choice.scenario,
        preset=mine.preset,
        weights=dict(mine.weights),
        locks=mine.locks,
        variation=dict(mine.variation),
    )
    return replace(choice, scenario=scenario, kept=False)


def with_weights(
    catalog: Catalog, choice: Choice, wanted: Mapping[str, float], locks: Iterable[str]
) -> Choice:
    """Take weights as they are, exact shares of 100, with their locks."""
    held = tuple(name for name in catalog.criteria if name in set(locks))
    preset = preset_of(catalog, choice.scenario)
    if all(abs(wanted[name] - preset.weights[name]) < SAME for name in catalog.criteria):
        scenario = replace(choice.scenario, weights=None, locks=held)
        return replace(choice, scenario=scenario, kept=False)
    exact = {name: float(wanted[name]) for name in catalog.criteria}
    scenario = replace(choice.scenario, preset=preset.id, weights=exact, locks=held)
    mine = Own(exact, held, preset.id, dict(scenario.variation))
    return replace(choice, scenario=scenario, mine=mine, kept=False)


def with_new_weights(catalog: Catalog, choice: Choice, wanted: Mapping[str, float]) -> Choice:
    """Take weights that have nothing to do with those before, nor with how these were varied."""
    plain = replace(choice, scenario=replace(choice.scenario, variation={}))
    return with_weights(catalog, plain, wanted, ())


def with_weight(catalog: Catalog, choice: Choice, criterion: str, share: float) -> Choice:
    """Set one weight; the other unlocked ones are rescaled (METHOD: weights)."""
    scenario = choice.scenario
    moved = set_weight(weights_of(catalog, scenario), criterion, share, scenario.locks)
    return with_weights(catalog, choice, moved, scenario.locks)


def with_lock(catalog: Catalog, choice: Choice, criterion: str, locked: bool) -> Choice:
    """Lock a weight, or let it move again."""
    locks = set(choice.scenario.locks) - {criterion} | ({criterion} if locked else set())
    return with_weights(catalog, choice, weights_of(catalog, choice.scenario), locks)


def reset(choice: Choice) -> Choice:
    """Return to the weights of the work's own preset; own weights can be taken up again."""
    scenario = replace(choice.scenario, preset=None, weights=None, locks=(), variation={})
    return replace(choice, scenario=scenario, kept=False)


def with_countries(catalog: Catalog, choice: Choice, countries: Iterable[str]) -> Choice:
    """Choose the destinations; none, and the home seven, are stored as no choice at all.

    The client's country is no destination, so whether it is named makes no difference to that.
    """
    wanted = set(countries)
    chosen = tuple(name for name in catalog.countries if name in wanted)
    client = {choice.scenario.client}
    home = not wanted - client or wanted - client == set(catalog.home) - client
    return replace(choice, scenario=replace(choice.scenario, countries=None if home else chosen))


def group(catalog: Catalog, scenario: Scenario, name: str) -> tuple[str, ...]:
    """Return the members of a group, or of a region; never the client."""
    others = [item for item in catalog.countries.values() if item.id != scenario.client]
    if name == CHEAPER_ONES:
        known = decision_matrix(catalog, scenario).figures
        saving = {
            item.id: known[item.id, SAVING].value for item in others if (item.id, SAVING) in known
        }
        return tuple(country for country, saved in saving.items() if saved > CHEAPER)
    if name == SAME_DAY_ONES:
        hours = {item.id: figure(catalog, scenario, item.id, SHARED_HOURS) for item in others}
        return tuple(code for code, found in hours.items() if found and found.value >= SAME_DAY)
    belongs: Callable[[str], bool] = {
        THE_SEVEN: lambda code: code in catalog.home,
        EUROPE: lambda code: any(_is(catalog, code, flag) for flag in _EUROPEAN),
        EVERYWHERE: lambda _: True,
    }.get(name, lambda code: catalog.countries[code].region == name)
    return tuple(item.id for item in others if belongs(item.id))


def with_group(catalog: Catalog, choice: Choice, name: str) -> Choice:
    """Choose a group of destinations; any but the seven asks for those cheaper than at home."""
    chosen = with_countries(catalog, choice, group(catalog, choice.scenario, name))
    return chosen if name == THE_SEVEN else _cheaper_only(chosen)


def regions(catalog: Catalog) -> tuple[str, ...]:
    """Return the regions by name."""
    return tuple(sorted({country.region for country in catalog.countries.values()}))


def whole_regions(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the regions whose destinations are all chosen."""
    chosen = set(destinations(catalog, scenario))
    found = {name: set(group(catalog, scenario, name)) for name in regions(catalog)}
    return tuple(name for name, members in found.items() if members and members <= chosen)


def with_regions(catalog: Catalog, choice: Choice, wanted: Iterable[str]) -> Choice:
    """Add regions newly marked, take away those no longer marked; single names stay.

    A region that is added asks for destinations cheaper than at home.
    """
    marked, whole = set(wanted), set(whole_regions(catalog, choice.scenario))
    chosen = set(destinations(catalog, choice.scenario))
    for name in marked - whole:
        chosen |= set(group(catalog, choice.scenario, name))
    for name in whole - marked:
        chosen -= set(group(catalog, choice.scenario, name))
    new = with_countries(catalog, choice, chosen)
    return _cheaper_only(new) if marked - whole else new


def with_least_saving(_: Catalog, choice: Choice, least: float | None) -> Choice:
    """Set the rule of the least saving, or drop it; there is nothing to tell about it then."""
    scenario = replace(choice.scenario, least_saving=least)
    return replace(choice, scenario=scenario, cheaper_only=False)


def limitable(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the figures that can be limited in their own unit: the scored ones and the pay."""
    pay = catalog.tiers[scenario.tier].pay
    shown = [pay, *(item.id for item in catalog.scored(scenario.tier) if item.id != SAVING)]
    return tuple(dict.fromkeys([*shown, *scenario.figure_limits]))


def with_limited(catalog: Catalog, choice: Choice, wanted: Iterable[str]) -> Choice:
    """Choose which figures are limited; a new limit begins where it leaves nobody out."""
    before = choice.scenario.figure_limits
    limits = {
        name: before[name] if name in before else _widest(catalog, choice.scenario, name)
        for name in wanted
    }
    return replace(choice, scenario=replace(choice.scenario, figure_limits=limits))


def with_limit(choice: Choice, indicator: str, limit: float | None) -> Choice:
    """Set the limit of a figure in its own unit; None takes it away."""
    limits = {name: old for name, old in choice.scenario.figure_limits.items() if name != indicator}
    limits |= {} if limit is None else {indicator: limit}
    return replace(choice, scenario=replace(choice.scenario, figure_limits=limits))


def with_minimum(choice: Choice, criterion: str, points: float) -> Choice:
    """Set the least score on a criterion; 0 asks for nothing."""
    others = {name: least for name, least in choice.scenario.minimums.items() if name != criterion}
    asked = others | ({criterion: points} if points > 0 else {})
    return replace(choice, scenario=replace(choice.scenario, minimums=asked))


def with_assumption(choice: Choice, name: str, span: tuple[float, float]) -> Choice:
    """Set the lowest and the highest value of an assumption of the business case."""
    changes = {**choice.scenario.assumptions, name: span}
    return replace(choice, scenario=replace(choice.scenario, assumptions=changes))


def without_assumptions(choice: Choice, names: Iterable[str] | None) -> Choice:
    """Set assumptions back to ours; None sets back all of them."""
    gone = set(choice.scenario.assumptions if names is None else names)
    kept = {name: span for name, span in choice.scenario.assumptions.items() if name not in gone}
    return replace(choice, scenario=replace(choice.scenario, assumptions=kept))


def without_minimums(_: Catalog, choice: Choice, __: None) -> Choice:
    """Ask for nothing at the least any more, in points and in units."""
    return replace(choice, scenario=replace(choice.scenario, minimums={}, figure_limits={}))


def with_field(name: str) -> Callable[[Catalog, Choice, Any], Choice]:
    """Return the step that sets one field of the scenario and nothing else."""

    def change(_: Catalog, choice: Choice, value: Any) -> Choice:
        return replace(choice, scenario=replace(choice.scenario, **{name: value}))

    return change


def _cheaper_only(choice: Choice) -> Choice:
    """Ask for destinations cheaper than at home, unless a least saving is asked for already."""
    if choice.scenario.least_saving is not None:
        return choice
    return replace(
        choice, scenario=replace(choice.scenario, least_saving=CHEAPER), cheaper_only=True
    )


def _widest(catalog: Catalog, scenario: Scenario, indicator: str) -> float:
    """Return the weakest figure of the destinations, rounded outwards to what is shown."""
    item: Indicator = catalog.indicators[indicator]
    known = [
        found.value
        for country in destinations(catalog, scenario)
        if (found := figure(catalog, scenario, country, indicator))
    ]
    if not known:
        return item.goalpost_low or 0.0
    unit = 10.0**-item.decimals
    better = item.direction > 0
    return (floor(min(known) / unit) if better else ceil(max(known) / unit)) * unit


def _is(catalog: Catalog, country: str, name: str) -> bool:
    found = catalog.flag(country, name)
    return found is not None and found.state == "yes"


def _plain(catalog: Catalog, scenario: Scenario) -> Scenario:
    """Drop the name of a preset that the work would take by itself."""
    own = preset_of(catalog, replace(scenario, preset=None)).id
    return replace(scenario, preset=None) if scenario.preset == own else scenario
