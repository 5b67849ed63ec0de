"""Business case: what it costs, what it saves, and when it stops saving."""

from kpo.ui import frame
from kpo.ui.case import page

page.page(frame.choice())
