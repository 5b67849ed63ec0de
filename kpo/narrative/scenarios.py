"""Sentences about scenarios: what one is, how two differ, who moved. Plain text, no markup."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from kpo.analysis.rank_changes import Mover
from kpo.core.labels import ENGLISH_SHORT
from kpo.core.model import Scenario
from kpo.core.text import capitalised, joined, lowered, number_of
from kpo.data.catalog import Catalog
from kpo.data.names import WITH_ARTICLE, limit_words, place, saving_words, work_phrase
from kpo.narrative.ranking import MIN_PART
from kpo.scenarios.collection import Move
from kpo.scenarios.record import USUAL
from kpo.scoring.ranking import Ranking, destinations, preset_of, weights_of

LISTED: Final = 6
"""Maximum number of destinations named one by one."""

WEIGHTS: Final = 3
"""Maximum number of a saved scenario's weights that are named, the heaviest first."""


def summary(catalog: Catalog, scenario: Scenario) -> str:
    """Return what a scenario is, in one line."""
    count = len(destinations(catalog, scenario))
    work = work_phrase(catalog, scenario.tier, scenario.service)
    name = preset_words(catalog, scenario)
    whose = f"own weights, begun with {name}" if scenario.weights else f"weights: {name}"
    client = place(catalog, scenario.client)
    number = number_of(count, "destination", "destinations")
    return f"{capitalised(work)} for {client}, {number}, {whose}"


def preset_words(catalog: Catalog, scenario: Scenario) -> str:
    """Return the name of the preset that the weights start from, or that it is our judgement."""
    preset, own = (preset_of(catalog, item) for item in (scenario, replace(scenario, preset=None)))
    return "our judgement" if preset == own and own.origin == "editorial" else preset.name


def described(catalog: Catalog, scenario: Scenario) -> str:
    """Return the summary of a scenario and its differences from the default for the same work."""
    sentences = [summary(catalog, scenario)]
    if scenario.weights:
        named_weights = sorted(scenario.weights.items(), key=lambda item: -item[1])[:WEIGHTS]
        parts = [
            f"{lowered(catalog.criteria[name].short_name)} {round(share, 1):g}"
            for name, share in named_weights
        ]
        sentences[0] += f" ({', '.join(parts)} %)"
    usual = replace(
        Scenario(),
        tier=scenario.tier,
        service=scenario.service,
        client=scenario.client,
        countries=scenario.countries,
        preset=scenario.preset,
        weights=scenario.weights,
    )
    return ". ".join([*sentences, *differences(catalog, usual, scenario, new_only=True)])


def leader(ranking: Ranking) -> str:
    """Return who is first, for running text; several if they tie."""
    first = [ranking.named(row.country) for row in ranking.rows if row.rank == 1]
    if not first:
        return "nobody"
    return joined(first) if len(first) <= 2 else f"{len(first)} destinations level"


def finding(names: Sequence[str], rankings: Sequence[Ranking]) -> str:
    """Return the finding of a comparison of named scenarios, in one line."""
    leaders = [leader(ranking) for ranking in rankings]
    if len(set(leaders)) == 1:
        number = "both" if len(names) == 2 else f"all {len(names)}"
        verb = "lead" if " and " in leaders[0] else "leads"
        return f"{capitalised(leaders[0])} {verb} in {number} scenarios"
    last = next(place for place in reversed(range(len(names))) if leaders[place] != leaders[0])
    return (
        f"\u201c{names[last]}\u201d puts {leaders[last]} first, \u201c{names[0]}\u201d {leaders[0]}"
    )


def counted(names: Sequence[str], moving: Sequence[Mover], both: int) -> str:
    """Return how many destinations move between two scenarios; `both` counts those in both."""
    pair = f"From \u201c{names[0]}\u201d to \u201c{names[1]}\u201d"
    moved = sum(1 for mover in moving if mover.before and mover.now)
    once = len(moving) - moved
    number = "nobody" if not moved else f"all {both}" if moved == both > 1 else f"{moved} of {both}"
    sentence = f"{pair}, {number} {'change' if moved > 1 else 'changes'} place"
    if once:
        sentence += f" and {once} {'is' if once == 1 else 'are'} ranked in one of them only"
    return f"{sentence}; the reasons stand below the chart." if moving else f"{sentence}."


