"""The page that is shown while no destination is chosen."""

from kpo.scoring.destination_groups import THE_SEVEN
from kpo.ui.components.controls import headline, text_button
from kpo.ui.session.actions import with_groups
from kpo.ui.session.state import step


def nothing_chosen() -> None:
    """Draw a message that no destination is chosen yet, and a button that takes the seven."""
    title = "No destinations are chosen"
    headline(title, "Choose some in the line above: by group, by region or by name.")
    text_button("Take the seven", "kpo.nothing.seven", step, with_groups, [THE_SEVEN])
