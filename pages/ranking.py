"""Ranking: who is best for this work, with these weights."""

from kpo.ui import frame, ranking

ranking.page(frame.choice())
