"""Sign-in on a real server: nothing is shown before, and the button leads to the provider."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import free_port, running

SLOW = 40_000


class Provider(BaseHTTPRequestHandler):
    """An identity provider as far as its own sign-in page."""

    def do_GET(self) -> None:
        there = f"http://{self.headers['Host']}"
        ends = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        known = {"issuer": there} | {end: f"{there}/{end}" for end in ends}
        body = json.dumps(known) if "well-known" in self.path else "<h1>Who are you?</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if body[0] == "<" else "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def provider() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_reader_is_sent_to_the_provider_and_sees_nothing_before(
    page: Page, provider: str, tmp_path: Path
) -> None:
    pytest.importorskip("authlib")
    port, secrets = free_port(), tmp_path / "secrets.toml"
    back = f"http://127.0.0.1:{port}/oauth2callback"
    secrets.write_text(
        f"""[auth]
redirect_uri = "{back}"
cookie_secret = "{"0123456789abcdef" * 4}"
client_id = "atlas"
client_secret = "secret"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
    )
    with running(at=port, STREAMLIT_SECRETS_FILES=str(secrets)) as (address, _):
        page.goto(f"{address}/how_sure")
        expect(page.locator("h1")).to_have_text("Sign in to open the atlas", timeout=SLOW)
        assert "India" not in page.content()
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{provider}/authorization_endpoint?**", timeout=SLOW)
        asked = parse_qs(urlsplit(page.url).query)
        assert (asked["client_id"], asked["redirect_uri"]) == (["atlas"], [back])
        assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile"]
        page.goto(f"{address}/")
        expect(page.locator("h1")).to_have_text("Sign in to open the atlas", timeout=SLOW)
