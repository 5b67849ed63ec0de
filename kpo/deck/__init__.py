"""A ranking as an ordered set of captioned scenes, for the screen, for slides and for paper.

Each scene has a finding as its title, a caption, bars and lines as plain text and numbers, the
sources of its figures, and notes for a speaker. The code that draws a scene decides how it looks.
"""

from kpo.deck.deck import arranged, deck, presented
from kpo.deck.ranking import opening
from kpo.deck.scene import Bar, Scene, SceneLine

__all__ = ["Bar", "SceneLine", "Scene", "arranged", "deck", "opening", "presented"]
