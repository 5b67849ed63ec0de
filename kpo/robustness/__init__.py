"""Robustness of a ranking, by country and criterion.

`kpo.mcda` works on plain arrays; this package makes them from a ranking and returns the results
by country and criterion, with weights in per cent and figures in their own units.
"""
