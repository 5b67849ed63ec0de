"""The scene of a workshop: the weights given, the agreement, and what to argue about."""

from kpo.data.catalog import Catalog
from kpo.deck.scene import Bar, Scene, SceneLine, credit_line
from kpo.narrative import workshop as words
from kpo.workshop.reveal import Reveal, Strip

GROUP = "group"
"""The id of the scene."""


def group_scene(catalog: Catalog, reveal: Reveal, room: int = 0) -> Scene:
    """Return opened ballots as a scene; `room` is the room's public number, 0 for none."""
    return Scene(
        id=GROUP,
        kind="weights",
        name=f"Room {room}" if room else "Collected ballots",
        title=words.headline(catalog, reveal),
        caption=words.standfirst(catalog, reveal),
        ranking=reveal.ranking,
        bars=tuple(_bar(catalog, strip) for strip in reveal.strips),
        unit="median of the ballots in points, middle half in brackets",
        lines=(
            SceneLine(f"Do we agree? {words.agreement_word(reveal.w)}", words.agreement(reveal)),
            SceneLine("What to argue about", words.argue(catalog, reveal)),
            SceneLine("What the group\u2019s weights give", words.first_places(catalog, reveal)),
        ),
        source=credit_line(reveal.ranking),
        notes=(
            "Ballots were sent blind; the group takes the "
            f"{reveal.pooling} of each criterion, rescaled to 100.",
        ),
    )


def _bar(catalog: Catalog, strip: Strip) -> Bar:
    name = catalog.criteria[strip.criterion].name
    shown = f"{strip.median:g} ({strip.low:g}\u2013{strip.high:g})"
    return Bar(name, strip.criterion, strip.median, shown)
