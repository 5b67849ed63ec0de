"""Fetching raw files from their publishers: ``python -m data.etl fetch [SOURCE…]``.

`addresses` says which file comes from where, `transport` asks, one module a publisher's form turns
the answer into the raw file that the build reads, and `run` checks and files it.
"""
