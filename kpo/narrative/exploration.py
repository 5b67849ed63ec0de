"""Sentences on what the figures of a measure show. Plain text, no markup."""

from collections.abc import Collection, Mapping, Sequence
from statistics import median
from typing import Final

from kpo.analysis.correlations import Association
from kpo.analysis.measures import HOME_MARK, Measure, Reading, ordered
from kpo.core.labels import marks
from kpo.core.text import capitalised, lowered
from kpo.data.catalog import Catalog
from kpo.data.names import named

STRONG, WEAK = 0.75, 0.3
SAID: Final = {
    "different_definition": "by another definition",
    "assumed": "assumed",
    "user": "your own",
}


def number(measure: Measure, value: float) -> str:
    """Return a number as the measure shows it; millions and billions in words.

    It has a true minus sign, so that digits align in columns.
    """
    shown = f"{value:,.{measure.decimals}f}"
    for size, word in ((1e6, "million"), (1e9, "billion")):
        if abs(value) >= size:
            shown = f"{value / size:,.1f} {word}"
    return shown.replace("-", "\u2212")


def headline(catalog: Catalog, measure: Measure, shown: Sequence[Reading], client: str) -> str:
    """Return the lowest and highest figure shown; a sanctioned country is always marked as such.

    Assumed and doubtful figures are left out; if there is no other, the headline says so. Scores,
    which rest on such figures only in part, count unless the country is left out of the ranking.
    """
    part = measure.kind == "score"
    firm = (item for item in shown if item.firm or (part and not item.left_out))
    known = ordered(firm)
    if not known:
        none = "no figure for this selection"
        return f"{measure.name}: {'no firm figure here' if ordered(shown) else none}"
    high, low = known[0], known[-1]
    if len(known) == 1:
        return f"{measure.name}: {_in(catalog, measure, high, client)}"
    return (
        f"{measure.name}: {_in(catalog, measure, low, client)}, "
        f"{_in(catalog, measure, high, client)}"
    )


def standfirst(
    catalog: Catalog,
    measure: Measure,
    shown: Sequence[Reading],
    chosen: Collection[str],
    client: str,
) -> str:
    """Return unit and median of the figures shown, and the ranks of the chosen destinations."""
    known = ordered(shown)
    if not known:
        return "Choose another figure, or more countries."
    values = [item.value or 0.0 for item in known]
    unit = capitalised(measure.unit)
    middle = (
        f"{unit}; the middle one of {len(known)} countries has {number(measure, median(values))}."
        if len(known) > 2
        else f"{unit}."
    )
    mine = [item for item in known if item.country in chosen]
    if len(mine) < 2 or len(mine) == len(known):
        return middle
    ranks = {item.country: spot for spot, item in enumerate(known, start=1)}
    return (
        f"{middle} Of your destinations "
        f"{_standing(catalog, measure, mine[-1], 'lowest', ranks, client)}, "
        f"{_standing(catalog, measure, mine[0], 'highest', ranks, client)}."
    )


def remark(reading: Reading) -> str:
    """Return the words for a figure that is not simply reported; empty otherwise."""
    return ", ".join(marks(reading.status, reading.doubt))


def beside(reading: Reading) -> str:
    """Return the remarks beside a number, on the country and on the figure; may be empty."""
    return ", ".join(filter(None, (reading.beside, remark(reading))))


def counted(measure: Measure, shown: Sequence[Reading]) -> str:
    """Return how many figures there are, how many are marked, and which are missing."""
    known = [item for item in shown if item.value is not None]
    parts = [f"{len(known)} of {len(shown)} countries have a figure"]
    for status in ("different_definition", "assumed", "user"):
        count = sum(item.status == status for item in known)
        if count:
            part = "in part " if measure.kind == "score" else ""
            parts.append(f"{count} of them {part}{SAID[status]}")
    doubtful = sum(bool(item.doubt) for item in known)
    if doubtful:
        parts.append(f"{doubtful} of them doubtful")
    out = sum(item.left_out and item.beside != HOME_MARK for item in known)
    if out:
        parts.append(f"{out} of them left out of the ranking")
    missing = [item.name for item in shown if item.value is None]
    sentence = f"{', '.join(parts)}."
    if not missing:
        return sentence
    listed = ", ".join(missing) if len(missing) <= 12 else f"{len(missing)} countries"
    return f"{sentence} No figure: {listed}."


def together(x: Measure, y: Measure, association: Association) -> str:
    """Return the correlation of two measures in words, with n; none is stated for few countries."""
    names = f"{lowered(x.name)} and {lowered(y.name)}"
    if association.r is None:
        return (
            f"{association.n} countries have both {names}: too few, or too alike, "
            "to state a correlation."
        )
    size = abs(association.r)
    how = "go strongly" if size >= STRONG else "hardly go" if size < WEAK else "go loosely"
    way = "against each other" if association.r < 0 and size >= WEAK else "together"
    logs = [lowered(item.name) for item in (x, y) if item.log]
    scale = f", {' and '.join(logs)} on a logarithmic scale" if logs else ""
    shown = f"{association.r:.2f}".replace("-", "\u2212")
    head = capitalised(names)
    return (
        f"{head} {how} {way}: r = {shown} "
        f"(n = {association.n} countries, the wide set{scale}). No cause is shown by it."
    )


def _in(catalog: Catalog, measure: Measure, item: Reading, client: str) -> str:
    return f"{number(measure, item.value or 0)} in {named(catalog, item.country, client)}"


def _standing(
    catalog: Catalog,
    measure: Measure,
    item: Reading,
    end: str,
    ranks: Mapping[str, int],
    client: str,
) -> str:
    word = f" {remark(item)}" if remark(item) else ""
    verb = "is " if end == "lowest" else ""
    return (
        f"{named(catalog, item.country, client)} {verb}{end} with "
        f"{number(measure, item.value or 0.0)}{word} (place {ranks[item.country]} from the top)"
    )
