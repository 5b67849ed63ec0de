"""The Data page: figures, sources, coverage and a reader's own figures."""
