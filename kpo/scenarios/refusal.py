"""Refusal of a link or a file that cannot be used."""

from typing import NoReturn

from kpo.core.errors import Problem, ScenarioError


def refuse(what: str, remedy: str) -> NoReturn:
    """Raise what is wrong with a link or a file, and what to do about it.

    Raises
    ------
    ScenarioError
        Always.
    """
    raise ScenarioError(Problem("This link or file cannot be used", what, remedy)) from None
