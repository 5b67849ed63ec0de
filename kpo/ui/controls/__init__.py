"""The choice line: one line of words that are themselves the controls."""

from kpo.ui.controls.line import choice_line, notice

__all__ = ["choice_line", "notice"]
