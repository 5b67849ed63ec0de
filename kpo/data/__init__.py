"""The data tables: loading, validation, look-up, and figures computed from them."""
