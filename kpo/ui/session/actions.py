"""What a click does to the choice: pure steps from one choice to the next.

Nothing here knows of streamlit; `kpo.ui.session.state` keeps the current choice in the session.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import Any

from kpo.core.model import Indicator, Scenario
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import SAVING
from kpo.data.observations import figure
from kpo.mcda.weights import set_weight
from kpo.scoring.destination_groups import GROUPS, THE_SEVEN, group, regions, whole
from kpo.scoring.ranking import destinations
from kpo.scoring.scenario_weights import preset_of, weights_of

MINE = "mine"
"""What the preset picker calls the user's own weights."""

SAME = 1e-9
CHEAPER = 0.0
"""The least saving that choosing a group asks for: what costs as much as at home is left out."""


@dataclass(frozen=True)
class EditedWeights:
    """Weights that the user made, with what they were begun from and how far they are varied."""

    weights: Mapping[str, float]
    locks: tuple[str, ...]
    preset: str
    variation: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """The scenario, the user's own weights whether shown or not, and what to tell about them.

    `kept` says that the kind of work changed while the user's weights stayed; `cheaper_only` that
    choosing a group of destinations brought the rule of the least saving along. `added` holds, by
    group or region, the destinations that it added: it takes away no others.
    """

    scenario: Scenario
    mine: EditedWeights | None = None
    kept: bool = False
    cheaper_only: bool = False
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
    return replace(choice, scenario=scenario, mine=own_weights(catalog, scenario), kept=False)


def own_weights(catalog: Catalog, scenario: Scenario) -> EditedWeights | None:
    """Return the weights of a scenario that are the user's own; None where they are a preset's."""
    if scenario.weights is None:
        return None
    preset = preset_of(catalog, scenario).id
    return EditedWeights(dict(scenario.weights), scenario.locks, preset, dict(scenario.variation))


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
    """Choose the destinations; the seven are stored as no choice at all, none as the client alone.

    The client's country is no destination, so whether it is named makes no difference to that.
    """
    client = choice.scenario.client
    wanted = set(countries) - {client}
    chosen = tuple(name for name in catalog.countries if name in wanted) or (client,)
    home = wanted == set(catalog.home) - {client}
    added = {
        name: kept
        for name, codes in choice.added.items()
        if (kept := tuple(code for code in codes if code in wanted))
    }
    scenario = replace(choice.scenario, countries=None if home else chosen)
    return replace(choice, scenario=scenario, added=added)


def with_client(catalog: Catalog, choice: Choice, client: str) -> Choice:
    """Choose the client; where no destination was chosen none is afterwards."""
    scenario = replace(choice.scenario, client=client)
    if not destinations(catalog, choice.scenario):
        scenario = replace(scenario, countries=(client,))
    return replace(choice, scenario=scenario)


def with_groups(catalog: Catalog, choice: Choice, wanted: Iterable[str]) -> Choice:
    """Add groups newly marked, take away what those no longer marked added."""
    return _with_marked(catalog, choice, GROUPS, set(wanted))


def with_regions(catalog: Catalog, choice: Choice, wanted: Iterable[str]) -> Choice:
    """Do the same by region."""
    return _with_marked(catalog, choice, regions(catalog), set(wanted))


def _with_marked(
    catalog: Catalog, choice: Choice, offered: Iterable[str], marked: set[str]
) -> Choice:
    """Follow the marks of groups; one that is added asks for what is cheaper than at home.

    One that added nothing itself takes away what other groups added of it, or else, as in an opened
    link, all its members.
    """
    before = set(whole(catalog, choice.scenario, offered))
    chosen = set(destinations(catalog, choice.scenario))
    added = dict(choice.added)
    for name in sorted(before - marked):
        members = set(group(catalog, choice.scenario, name))
        others = members.intersection(*[set().union(*added.values())] if added else [])
        chosen -= set(added.pop(name, ())) or (others if name != THE_SEVEN else set()) or members
    for name in sorted(marked - before):
        new = [code for code in group(catalog, choice.scenario, name) if code not in chosen]
        added[name] = (*added.get(name, ()), *new)
        chosen |= set(new)
    changed = with_countries(catalog, replace(choice, added=added), chosen)
    return _cheaper_only(changed) if marked - before - {THE_SEVEN} else changed


def without_destinations(catalog: Catalog, choice: Choice, _: None) -> Choice:
    """Choose no destination at all."""
    return replace(with_countries(catalog, choice, ()), added={})


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
        observation.value
        for country in destinations(catalog, scenario)
        if (observation := figure(catalog, scenario, country, indicator))
    ]
    if not known:
        return item.goalpost_low or 0.0
    unit = 10.0**-item.decimals
    better = item.direction > 0
    return (floor(min(known) / unit) if better else ceil(max(known) / unit)) * unit


def _plain(catalog: Catalog, scenario: Scenario) -> Scenario:
    """Drop the name of a preset that the work would take by itself."""
    own = preset_of(catalog, replace(scenario, preset=None)).id
    return replace(scenario, preset=None) if scenario.preset == own else scenario
