"""Results as sentences: plain text without markup, with the status of a figure in its sentence."""
