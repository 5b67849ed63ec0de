"""Hostile inputs: hostile words, and seeded random changes of valid texts, bytes and trees.

Every input (door) is tried with `CASES` cases: a quick run sets ``KPO_CASES`` below `MANY`, the
long one above it, and ``KPO_SEED`` selects other cases.
"""

import copy
import os
from collections.abc import Callable, Sequence
from random import Random
from typing import Any
from unicodedata import category

from hypothesis import HealthCheck, settings

from kpo.core.errors import KpoError

MANY = 10_000
CASES = int(os.environ.get("KPO_CASES", MANY))
SEED = int(os.environ.get("KPO_SEED", "7"))

DRAWN = settings(
    max_examples=max(100, CASES // 25),
    deadline=None,
    database=None,
    derandomize="KPO_SEED" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
"""Settings of hypothesis: the same cases every time, unless ``KPO_SEED`` is set."""

TRIP = "window.__pwned=1"
MARKUP = (
    f"<img src=x onerror={TRIP}>",
    f"<script>{TRIP}</script>",
    f"</script><script>{TRIP}</script>",
    f"'\"><svg onload={TRIP}>",
    f"[click](javascript:{TRIP})",
    f"javascript:{TRIP}",
    f"${{{TRIP}}} {{{{{TRIP}}}}} <%={TRIP}%> $(x) {{0.__class__}} %s %n",
    f"<iframe srcdoc='<script>parent.{TRIP}</script>'></iframe>",
)
SIGNS = (
    "\x00",
    "\x1b[2J\x1b]0;x\x07",
    "\u202egnp.exe\u202c",
    "\u2066\u2067\u2069\u200f",
    "\ufeff\u200b\u00ad",
    "Z\u0351\u036b\u0343\u036a\u0302" * 12,
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "\ud83d\udc69\u200d\U0001f4bb",
    "\U000e0041\U0010ffff\ufffe",
    "\u2028\u2029\x85\x0b\x0c",
)
NUMBERS = (
    "1e308",
    "-1e308",
    "1e309",
    "1e-320",
    "5e-324",
    "nan",
    "NaN",
    "inf",
    "-Infinity",
    "-0",
    "1_000",
    "\u0663",
    "\u00b2",
    "0x10",
    "1,5",
    "9" * 400,
    "9" * 5000,
    "1" + "0" * 30,
    "",
    " ",
    "--",
)
PATHS = (
    "../../etc/passwd",
    "..\\..\\win.ini",
    "/etc/passwd",
    "C:\\CON",
    "file:///etc/passwd",
    "\\\\host\\share",
    "a/../../b",
    "~root/.ssh",
    "-rf",
    "x" * 300,
)
FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "+1", "-1+1|x", "@SUM(1)", "\t=1", "\r=1")
WORDS = (*MARKUP, *SIGNS, *NUMBERS, *PATHS, *FORMULAS)

VALUES: tuple[Any, ...] = (
    *WORDS,
    None,
    True,
    False,
    0,
    -1,
    10**30,
    10**400,
    1e308,
    float("nan"),
    float("inf"),
    float("-inf"),
    5e-324,
    [],
    {},
    [[]],
    [None],
    {"": None},
    {"a": {"a": {"a": []}}},
    ["IND"] * 300,
    {str(number): number for number in range(300)},
    "\ud800",
    {"\udfff": "\ud800"},
)


def seeded(door: str) -> Random:
    """Return the door's own random generator, which gives the same cases for the same seed."""
    return Random(f"{door} {SEED}")


def bent(chance: Random, text: str, others: Sequence[str] = ()) -> str:
    """Return a text changed in one to four places."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(_BENDS)(chance, text, others)
    return text


def bent_bytes(chance: Random, content: bytes) -> bytes:
    """Return bytes changed in one to four places."""
    for _ in range(chance.randint(1, 4)):
        start, end = _span(chance, len(content))
        part = chance.choice(
            (
                b"",
                chance.randbytes(chance.randint(1, 8)),
                content[start:end] * 2,
                b"\x00",
                b"\xff\xfe",
                b"\xef\xbb\xbf",
                chance.choice(WORDS).encode("utf-8", "surrogatepass"),
                chance.choice(WORDS).encode("utf-16", "surrogatepass"),
            )
        )
        content = content[:start] + part + content[end:]
    return content


def bent_tree(chance: Random, tree: Any) -> Any:
    """Return a copy of plain data with one to three of its parts changed."""
    whole = [copy.deepcopy(tree)]
    for _ in range(chance.randint(1, 3)):
        holder, key = chance.choice(_places(whole))
        kind = chance.randrange(6)
        if kind == 0 and holder is not whole:
            del holder[key]
        elif kind == 1 and isinstance(holder[key], str):
            holder[key] = bent(chance, holder[key])
        elif kind == 2 and isinstance(holder, dict):
            holder[chance.choice(WORDS)] = holder[key]
        elif kind == 3:
            holder[key] = [holder[key]] * chance.choice((1, 2, 200))
        else:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
    return whole[0]


def unseen(text: str) -> list[str]:
    """Return the invisible characters of a text: controls, overrides, lone surrogates."""
    return [sign for sign in text if category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn")]


def told(error: KpoError) -> None:
    """Assert that an error says where, what and what to do, in words that can be displayed."""
    assert error.problems
    for problem in error.problems:
        for words in (problem.where, problem.what, problem.remedy):
            assert words.strip()
            assert not unseen(words), words
            assert len(words) <= 1000


_Bend = Callable[[Random, str, Sequence[str]], str]


def _span(chance: Random, length: int) -> tuple[int, int]:
    start = chance.randint(0, length)
    return start, min(length, start + chance.choice((0, 1, 1, 2, 5, 20)))


def _cut(chance: Random, text: str, _: Sequence[str]) -> str:
    return text[: chance.randint(0, len(text))]


def _replaced(chance: Random, text: str, _: Sequence[str]) -> str:
    start, end = _span(chance, len(text))
    return text[:start] + chance.choice(WORDS) + text[end:]


def _removed(chance: Random, text: str, _: Sequence[str]) -> str:
    start, end = _span(chance, len(text))
    return text[:start] + text[end:]


def _doubled(chance: Random, text: str, _: Sequence[str]) -> str:
    start, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
    return text[:end] + text[start:end] + text[end:]


def _typed(chance: Random, text: str, _: Sequence[str]) -> str:
    start, end = _span(chance, len(text))
    return (
        text[:start] + chance.choice("~.,:;=\"'\\\n\r\t{}[]<>&%+-_ 0e\u00e9\U0001f600") + text[end:]
    )


def _spliced(chance: Random, text: str, others: Sequence[str]) -> str:
    other = chance.choice(others) if others else text
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


_BENDS: tuple[_Bend, ...] = (_cut, _replaced, _removed, _doubled, _typed, _typed, _spliced)


def _places(whole: list[Any]) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting: list[Any] = [whole]
    while waiting:
        part = waiting.pop()
        keys = list(part) if isinstance(part, dict) else range(len(part))
        for key in keys:
            found.append((part, key))
            if isinstance(part[key], dict | list):
                waiting.append(part[key])
    return found
