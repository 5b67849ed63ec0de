"""Starting and keeping a server: its log, its warm-up, and Streamlit's private names."""
