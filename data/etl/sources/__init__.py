"""One script per source, named like its observations file; ``run(raw)`` yields raw figures."""
