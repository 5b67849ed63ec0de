"""The Ranking page: who is best for this work, with these weights."""

from kpo.ui.shell import frame
from kpo.ui.views import ranking

ranking.page(frame.choice())
