"""The ranking as one HTML file that needs nothing else."""
