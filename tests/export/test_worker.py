import io
import json
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from PIL import Image
from pypdf import PdfReader

from kpo.core.errors import ExportError
from kpo.export.svg import Drawing
from kpo.export.worker import Engine
from tests.variants import AT_LENGTH

SHEET = Drawing(30, 20)
SHEET.text(1, 18, "臺灣 A", 9, "#000000")
DRAWING = SHEET.to_json("Côte d’Ivoire leads", "Said.")
AS = {"template": "drawing"}


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine()
    yield made
    made.stop()


def size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def test_one_process_serves_until_it_is_stopped(engine: Engine) -> None:
    assert not engine.running
    assert size(engine.draw("png", DRAWING, **AS)) == (60, 40)
    assert engine.draw("pdf", DRAWING, **AS).startswith(b"%PDF")
    assert engine.running
    engine.stop()
    assert not engine.running
    assert size(engine.draw("png", DRAWING, **AS)) == (60, 40)


def test_a_drawing_that_cannot_be_read_is_said_and_the_next_one_is_drawn(engine: Engine) -> None:
    with pytest.raises(ExportError, match="it cannot be drawn"):
        engine.draw("png", "{}", **AS)
    assert size(engine.draw("png", DRAWING, **AS)) == (60, 40)


def test_a_process_that_was_ended_from_outside_is_started_again(engine: Engine) -> None:
    engine.draw("png", DRAWING, **AS)
    process = engine._process
    assert process is not None
    process.kill()
    process.wait()
    assert size(engine.draw("png", DRAWING, **AS)) == (60, 40)


def test_the_process_ends_when_nobody_asks() -> None:
    engine = Engine(idle=0.05)
    engine.draw("png", DRAWING, **AS)
    for _ in range(1200):
        if not engine.running:
            break
        time.sleep(0.05)
    assert not engine.running


def test_an_order_that_takes_too_long_is_given_up_and_the_next_one_is_drawn() -> None:
    engine = Engine(limit=0.01)
    with pytest.raises(ExportError, match="not drawn within 0.01 seconds"):
        engine.draw("face", None)
    assert not engine.running
    engine._limit = 60
    assert size(engine.draw("png", DRAWING, **AS)) == (60, 40)
    engine.stop()


def test_text_with_accents_is_drawn_as_it_is_written(engine: Engine) -> None:
    spec = {
        "data": {"values": [{"a": "Côte d’Ivoire"}]},
        "mark": "text",
        "encoding": {"text": {"field": "a"}},
    }
    drawn = engine.draw("svg", json.dumps(spec)).decode()
    assert ">Côte d’Ivoire<" in drawn


def test_documents_keep_what_is_said_of_them(engine: Engine) -> None:
    reader = PdfReader(io.BytesIO(engine.draw("pdf", DRAWING, **AS)))
    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.subject) == ("Côte d’Ivoire leads", "Said.")


def test_a_drawing_inside_another_has_its_own_size(engine: Engine) -> None:
    sheet = Drawing(40, 20)
    mark = '<rect width="20" height="10"/>'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">{mark}</svg>'
    sheet.inside(10, 5, 20, drawn)
    made = engine.draw("png", sheet.to_json("", ""), **AS)
    with Image.open(io.BytesIO(made)) as image:
        dark = image.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    assert dark == (20, 10, 60, 30)


def test_letters_that_no_typeface_has_are_boxes_and_stay_in_the_text_of_a_page(
    engine: Engine,
) -> None:
    """A letter of a private area, which every typeface is free to leave out, among them."""
    unknown = "\ufdd0\U0003fffd"
    assert engine.draw("undrawn", unknown).decode() == unknown
    sheet = Drawing(300, 40)
    sheet.text(5, 20, "臺灣 主計總處 \u0928\u0947\u092a\u093e\u0932 Taiwan", 12, "#000000")
    reader = PdfReader(io.BytesIO(engine.draw("pdf", sheet.to_json("T", "S"), **AS)))
    said = reader.pages[0].extract_text()
    assert "臺灣" in said
    assert "主計總處" in said


@AT_LENGTH
def test_what_is_heavy_stays_out_of_the_server() -> None:
    check = (
        "import sys\n"
        "from kpo import Scenario, load, rank\n"
        "from kpo.export.registry import FORMATS, build\n"
        "ranking = rank(load(), Scenario())\n"
        "[build(name, ranking) for name in FORMATS]\n"
        "heavy = {'vl_convert', 'pptx', 'lxml', 'fontTools', 'typst', 'pandas', 'altair'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    found = subprocess.run([sys.executable, "-c", check], capture_output=True, check=False)
    assert (found.returncode, found.stderr.decode()) == (0, "")
