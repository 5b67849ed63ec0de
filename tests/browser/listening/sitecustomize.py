"""On PYTHONPATH, this writes down every host that a Python process looks up or connects to."""

import os
import sys

ASKING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto")


def heard(event: str, given: tuple[object, ...]) -> None:
    if event not in ASKING:
        return
    host = given[0] if event.startswith("socket.get") else given[1]
    with open(os.environ["KPO_HEARD"], "a", encoding="utf-8") as file:  # noqa: PTH123
        file.write(f"{host[0] if isinstance(host, tuple) else host}\n")


sys.addaudithook(heard)
