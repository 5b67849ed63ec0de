"""Workshop: do we agree."""

from kpo.ui.shell import frame
from kpo.ui.views.workshop import page

page.page(frame.choice())
