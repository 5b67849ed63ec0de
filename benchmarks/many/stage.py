"""The servers that readers visit: one or several processes of the atlas, behind nginx if wanted."""

import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.server import running
from tests.hosting.proxy import proxy

PAGE = os.sysconf("SC_PAGE_SIZE")
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Stage:
    """The address that readers visit, and the processes behind it."""

    address: str
    processes: Sequence["subprocess.Popen[bytes]"]
    killed: list[int] = field(default_factory=list)

    def memory(self) -> list[float]:
        """Return the resident memory of each process in MB; 0 for one that is gone."""
        return [_resident(process.pid) for process in self.processes]

    def seconds(self) -> float:
        """Return the processor time that all processes have taken, in seconds."""
        return sum(_processor(process.pid) for process in self.processes)

    def kill(self) -> None:
        """Kill the first process that still runs, with SIGKILL."""
        victim = next(process for process in self.processes if process.poll() is None)
        victim.send_signal(signal.SIGKILL)
        self.killed.append(victim.pid)


@contextmanager
def stage(processes: int = 1, through_nginx: bool = False, **environment: str) -> Iterator[Stage]:
    """Start the servers with some environment variables, and stop them afterwards."""
    with ExitStack() as stack:
        started = [stack.enter_context(running(**environment)) for _ in range(processes)]
        addresses = [address for address, _ in started]
        address = addresses[0]
        if through_nginx:
            folder = Path(stack.enter_context(TemporaryDirectory()))
            address = stack.enter_context(proxy(folder, addresses))
        yield Stage(address, [process for _, process in started])


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * PAGE / 2**20


def _processor(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except (OSError, IndexError):
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK
