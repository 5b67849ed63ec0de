"""The Method page: what the words mean, and how figures become a ranking."""

from kpo.ui.shell import frame
from kpo.ui.views import method

method.page(frame.choice())
