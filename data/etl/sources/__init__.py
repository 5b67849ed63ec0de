"""One script per source, named as its observations file; ``run(raw)`` yields raw figures."""
