"""``make bench``: print every measured figure beside its limit; nothing is asserted.

Benchmarks that take minutes are left out: ``make load`` and ``make soak`` run them.
"""

import importlib
import pkgutil

import benchmarks

for module in sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda item: item.name):
    if not module.ispkg and module.name not in ("__main__", "load"):
        importlib.import_module(f"benchmarks.{module.name}").main()
