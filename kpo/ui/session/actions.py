"""The effects of clicks on the choice: pure functions from one choice to the next.

Nothing here uses Streamlit; `kpo.ui.session.state` keeps the current choice in the session.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import Any

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import SAVING
from kpo.data.observations import figure
from kpo.mcda.weights import set_weight
from kpo.scoring.destination_groups import GROUPS, THE_SEVEN, group, regions, whole
from kpo.scoring.ranking import destinations, preset_of, weights_of

MINE = "mine"
"""Id of the user's own weights in the preset picker."""

SAME = 1e-9
CHEAPER = 0.0
"""Minimum saving that choosing a group sets: destinations as expensive as home are left out."""


@dataclass(frozen=True)
class Choice:
    """The scenario, the user's own weights, in use or not, and what a notice has to tell.

    `mine` is the scenario in which the own weights were last changed, with their locks and
    variation and the preset they began with; nothing else of it is used. `kept` is whether the
    user's weights stayed when the kind of work changed; `cheaper_only` is whether choosing a group
    also set the rule of the least saving. `added` holds, by group or region, the destinations that
    it added; unmarking it removes no others.
    """

    scenario: Scenario
    mine: Scenario | None = None
    kept: bool = False
    cheaper_only: bool = False
    added: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


Step = Callable[[Catalog, Choice, Any], Choice]
"""What a control does to the choice, with its new value."""


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
    """Use the weights of a preset, or the user's own again; own weights are never lost."""
    if preset != MINE:
        scenario = replace(choice.scenario, preset=preset, weights=None, locks=(), variation={})
        return replace(choice, scenario=_plain(catalog, scenario), kept=False)
    if choice.mine is None:
        return choice
    mine = choice.mine
    scenario = replace(
        choice.scenario,
        preset=mine.preset,
        weights=mine.weights,
        locks=mine.locks,
        variation=mine.variation,
    )
    return replace(choice, scenario=scenario, kept=False)


def with_weights(
    catalog: Catalog, choice: Choice, wanted: Mapping[str, float], locks: Iterable[str]
) -> Choice:
    """Set all weights, exact shares of 100, and their locks."""
    held = tuple(name for name in catalog.criteria if name in set(locks))
    preset = preset_of(catalog, choice.scenario)
    if all(abs(wanted[name] - preset.weights[name]) < SAME for name in catalog.criteria):
        scenario = replace(choice.scenario, weights=None, locks=held)
        return replace(choice, scenario=scenario, kept=False)
    exact = {name: float(wanted[name]) for name in catalog.criteria}
    scenario = replace(choice.scenario, preset=preset.id, weights=exact, locks=held)
    return replace(choice, scenario=scenario, mine=own_weights(catalog, scenario), kept=False)


def own_weights(catalog: Catalog, scenario: Scenario) -> Scenario | None:
    """Return a scenario with its preset named if its weights are the user's own; else None."""
    preset = preset_of(catalog, scenario).id
    return None if scenario.weights is None else replace(scenario, preset=preset)


def with_new_weights(catalog: Catalog, choice: Choice, wanted: Mapping[str, float]) -> Choice:
    """Set weights unrelated to the present ones, without their locks and variation."""
    return with_weights(catalog, _with(choice, variation={}), wanted, ())


def with_weight(catalog: Catalog, choice: Choice, criterion: str, share: float) -> Choice:
    """Set one weight; the other unlocked ones are rescaled (METHOD: weights)."""
    scenario = choice.scenario
    moved = set_weight(weights_of(catalog, scenario), criterion, share, scenario.locks)
    return with_weights(catalog, choice, moved, scenario.locks)


def with_lock(catalog: Catalog, choice: Choice, criterion: str, locked: bool) -> Choice:
    """Lock or unlock a weight."""
    locks = set(choice.scenario.locks) - {criterion} | ({criterion} if locked else set())
    return with_weights(catalog, choice, weights_of(catalog, choice.scenario), locks)


def reset(_: Catalog, choice: Choice, __: None = None) -> Choice:
    """Return to the weights of the work's own preset; own weights can still be picked again."""
    changed = _with(choice, preset=None, weights=None, locks=(), variation={})
    return replace(changed, kept=False)


