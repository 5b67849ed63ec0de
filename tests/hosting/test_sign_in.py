"""Sign-in on a real server: only whom the provider vouches for sees anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import SLOW
from tests.browser.server import free_port, running
from tests.hosting.provider import CLIENT, READER, Provider, provider
from tests.hosting.proxy import HOW, nginx, proxy
from tests.hosting.test_in_chromium import kept_by
from tests.variants import repeated

ASKED = "Sign in to open the atlas"
LIES: dict[str, dict[str, Any]] = {
    "another provider": {"iss": "https://elsewhere.example"},
    "another sign-in": {"nonce": "of another"},
    "yesterday": {"iat": 1_700_000_000, "exp": 1_700_000_600},
    "another site": {"aud": "another site"},
}


@dataclass(frozen=True)
class Closed:
    """A server that asks readers to sign in, its provider and its log."""

    address: str
    provider: Provider
    log: Path


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    folder, port = tmp_path_factory.mktemp("closed"), free_port()
    secrets, log = folder / "secrets.toml", folder / "log"
    with provider() as keeper, log.open("wb") as lines:
        secrets.write_text(keeper.secrets(f"http://127.0.0.1:{port}"))
        with running(at=port, output=lines, STREAMLIT_SECRETS_FILES=str(secrets)) as (address, _):
            yield Closed(address, keeper, log)


@pytest.fixture
def keeper(closed: Closed) -> Iterator[Provider]:
    """The provider, truthful again afterwards."""
    yield closed.provider
    closed.provider.lies, closed.provider.forged = {}, False


def sign_in(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1")).to_have_text(ASKED, timeout=SLOW)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="It is me").click(timeout=SLOW)


@pytest.mark.journey
def test_a_reader_is_sent_to_the_provider_and_sees_nothing_before(
    page: Page, closed: Closed
) -> None:
    page.goto(f"{closed.address}/how_sure")
    expect(page.locator("h1")).to_have_text(ASKED, timeout=SLOW)
    assert "India" not in page.content()
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{closed.provider.address}/authorize?**", timeout=SLOW)
    asked = parse_qs(urlsplit(page.url).query)
    back = f"{closed.address}/oauth2callback"
    assert (asked["client_id"], asked["redirect_uri"]) == ([CLIENT], [back])
    assert sorted(asked["scope"][0].split()) == ["email", "openid", "profile"]
    assert asked["code_challenge_method"] == ["S256"]
    page.goto(f"{closed.address}/")
    expect(page.locator("h1")).to_have_text(ASKED, timeout=SLOW)


@pytest.mark.journey
def test_whom_the_provider_vouches_for_reads_every_page_until_signing_out(
    page: Page, closed: Closed, keeper: Provider
) -> None:
    sign_in(page, closed.address)
    expect(page.locator("h1")).to_contain_text("leads for knowledge work", timeout=SLOW)
    page.goto(f"{closed.address}/how_sure")
    expect(page.locator("h1")).to_contain_text("India", timeout=SLOW)
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text(ASKED, timeout=SLOW)
    assert keeper.left[-1]["client_id"] == CLIENT
    assert keeper.left[-1]["id_token_hint"].count(".") == 2
    page.goto(f"{closed.address}/how_sure")
    expect(page.locator("h1")).to_have_text(ASKED, timeout=SLOW)
    written = closed.log.read_text(encoding="utf-8")
    assert [word for word in READER.values() if len(word) > 1 and word in written] == []


@pytest.mark.parametrize("lie", repeated(LIES, 2))
def test_what_was_said_of_another_lets_nobody_in(
    page: Page, closed: Closed, keeper: Provider, lie: str
) -> None:
    keeper.lies = LIES[lie]
    sign_in(page, closed.address)
    refused(page, closed)


def test_what_another_has_signed_lets_nobody_in(
    page: Page, closed: Closed, keeper: Provider
) -> None:
    keeper.forged = True
    sign_in(page, closed.address)
    refused(page, closed)


def refused(page: Page, closed: Closed) -> None:
    page.wait_for_url(f"{closed.address}/", timeout=SLOW)
    expect(page.locator("h1")).to_have_text(ASKED, timeout=SLOW)
    lines = closed.log.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("time=")] == []


def test_a_cookie_of_ones_own_lets_nobody_in(page: Page, closed: Closed) -> None:
    from itsdangerous import URLSafeTimedSerializer

    told = f'{{"origin": "{closed.address}", "is_logged_in": true, "sub": "7"}}'
    made = URLSafeTimedSerializer("a guess", salt="_streamlit_user").dumps(told)
    page.context.add_cookies([{"name": "_streamlit_user", "value": made, "url": closed.address}])
    page.goto(closed.address)
    expect(page.locator("h1")).to_have_text(ASKED, timeout=SLOW)


def test_who_has_signed_in_goes_on_where_a_process_is_killed(page: Page, tmp_path: Path) -> None:
    if nginx() is None:
        pytest.skip(HOW)
    port, secrets = free_port(), tmp_path / "secrets.toml"
    with provider() as keeper:
        secrets.write_text(keeper.secrets(f"http://127.0.0.1:{port}"))
        environment = {"STREAMLIT_SECRETS_FILES": str(secrets)}
        with (
            running(**environment) as (first, one),
            running(**environment) as (second, two),
            proxy(tmp_path, [first, second], at=port) as address,
        ):
            sign_in(page, address)
            expect(page.locator("h1")).to_contain_text("leads for knowledge work", timeout=SLOW)
            before = kept_by(page)
            (one, two)[before - 1].kill()
            page.reload()
            expect(page.locator("h1")).to_contain_text("leads for knowledge work", timeout=SLOW)
            assert kept_by(page) != before
