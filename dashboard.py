"""The dashboard, for ``streamlit run dashboard.py``."""

import streamlit as st

if __name__ == "__main__":
    from kpo.ui.shell import frame

    frame.open_app()
else:
    from kpo.api.routes import is_open, routes
    from kpo.ui.server import warm_up
    from kpo.ui.session import catalog
    from kpo.ui.shell import sign_in

    app = st.App(
        __file__,
        lifespan=warm_up.ready,
        routes=routes(catalog.published, lambda: is_open(sign_in.configured())),
    )
