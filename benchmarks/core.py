"""Time of the core: reading the figures, and one ranking."""

import time
from collections.abc import Callable
from statistics import median

from kpo import Scenario, load, rank
from kpo.mcda.aggregation import arithmetic
from kpo.scoring.decision_matrix import decision_matrix
from kpo.scoring.ranking import weights_of

LIMIT_MS = 2.0


def milliseconds(action: Callable[[], object], times: int = 50) -> float:
    """Return the median time of one call, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(1000 * (time.perf_counter() - start))
    return median(found)


def main() -> None:
    """Print the figures beside their limit."""
    catalog = load()
    print("core")
    print(f"  read and check data/: {milliseconds(load, 5):.0f} ms")
    for count, countries in (("7", None), ("all", tuple(catalog.countries))):
        scenario = Scenario(countries=countries)
        found = milliseconds(lambda scenario=scenario: rank(catalog, scenario))
        rows = len(rank(catalog, scenario).rows)
        print(
            f"  one ranking, {count} countries ({rows} ranked): {found:.3f} ms "
            f"(limit {LIMIT_MS:g} ms at 100)"
        )
    matrix = decision_matrix(catalog, Scenario())
    weights = list(weights_of(catalog, Scenario()).values())
    import numpy as np

    formula = milliseconds(lambda: arithmetic(matrix.scores, np.array(weights)))
    print(f"  the formula alone, {len(matrix.countries)} countries: {formula:.3f} ms")


if __name__ == "__main__":
    main()
