"""Scenarios as links, records and files, and a reader's collection of them."""
