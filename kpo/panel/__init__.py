"""The live weighting panel: a bar of weights above the ranked bars that follow from them."""
