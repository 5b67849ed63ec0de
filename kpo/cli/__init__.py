"""The command line: the same results as the pages, as text, JSON or CSV."""
