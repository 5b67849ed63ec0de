"""Charts: frames in, alt.Chart out; a chart never computes a score."""
