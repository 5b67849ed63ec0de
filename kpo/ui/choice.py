"""What a click does to the choice: pure steps from one choice to the next.

Nothing here knows of streamlit; `kpo.ui.state` keeps the current choice in the session.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kpo.catalog import Catalog
from kpo.model import Scenario
from kpo.weights import preset_of, set_weight, weights_of

MINE = "mine"
"""What the preset picker calls the user's own weights."""

SAME = 1e-9


@dataclass(frozen=True)
class Own:
    """Weights that the user made, with what they were begun from."""

    weights: Mapping[str, float]
    locks: tuple[str, ...]
    preset: str


@dataclass(frozen=True)
class Choice:
    """The scenario, the user's own weights whether shown or not, and what to tell about them.

    `kept` says that the kind of work changed while the user's weights stayed.
    """

    scenario: Scenario
    mine: Own | None = None
    kept: bool = False


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
    new = replace(old, tier=tier, service=line, preset=old.preset if anywhere else None, locks=())
    return replace(choice, scenario=new, kept=False)


def with_preset(catalog: Catalog, choice: Choice, preset: str) -> Choice:
    """Take the weights of a preset, or the user's own again; own weights are never lost."""
    if preset != MINE:
        scenario = replace(choice.scenario, preset=preset, weights=None, locks=())
        return replace(choice, scenario=_plain(catalog, scenario), kept=False)
    if choice.mine is None:
        return choice
    mine = choice.mine
    scenario = replace(
        choice.scenario, preset=mine.preset, weights=dict(mine.weights), locks=mine.locks
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
    return Choice(scenario, Own(exact, held, preset.id))


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
    scenario = replace(choice.scenario, preset=None, weights=None, locks=())
    return replace(choice, scenario=scenario, kept=False)


def with_countries(catalog: Catalog, choice: Choice, countries: Iterable[str]) -> Choice:
    """Choose the destinations; none, and the home seven, are stored as no choice at all."""
    wanted = set(countries)
    chosen = tuple(name for name in catalog.countries if name in wanted)
    home = not chosen or set(chosen) == set(catalog.home)
    return replace(choice, scenario=replace(choice.scenario, countries=None if home else chosen))


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


def with_field(name: str) -> Callable[[Catalog, Choice, Any], Choice]:
    """Return the step that sets one field of the scenario and nothing else."""

    def change(_: Catalog, choice: Choice, value: Any) -> Choice:
        return replace(choice, scenario=replace(choice.scenario, **{name: value}))

    return change


def _plain(catalog: Catalog, scenario: Scenario) -> Scenario:
    """Drop the name of a preset that the work would take by itself."""
    own = preset_of(catalog, replace(scenario, preset=None)).id
    return replace(scenario, preset=None) if scenario.preset == own else scenario
