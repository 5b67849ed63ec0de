"""The same results for other tools: JSON, CSV and pictures over HTTP, read-only.

`answers` knows what is answered, `parameters` how it is asked for, `openapi` describes both, and
`routes` brings them to a server.
"""
