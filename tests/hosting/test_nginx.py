"""The configuration of deploy/ in Debian's own nginx, before two real processes."""

import re
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import websockets

from benchmarks.many.session import Session
from tests.hosting.apart import apart
from tests.hosting.conftest import Site
from tests.hosting.proxy import DEPLOY, HOW, configured, nginx

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: HTTPMessage
    body: bytes


def fetch(
    site: Site, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> Answer:
    """Ask for a path."""
    with closing(HTTPConnection(urlsplit(site.address).netloc, timeout=30)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def cookie_of(answer: Answer) -> str | None:
    """Return the process that our cookie names, where the answer sets it."""
    ours = [text for text in answer.headers.get_all("Set-Cookie", []) if "atlas" in text]
    assert len(ours) <= 1
    found = re.match(r"atlas=(\d); Path=/; HttpOnly; SameSite=Lax$", "".join(ours))
    return found[1] if found else None


def test_every_answer_carries_the_headers(site: Site) -> None:
    for path in ("/", "/how_sure?s=1", "/static/nothing.js", "/_stcore/health"):
        headers = fetch(site, path).headers
        assert {name: headers[name] for name in HEADERS} == HEADERS
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
        assert "http" not in policy
        assert headers["Server"] == "nginx"
        assert "Strict-Transport-Security" not in headers


def test_a_reader_stays_with_the_process_that_answered_first(site: Site) -> None:
    first = cookie_of(fetch(site, "/"))
    assert first in ("1", "2")
    for _ in range(6):
        again = fetch(site, "/_stcore/health", Cookie=f"atlas={first}")
        assert cookie_of(again) is None
    ports = {line.rsplit(":", 1)[1] for line in site.log[-6:]}
    assert len(ports) == 1


def test_each_process_is_named_and_a_made_up_one_is_not_followed(site: Site) -> None:
    for name in ("1", "2"):
        assert cookie_of(fetch(site, "/", Cookie=f"atlas={name}")) is None
    assert cookie_of(fetch(site, "/", Cookie="atlas=7")) in ("1", "2")
    assert cookie_of(fetch(site, "/", Cookie="atlas=evil.example")) in ("1", "2")


def test_scripts_travel_compressed(site: Site) -> None:
    page = fetch(site, "/").body.decode()
    script = re.search(r'src="\.(/static/js/index[^"]+)"', page)
    assert script
    plain = len(fetch(site, script[1]).body)
    answer = fetch(site, script[1], **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.body) < plain / 2


def test_a_large_body_is_refused_wherever_it_goes(site: Site) -> None:
    large, huge = b"x" * 100_000, b"x" * 7_000_000
    assert fetch(site, "/", body=large).status == 413
    assert fetch(site, "/ranking", "POST", large).status == 413
    assert fetch(site, "/_stcore/upload_file/a/b", "PUT", huge).status == 413


def test_only_reading_is_let_through_elsewhere_and_counters_are_not_shown(site: Site) -> None:
    assert fetch(site, "/ranking", "POST", b"x").status == 403
    assert fetch(site, "/ranking", "DELETE").status == 403
    assert fetch(site, "/_stcore/metrics").status == 404


def test_a_websocket_from_another_site_is_refused(site: Site) -> None:
    where = f"ws://{urlsplit(site.address).netloc}/_stcore/stream"

    async def knock() -> None:
        async with websockets.connect(where, origin=websockets.Origin("https://evil.example")):
            pass

    with pytest.raises(websockets.InvalidStatus) as found:
        apart(knock())
    assert found.value.response.status_code == 403
    assert found.value.response.headers["X-Frame-Options"] == "DENY"


def test_the_pages_come_through_the_websocket(site: Site) -> None:
    async def read() -> str:
        async with Session(site.address) as session:
            return (await session.open()).headline

    assert apart(read()).startswith("India leads for knowledge work")


def test_the_log_is_one_line_a_request_and_leaves_the_scenario_out(site: Site) -> None:
    fetch(site, "/ranking?s=1~2026-11~SECRET~name")
    assert all(line.startswith("time=20") and " event=request " in line for line in site.log)
    assert any('path="/ranking"' in line for line in site.log)
    assert "SECRET" not in "".join(site.log)
    assert (site.folder / "error.log").read_text() == ""


@pytest.mark.skipif(nginx() is None, reason=HOW)
def test_the_tls_example_is_accepted_and_alone_promises_nothing_but_tls(tmp_path: Path) -> None:
    main = configured(tmp_path, ["http://127.0.0.1:1", "http://127.0.0.1:2"], 8080)
    example = (DEPLOY / "nginx" / "tls.example.conf").read_text()
    text = main.read_text()
    begin = text.index("    server {\n        listen")
    main.write_text(f"{text[:begin]}{example}}}\n")
    key, certificate = tmp_path / "nginx" / "site.key", tmp_path / "nginx" / "site.crt"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
        + ["-nodes", "-days", "1", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("openssl is needed for a certificate")
    checked = subprocess.run(
        [str(nginx()), "-t", "-p", tmp_path, "-c", main],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr
    assert "Strict-Transport-Security" in example


def test_other_tools_are_answered_by_any_process_and_leave_no_cookie(site: Site) -> None:
    answer = fetch(site, "/api/v1/sources?format=csv")
    assert answer.status == 200
    assert answer.body.decode("utf-8-sig").startswith("id,producer")
    assert cookie_of(answer) is None
    assert fetch(site, "/api/v1/rank", "POST", b"{}").status == 403


def until(met: Callable[[], bool]) -> None:
    """Wait until something is so, half a minute at most: a log is read beside the test."""
    for _ in range(600):
        if met():
            return
        time.sleep(0.05)
    raise AssertionError


def test_the_scenario_of_a_picture_is_not_logged(site: Site) -> None:
    fetch(site, "/api/v1/image/2~secret.png")
    until(lambda: any('path="/api/v1/image/"' in line for line in site.log))
    assert not any("secret" in line for line in site.log)


def test_a_tool_that_asks_too_often_is_asked_to_wait(site: Site) -> None:
    states = {fetch(site, "/api/v1").status for _ in range(200)}
    assert states <= {200, 429}
    assert 429 in states
