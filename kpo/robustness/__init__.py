"""How sure a ranking is: from destinations and figures to robustness, and back to names.

`kpo.mcda` works on plain arrays; here they are made from a ranking, and what comes back
is told by country and criterion, with weights in per cent and figures in their own units.
"""
