"""The live weighting panel: a weight bar over the ranked bars it drives."""
