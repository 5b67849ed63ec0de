"""Present: show it."""

from kpo.ui.shell import frame
from kpo.ui.views import present

present.page(frame.choice())
