"""Charts: Vega-Lite specs, their figures and alternative text; none computes a score."""
