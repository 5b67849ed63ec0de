"""Results as plain data for JSON and tables, as the command line and the API return them."""
