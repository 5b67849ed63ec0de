import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from pypdf import PdfReader

from kpo.errors import ExportError
from kpo.export.engine import Engine

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>'


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.stop()


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def test_one_process_serves_until_it_is_stopped(engine: Engine) -> None:
    assert not engine.running
    assert size(engine.draw("png", DRAWING, scale=2)) == (60, 40)
    assert engine.draw("pdf", [DRAWING]).startswith(b"%PDF")
    assert engine.running
    engine.stop()
    assert not engine.running
    assert size(engine.draw("png", DRAWING)) == (30, 20)


def test_a_drawing_that_cannot_be_read_is_said_and_the_next_one_is_drawn(engine: Engine) -> None:
    with pytest.raises(ExportError, match="it cannot be drawn"):
        engine.draw("png", "<svg")
    assert size(engine.draw("png", DRAWING)) == (30, 20)


def test_a_process_that_was_ended_from_outside_is_started_again(engine: Engine) -> None:
    engine.draw("png", DRAWING)
    process = engine._process
    assert process is not None
    process.kill()
    process.wait()
    assert size(engine.draw("png", DRAWING)) == (30, 20)


def test_the_process_ends_when_nobody_asks() -> None:
    engine = Engine(idle=0.05)
    engine.draw("png", DRAWING)
    for _ in range(100):
        if not engine.running:
            break
        time.sleep(0.05)
    assert not engine.running


def test_text_with_accents_is_drawn_as_it_is_written(engine: Engine) -> None:
    spec = {
        "data": {"values": [{"a": "Côte d’Ivoire"}]},
        "mark": "text",
        "encoding": {"text": {"field": "a"}},
    }
    drawn = engine.draw("svg", json.dumps(spec)).decode()
    assert ">Côte d’Ivoire<" in drawn


def test_documents_keep_what_is_said_of_them(engine: Engine) -> None:
    made = engine.draw("pdf", [DRAWING, DRAWING], Title="Côte d’Ivoire leads")
    reader = PdfReader(io.BytesIO(made))
    assert len(reader.pages) == 2
    assert reader.metadata is not None
    assert reader.metadata.title == "Côte d’Ivoire leads"


def test_what_is_heavy_stays_out_of_the_server() -> None:
    check = (
        "import sys\n"
        "from kpo import Scenario, load, rank\n"
        "from kpo.export.formats import FORMATS, build\n"
        "catalog = load()\n"
        "ranking = rank(catalog, Scenario())\n"
        "[build(name, catalog, ranking) for name in FORMATS]\n"
        "heavy = {'vl_convert', 'pptx', 'lxml', 'fontTools', 'pypdf', 'pandas', 'altair'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    found = subprocess.run([sys.executable, "-c", check], capture_output=True, check=False)
    assert (found.returncode, found.stderr.decode()) == (0, "")
