"""Sentences about one destination, and figures and savings as phrases."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kpo.analysis.profile.facts import CriterionFacts, Fact
from kpo.analysis.profile.pay import Pay
from kpo.analysis.profile.standing import Standing
from kpo.core.labels import marks
from kpo.core.model import Indicator, Observation
from kpo.core.numbers import amount_and_unit, in_points, ordinal_word, times_words
from kpo.core.text import capitalised, inner, lowered, possessive
from kpo.data.catalog import Catalog
from kpo.data.computed import DATA_TRANSFER, OF_THE_CLIENT
from kpo.data.labour_cost import SAVING
from kpo.data.names import named, place, work_phrase
from kpo.data.time_series import break_years

STRONG: Final = 60.0
WEAK: Final = 40.0
NAMED: Final = 3
"""Maximum number of strengths, and of weak points, that are put into words."""

BANDS: Final = ((600, "very high"), (550, "high"), (500, "moderate"), (450, "low"), (0, "very low"))
"""Lower ends of the proficiency bands of the EF EPI, as its 2025 edition names them."""


@dataclass(frozen=True)
class Remark:
    """A strength or a weak point: a criterion, its score, and the figure that shows it."""

    criterion: str
    name: str
    score: float
    sentence: str


def headline(
    catalog: Catalog, standing: Standing, country: str, service: str | None, client: str
) -> str:
    """Return the rank of the destination; a sanctioned one is always marked as such."""
    subject = named(catalog, country, client, True)
    work = work_phrase(catalog, standing.tier, service if standing.chosen else None)
    if country == client:
        return f"{subject} is at home: the client\u2019s own country is never ranked"
    if standing.row is None and standing.shown:
        would = f"{ordinal_word(standing.shown.rank)} of {standing.compared + 1}"
        return f"{subject} is left out for {work}; it would rank {would}"
    if standing.row is None:
        return f"{subject} cannot be ranked for {work}"
    if standing.compared == 1:
        return f"{subject} is the only destination ranked for {work}"
    return f"{subject} ranks {ordinal_word(standing.row.rank)} of {standing.compared} for {work}"


def standfirst(
    catalog: Catalog,
    standing: Standing,
    blocks: Mapping[str, CriterionFacts],
    pay: Pay,
    client: str,
) -> str:
    """Return score, best and weakest criterion, and pay beside the client's."""
    lead = f"{standing.shown.score:.0f} of 100 points. " if standing.shown else ""
    if standing.left_out:
        reason = standing.left_out.reason
        lead += f"{capitalised(reason)}. "
    scored = [
        (item.score, item.criterion.name) for item in blocks.values() if item.score is not None
    ]
    if len(scored) > 1:
        best, worst = max(scored), min(scored)
        lead += f"Strongest on {lowered(best[1])} ({best[0]:.0f}), "
        lead += f"weakest on {lowered(worst[1])} ({worst[0]:.0f}). "
    return lead + pay_sentence(catalog, pay, client)


def strengths(
    catalog: Catalog, blocks: Mapping[str, CriterionFacts], client: str
) -> tuple[Remark, ...]:
    """Return the best criteria with at least 60 points, each with its best figure."""
    good = [item for item in blocks.values() if item.score is not None and item.score >= STRONG]
    good.sort(key=lambda item: -(item.score or 0))
    return tuple(_remark(catalog, item, client, best=True) for item in good[:NAMED])


def weak_points(
    catalog: Catalog, blocks: Mapping[str, CriterionFacts], client: str
) -> tuple[Remark, ...]:
    """Return the weakest criteria with less than 40 points, each with its weakest figure."""
    poor = [item for item in blocks.values() if item.score is not None and item.score < WEAK]
    poor.sort(key=lambda item: item.score or 0)
    return tuple(_remark(catalog, item, client, best=False) for item in poor[:NAMED])


def english_meaning(catalog: Catalog, fact: Fact, client: str, official: bool) -> tuple[str, ...]:
    """Return sentences on an English score: band, change, the client's score, official language."""
    sentences = []
    if fact.observation is None:
        sentences.append("The EF index publishes no score.")
    elif fact.observation.status == "assumed":
        sentences.append(
            "English is native, so EF publishes no score; at least the best of the edition, "
            f"{fact.observation.value:.0f}, is assumed."
        )
    elif fact.observation.status == "user":
        sentences.append(
            f"{fact.observation.value:.0f} is your own figure; on EF\u2019s scale that would be "
            f"{band(fact.observation.value)} proficiency."
        )
    else:
        sentences.append(
            f"EF calls {fact.observation.value:.0f} {band(fact.observation.value)} proficiency."
        )
        sentences += _edition_change(fact)
    if fact.observation and fact.peer and fact.observation.status == fact.peer.status == "reported":
        sentences.append(_apart(fact.observation.value - fact.peer.value, catalog, client))
    if official:
        sentences.append("English is an official language.")
    return tuple(sentences)


