"""Signing in, if the host has configured it (docs/hosting.md); off by default."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import streamlit as st

from kpo.core.errors import Problem
from kpo.ui.components.controls import headline

_CONFIGURED: Final = "auth"
"""The section of Streamlit's secrets that names the identity provider."""


def problems(files: Iterable[str]) -> list[Problem]:
    """Return the problems of the host's secrets, to check before the server starts.

    Streamlit treats a file that it cannot read as missing, and would ask nobody to sign in.
    """
    faults = []
    for path in filter(Path.exists, map(Path, files)):
        try:
            secrets = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            remedy = "make it a TOML file that the server may read, or take it away"
            faults.append(Problem(str(path), f"not readable: {type(error).__name__}", remedy))
            continue
        if _CONFIGURED in secrets and find_spec("authlib") is None:
            remedy = "install it: pip install -r deploy/requirements.lock"
            faults.append(Problem(str(path), "signing in needs Authlib, not installed", remedy))
    return faults


def configured() -> bool:
    """Tell whether the host wants readers to sign in; cached, since every run asks."""
    return _configured(id(st.secrets))


@lru_cache(maxsize=1)
def _configured(_: int) -> bool:
    return bool(st.secrets.load_if_toml_exists()) and _CONFIGURED in st.secrets


def wanted() -> bool:
    """Tell whether this reader has to sign in before anything is shown."""
    return configured() and not st.user.is_logged_in


def page() -> None:
    """Ask the reader to sign in."""
    with st.container(key="kpo-sign-in"):
        headline(
            "Sign in to open the atlas",
            "Your organisation asks for it. If you came by a link, open it again afterwards: "
            "it holds the whole choice.",
        )
        st.button("Sign in", type="primary", key="kpo.sign_in", on_click=st.login)


def out_button() -> None:
    """Draw the button to sign out, if signing in is configured."""
    if configured():
        st.button("Sign out", type="tertiary", key="kpo.sign_out", on_click=st.logout)
