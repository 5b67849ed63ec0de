"""An identity provider (OpenID Connect, codes with PKCE) that knows one reader."""

import json
import time
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "atlas", "secret of the atlas"
POLL_S = 0.01
"""How often a server looks whether it shall stop; half a second by default."""

READER = {"sub": "7", "name": "Ada Example", "email": "ada@example.com"}


class Provider(ThreadingHTTPServer):
    """The provider; `lies` replace true claims, and `forged` makes it sign with another key."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.key = RSAKey.generate_key(2048, parameters={"kid": "one"})
        self.lies: dict[str, Any] = {}
        self.forged = False
        self.asked: dict[str, dict[str, str]] = {}
        self.left: list[dict[str, str]] = []

    @property
    def address(self) -> str:
        """The provider's address, which is also the issuer's name."""
        return f"http://127.0.0.1:{self.server_port}"

    def secrets(self, site: str) -> str:
        """Return the secrets file of a site whose readers sign in here."""
        return f"""[auth]
redirect_uri = "{site}/oauth2callback"
cookie_secret = "{"0123456789abcdef" * 4}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{self.address}/.well-known/openid-configuration"
"""

    def token(self, code: str) -> str:
        """Return the signed ID token for the reader who was given this code."""
        now = int(time.time())
        times = {"iat": now, "exp": now + 600}
        told = {"iss": self.address, "aud": CLIENT, "nonce": self.asked[code]["nonce"]}
        key = RSAKey.generate_key(2048, parameters={"kid": "one"}) if self.forged else self.key
        claims = READER | times | told | self.lies
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


class _Answer(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        there, asked = urlsplit(self.path), dict(parse_qsl(urlsplit(self.path).query))
        provider = self.server
        if there.path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": provider.address,
                    "authorization_endpoint": f"{provider.address}/authorize",
                    "token_endpoint": f"{provider.address}/token",
                    "jwks_uri": f"{provider.address}/keys",
                    "end_session_endpoint": f"{provider.address}/leave",
                    "code_challenge_methods_supported": ["S256"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )
        elif there.path == "/keys":
            self._json({"keys": [provider.key.as_dict(private=False)]})
        elif there.path == "/authorize":
            code = f"code-{len(provider.asked)}"
            provider.asked[code] = asked
            back = urlencode({"code": code, "state": asked["state"]})
            link = f'<a href="{asked["redirect_uri"]}?{back}">It is me</a>'
            self._send(200, "text/html", f"<h1>Who are you?</h1>{link}")
        elif there.path == "/leave":
            provider.left.append(asked)
            self._send(302, "text/plain", "", Location=asked["post_logout_redirect_uri"])
        else:
            self._send(404, "text/plain", "not here")

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        given = dict(parse_qsl(self.rfile.read(length).decode()))
        client = b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
        asked = self.server.asked[given["code"]]
        proof = sha256(given["code_verifier"].encode()).digest()
        proven = urlsafe_b64encode(proof).decode().rstrip("=") == asked["code_challenge"]
        if client != f"{CLIENT}:{SECRET}" or not proven:
            self._send(400, "application/json", '{"error": "invalid_grant"}')
            return
        token = self.server.token(given["code"])
        self._json({"access_token": "a", "token_type": "Bearer", "id_token": token})

    def _json(self, told: object) -> None:
        self._send(200, "application/json", json.dumps(told))

    def _send(self, status: int, kind: str, body: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def provider() -> Iterator[Provider]:
    """Run the provider and yield it."""
    with Provider() as made:
        Thread(target=made.serve_forever, args=(POLL_S,), daemon=True).start()
        yield made
        made.shutdown()
