"""A ranking as an ordered set of captioned scenes, for the screen, for slides and for paper.

Each scene has a finding as its title, a caption, bars and lines as plain text and numbers, the
sources of what it shows, and notes for whoever speaks to it. Who draws a scene decides how.
"""

from kpo.scenes.deck import arranged, deck, presented
from kpo.scenes.ranked import opening
from kpo.scenes.scene import Bar, Line, Scene, signed

__all__ = ["Bar", "Line", "Scene", "arranged", "deck", "opening", "presented", "signed"]
