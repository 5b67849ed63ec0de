"""Scenarios: what if."""

from kpo.ui import frame, scenarios

scenarios.page(frame.choice())
