"""Widths of texts in the face of the files."""

import pytest

from kpo.export.text_width import LINE_ENDS, width


@pytest.mark.parametrize("end", [chr(code) for code in LINE_ENDS])
def test_an_end_of_a_line_is_as_wide_as_a_space(end: str) -> None:
    assert width(end, 10) == width(" ", 10)
    assert width(f"a{end}b", 10, 600) == width("a b", 10, 600)
