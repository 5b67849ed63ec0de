"""The panel's payload, and its preparation for the browser.

Weights are sent as exact doubles, keyed by criterion. `p_first`, `band` and `verdict` are valid
for the weights in the same payload: for any others the panel repeats the same draws itself.
"""

import json
from typing import Any, Final, Literal, NotRequired, TypedDict
from zlib import crc32

from kpo.mcda.weight_sampling import Spread
from kpo.panel.content import Fixed, Named, Note
from kpo.panel.draws import Drawn

Mark = Literal["different", "assumed", "user", "doubtful", "missing"]
Aside = Literal["", "home", "left"]
Figure = tuple[int, str, str]

VARYING: Final = ("p_first", "band", "verdict")
"""Keys of a row whose values depend on the weights."""

WORDS: dict[Mark, str] = {
    "different": "different definition",
    "assumed": "assumed",
    "user": "your own figure",
    "doubtful": "doubtful figure",
    "missing": "no figure: counted at #",
}


class PanelCriterion(TypedDict):
    """One segment. `bounds` are the words for its worst and best, "the dearest", "the cheapest".

    `half` names the midpoint between them if the scale itself has a meaning: "saving half of what
    the work costs at home".
    """

    id: str
    name: str
    short: str
    question: str
    bounds: NotRequired[tuple[str, str]]
    half: NotRequired[str]


class PanelIndicator(TypedDict):
    """An indicator; `source` is the short credit shown after its figures.

    `criterion` is the id of the criterion that it counts for; `less` says that less is better.
    """

    name: str
    unit: str
    source: str
    criterion: NotRequired[str]
    less: NotRequired[bool]


class PanelRow(TypedDict):
    """One destination; lists by criterion are in the order of the payload's criteria.

    `scores` are points from 0 to 100. `marks` say which to hatch. `coverage` is the share of
    indicator weight present (0 to 1). `aside` says that the row is not ranked: the client at
    home, or left out by a rule; `reason` says why, shown with its figures. `figures` hold, for
    each criterion, tuples (index in the payload's indicators, value as text, year and remarks as
    text). `flags` and `notes` are shown under the name, with `lacking`, the missing figures; of
    notes and missing figures only those of criteria with weight. `p_first` is a share from 0 to 1,
    `band` the two ranks of the 5-95 % band and `verdict` how sure the rank is, in a word; None or
    absent if not computed. `doubts` are the drawn parts of each score (`kpo.panel.draws`), none if
    absent. `called` is the name within a sentence, `leads` the start of a headline that says that
    it leads, if that is more than the name.
    """

    country: str
    name: str
    scores: list[float]
    marks: list[Mark | None]
    aside: NotRequired[Aside]
    reason: NotRequired[str]
    coverage: NotRequired[list[float]]
    notes: list[Note]
    flags: list[str]
    figures: list[list[Figure]]
    lacking: NotRequired[list[Named]]
    p_first: float | None
    band: tuple[int, int] | None
    verdict: NotRequired[str]
    doubts: NotRequired[Drawn]
    called: NotRequired[str]
    leads: NotRequired[str]


class PanelWords(TypedDict):
    """Words of a finding: the work, and the kind of draws, "10,000 nearby weightings".

    `verdicts` are the words of a headline for "clear", "contested" ("#" is the rival) and "open";
    `odd` are pairs of a mark and the words for a lead that rests on it, the most serious first.
    """

    work: str
    kind: str
    verdicts: dict[str, str]
    odd: list[tuple[str, str]]


class PanelPreset(TypedDict):
    """The preset that a reset restores: its name in text ("our judgement") and its weights."""

    label: str
    weights: dict[str, float]


class PanelPayload(TypedDict):
    """Everything the panel shows. Rows may be in any order: the panel ranks them itself.

    `colours` has one for each criterion, `#RRGGBB`, in the light and in the dark theme.
    `finding` are headline and standfirst for the weights in the payload; with `words` the panel
    rewrites them for others. `spread` is how far weights are varied, one share for all or one for
    each; `home` is the client's cost as it is drawn. `asks` are links that explain a term, each as
    the attributes of an anchor; without them no term has a link. `steps_outside` says that the page
    undoes and redoes all steps, so that the panel offers neither.
    """

    criteria: list[PanelCriterion]
    indicators: list[PanelIndicator]
    rows: list[PanelRow]
    weights: dict[str, float]
    locks: list[str]
    preset: PanelPreset
    method: Literal["arithmetic", "geometric"]
    colours: dict[Literal["light", "dark"], dict[str, str]]
    spread: Spread
    finding: NotRequired[tuple[str, str]]
    words: NotRequired[PanelWords]
    home: NotRequired[list[float]]
    asks: NotRequired[dict[str, dict[str, str]]]
    steps_outside: NotRequired[bool]


