"""No page, file or server of ours asks anybody: it all works with no outside world."""

import io
import os
import socket
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from streamlit import config

from kpo.export.registry import CHART_FORMATS, FORMATS
from tests.browser.conftest import LISTENING
from tests.browser.pages import ADDRESSES, FIRST, SLOW, Look, hosts, listen, settled, visit
from tests.variants import THEMES

HERE = {"127.0.0.1", "localhost", "::1", "None"}
"""Names that stay on this machine; None is the address to listen on."""
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
LOADING = {"/Launch", "/JavaScript", "/GoToR", "/ImportData", "/SubmitForm", "/Rendition"}


@pytest.mark.journey
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("scheme", THEMES)
def test_every_page_draws_without_any_other_host_and_asks_none(
    seen: Look, scheme: str, address: str
) -> None:
    assert seen(scheme, address).asked == {"127.0.0.1"}


@pytest.fixture(scope="session")
def taken(sealed: Browser, alone: str, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every kind of file of the Export menu, clicked where no other host exists."""
    folder = tmp_path_factory.mktemp("taken")
    page = sealed.new_page(viewport={"width": 1440, "height": 900})
    asked = listen(page)
    visit(page, f"{alone}/how_sure")
    page.get_by_role("button", name="Export", exact=True).click()
    chart = page.locator(".st-key-kpo-files-0")
    expect(chart).to_be_visible(timeout=SLOW)
    settled(page)
    found = [save(page, folder, "chart", kind.label) for kind in CHART_FORMATS.values()]
    found += [save(page, folder, "ranking", kind.label) for kind in FORMATS.values()]
    page.close()
    assert hosts(asked) == {"127.0.0.1"}
    return found


def save(page: Page, folder: Path, what: str, label: str) -> Path:
    menu = page.locator(".st-key-kpo-files-0" if what == "chart" else ".st-key-kpo-files")
    with page.expect_download(timeout=SLOW) as waiting:
        menu.get_by_text(label, exact=True).last.click()
    path = folder / f"{what}-{waiting.value.suggested_filename}"
    waiting.value.save_as(path)
    return path


def test_every_kind_of_file_is_made_without_any_other_host(taken: list[Path]) -> None:
    kinds = {path.name.rpartition(".")[2] for path in taken}
    assert kinds == {kind.extension for kind in (*FORMATS.values(), *CHART_FORMATS.values())}
    assert min(path.stat().st_size for path in taken) > 1000


def test_files_that_a_browser_opens_load_nothing(sealed: Browser, taken: list[Path]) -> None:
    opened = [path for path in taken if path.suffix in (".html", ".svg")]
    assert {path.suffix for path in opened} == {".html", ".svg"}
    for path in opened:
        page = sealed.new_page()
        asked = listen(page)
        page.goto(path.as_uri())
        page.wait_for_load_state("networkidle")
        loaded = [url for url in asked if urlsplit(url).scheme not in ("data", "blob")]
        assert loaded == [path.as_uri()]
        page.close()


def test_pdf_files_link_and_do_nothing_else(taken: list[Path]) -> None:
    found = [path for path in taken if path.suffix == ".pdf"]
    assert found
    for path in found:
        reader = PdfReader(io.BytesIO(path.read_bytes()))
        parts = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
        actions = {
            str(part["/S"]) for part in parts if isinstance(part, DictionaryObject) and "/S" in part
        }
        assert not actions & LOADING
        assert "/AF" not in reader.trailer["/Root"]
        assert "/OpenAction" not in reader.trailer["/Root"]


def test_office_files_hold_all_that_they_show(taken: list[Path]) -> None:
    found = [path for path in taken if path.suffix in (".pptx", ".xlsx")]
    assert {path.suffix for path in found} == {".pptx", ".xlsx"}
    for path in found:
        with zipfile.ZipFile(path) as parts:
            named = [name for name in parts.namelist() if name.endswith(".rels")]
            relations = [one for name in named for one in ElementTree.fromstring(parts.read(name))]
        outside = {one.get("Type") for one in relations if one.get("TargetMode") == "External"}
        assert outside <= {LINK}


def test_the_server_asks_nobody(seen: Look, taken: list[Path], alone: str, heard: Path) -> None:
    port = urlsplit(alone).port
    assert port
    assert refused(port, "http://elsewhere.example") == "403"
    assert all(seen("light", address) for address in FIRST)
    assert taken
    assert not heard.exists() or set(heard.read_text(encoding="utf-8").split()) <= HERE


def test_whom_a_process_asks_would_be_heard(tmp_path: Path) -> None:
    written = tmp_path / "hosts.txt"
    asking = "import socket; socket.getaddrinfo('elsewhere.invalid', 80)"
    environment = os.environ | {"PYTHONPATH": LISTENING, "KPO_HEARD": str(written)}
    subprocess.run([sys.executable, "-c", asking], env=environment, capture_output=True)
    assert written.read_text(encoding="utf-8").split() == ["elsewhere.invalid"]


def refused(port: int, origin: str) -> str:
    """Ask for a websocket from another origin; return the status that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=SLOW / 1000) as line:
        lines = (
            "GET /_stcore/stream HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            f"Origin: {origin}",
        )
        line.sendall("\r\n".join((*lines, "", "")).encode())
        return line.recv(64).split()[1].decode()


def test_telemetry_and_the_ways_in_for_programs_are_off() -> None:
    assert config.get_option("browser.gatherUsageStats") is False
    assert config.get_option("server.enableAgentApi") is False
