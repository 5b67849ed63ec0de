"""On PYTHONPATH, this records every host that a Python process looks up or connects to.

Without ``KPO_HEARD``, the file to write to, nothing is recorded, so pytest may collect this module.
"""

import os
import sys

WRITTEN = os.environ.get("KPO_HEARD")
ASKING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto")


def heard(event: str, given: tuple[object, ...]) -> None:
    if event not in ASKING:
        return
    host = given[0] if event.startswith("socket.get") else given[1]
    with open(str(WRITTEN), "a", encoding="utf-8") as file:  # noqa: PTH123
        file.write(f"{host[0] if isinstance(host, tuple) else host}\n")


if WRITTEN:
    sys.addaudithook(heard)
