"""A temporary PostgreSQL server from the system's package, deleted after the tests."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import free_port

HOW = "PostgreSQL is not installed: apt-get install postgresql"
USER = "postgres"


def programs() -> Path | None:
    """Return the folder of the server's programs, which Debian keeps off the search path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places else None


@contextmanager
def postgres() -> Iterator[str]:
    """Run an empty server and yield its address."""
    place, port = programs(), free_port()
    assert place is not None, HOW
    with tempfile.TemporaryDirectory() as folder:
        as_user: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
            as_user = ["runuser", "-u", USER, "--"]
        data = f"{folder}/data"
        quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
        start = [*as_user, str(place / "initdb"), "-D", data, "-U", USER, "--auth=trust"]
        subprocess.run([*start, "--no-sync", "-E", "UTF8"], **quiet)
        control = [*as_user, str(place / "pg_ctl"), "-D", data, "-w"]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        log = ["-l", f"{folder}/log", "-o", options]
        subprocess.run([*control, *log, "start"], **quiet)
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/{USER}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet)
