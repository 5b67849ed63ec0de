"""Starting and running the server: its log, its warm-up, and patches of Streamlit."""
