"""The choice line: one line of words that are themselves the controls."""

from kpo.ui.shell.choice_bar.bar import choice_line, notice

__all__ = ["choice_line", "notice"]
