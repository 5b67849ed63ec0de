"""Scenarios: what if."""

from kpo.ui.shell import frame
from kpo.ui.views import scenarios

scenarios.page(frame.choice())
