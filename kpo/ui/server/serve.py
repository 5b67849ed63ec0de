"""``python -m kpo.ui.server.serve``: check the data folder, then serve the dashboard.

If the folder has problems, they are listed and nothing is served, as every page could only report
them. Further options are Streamlit's own, such as ``--server.port 8502``.
"""

import ctypes
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np
import streamlit as st

from kpo.core import project
from kpo.core.errors import DataError, Problem
from kpo.ui.server import log, streamlit_patches
from kpo.ui.session import catalog as data
from kpo.ui.shell import sign_in

DASHBOARD: Final = project.folder() / "dashboard.py"
PROBLEMS: Final = 1
_ARENA_MAX: Final = -8
_BLAS: Final = "*openblas*"
"""Pattern for the library that multiplies matrices in numpy's wheels."""


def main(options: Sequence[str]) -> int:
    """Serve until stopped; return 1 if the data folder cannot be used."""
    log.set_up()
    _share_memory()
    sums_by_one_thread()
    try:
        with log.timed("data_read") as fields:
            catalog = data.published()
            fields |= {"version": catalog.data_version, "figures": catalog.figure_count}
    except DataError as error:
        return _refused("the data folder", error.problems)
    streamlit_patches.put(*streamlit_patches.SERVER)
    sys.argv = ["streamlit", "run", str(DASHBOARD), *options]
    return streamlit_patches.serve(_check)


def _check() -> None:
    """Exit if the secrets have problems, else log the start."""
    if faults := sign_in.problems(st.get_option("secrets.files")):
        sys.exit(_refused("the secrets", faults))
    port = st.get_option("server.port")
    where = {"address": f"http://localhost:{port}"} if streamlit_patches.on() else {}
    log.event("start", **where, sign_in=sign_in.configured())


def _share_memory() -> None:
    """Limit the C library's memory pools to two for all threads (glibc, mallopt).

    Each run of a page is a thread of its own. With a pool each, threads keep the memory that they
    once needed: about a tenth of that of a busy process. Arrow, which has an allocator of its own
    with a pool for each thread, is told to use the C library's.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def sums_by_one_thread() -> None:
    """Limit OpenBLAS, which has a thread for each core, to one thread per matrix product.

    Ours are small: waiting for each other, the threads of all cores took two to three times the
    processor time of one, which other readers' runs need. ``OPENBLAS_NUM_THREADS`` overrides it.
    """
    if "OPENBLAS_NUM_THREADS" in os.environ:
        return
    place = Path(np.__file__).parent
    for library in (*place.with_name("numpy.libs").glob(_BLAS), *place.glob(f".dylibs/{_BLAS}")):
        with suppress(OSError, AttributeError):
            ctypes.CDLL(str(library)).scipy_openblas_set_num_threads64_(1)


def _refused(where: str, problems: Sequence[Problem]) -> int:
    """Write why the dashboard does not start, one line per problem; return the exit status."""
    count = len(problems)
    number = f"{count} problem{'s' * (count > 1)}"
    sys.stderr.write(f"The dashboard was not started: {number} in {where}.\n")
    sys.stderr.writelines(f"  {problem}\n" for problem in problems)
    return PROBLEMS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
