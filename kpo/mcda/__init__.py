"""Decision analysis on plain arrays: nothing here knows a country, a table or a page."""
