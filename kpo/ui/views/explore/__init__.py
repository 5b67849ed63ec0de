"""The Explore page: what is looked at, its controls, its drawings and the words around them."""
