"""What is said of a use of Streamlit's private names."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Patch:
    """One use of private names.

    Parameters
    ----------
    names : tuple of str
        The private names, as they are imported.
    reason : str
        What Streamlit does by itself.
    gain : str
        What was measured with the patch and without it, and where.
    apply : callable, optional
        Puts the patch in place; None for one that is asked for by a function of this file.
    """

    names: tuple[str, ...]
    reason: str
    gain: str
    apply: Callable[[], None] | None = None
