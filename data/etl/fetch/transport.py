"""Requests to publishers: with pauses, repeated if that can help, and never half an answer.

Proxies named in the environment (``HTTPS_PROXY`` and similar) are used.
"""

import os
import time
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

SERVER: Final = "KPO_FETCH_SERVER"
"""Environment variable: a server that answers for all publishers, at a path with their host."""

PAUSE: Final = "KPO_FETCH_PAUSE"
"""Environment variable: seconds between two requests to one publisher (default 1)."""

CHUNK: Final = 1 << 16
MAX_TRIES: Final = 4
MAX_BYTES: Final = 400_000_000
TIMEOUT_S: Final = (10, 120)
AGAIN: Final = (429, 500, 502, 503, 504)
AGENT: Final = "kpo-atlas (rebuilds its tables of published figures)"


class FetchError(Exception):
    """A publisher's answer that cannot be used; `unreachable` if there was none."""

    def __init__(self, address: str, what: str, remedy: str, unreachable: bool = False) -> None:
        self.address, self.what, self.remedy = address, what, remedy
        self.unreachable = unreachable
        super().__init__(f"{address}: {what}; {remedy}")


class Transport:
    """One session for all publishers."""

    def __init__(self) -> None:
        self._pause = float(os.environ.get(PAUSE, "1"))
        self._server = os.environ.get(SERVER, "")
        self._last: dict[str, float] = {}
        self._session = requests.Session()
        self._session.headers["User-Agent"] = AGENT
        self._session.headers["Accept-Encoding"] = "identity"
        retry = Retry(
            total=MAX_TRIES,
            backoff_factor=self._pause / 2,
            status_forcelist=AGAIN,
            respect_retry_after_header=True,
            raise_on_status=False,
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))

    def close(self) -> None:
        """End the session."""
        self._session.close()

    def get(
        self, address: str, query: Mapping[str, str] | None = None, html: bool = False
    ) -> bytes:
        """Return the whole body of an answer.

        An answer that breaks off is continued where it ended if the publisher supports that,
        and requested again otherwise.

        Parameters
        ----------
        html
            Whether a web page is expected.

        Raises
        ------
        FetchError
            If there is no answer, or not the expected kind.
        """
        body = b""
        for _ in range(MAX_TRIES):
            body, whole = self._read(address, query or {}, body)
            if whole:
                break
        else:
            what = f"the answer broke off {MAX_TRIES} times, last after {len(body):,} bytes"
            raise FetchError(address, what, "try again later")
        if not html and body.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
            what = "a web page came instead of data"
            raise FetchError(address, what, "look whether the publisher moved the file")
        return body

    def _read(self, address: str, query: Mapping[str, str], begun: bytes) -> tuple[bytes, bool]:
        """Return the part of a body received after one more request, and whether it is complete."""
        headers = {"Range": f"bytes={len(begun)}-"} if begun else {}
        self._wait(urlsplit(address).netloc)
        try:
            answer = self._session.get(
                self._at(address), params=query, headers=headers, stream=True, timeout=TIMEOUT_S
            )
        except requests.RequestException as error:
            what = f"no answer ({type(error).__name__})"
            remedy = "see whether there is a network, or a proxy to name in HTTPS_PROXY"
            raise FetchError(address, what, remedy, unreachable=True) from None
        with answer:
            if answer.status_code not in (200, 206):
                what = f"it answers {answer.status_code}"
                remedy = (
                    "try again later" if answer.status_code in AGAIN else "look for its new place"
                )
                raise FetchError(address, what, remedy)
            body = begun if answer.status_code == 206 else b""
            expected = answer.headers.get("Content-Length")
            total = None if expected is None else len(body) + int(expected)
            try:
                while part := answer.raw.read1(CHUNK):
                    body += part
                    if len(body) > MAX_BYTES:
                        what = f"the answer is longer than {MAX_BYTES:,} bytes"
                        raise FetchError(address, what, "look whether it is the right file")
            except HTTPError:
                return body, False
            return body, total is None or len(body) >= total

    def _wait(self, host: str) -> None:
        """Wait until the pause since the last request to a publisher is over."""
        since = time.monotonic() - self._last.get(host, float("-inf"))
        if since < self._pause:
            time.sleep(self._pause - since)
        self._last[host] = time.monotonic()

    def _at(self, address: str) -> str:
        """Return the address to request: the publisher's, or that of the server in its place."""
        if not self._server:
            return address
        parts = urlsplit(address)
        return f"{self._server.rstrip('/')}/{parts.netloc}{parts.path}" + (
            f"?{parts.query}" if parts.query else ""
        )
