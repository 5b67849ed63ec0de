"""The draws of the method in plain Python numbers, one at a time.

Library and browser have to give the same to the last bit. Run as a module, it writes golden.json.
"""

import json
import struct
from math import sqrt
from pathlib import Path

from kpo.mcda import quantiles

MASK = 0xFFFFFFFF
GOLDEN = Path(__file__).with_name("golden.json")
STORED = struct.unpack(f"<{2048 + 4096}f", quantiles.FILE.read_bytes())
NORMAL = [-value for value in reversed(STORED[:2048])] + list(STORED[:2048])
EXPONENTIAL = list(STORED[2048:])


def fnv(text):
    found = 0x811C9DC5
    for byte in text.encode():
        found = ((found ^ byte) * 0x01000193) % 2**32
    return found


def mix(x):
    x ^= x >> 16
    x = x * 0x7FEB352D & MASK
    x ^= x >> 15
    x = x * 0x846CA68B & MASK
    return x ^ x >> 16


def word(draw, country, name, seed=0):
    begin = mix(seed) if seed else 0
    return mix(fnv(f"{country}:{name}") ^ mix((draw + begin) & MASK))


def single(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def factor(deviation, step):
    part, out = deviation * NORMAL[step] / 1024, 1.0
    for term in range(8, 0, -1):
        out = 1.0 + part * out / term
    for _ in range(10):
        out *= out
    return out


def triangular(low, mode, high, step):
    u = (step + 0.5) / 4096
    if low == high:
        return mode
    if u * (high - low) < mode - low:
        return low + sqrt(u * ((high - low) * (mode - low)))
    return high - sqrt((1.0 - u) * ((high - low) * (high - mode)))


def cost(of, draw, seed):
    paid = of["pay"] * factor(
        of["deviation"], word(draw, of["country"], of["pay_figure"], seed) >> 20
    )
    if of["lowest"] == of["highest"]:
        return paid * (1.0 + of["charges"])
    step = word(draw, of["country"], of["charges_figure"], seed) >> 20
    return paid * (1.0 + triangular(of["lowest"], of["charges"], of["highest"], step))


def points(cell, draw, seed=0):
    """The drawn part of a score; a cell is a list of parts as in golden.json."""
    total = 0.0
    for part in cell:
        if "client" in part:
            ratio = cost(part["destination"], draw, seed) / cost(part["client"], draw, seed)
            total += part["share"] * (100.0 * max(1.0 - ratio, 0.0))
            continue
        step = word(draw, part["country"], part["figure"], seed) >> 20
        if "deviation" in part:
            value = min(max(part["now"] + part["deviation"] * NORMAL[step], 0.0), 100.0)
        else:
            value = part["low"] + (part["high"] - part["low"]) * ((step + 0.5) / 4096)
        total += part["share"] * value
    return single(total)


def weights(stated, criteria, draw, mode="near", spread=0.25, seed=0):
    """Weights as drawn, not rescaled; `stated` sum to 1."""
    found = [word(draw, "", name, seed) for name in criteria]
    if mode == "near":
        return [
            w * ((1 - spread) + (2 * spread) * ((x >> 8) * 2.0**-24))
            for w, x in zip(stated, found, strict=True)
        ]
    if mode == "ordered":
        falling = sorted(found)
        order = sorted(range(len(found)), key=lambda column: (stated[column], found[column]))
        for place, column in enumerate(order):
            found[column] = falling[place]
    return [EXPONENTIAL[x >> 20] for x in found]


def added(values):
    total = 0.0
    for value in values:
        total += value
    return total


def scores(certain, cells, drawn, draw, seed=0):
    """Scores in one draw, criteria added one after the other; None is a missing criterion."""
    out = []
    for row, known in enumerate(certain):
        sums = total = 0.0
        for column, value in enumerate(known):
            if value is None:
                continue
            cell = cells[row][column]
            if cell:
                value = value + points(cell, draw, seed)
            sums += drawn[column] * value
            total += drawn[column]
        out.append(sums / total)
    return out


def ranks(found):
    order = sorted(range(len(found)), key=lambda row: -found[row])
    out, head, number = [0] * len(found), float("inf"), 0
    for place, row in enumerate(order, start=1):
        if head - found[row] > 1e-9:
            head, number = found[row], place
        out[row] = number
    return out


def problem():
    """Seven invented destinations and four criteria, with every kind of part."""
    client = _cost("SWE", 4000.0, 0.15, 0.3, 0.32, 0.36)
    names = ["IND", "CHN", "PHL", "CZE", "RUS", "IRL", "ISR"]
    pay = [400.0, 1100.0, 420.0, 2000.0, 900.0, 5200.0, 3900.0]
    certain, cells = [], []
    for row, country in enumerate(names):
        own = _cost(country, pay[row], 0.35 if row == 1 else 0.15, 0.1, 0.2, 0.1 + 0.04 * row)
        saving = {"destination": own, "client": client, "share": 1.0}
        law = [
            {
                "country": country,
                "figure": name,
                "now": 40.0 + 11 * row + plus,
                "deviation": 4.5,
                "share": 0.25,
            }
            for name, plus in (("rule_of_law", 3.0), ("stability", -9.0))
        ]
        gap = [{"country": country, "figure": "skills", "low": 0.0, "high": 62.0, "share": 1.0}]
        certain.append([0.0, 61.0 - 7 * row, 0.0 if row == 2 else 35.0 + 5 * row, 25.0 + row])
        cells.append([[saving], [], gap if row == 2 else [], law])
    return {
        "countries": names,
        "criteria": ["labour_cost", "english", "education", "environment"],
        "weights": [40.0, 30.0, 20.0, 10.0],
        "certain": certain,
        "cells": cells,
    }


def _cost(country, pay, deviation, lowest, charges, highest):
    return {
        "country": country,
        "pay_figure": "pay_professional",
        "charges_figure": "employer_charges",
        "pay": pay,
        "deviation": deviation,
        "lowest": min(lowest, charges),
        "charges": charges,
        "highest": max(highest, charges),
    }


def golden():
    given = problem()
    total = added(given["weights"])
    stated = [weight / total for weight in given["weights"]]
    first = [0] * len(given["countries"])
    for draw in range(1, 1001):
        drawn = weights(stated, given["criteria"], draw)
        found = ranks(scores(given["certain"], given["cells"], drawn, draw))
        first = [count + (rank == 1) for count, rank in zip(first, found, strict=True)]
    texts = [("", "labour_cost"), ("IND", "pay_professional"), ("CIV", "é")]
    return {
        "keys": [[*pair, fnv(":".join(pair))] for pair in texts],
        "words": [
            [*pair, seed, draw, word(draw, *pair, seed)]
            for pair in texts
            for seed in (0, 7)
            for draw in (1, 2, 9_999, 10_000)
        ],
        "normal": {step: NORMAL[step] for step in (0, 1, 2047, 2048, 4095)},
        "exponential": {step: EXPONENTIAL[step] for step in (0, 1, 2048, 4095)},
        "factors": [[d, step, factor(d, step)] for d in (0.15, 0.35) for step in (0, 2048, 4095)],
        "triangular": [
            [*ends, step, triangular(*ends, step)]
            for ends in ((0.1, 0.2, 0.4), (0.2, 0.2, 0.3), (0.1, 0.3, 0.3), (0.3, 0.3, 0.3))
            for step in (0, 1000, 4095)
        ],
        "weights": [
            [mode, draw, weights([0.4, 0.3, 0.2, 0.1], given["criteria"], draw, mode)]
            for mode in ("near", "any", "ordered")
            for draw in (1, 2, 10_000)
        ],
        "problem": given,
        "points": [
            [row, column, draw, points(cell, draw)]
            for row, cells in enumerate(given["cells"])
            for column, cell in enumerate(cells)
            if cell
            for draw in (1, 2, 10_000)
        ],
        "scores": [
            [
                draw,
                scores(
                    given["certain"],
                    given["cells"],
                    weights(stated, given["criteria"], draw),
                    draw,
                ),
            ]
            for draw in (1, 2, 3)
        ],
        "first_of_1000": first,
    }


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(golden(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
