"""Sentences about opened ballots. Plain text, no markup."""

from collections.abc import Sequence
from math import isnan
from typing import Final

from kpo.core.numbers import in_points
from kpo.core.text import capitalised, joined, lowered, number_of
from kpo.data.catalog import Catalog
from kpo.data.names import named, sanction_mark
from kpo.workshop.reveal import Reveal, Strip

LARGELY: Final = 0.6
SOMEWHAT: Final = 0.3
"""Bounds of Kendall's W for the words of agreement; our choice."""

WORDS: Final = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten") + (
    "eleven",
    "twelve",
)
MIN_P: Final = 0.001
NAMED: Final = 3
"""Maximum number of destinations, or criteria, that are named one by one."""


def count_word(count: int, capital: bool = False) -> str:
    """Return a number for running text: in words up to twelve.

    Examples
    --------
    >>> count_word(9), count_word(12, capital=True), count_word(30)
    ('nine', 'Twelve', '30')
    """
    word = WORDS[count - 1] if 0 < count <= len(WORDS) else str(count)
    return word.capitalize() if capital else word


def headline(catalog: Catalog, reveal: Reveal) -> str:
    """Return what the room found, in one line."""
    if not reveal.ranking.rows:
        return "Nothing is ranked, so there is nothing to agree on"
    leader = reveal.ranking.rows[0].country
    name = named(catalog, leader, reveal.ranking.client)
    if len(reveal.judges) == 1:
        return f"One ballot, and it puts {name} first"
    if reveal.one_leader:
        return f"The room agrees on {name}"
    about = f", and disagrees about {criterion(catalog, reveal.argue)}" if reveal.argue else ""
    share = reveal.first_share[leader]
    if share > 0.5:
        return f"The room leans to {name}{about}"
    return f"The room is divided on who leads{about}"


def standfirst(catalog: Catalog, reveal: Reveal, opened: str = "") -> str:
    """Return the ballots and who is first for how many; `opened` says when they were opened."""
    count = len(reveal.judges)
    when = f", opened together{opened}" if opened else ""
    ballots = (
        f"{count_word(count, capital=True)} {'ballot' if count == 1 else 'ballots'}, sent blind"
    )
    return f"{ballots}{when}. {firsts(catalog, reveal)}"


def firsts(catalog: Catalog, reveal: Reveal) -> str:
    """Return for how many judges each leader is first, in one sentence."""
    count = len(reveal.judges)
    by_count = sorted(
        (country for country, number in reveal.first_count.items() if number),
        key=lambda country: -reveal.first_count[country],
    )
    if not by_count:
        return "Nothing is ranked."
    names = [named(catalog, country, reveal.ranking.client) for country in by_count]
    if len(by_count) == 1 and count > 1:
        return f"{capitalised(names[0])} is first for all {count_word(count)}."
    numbers = [reveal.first_count[country] for country in by_count]
    parts = [
        f"{name} is first for {count_word(number)}" + (f" of {count_word(count)}" if not at else "")
        for at, (name, number) in enumerate(zip(names[:NAMED], numbers, strict=False))
    ]
    more = len(names) - NAMED
    parts += [f"{number_of(more, 'other', 'others')} for the rest"] if more > 0 else []
    return f"{capitalised(joined(parts))}."


def first_places(catalog: Catalog, reveal: Reveal) -> str:
    """Return the top destinations under the group's weights, with their points."""
    parts = []
    for row in reveal.ranking.rows[:NAMED]:
        mark = sanction_mark(catalog, row.country, reveal.ranking.client)
        name = f"{row.name} ({mark})" if mark else row.name
        parts.append(f"{row.rank} {name}, {in_points(row.score)}")
    return f"{'; '.join(parts)}." if parts else "Nothing is ranked."


def agreement_word(w: float) -> str:
    """Return how far a room agrees, in words, from Kendall's W.

    Examples
    --------
    >>> agreement_word(0.7), agreement_word(0.45), agreement_word(0.1)
    ('Largely', 'To some extent', 'Hardly')
    """
    if isnan(w):
        return "Nothing to compare"
    return "Largely" if w >= LARGELY else "To some extent" if w >= SOMEWHAT else "Hardly"


