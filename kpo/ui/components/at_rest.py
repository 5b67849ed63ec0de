"""A part that nothing waits for: the browser asks for it once it is at rest, and near the screen.

It asks by itself each time that the page is turned to, and again for each new turn. The turn is
drawn in a part of the page that every change draws anew, apart from what waits for it. What waits
asks for itself, as a press in it would: the browser may send that together with a press anywhere
else, and a redraw that is named would take the place of what the press asks for.
"""

from kpo.ui import files

_says = files.component("kpo_at_rest", __file__)
_waits = files.component("kpo_at_rest_part", __file__, stem="at_rest_part")


def say(key: str, place: str, turn: int) -> None:
    """Let the browser say to the part with the key `place` when it is at rest."""
    _says(key=key, data=[{"place": f".st-key-{place}", "turn": turn}])


def reached(key: str, place: str) -> bool:
    """Tell whether the browser was at rest since its page was turned to; drawn in `place`."""
    _waits(key=key, data=[f".st-key-{place}"], on_turn_change=_as_always)
    return files.sent(key, "turn") is not None


def _as_always() -> None:
    """Leave it to the part to be drawn anew."""
