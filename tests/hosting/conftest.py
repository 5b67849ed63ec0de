from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.server import running
from tests.hosting.proxy import HOW, nginx, proxy


@dataclass(frozen=True)
class Site:
    """Two processes of the atlas behind nginx."""

    address: str
    folder: Path

    @property
    def log(self) -> list[str]:
        """The lines of the access log."""
        return (self.folder / "access.log").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site as configured in deploy/."""
    if nginx() is None:
        pytest.skip(HOW)
    folder = tmp_path_factory.mktemp("nginx")
    with (
        running() as (first, _),
        running() as (second, _),
        proxy(folder, [first, second]) as address,
    ):
        yield Site(address, folder)
