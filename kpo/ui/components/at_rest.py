"""A part drawn late: the browser asks for it once it is at rest and the part is near the screen.

It does so each time the page is opened, and again for each new turn. `say` is drawn in a part of
the page that every change redraws, apart from the part that waits (`reached`). That part asks for
its own redraw, as a click in it would: the browser may send this together with a click elsewhere,
and a redraw by name would replace the one that the click asks for.
"""

from kpo.ui import files

_says = files.component("kpo_at_rest", __file__)
_waits = files.component("kpo_at_rest_part", __file__, stem="at_rest_part")


def say(key: str, place: str, turn: int) -> None:
    """Let the browser notify the part with the key `place` when it is at rest, once per `turn`."""
    _says(key=key, data=[{"place": f".st-key-{place}", "turn": turn}])


def reached(key: str, place: str) -> bool:
    """Tell whether the browser was at rest since the page was opened; call inside `place`."""
    _waits(key=key, data=[f".st-key-{place}"], on_turn_change=lambda: None)
    return files.sent(key, "turn") is not None
