"""Several people weigh, each alone; together they see where they agree. Nothing knows Streamlit."""