def band(score: float) -> str:
    """Return EF's name for a score.

    Examples
    --------
    >>> band(484), band(550), band(549.9), band(624)
    ('low', 'high', 'moderate', 'very high')
    """
    return next(name for least, name in BANDS if score >= least)


def pay_change(fact: Fact) -> str:
    """Return how pay changed over the last two figures of one definition; empty if not known."""
    same = [
        item for item in fact.history if fact.observation and item.status == fact.observation.status
    ]
    if len(same) < 2:
        return "" if not same else f"One figure only, of {same[-1].year}: no trend."
    before, now = same[-2:]
    if now.year in break_years(same):
        return f"{before.year} and {now.year} cannot be compared: {now.note}."
    change = 100 * (now.value / before.value - 1)
    moved = (
        "unchanged"
        if abs(change) < 0.5
        else f"{'up' if change > 0 else 'down'} {abs(change):.0f} %"
    )
    return f"In dollars {moved} from {before.year} to {now.year}."


def pay_sentence(catalog: Catalog, pay: Pay, client: str) -> str:
    """Return the pay beside the client's; empty if there is none."""
    if pay.observation is None:
        return ""
    whose = possessive(place(catalog, client))
    figure = f"{lowered(pay.indicator.name)} is {pay.observation.value:,.0f} {pay.indicator.unit}"
    words = ", ".join(marks(pay.observation.status, pay.observation.doubt))
    figure = capitalised(figure) + (f" ({words})" if words else "")
    if pay.share is None or pay.observation.country == client:
        return f"{figure}."
    return f"{figure}, {times_words(pay.share)} {'of ' if pay.share <= 1.2 else ''}{whose}."


def _remark(catalog: Catalog, block: CriterionFacts, client: str, best: bool) -> Remark:
    scored = [item for item in block.facts if item.score is not None and item.observation]
    pick = (max if best else min)(scored, key=lambda item: item.score or 0.0)
    assert pick.observation is not None
    sentence = phrase(pick.indicator, pick.observation)
    # Indicators that are measured against the client have no client's figure to compare with.
    if pick.peer and pick.observation.country != client and pick.indicator.id not in OF_THE_CLIENT:
        sentence += (
            f"; {place(catalog, client)} {amount_and_unit(pick.indicator, pick.peer.value)[0]}"
        )
    name, score = block.criterion.name, block.score or 0.0
    return Remark(block.criterion.id, name, score, f"{capitalised(sentence)}.")


def _edition_change(fact: Fact) -> list[str]:
    if fact.observation is None or len(fact.history) < 2:
        return ["No confirmed score of the edition before."]
    before = fact.history[-2]
    moved = fact.observation.value - before.value
    if not moved:
        return [f"Unchanged from {before.year}."]
    more = "more" if moved > 0 else "fewer"
    return [f"{in_points(abs(moved))} {more} than in {before.year}; 5 to 15 either way are common."]


def _apart(points: float, catalog: Catalog, client: str) -> str:
    name = place(catalog, client)
    if not points:
        return f"Level with {name}."
    return f"{in_points(abs(points))} {'above' if points > 0 else 'below'} {name}."


BARE_UNITS: Final = ("index", "points", "WGI", "EF EPI", "USA")
"""Starts of units that are left out after a value, as they say nothing in a sentence."""

MARKS: Final = {"different_definition": " (different definition)", "user": " (your own)"}
"""Words after a figure that is not simply reported."""


def phrase(indicator: Indicator, observation: Observation) -> str:
    """Return a figure as a phrase for a sentence."""
    name = inner(indicator.name)
    if indicator.id == DATA_TRANSFER and observation.status != "user":
        return f"{name}: {observation.note.partition(':')[0]}"
    if indicator.id == SAVING:
        return f"{saving_words(observation.value)}{_mark(observation)}"
    value, unit = amount_and_unit(indicator, observation.value)
    if observation.status == "assumed":
        value = f"at least {value} assumed"
    spoken = "" if unit.startswith(BARE_UNITS) else f" {unit}"
    return f"{name} {value}{spoken}{_mark(observation)}"


def saving_words(saving: float) -> str:
    """Return a saving in per cent of the client's labour cost as a phrase.

    Examples
    --------
    >>> saving_words(90.2), saving_words(-49)
    ('saves 90 % of the client’s labour cost', 'costs 149 % of what it costs at home')
    """
    if saving <= 0:
        return f"costs {100 - saving:.0f} % of what it costs at home"
    return f"saves {saving:.0f} % of the client’s labour cost"


def _mark(observation: Observation) -> str:
    return MARKS.get(observation.status, "") + (" (doubtful)" if observation.doubt else "")
