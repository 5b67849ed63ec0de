"""How sure is a ranking: what changes when the weights, the method or the figures do.

Everything works on plain arrays, alternatives × criteria, NaN for a missing score, with weights
on any positive scale.
"""
