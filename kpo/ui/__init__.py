"""The only place that knows streamlit: frame, controls, state, panel."""
