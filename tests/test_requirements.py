"""What is pinned for ``make run`` and ``make test`` is what ``pyproject.toml`` asks for."""

import pytest
from packaging.requirements import Requirement

from deploy.requirements import DEV, ROOT, RUN, files, pinned

MADE_UP = """
[project]
name = "kpo-atlas"
dependencies = ["numpy>=2.4,<3"]
[project.optional-dependencies]
export = ["pillow>=13"]
app = ["kpo-atlas[export]", "psycopg[binary]>=3.3,<4", "uvloop>=0.23; sys_platform != 'win32'"]
dev = ["kpo-atlas[app]", "ruff==0.17.6"]
"""


@pytest.mark.parametrize("name", [RUN, DEV])
def test_the_files_are_those_that_pyproject_makes(name: str) -> None:
    made = files((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert (ROOT / name).read_text(encoding="utf-8") == made[name]


def test_the_lowest_version_is_pinned_and_extras_of_our_own_are_opened() -> None:
    run, dev = files(MADE_UP).values()
    assert run.splitlines()[1:] == [
        "numpy==2.4",
        "pillow==13",
        "psycopg[binary]==3.3",
        'uvloop==0.23; sys_platform != "win32"',
    ]
    assert dev.splitlines()[1:] == ["-r requirements.txt", "ruff==0.17.6"]


@pytest.mark.parametrize("text", ["numpy", "numpy<3", "numpy>=2,>=3"])
def test_a_package_without_one_lowest_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="unpack"):
        pinned(Requirement(text))
