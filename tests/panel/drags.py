"""Weights after random drags of dividers, and parts of the golden file as the library's types."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from kpo.mcda.uncertain_scores import Cell, Cost, Lognormal, Normal, Part, Saving, Uniform


def drags(random: Random, weights: Mapping[str, float], count: int) -> list[dict[str, float]]:
    """Return the weights after each of `count` drags, one after the other."""
    found = [dict(weights)]
    for _ in range(count):
        names = list(weights)
        place = random.randrange(len(names) - 1)
        one, other = names[place : place + 2]
        both = round(found[-1][one] + found[-1][other], 4)
        kept = random.choice(
            [float(random.randint(0, int(both))), round(random.uniform(0, both), 4)]
        )
        found.append(found[-1] | {one: kept, other: round(both - kept, 4)})
    return found[1:]


def parts_of(cell: Iterable[dict[str, Any]]) -> Cell:
    """Return a cell of golden.json as the library's type."""
    return tuple(_part(part) for part in cell)


def _part(part: dict[str, Any]) -> Part:
    if "client" in part:
        return Saving(Cost(**part["destination"]), Cost(**part["client"]), part["share"])
    if "high" in part:
        return Uniform(**part)
    return Lognormal(**part) if "zero" in part else Normal(**part)
