"""Workshop: do we agree."""

from kpo.ui import frame
from kpo.ui.workshop import page

page.page(frame.choice())
