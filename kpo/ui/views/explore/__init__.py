"""The Explore page: its selection, its controls, its drawings and the text around them."""
