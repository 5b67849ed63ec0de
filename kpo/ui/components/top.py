"""Scrolling to the top of the page when a click has changed its subject."""

import streamlit as st

from kpo.core.html import tag

_JS = """
const shown = new Map();
export default function ({ data: [name, subject] }) {
	const before = shown.get(name);
	shown.set(name, subject);
	if (before === undefined || before === subject) return;
	document.querySelector("[data-testid=stMain]")?.scrollTo({ top: 0 });
	document.getElementById("kpo-finding")?.focus({ preventScroll: true });
}
"""

_component = st.components.v2.component("kpo_top", html=tag.i(hidden=True), js=_JS)


def top(name: str, subject: str) -> None:
    """Scroll to the top of the page and focus its headline whenever `subject` has changed."""
    _component(key=f"kpo.top.{name}", data=[name, subject])
