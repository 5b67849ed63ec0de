"""Analyses of figures and rankings: comparison, coverage, measures, sources and profiles."""
