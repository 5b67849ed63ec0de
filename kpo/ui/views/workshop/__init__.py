"""The Workshop page: rooms, ballots and what they say when they are opened."""
