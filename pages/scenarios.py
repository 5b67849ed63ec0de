"""The Scenarios page: how the ranking changes from one scenario to another."""

from kpo.ui.shell import frame
from kpo.ui.views import scenarios

scenarios.page(frame.choice())
