"""From figures to criterion scores, and from scores and weights to a ranking."""
