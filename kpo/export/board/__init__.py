"""The board pack: about ten slides, each with one finding as its title."""
