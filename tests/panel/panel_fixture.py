"""A payload of made-up but likely numbers, for trying the panel without any data."""

from random import Random

from kpo.ui.panel.payload import PanelCriterion, PanelIndicator, PanelPayload, PanelRow

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
FIRST = {"IND": 0.897, "PHL": 0.012, "RUS": 0.002, "IRL": 0.089}
BANDS = {
    "IND": (1, 2),
    "PHL": (2, 5),
    "RUS": (2, 4),
    "CHN": (2, 6),
    "IRL": (1, 6),
    "CZE": (5, 6),
    "ISR": (7, 7),
}


def payload(count: int = 7, method: str = "arithmetic", certain: bool = True) -> PanelPayload:
    """Return the seven, or `count` of which all but the seven are invented."""
    rows = [_row(code, name, list(scores)) for code, (name, scores) in SEVEN.items()]
    chance = Random(7)
    for number in range(7, count):
        scores = [round(100 * chance.random(), 3) for _ in NAMES]
        rows.append(_row(f"X{number:02d}", f"Destination {number}", scores))
    if not certain:
        for row in rows:
            row["p_first"], row["band"], row["verdict"] = None, None, ""
    return PanelPayload(
        criteria=[_criterion(name) for name in NAMES],
        indicators=[_indicator(name) for name in NAMES],
        rows=rows[:count],
        weights=dict(KPO),
        locks=[],
        preset={"label": "our judgement (KPO)", "weights": dict(KPO)},
        method="geometric" if method == "geometric" else "arithmetic",
        colours=COLOURS,
    )


def _criterion(name: str) -> PanelCriterion:
    long, short = NAMES[name]
    found = PanelCriterion(id=name, name=long, short=short, question=f"How good is {long}?")
    if name == "labour_cost":
        found["bounds"] = ("the dearest", "the cheapest")
    return found


def _indicator(name: str) -> PanelIndicator:
    if name == "labour_cost":
        return {"name": "Pay of professionals", "unit": "USD a month", "source": "ILOSTAT"}
    return {"name": f"{NAMES[name][0]} index", "unit": "points", "source": "Made up"}


def _row(code: str, name: str, scores: list[float]) -> PanelRow:
    row = PanelRow(
        country=code,
        name=name,
        scores=scores,
        marks=[None] * len(scores),
        coverage=[1.0] * len(scores),
        note="",
        flags=["EU sanctions"] if code == "RUS" else [],
        figures=[[(place, f"{10 * score:,.0f}", "2024")] for place, score in enumerate(scores)],
        p_first=FIRST.get(code, 0.0),
        band=BANDS.get(code, (8, 60)),
        verdict="open",
    )
    if code == "CHN":
        row["marks"][0] = "different"
        row["note"] = "pay: different definition"
    if code == "IRL":
        row["marks"][1] = "assumed"
        row["note"] = "English ≥ 624 assumed (native)"
    return row
