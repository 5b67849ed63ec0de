"""The tables: read, checked at the door, and looked up; what is computed from them."""
