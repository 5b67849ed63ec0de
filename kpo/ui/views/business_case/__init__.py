"""The Business case page: its charts, its panel of assumptions, and the words around them."""
