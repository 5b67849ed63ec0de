"""Random keys that give access to a room or a ballot. Only their hashes are stored."""

import re
from hashlib import sha256
from secrets import choice, token_urlsafe
from typing import Final

BYTES: Final = 16
"""128 bits."""

KEY: Final = re.compile(r"[A-Za-z0-9_-]{22}")


def new_key() -> str:
    """Return a new random key of 22 characters."""
    return token_urlsafe(BYTES)


def is_key(text: object) -> bool:
    """Tell whether a text can be a key.

    Examples
    --------
    >>> is_key("AAAAAAAAAAAAAAAAAAAAAA"), is_key("short"), is_key(None)
    (True, False, False)
    """
    return isinstance(text, str) and KEY.fullmatch(text) is not None


def hashed(key: str) -> str:
    """Return the stored hash of a key, which is long and random, so needs no salt or slow hash.

    Examples
    --------
    >>> hashed("AAAAAAAAAAAAAAAAAAAAAA")[:8]
    '8a5bdb4c'
    """
    return sha256(key.encode()).hexdigest()


def new_number() -> int:
    """Return a random number of four digits as a room's public name; it gives no access."""
    return choice(range(1000, 10_000))