def with_countries(catalog: Catalog, choice: Choice, countries: Iterable[str]) -> Choice:
    """Choose the destinations; the seven are stored as None, and none as the client alone.

    The client's country is never a destination, so naming it makes no difference.
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
    return replace(_with(choice, countries=None if home else chosen), added=added)


def with_client(catalog: Catalog, choice: Choice, client: str) -> Choice:
    """Choose the client; if no destination was chosen, none is afterwards."""
    none = {} if destinations(catalog, choice.scenario) else {"countries": (client,)}
    return _with(choice, client=client, **none)


def with_groups(catalog: Catalog, choice: Choice, wanted: Iterable[str]) -> Choice:
    """Choose the marked groups: add new ones, and remove what unmarked ones had added."""
    return _with_marked(catalog, choice, GROUPS, set(wanted))


def with_regions(catalog: Catalog, choice: Choice, wanted: Iterable[str]) -> Choice:
    """Choose the marked regions, as `with_groups` does groups."""
    return _with_marked(catalog, choice, regions(catalog), set(wanted))


def _with_marked(
    catalog: Catalog, choice: Choice, offered: Iterable[str], marked: set[str]
) -> Choice:
    """Add newly marked groups, which sets the rule of the least saving, and remove unmarked ones.

    A group that added nothing itself removes those of its members that other groups added, or
    else, as after opening a link, all its members.
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
    """Set or drop the rule of the least saving, which ends the notice about it."""
    return replace(_with(choice, least_saving=least), cheaper_only=False)


def limitable(catalog: Catalog, scenario: Scenario) -> tuple[str, ...]:
    """Return the indicators that can be limited: pay, the scored ones, and those limited now."""
    pay = catalog.tiers[scenario.tier].pay
    shown = [pay, *(item.id for item in catalog.scored(scenario.tier) if item.id != SAVING)]
    return tuple(dict.fromkeys([*shown, *scenario.figure_limits]))


def with_limited(catalog: Catalog, choice: Choice, wanted: Iterable[str]) -> Choice:
    """Choose which figures are limited; a new limit starts at a value that leaves nobody out."""
    before = choice.scenario.figure_limits
    limits = {
        name: before[name] if name in before else _widest(catalog, choice.scenario, name)
        for name in wanted
    }
    return _with(choice, figure_limits=limits)


def with_limit(_: Catalog, choice: Choice, indicator: str, limit: float | None) -> Choice:
    """Set the limit of a figure in its own unit; None removes it."""
    limits = {name: old for name, old in choice.scenario.figure_limits.items() if name != indicator}
    limits |= {} if limit is None else {indicator: limit}
    return _with(choice, figure_limits=limits)


def with_minimum(_: Catalog, choice: Choice, criterion: str, points: float) -> Choice:
    """Set the minimum score on a criterion; 0 removes it."""
    others = {name: least for name, least in choice.scenario.minimums.items() if name != criterion}
    return _with(choice, minimums=others | ({criterion: points} if points > 0 else {}))


def with_assumption(
    _: Catalog, choice: Choice, name: str, value: float | Sequence[float]
) -> Choice:
    """Set an assumption of the business case: its lowest and highest value, or one for both."""
    low, high = value if isinstance(value, Sequence) else (value, value)
    span = float(low), float(high)
    return _with(choice, assumptions={**choice.scenario.assumptions, name: span})


def without_assumptions(_: Catalog, choice: Choice, names: Iterable[str] | None) -> Choice:
    """Reset assumptions to ours; None resets all of them."""
    gone = set(choice.scenario.assumptions if names is None else names)
    kept = {name: span for name, span in choice.scenario.assumptions.items() if name not in gone}
    return _with(choice, assumptions=kept)


def without_minimums(_: Catalog, choice: Choice, __: None) -> Choice:
    """Remove all minimum scores and all limits on figures."""
    return _with(choice, minimums={}, figure_limits={})


def with_field(name: str) -> Step:
    """Return the step that sets one field of the scenario and nothing else."""
    return lambda _, choice, value: _with(choice, **{name: value})


def for_one(change: Callable[[Catalog, Choice, str, Any], Choice], name: str) -> Step:
    """Return the step that changes what has this name: a criterion, a figure, an assumption."""
    return lambda catalog, choice, value: change(catalog, choice, name, value)


def _cheaper_only(choice: Choice) -> Choice:
    """Set the rule of the least saving to `CHEAPER`, unless one is set already."""
    if choice.scenario.least_saving is not None:
        return choice
    return replace(_with(choice, least_saving=CHEAPER), cheaper_only=True)


def _with(choice: Choice, **fields: Any) -> Choice:
    """Return a choice whose scenario has other values in some fields."""
    return replace(choice, scenario=replace(choice.scenario, **fields))


def _widest(catalog: Catalog, scenario: Scenario, indicator: str) -> float:
    """Return the weakest figure of the destinations, rounded outwards to the decimals shown."""
    item = catalog.indicators[indicator]
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
    """Drop the preset of a scenario if it is the work's own one."""
    own = preset_of(catalog, replace(scenario, preset=None)).id
    return replace(scenario, preset=None) if scenario.preset == own else scenario
