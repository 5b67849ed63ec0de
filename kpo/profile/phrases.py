"""How figures, ranks and money are read in a sentence."""

from collections.abc import Iterable
from typing import Final

from kpo.computed import DATA_TRANSFER, SAVING
from kpo.evidence import shown_value
from kpo.model import Indicator, Observation
from kpo.naming import lowered

ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)

BARE_UNITS: Final = ("index", "points", "WGI", "EF EPI", "USA")
"""Units that say nothing when read out after a value."""

MARKS: Final = {"different_definition": " (different definition)", "user": " (your own)"}
"""Words behind a figure that is not simply reported."""

MILLION: Final = 1_000_000
THOUSAND: Final = 1_000


def ordinal(number: int) -> str:
    """Return a rank as it is read.

    Examples
    --------
    >>> ordinal(1), ordinal(11), ordinal(22)
    ('first', '11th', '22nd')
    """
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def amount(indicator: Indicator, value: float) -> tuple[str, str]:
    """Return a figure and its unit as they are read, millions and billions spelled out."""
    if indicator.unit == "people" and value >= MILLION:
        return f"{value / MILLION:,.1f}", "million people"
    if indicator.unit == "million USD" and value >= THOUSAND:
        return f"{value / THOUSAND:,.1f}", "billion USD"
    return shown_value(indicator, value), indicator.unit


def share_words(share: float) -> str:
    """Return a share of the client's pay.

    Examples
    --------
    >>> share_words(0.0878), share_words(1.4923), share_words(1)
    ('9 %', '1.5 times', '100 %')
    """
    if share > 1.2:
        return f"{share:.1f} times"
    return f"{100 * share:.0f} %" if share >= 0.01 else "under 1 %"


def money(value: float, currency: str) -> str:
    """Return an amount with its currency's code.

    Examples
    --------
    >>> money(36141.2, "INR"), money(1_371_200, "SEK")
    ('INR 36,141', 'SEK 1.37 million')
    """
    if abs(value) >= MILLION:
        return f"{currency} {value / MILLION:,.2f} million"
    return f"{currency} {value:,.{0 if abs(value) >= 100 else 2}f}"


def phrase(indicator: Indicator, found: Observation) -> str:
    """Return a figure as it is read in a sentence."""
    name = inner(indicator.name)
    if indicator.id == DATA_TRANSFER and found.status != "user":
        return f"{name}: {found.note.partition(':')[0]}"
    if indicator.id == SAVING:
        return f"{saving_words(found.value)}{_mark(found)}"
    value, unit = amount(indicator, found.value)
    if found.status == "assumed":
        value = f"at least {value} assumed"
    spoken = "" if unit.startswith(BARE_UNITS) else f" {unit}"
    return f"{name} {value}{spoken}{_mark(found)}"


def saving_words(saving: float) -> str:
    """Return a saving in per cent of the client's labour cost as it is read.

    Examples
    --------
    >>> saving_words(90.2), saving_words(-49)
    ('saves 90 % of the client’s labour cost', 'costs 149 % of what it costs at home')
    """
    if saving <= 0:
        return f"costs {100 - saving:.0f} % of what it costs at home"
    return f"saves {saving:.0f} % of the client’s labour cost"


def _mark(found: Observation) -> str:
    return MARKS.get(found.status, "") + (" (doubtful)" if found.doubt else "")


def inner(name: str) -> str:
    """Return the name of an indicator as running text has it; proper names keep their capital.

    Examples
    --------
    >>> inner("Rule of law"), inner("Big Mac price"), inner("PISA reading")
    ('rule of law', 'Big Mac price', 'PISA reading')
    """
    _, _, rest = name.partition(" ")
    return name if rest[:1].isupper() else lowered(name)


def listed(items: Iterable[str]) -> str:
    """Return items joined as in running text."""
    said = list(items)
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def possessive(name: str) -> str:
    """Return a name as an owner.

    Examples
    --------
    >>> possessive("Sweden"), possessive("the Netherlands")
    ('Sweden’s', 'the Netherlands’')
    """
    return f"{name}\u2019" if name.endswith("s") else f"{name}\u2019s"
