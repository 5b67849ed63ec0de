"""The HTTP API, read-only: the results of the dashboard as JSON, CSV and pictures.

`answers` makes the answers, `parameters` reads requests, `openapi` describes both, and `routes`
serves them.
"""
