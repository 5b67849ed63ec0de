"""Make golden.json: generated cases with the answers of kpo.mcda.

Run `python -m tests.panel.golden` after a deliberate change of a formula.
"""

import json
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from kpo.mcda.aggregation import arithmetic, geometric, ranks
from kpo.mcda.weights import set_weight, stepped, whole_percents

FILE = Path(__file__).with_name("golden.json")
NAMES = ("Alba", "Borduria", "Syldavia", "Sodor", "Élan", "Alba")


def rankings(chance: Random) -> list[dict[str, Any]]:
    """Return 200 rankings, with zero weights, ties, and scores below the floor of 1."""
    return [_answered(_problem(chance, number)) for number in range(200)]


def _problem(chance: Random, number: int) -> dict[str, Any]:
    width = chance.randint(1, 9)
    weights = [chance.choice([0.0, chance.random(), chance.random()]) for _ in range(width)]
    if sum(weights) == 0:
        weights[chance.randrange(width)] = 1.0
    weights = [100 * weight / sum(weights) for weight in weights]
    if number % 4 == 0:
        weights = [100 / width] * width
    rows = [[_score(chance) for _ in range(width)] for _ in range(chance.randint(1, 6))]
    if number % 4 == 0:
        rows.append(rows[0][::-1])
        rows.append(list(rows[0]))
    countries = [
        {"country": f"X{place:02d}", "name": chance.choice(NAMES), "scores": scores}
        for place, scores in enumerate(rows)
    ]
    chance.shuffle(countries)
    return {"geometric": chance.random() < 0.5, "weights": weights, "rows": countries}


def _score(chance: Random) -> float:
    return chance.choice([0.0, 0.4, 1.0, 100.0, *(round(100 * chance.random(), 3),) * 6])


def answer(problem: dict[str, Any]) -> list[list[Any]]:
    """Return [country, rank, score, parts] in rank order."""
    scores = np.array([row["scores"] for row in problem["rows"]])
    formula = geometric if problem["geometric"] else arithmetic
    totals, parts = formula(scores, np.array(problem["weights"]))
    numbers = ranks(totals).tolist()
    rows = problem["rows"]

    def standing(place: int) -> tuple[float, str, str]:
        return numbers[place], rows[place]["name"], rows[place]["country"]

    return [
        [rows[place]["country"], numbers[place], float(totals[place]), parts[place].tolist()]
        for place in sorted(range(len(rows)), key=standing)
    ]


def _answered(problem: dict[str, Any]) -> dict[str, Any]:
    return problem | {"answer": answer(problem)}


def settings(chance: Random) -> list[dict[str, Any]]:
    """Return 60 weights set to a number, some with locks, some with all others at 0."""
    found = []
    for number in range(60):
        names = "abcdefghi"[: chance.randint(2, 9)]
        raw = [chance.choice([0, chance.random()]) for _ in names]
        shares = [100 * w / sum(raw) if sum(raw) else 100 / len(raw) for w in raw]
        shares = list(stepped(dict(enumerate(shares))).values())
        if number % 6 == 0:
            shares = [100.0] + [0.0] * (len(names) - 1)
        locks = [chance.random() < 0.25 for _ in names]
        place = chance.randrange(len(names))
        locks[place] = locks[place - 1] = False
        held = sum(share for share, lock in zip(shares, locks, strict=True) if lock)
        value = chance.choice([0.0, round(chance.uniform(0, 100 - held), 5), 100 - held])
        found.append({"weights": shares, "locks": locks, "place": place, "value": value})
    return [case | {"answer": set_by_python(case)} for case in found]


def set_by_python(case: dict[str, Any]) -> list[float]:
    """Return the weights after kpo.mcda.weights.set_weight."""
    names = [str(place) for place in range(len(case["weights"]))]
    held = [name for name, lock in zip(names, case["locks"], strict=True) if lock]
    weights = dict(zip(names, case["weights"], strict=True))
    return list(set_weight(weights, names[case["place"]], case["value"], held).values())


def roundings(chance: Random) -> list[dict[str, Any]]:
    """Return 60 sets of weights, each with the whole per cents that are shown for it."""
    found = [[12.5] * 8, [100 / 9] * 9, [100 / 3] * 3, [60.0, 20.0, 40 / 3, 20 / 3], [100.0, 0.0]]
    while len(found) < 60:
        raw = [chance.choice([0.0, 1.0, chance.random()]) for _ in range(chance.randint(2, 8))]
        if sum(raw):
            found.append([100 * w / sum(raw) for w in raw])
    return [{"weights": weights, "answer": rounded_by_python(weights)} for weights in found]


def rounded_by_python(weights: list[float]) -> list[float]:
    """Return the weights after kpo.mcda.weights.whole_percents."""
    return list(whole_percents({str(j): weight for j, weight in enumerate(weights)}).values())


def main() -> None:
    """Write the file."""
    chance = Random(2026)
    cases = {
        "rankings": rankings(chance),
        "settings": settings(chance),
        "roundings": roundings(chance),
    }
    lines = ",\n".join(
        f'"{kind}": [\n' + ",\n".join(json.dumps(case, ensure_ascii=False) for case in some) + "\n]"
        for kind, some in cases.items()
    )
    FILE.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
