"""The parts of the Country page."""
