"""Rows as an Arrow table, which is what Streamlit sends to the browser.

A list of rows is made into a pandas DataFrame by Streamlit, and into an Arrow array by pyarrow
with a look into pandas. Either imports pandas, which keeps some 50 MB in a server that needs it for
nothing else. So the columns are laid out in memory here, as Arrow's columnar format describes them
(https://arrow.apache.org/docs/format/Columnar.html).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from kpo.charts.chart import Rows

if TYPE_CHECKING:
    from pyarrow import Array, Table


def arrow_table(rows: Rows) -> "Table":
    """Return rows as a table; what a row leaves out is null, as is a number that is not one.

    A column holds text, truth values, whole numbers or numbers; one without any value is numbers.

    Raises
    ------
    TypeError
        If a column holds values of several kinds, or of another kind.
    """
    import pyarrow

    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [_array(name, [row.get(name) for row in rows]) for name in names]
    return pyarrow.Table.from_arrays(columns, names=names)


def _array(name: str, values: Sequence[Any]) -> "Array":
    """Return the values of a column: which are known, where each text ends, and the values."""
    import pyarrow

    known = [value is not None and value == value for value in values]
    if not all(known):
        values = [value if there else None for value, there in zip(values, known, strict=True)]
    kinds = {*map(type, values)} - {type(None)}
    buffers: list[Any] = [np.packbits(known, bitorder="little")]
    if kinds and all(issubclass(kind, str) for kind in kinds):
        kind, texts = pyarrow.utf8(), [(value or "").encode() for value in values]
        buffers += [np.cumsum([0, *map(len, texts)], dtype=np.int32), b"".join(texts)]
    elif kinds == {bool}:
        kind = pyarrow.bool_()
        buffers.append(np.packbits([bool(value) for value in values], bitorder="little"))
    elif kinds == {int}:
        kind = pyarrow.int64()
        buffers.append(np.array([value or 0 for value in values], dtype=np.int64))
    elif all(issubclass(kind, (int, float)) for kind in kinds):
        kind = pyarrow.float64()
        buffers.append(np.array([value or 0.0 for value in values], dtype=np.float64))
    else:
        message = f"column {name!r} holds {' and '.join(sorted(kind.__name__ for kind in kinds))}"
        raise TypeError(message)
    return pyarrow.Array.from_buffers(kind, len(values), [*map(pyarrow.py_buffer, buffers)])
