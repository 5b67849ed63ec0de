"""``python -m kpo.ui.serve``: check the data folder, then serve the dashboard.

A folder with problems ends the start, with every problem listed, instead of serving pages that can
only say so. Further options are Streamlit's own, such as ``--server.port 8502``.
"""

import ctypes
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from kpo.errors import DataError, Problem
from kpo.ui import data, events, sign_in

DASHBOARD: Final = Path(__file__).parents[2] / "dashboard.py"
PROBLEMS: Final = 1
_ARENA_MAX: Final = -8


def main(options: Sequence[str]) -> int:
    """Serve until stopped; 1 where the data folder cannot be used."""
    events.set_up()
    _share_memory()
    try:
        with events.made("data_read") as found:
            catalog = data.published()
            found |= {"version": catalog.data_version, "figures": catalog.figure_count}
    except DataError as error:
        return _refused("the data folder", error.problems)
    from streamlit import net_util
    from streamlit.web import bootstrap, cli

    net_util.get_external_ip = _unknown
    for name in ("run", "run_asgi_app"):
        setattr(bootstrap, name, partial(_run, getattr(bootstrap, name)))
    sys.argv = ["streamlit", "run", str(DASHBOARD), *options]
    return int(cli.main() or 0)


def _run(run: Callable[..., None], *given: Any) -> None:
    """Run the server once its options are known, and the secrets among them are found sound."""
    from streamlit import config

    from kpo.ui import many

    many.settle()
    if faults := sign_in.problems(config.get_option("secrets.files")):
        sys.exit(_refused("the secrets", faults))
    port = config.get_option("server.port")
    events.event("start", address=f"http://localhost:{port}", sign_in=sign_in.configured())
    run(*given)


def _share_memory() -> None:
    """Let all threads take memory from two pools, where the C library has many.

    Each run of a page is a thread of its own. Given a pool each, they hold on to what they once
    needed: about a tenth of the memory of a busy process (glibc, mallopt).
    """
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def _unknown() -> None:
    """Stand in for Streamlit's look-up of its own address at another host, from the start on."""


def _refused(where: str, problems: Sequence[Problem]) -> int:
    """Say why the dashboard does not start, a line a problem."""
    count = len(problems)
    number = f"{count} problem{'s' * (count > 1)}"
    sys.stderr.write(f"The dashboard was not started: {number} in {where}.\n")
    sys.stderr.writelines(f"  {problem}\n" for problem in problems)
    return PROBLEMS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
