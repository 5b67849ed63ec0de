"""What the server sets up for its process before it serves."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kpo.ui.server import serve


@pytest.fixture
def blas(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Give the library that numpy multiplies with, at two threads, and leave it as it was."""
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    found = next(Path(np.__file__).parent.with_name("numpy.libs").glob("*openblas*"), None)
    if found is None:
        pytest.skip("this numpy has no OpenBLAS of its own")
    library = ctypes.CDLL(str(found))
    before = library.scipy_openblas_get_num_threads64_()
    library.scipy_openblas_set_num_threads64_(2)
    yield library
    library.scipy_openblas_set_num_threads64_(before)


def test_a_run_multiplies_by_itself(blas: Any) -> None:
    serve.sums_by_one_thread()
    assert blas.scipy_openblas_get_num_threads64_() == 1


def test_the_environment_says_otherwise(blas: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")
    serve.sums_by_one_thread()
    assert blas.scipy_openblas_get_num_threads64_() == 2


POOL = "ARROW_DEFAULT_MEMORY_POOL"
SHARED = """
from kpo.ui.server import serve
serve._share_memory()
import pyarrow
print(pyarrow.default_memory_pool().backend_name)
"""


@pytest.mark.parametrize(("given", "used"), [(None, "system"), ("mimalloc", "mimalloc")])
def test_arrow_shares_the_c_librarys_pools_unless_told_otherwise(
    given: str | None, used: str
) -> None:
    others = {name: value for name, value in os.environ.items() if name != POOL}
    own = {POOL: given} if given else {}
    command = [sys.executable, "-c", SHARED]
    done = subprocess.run(command, env=others | own, capture_output=True, check=True, text=True)
    assert done.stdout.split() == [used]
