"""The pieces that the Country page is drawn from."""
