"""A payload of invented but plausible numbers, to try the panel without any data."""

from random import Random

import numpy as np

from kpo.mcda.aggregation import arithmetic, geometric, ranks
from kpo.mcda.rank_acceptability import rank_acceptability, verdict
from kpo.mcda.uncertain_scores import Cell, DoubtfulScores, Normal, cells_of
from kpo.mcda.weight_sampling import SPREAD
from kpo.panel.draws import packed
from kpo.panel.payload import PanelCriterion, PanelIndicator, PanelPayload, PanelRow

NAMES = {
    "labour_cost": ("Labour cost", "Labour cost"),
    "english": ("English", "English"),
    "education": ("Education", "Education"),
    "talent": ("Talent pool", "Talent"),
    "digital": ("Digital readiness", "Digital"),
    "environment": ("Business environment", "Environment"),
    "security": ("Data security", "Security"),
    "time_zone": ("Time zone", "Time zone"),
}
LIGHT = ["#015848", "#9C660B", "#4868D5", "#3A1C8C", "#849765", "#632403", "#BE8497", "#7A5881"]
DARK = ["#309C7C", "#C78211", "#5361CF", "#9895FE", "#C3D68A", "#AE4D2F", "#E7A9B8", "#9F78A0"]
COLOURS = {
    "light": dict(zip(NAMES, LIGHT, strict=True)),
    "dark": dict(zip(NAMES, DARK, strict=True)),
}
KPO = {name: float(w) for name, w in zip(NAMES, (28, 16, 16, 20, 3, 6, 9, 2), strict=True)}
EQUAL = dict.fromkeys(NAMES, 12.5)
SEVEN = {
    "IND": ("India", (73.8, 37.5, 30.6, 97.8, 15.8, 39.4, 52.6, 55.0)),
    "PHL": ("Philippines", (65.3, 74.9, 32.5, 63.0, 42.0, 36.8, 57.8, 31.5)),
    "RUS": ("Russia", (56.3, 54.0, 64.0, 71.0, 79.0, 13.0, 36.8, 86.0)),
    "CHN": ("China", (53.0, 28.6, 56.0, 90.0, 94.6, 42.0, 45.6, 31.5)),
    "IRL": ("Ireland", (4.5, 99.6, 63.0, 50.5, 79.0, 86.7, 89.0, 94.6)),
    "CZE": ("Czechia", (24.0, 80.8, 56.0, 40.0, 84.0, 60.0, 87.6, 95.0)),
    "ISR": ("Israel", (14.6, 55.0, 74.0, 52.0, 74.0, 58.0, 77.0, 87.0)),
}
DEVIATION = 8.0
"""Standard deviation of the uncertain score of labour cost, in points."""


def payload(
    count: int = 7,
    method: str = "arithmetic",
    certain: bool = True,
    weights: dict[str, float] = KPO,
) -> PanelPayload:
    """Return a payload of the seven, or of `count` destinations of which the rest is invented."""
    rows = [_row(code, name, list(scores)) for code, (name, scores) in SEVEN.items()]
    chance = Random(7)
    for number in range(7, count):
        scores = [round(100 * chance.random(), 3) for _ in NAMES]
        rows.append(_row(f"X{number:02d}", f"Destination {number}", scores))
    data = PanelPayload(
        criteria=[_criterion(name) for name in NAMES],
        indicators=[_indicator(name) for name in NAMES],
        rows=rows[:count],
        weights=dict(weights),
        locks=[],
        preset={"label": "our judgement (KPO)", "weights": dict(KPO)},
        method="geometric" if method == "geometric" else "arithmetic",
        colours=COLOURS,
        spread=SPREAD,
    )
    if certain:
        _tell_chances(data)
    return data


def _tell_chances(data: PanelPayload) -> None:
    """Give every row its P(first), band and verdict, with weights and labour cost varied."""
    cells = [
        (Normal(row["country"], "pay", row["scores"][0], DEVIATION, 1.0),) for row in data["rows"]
    ]
    scores = np.array([row["scores"] for row in data["rows"]])
    known = scores.copy()
    known[:, 0] = 0.0
    others: list[Cell] = [()] * (len(NAMES) - 1)
    found = rank_acceptability(
        scores,
        list(data["weights"].values()),
        data["method"],
        criteria=list(NAMES),
        doubtful=DoubtfulScores(known, cells_of([[cell, *others] for cell in cells])),
    )
    formula = geometric if data["method"] == "geometric" else arithmetic
    places = ranks(formula(scores, np.array(list(data["weights"].values())))[0])
    for i, row in enumerate(data["rows"]):
        row["doubts"] = [[0.0, *packed(cells[i])], *[None] * len(others)]
        row["p_first"] = float(found.p_first[i])
        row["band"] = int(found.band[i, 0]), int(found.band[i, 1])
        row["verdict"] = verdict(float(found.acceptability[i, places[i] - 1]))


def _criterion(name: str) -> PanelCriterion:
    long, short = NAMES[name]
    found = PanelCriterion(id=name, name=long, short=short, question=f"How good is {long}?")
    if name == "labour_cost":
        found["bounds"] = ("the dearest", "the cheapest")
    return found


def _indicator(name: str) -> PanelIndicator:
    if name == "labour_cost":
        return {
            "name": "Pay of professionals",
            "unit": "USD a month",
            "source": "ILOSTAT",
            "criterion": name,
            "less": True,
        }
    return {
        "name": f"{NAMES[name][0]} index",
        "unit": "points",
        "source": "Made up",
        "criterion": name,
    }


def _row(code: str, name: str, scores: list[float]) -> PanelRow:
    row = PanelRow(
        country=code,
        name=name,
        scores=scores,
        marks=[None] * len(scores),
        coverage=[1.0] * len(scores),
        notes=[],
        flags=["EU sanctions"] if code == "RUS" else [],
        figures=[[(place, f"{10 * score:,.0f}", "2024")] for place, score in enumerate(scores)],
        p_first=None,
        band=None,
        verdict="",
    )
    if code == "CHN":
        row["marks"][0] = "different"
        row["notes"] = [([(0, "pay")], ": different definition")]
    if code == "IRL":
        row["marks"][1] = "assumed"
        row["notes"] = [([(1, "English ≥ 624")], " assumed (native)")]
    return row
