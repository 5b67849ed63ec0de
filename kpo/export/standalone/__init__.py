"""The ranking as one self-contained HTML file."""
