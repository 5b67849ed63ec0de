"""The Business case page: its charts, its panel of assumptions, and their sentences."""
