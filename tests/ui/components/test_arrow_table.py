"""Rows become the Arrow table that pandas would make of them, without pandas."""

import math
import subprocess
import sys

import numpy as np
import pyarrow
import pytest
from pandas import DataFrame

from kpo import Scenario
from kpo.data.catalog import Catalog
from kpo.ui.components.arrow_table import arrow_table
from tests.charts.gallery import case, gallery

ROWS = [
    {"name": "Česko", "rank": 1, "score": 74, "first": True, "gap": None},
    {"name": "", "rank": 2, "score": 8.5, "first": False, "gap": None},
    {"rank": None, "score": math.nan, "first": True, "note": "印度"},
]


def test_each_column_has_its_type_and_what_is_missing_is_null() -> None:
    table = arrow_table(ROWS)
    assert table.schema == pyarrow.schema(
        {
            "name": pyarrow.utf8(),
            "rank": pyarrow.int64(),
            "score": pyarrow.float64(),
            "first": pyarrow.bool_(),
            "gap": pyarrow.float64(),
            "note": pyarrow.utf8(),
        }
    )
    table.validate(full=True)
    assert table.to_pydict() == {
        "name": ["Česko", "", None],
        "rank": [1, 2, None],
        "score": [74.0, 8.5, None],
        "first": [True, False, True],
        "gap": [None, None, None],
        "note": [None, None, "印度"],
    }


def test_many_rows_keep_their_order_and_their_gaps() -> None:
    rows = [{"a": None if at % 3 == 1 else at, "b": str(at) * (at % 5)} for at in range(1000)]
    table = arrow_table(rows)
    table.validate(full=True)
    assert table.to_pylist() == rows


def test_no_rows_are_a_table_without_columns() -> None:
    assert arrow_table([]).shape == (0, 0)


def test_numbers_of_numpy_are_numbers() -> None:
    assert arrow_table([{"a": np.float64(1.5)}]).to_pylist() == [{"a": 1.5}]


@pytest.mark.parametrize("second", ["one", [1]])
def test_a_column_of_several_kinds_is_refused_by_its_name(second: object) -> None:
    with pytest.raises(TypeError, match=f"column 'a' holds int and {type(second).__name__}"):
        arrow_table([{"a": 1}, {"a": second}])


def test_every_chart_of_all_countries_is_the_table_that_pandas_makes(atlas: Catalog) -> None:
    for drawn in gallery(case(atlas, Scenario(countries=tuple(atlas.countries)))).values():
        ours = arrow_table(drawn.rows)
        ours.validate(full=True)
        theirs = pyarrow.Table.from_pandas(DataFrame(drawn.rows), preserve_index=False)
        assert ours.column_names == theirs.column_names, drawn.name
        for name in ours.column_names:
            assert ours[name].to_pylist() == theirs[name].to_pylist(), (drawn.name, name)


def test_neither_a_table_nor_a_chart_needs_pandas() -> None:
    code = (
        "import sys\n"
        "import streamlit as st\n"
        "from kpo.ui.components.arrow_table import arrow_table\n"
        "rows = arrow_table([{'a': 'x', 'b': 1.5, 'c': None, 'd': True}])\n"
        "st.vega_lite_chart(rows, {'mark': 'bar'}, key='chart')\n"
        "st.dataframe(rows, lazy=False, hide_index=True, key='table')\n"
        "print('pandas' in sys.modules)\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert answer.stdout.strip() == "False"