def prepared(payload: PanelPayload) -> dict[str, Any]:
    """Return the data that `mount` takes: the payload with words for marks and weights.

    In the sentences "#" stands for a number that the panel fills in. `tones` are style rules with
    each segment's colour (`--c0`) and that of the text on it (`--t0`). `stamp` is a checksum of
    destinations, scores and method that does not change with the weights.
    """
    return {**_around(payload), "rows": [_fixed(row) | _sure(row) for row in payload["rows"]]}


def parcel(payload: PanelPayload) -> dict[str, Any]:
    """Return the data to send: each row as JSON of its fixed part, and the values that vary.

    The JSON is most of what is sent with every change of weights. It is written once and cached
    with the row if the row is a `kpo.panel.content.CachedRow`.
    """
    return {**_around(payload), "rows": [(_text(row), _sure(row)) for row in payload["rows"]]}


def _around(payload: PanelPayload) -> dict[str, Any]:
    """Return everything but the rows."""
    light, dark = payload["colours"]["light"], payload["colours"]["dark"]
    criteria, rows = payload["criteria"], payload["rows"]
    ranked = [payload["method"], sorted([row["country"], row["scores"]] for row in rows)]
    meaning = _power_meaning if payload["method"] == "geometric" else _meaning
    return {
        **payload,
        "criteria": [
            {"bounds": ("the worst", "the best"), **one, **meaning(one, after)}
            for one, after in zip(criteria, [*criteria[1:], criteria[0]], strict=True)
        ],
        "tones": "".join(
            _tone(place, light[one["id"]], dark[one["id"]]) for place, one in enumerate(criteria)
        ),
        "back": f"Back to: {payload['preset']['label']}",
        "nobody": "No destination has a figure for these weights",
        "sure": any(row["p_first"] is not None for row in rows),
        "stamp": crc32(json.dumps(ranked).encode()),
    }


def _text(row: PanelRow) -> str:
    kept = getattr(row, "fixed", None) or Fixed()
    if not kept.text:
        kept.text = json.dumps(_fixed(row))
    return kept.text


def _fixed(row: PanelRow) -> dict[str, Any]:
    flagged = f" ({', '.join(row['flags'])})" if row["flags"] else ""
    return {
        **{name: value for name, value in row.items() if name not in VARYING},
        "flagged": row["name"] + flagged,
        "aside": row.get("aside", ""),
        "marks": [
            [mark, WORDS[mark].replace("#", f"{score:.0f}")] if mark else ["", ""]
            for mark, score in zip(row["marks"], row["scores"], strict=True)
        ],
    }


def _sure(row: PanelRow) -> dict[str, Any]:
    return {name: row.get(name) for name in VARYING}


def _tone(place: int, light: str, dark: str) -> str:
    text = f"light-dark({text_colour(light)}, {text_colour(dark)})"
    return f"--c{place}:light-dark({light}, {dark});--t{place}:{text};"


def _meaning(one: PanelCriterion, other: PanelCriterion) -> dict[str, Any]:
    low, high = one.get("bounds", ("the lowest bound", "the highest"))
    half = one.get("half", "")
    step = half or f"going from {low} to {high}"
    return {
        "meaning": f"# % on {one['name']} means: {step} is worth # points.",
        "part": 0.5 if half else 1,
        "rate": f" 1 point here = # of {other['name']}.",
    }


def _power_meaning(one: PanelCriterion, other: PanelCriterion) -> dict[str, str]:
    """Return the words of `_meaning` for the geometric mean, where a weight is an exponent."""
    return {
        "meaning": f"# % on {one['name']} means: doubling its points multiplies the score by #.",
        "rate": f" 1 % more here = # % of {other['name']}.",
    }


def text_colour(background: str) -> str:
    """Return black or white, whichever contrasts more; it is at least 4.5:1 on any colour.

    Source: WCAG 2.2, contrast (minimum); the two are level at a luminance of 0.179.

    Examples
    --------
    >>> text_colour("#15615A"), text_colour("#D1831B")
    ('#fff', '#000')
    """
    return "#000" if luminance(background) > 0.179 else "#fff"


def luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2).

    Examples
    --------
    >>> luminance("#000000"), round(luminance("#FFFFFF"), 9)
    (0.0, 1.0)
    """
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
