"""The Workshop page: rooms, ballots, and the result once they are opened."""
