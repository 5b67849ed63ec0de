"""Results as plain data, for JSON and tables: what the command line and the API hand out."""
