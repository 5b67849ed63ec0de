"""Present: show it."""

from kpo.ui import frame, present

present.page(frame.choice())
