"""The pages' contents, one module or folder a page."""
