"""Multi-criteria methods: scores and ranks, and how robust they are to weights, method and figures.

Most functions take plain arrays, alternatives × criteria, NaN for a missing score, with weights
on any positive scale.
"""
