"""Fetching raw files from their publishers: ``python -m data.etl fetch [SOURCE…]``.

`addresses` lists which file comes from where, `transport` sends the requests, a module for each
publisher's format turns the answers into the raw files that the build reads, and `run` checks and
files them.
"""