def agreement(reveal: Reveal) -> str:
    """Return Kendall's W and its p-value in a sentence."""
    if isnan(reveal.w) or len(reveal.judges) < 2:
        return "It takes two ballots and two destinations to agree or to differ."
    count = len(reveal.ranking.rows)
    order = f"the order of the {count_word(count)} is"
    how = {
        "Largely": "much the same on most ballots",
        "To some extent": "alike on some ballots and not on others",
        "Hardly": "different from ballot to ballot",
    }[agreement_word(reveal.w)]
    return f"W = {reveal.w:.2f}: {order} {how}; {chance(reveal.p)}."


def chance(p: float) -> str:
    """Return a p-value as a number of rooms.

    Examples
    --------
    >>> chance(0.0001), chance(0.033), chance(0.4)
    ('chance alone gives this in fewer than 1 of 1,000 rooms', \
'chance alone gives this in 33 of 1,000 rooms', 'chance alone gives this in 40 of 100 rooms')
    """
    if isnan(p):
        return "chance cannot be told apart"
    if p < MIN_P:
        return "chance alone gives this in fewer than 1 of 1,000 rooms"
    rooms, parts = (1000, f"{1000 * p:.0f}") if p < 0.1 else (100, f"{100 * p:.0f}")
    return f"chance alone gives this in {parts} of {rooms:,} rooms"


def argue(catalog: Catalog, reveal: Reveal) -> str:
    """Return which difference to discuss and how, or why there is none."""
    if len(reveal.judges) < 2:
        return "With a second ballot there is something to argue about."
    if reveal.one_leader:
        return "Nobody\u2019s leader changes, whatever criterion is set to the median for all."
    if reveal.argue is None:
        return "No single criterion alone changes who leads: the ballots differ in several."
    strip = reveal.of(reveal.argue)
    low, high = min(strip.values), max(strip.values)
    return (
        f"It explains {100 * strip.removed:.0f} % of the difference in who leads. Let one who gave "
        f"{high:g} and one who gave {low:g} say why, two minutes each; then vote again on this "
        "criterion only."
    )


def argue_because(catalog: Catalog, reveal: Reveal, strip: Strip) -> str:
    """Return what changes if all judges take the median weight of a criterion."""
    count = len(reveal.judges)
    firsts = {country: share * count for country, share in reveal.first_share.items()}
    after_it = strip.first_with_median
    moved = max(firsts, key=lambda country: abs(after_it[country] - firsts[country]))
    before, after = firsts[moved], after_it[moved]
    name = named(catalog, moved, reveal.ranking.client)
    return (
        f"From {min(strip.values):g} to {max(strip.values):g}. With the median for all, {name} is "
        f"first for {after:g} of {count}, not {before:g}."
    )


def rounds(catalog: Catalog, before: Reveal, now: Reveal) -> tuple[str, ...]:
    """Return what a second round changed, a sentence each."""
    sentences = []
    if not (isnan(before.w) or isnan(now.w)):
        word = "more" if now.w > before.w + 0.005 else "less" if now.w < before.w - 0.005 else "as"
        as_much = "as much as" if word == "as" else f"{word} than"
        sentences.append(
            f"The room agrees {as_much} before: W {before.w:.2f} then, {now.w:.2f} now."
        )
    then, new = (reveal.ranking.rows[0].country for reveal in (before, now))
    client = now.ranking.client
    if then == new:
        sentences.append(f"{capitalised(named(catalog, new, client))} led then and leads now.")
    else:
        names = named(catalog, new, client), named(catalog, then, client)
        sentences.append(f"{capitalised(names[0])} leads now, {names[1]} led then.")
    moved = _moved(before.strips, now.strips)
    sentences += [
        f"{catalog.criteria[name].short_name}: median {old:g} then, {at:g} now."
        for name, old, at in moved[:NAMED]
    ]
    return tuple(sentences)


def _moved(before: Sequence[Strip], now: Sequence[Strip]) -> list[tuple[str, float, float]]:
    pairs = [
        (new.criterion, old.median, new.median)
        for old, new in zip(before, now, strict=True)
        if abs(old.median - new.median) >= 0.5
    ]
    return sorted(pairs, key=lambda pair: -abs(pair[1] - pair[2]))


def criterion(catalog: Catalog, name: str) -> str:
    """Return a criterion's name for running text."""
    return lowered(catalog.criteria[name].name)
