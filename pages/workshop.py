"""The Workshop page: how far a group agrees on the weights."""

from kpo.ui.shell import frame
from kpo.ui.views.workshop import page

page.page(frame.choice())
