"""Charts: Vega-Lite specs, their data frames and alternative text; none computes a score."""
