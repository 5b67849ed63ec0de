"""The contents of the pages: one module or folder per page."""
