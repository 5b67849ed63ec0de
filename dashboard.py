"""Open the dashboard: ``streamlit run dashboard.py``."""

import streamlit as st

if __name__ == "__main__":
    from kpo.ui import frame

    frame.open_app()
else:
    from kpo.ui import start

    app = st.App(__file__, lifespan=start.ready)
