"""Weighting by several people: secret ballots, then a comparison of them. Without Streamlit."""
