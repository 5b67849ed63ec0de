"""The Present page: the ranking as scenes to show."""

from kpo.ui.shell import frame
from kpo.ui.views import present

present.page(frame.choice())
