"""``make bench``: print every measured figure beside its limit; nothing is asserted."""

import importlib
import pkgutil

import benchmarks

for module in sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda item: item.name):
    if module.name != "__main__":
        importlib.import_module(f"benchmarks.{module.name}").main()
