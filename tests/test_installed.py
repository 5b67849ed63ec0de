"""The wheel: installed in an empty environment and used outside the checkout."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen

import pytest

import kpo
from kpo.cli.main import main
from tests.browser.server import ROOT, free_port
from tests.hosting.reader import headline
from tests.variants import AT_LENGTH

pytestmark = [pytest.mark.slow, AT_LENGTH]
OFFLINE = "numpy and tzdata cannot be had: no index of packages can be reached"
LEFT_AT_HOME = ("__pycache__", "data/etl/")
SINGLE = {"dashboard.py", ".streamlit/config.toml", "docs/method.md", "docs/glossary.md"}
BARE = ("numpy", "tzdata")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel, and what it cannot do without."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    programs = folder / "bin"
    pip = [str(programs / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in pins if line.startswith(BARE)]
    if subprocess.run([*pip, *wanted], capture_output=True, check=False).returncode:
        pytest.skip(OFFLINE)
    subprocess.run([*pip, "--no-index", str(wheel)], check=True)
    return programs


def run(program: Path, *words: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run a program of the environment, outside the checkout, with nothing of ours in reach."""
    known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command: Sequence[str] = [str(program), *words]
    return subprocess.run(
        command, cwd=cwd, env=known, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_wheel_holds_all_that_the_dashboard_and_the_library_read(wheel: Path) -> None:
    there = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    own = {
        str(path.relative_to(ROOT))
        for name in ("kpo", "data", "static", "pages")
        for path in (ROOT / name).rglob("*")
        if path.is_file()
    } | SINGLE
    kept = {name for name in own if not any(part in name for part in LEFT_AT_HOME)}
    assert there == {name if name.startswith("kpo/") else f"kpo/_files/{name}" for name in kept}
    assert {"kpo/py.typed", "kpo/_files/data/datapackage.json"} <= there


def test_ranks_outside_the_checkout_as_the_checkout_does(
    bare: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(bare / "kpo-atlas", "rank", "--tier", "KPO", cwd=tmp_path)
    assert main(["rank", "--tier", "KPO"]) == 0
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == capsys.readouterr().out


def test_nothing_but_numpy_and_the_time_zones_is_needed(bare: Path, tmp_path: Path) -> None:
    listed = run(bare / "python", "-m", "pip", "list", "--format", "json", cwd=tmp_path)
    names = {item["name"] for item in json.loads(listed.stdout)}
    assert names - {"pip", "setuptools"} == {"kpo-atlas", *BARE}
    for words in (("robustness", "--draws", "100"), ("case", "--people", "20"), ("validate",)):
        done = run(bare / "kpo-atlas", *words, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout


def test_the_library_states_its_version_and_where_it_is(bare: Path, tmp_path: Path) -> None:
    code = "import kpo; print(kpo.__version__, len(kpo.rank(kpo.load(), kpo.Scenario()).rows))"
    done = run(bare / "python", "-c", code, cwd=tmp_path)
    ranked = len(kpo.rank(kpo.load(), kpo.Scenario()).rows)
    assert done.stdout.split() == [kpo.__version__, str(ranked)]
    assert kpo.__version__ in run(bare / "python", "-m", "pip", "list", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("words", "module", "extra"),
    [
        (("export", "--format", "xlsx", "--out", "a.xlsx"), "xlsxwriter", "export"),
        (("export", "--format", "pptx", "--out", "a.pptx"), "PIL", "export"),
        (("serve",), "streamlit", "app"),
    ],
)
def test_what_is_missing_is_said_with_the_extra_that_brings_it(
    bare: Path, tmp_path: Path, words: Sequence[str], module: str, extra: str
) -> None:
    done = run(bare / "kpo-atlas", *words, cwd=tmp_path)
    said = f'  {module}: it is not installed; run pip install "kpo-atlas[{extra}]"\n'
    assert (done.returncode, done.stderr) == (1, f"1 problem found:\n{said}")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def served(wheel: Path, tmp_path: Path) -> Iterator[str]:
    """The dashboard of the wheel, begun in an empty folder; its address."""
    packages, elsewhere, port = tmp_path / "packages", tmp_path / "elsewhere", free_port()
    zipfile.ZipFile(wheel).extractall(packages)
    elsewhere.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "kpo", "serve", "--server.port", str(port)],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(packages), "PYTHONDONTWRITEBYTECODE": "1"},
        stderr=subprocess.DEVNULL,
    ) as process:
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def test_the_dashboard_is_served_from_anywhere(served: str) -> None:
    assert headline(served).startswith("India leads for knowledge work")
    with urlopen(f"{served}/app/static/outlines.json") as outlines:
        assert len(json.load(outlines)["features"]) > 90
