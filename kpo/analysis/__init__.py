"""Figures with who says so, side by side: comparison, coverage, measures and profiles."""
