"""Run Debian's nginx with the configuration in ``deploy/``, with only its addresses replaced."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.browser.server import ROOT, free_port

DEPLOY = ROOT / "deploy"
HOW = "nginx is not installed: apt-get install nginx-light"
PATIENCE = 60.0


def nginx() -> str | None:
    """Return the path of nginx, also if it is only on root's search path; None if not installed."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def configured(folder: Path, addresses: Sequence[str], port: int) -> Path:
    """Copy the configuration with the addresses of this machine; return its main file."""
    shutil.copytree(DEPLOY / "nginx", folder / "nginx")
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for place, address in enumerate(addresses, start=1):
        name = f"app-{place}:850{place}"
        assert text.count(name) == 1 + len(addresses)
        text = text.replace(name, address.removeprefix("http://"))
        text = text.replace(f'"~:850{place}$"', f'"~:{address.rsplit(":", 1)[1]}$"')
    text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};")
    main = folder / "nginx.conf"
    main.write_text(text, encoding="utf-8")
    return main


@contextmanager
def proxy(folder: Path, addresses: Sequence[str], at: int | None = None) -> Iterator[str]:
    """Run nginx before two processes and yield its address; its log is ``folder/access.log``."""
    port = at or free_port()
    command = [str(nginx()), "-p", str(folder), "-c", str(configured(folder, addresses, port))]
    if os.geteuid() == 0:
        command += ["-g", "user root;"]
    with (
        (folder / "access.log").open("wb") as access,
        (folder / "error.log").open("wb") as errors,
        subprocess.Popen(command, stdout=access, stderr=errors) as process,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}/_stcore/health", process, folder)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _wait(address: str, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address):
                return
        except URLError:
            time.sleep(0.05)
    message = f"nginx did not start: {(folder / 'error.log').read_text()}"
    raise RuntimeError(message)
