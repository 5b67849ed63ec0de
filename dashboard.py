"""Open the dashboard: ``streamlit run dashboard.py``."""

from kpo.ui import frame

frame.open_app()