def differences(
    catalog: Catalog, before: Scenario, now: Scenario, new_only: bool = False
) -> tuple[str, ...]:
    """Return one line for each setting that differs; `new_only` leaves out the value before."""
    readers: dict[str, Callable[[Scenario], str]] = {
        "Work": lambda item: work_phrase(catalog, item.tier, item.service),
        "Client": lambda item: place(catalog, item.client),
        "Points": lambda item: f"{item.method} mean",
        "Least points": lambda item: _listed(
            f"{lowered(catalog.criteria[name].name)} {least:g}"
            for name, least in item.minimums.items()
        ),
        "Limits on figures": lambda item: _listed(
            limit_words(catalog, *limit) for limit in item.figure_limits.items()
        ),
        "Least saving": lambda item: (
            "no rule" if item.least_saving is None else saving_words(item.least_saving)
        ),
        "Under sanctions": lambda item: (
            "ranked all the same, and marked" if item.rank_sanctioned else "left out"
        ),
        "Oldest figure": lambda item: f"{item.max_age} years",
        "Weights varied": _variation,
        "Team": _team,
        "Native English": lambda item: ENGLISH_SHORT[item.native_english],
    }
    lines = [
        f"{word}: {new}" if new_only else f"{word}: {old} \u2192 {new}"
        for word, read in readers.items()
        if (old := read(before)) != (new := read(now))
    ]
    places = _destinations(catalog, before, now)
    return (*lines[:2], *places, *_weights(catalog, before, now), *lines[2:])


def moved(moves: Sequence[Move]) -> str:
    """Return who has another rank than when a link was made or a scenario saved."""
    if not moves:
        return "Nobody has changed place."
    moves_named = [_move(move) for move in moves[:LISTED]]
    more = len(moves) - LISTED
    return f"{capitalised('; '.join(moves_named))}{f'; and {more} more' if more > 0 else ''}."


def _move(move: Move) -> str:
    name = f"the {move.name}" if move.country in WITH_ARTICLE else move.name
    if move.before is None:
        return f"{name} is new at {move.now}"
    if move.now is None:
        return f"{name} was {move.before} and is not ranked now"
    return f"{name} {move.before} \u2192 {move.now}"


def _destinations(catalog: Catalog, before: Scenario, now: Scenario) -> list[str]:
    old, new = (set(destinations(catalog, item)) for item in (before, now))
    if old == new:
        return []
    changes = [f"{len(old)} \u2192 {len(new)}"]
    for word, codes in (("with", new - old), ("without", old - new)):
        order = sorted(codes, key=lambda code: catalog.countries[code].name)
        names = [place(catalog, code) for code in order]
        if names:
            more = len(names) - LISTED
            changes.append(f"{word} {joined([*names[:LISTED], *([f'{more} more'] * (more > 0))])}")
    return [f"Destinations: {', '.join(changes)}"]


def _weights(catalog: Catalog, before: Scenario, now: Scenario) -> list[str]:
    old, new = weights_of(catalog, before), weights_of(catalog, now)
    changes = [
        f"{lowered(criterion.name)} {round(old[name], 1):g} \u2192 {round(new[name], 1):g}"
        for name, criterion in catalog.criteria.items()
        if abs(new[name] - old[name]) >= MIN_PART
    ]
    return [f"Weights in %: {', '.join(changes)}"] if changes else []


def _variation(scenario: Scenario) -> str:
    if not scenario.variation:
        return f"by up to \u00b1{USUAL:.0f} %"
    return f"as far as the ballots differ, \u00b1{max(scenario.variation.values()):.0f} % at most"


def _team(scenario: Scenario) -> str:
    people = number_of(scenario.people, "person", "people")
    own = len(scenario.assumptions)
    yours = f", {number_of(own, 'assumption', 'assumptions')} yours" if own else ""
    return f"{people}, {number_of(scenario.years, 'year', 'years')}{yours}"


def _listed(words: Iterable[str]) -> str:
    return joined(list(words) or ["none"])
