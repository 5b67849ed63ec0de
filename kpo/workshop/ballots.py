"""Ballots: cleaning, checks, and their text in files and links."""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Collection, Mapping, Sequence
from math import isfinite
from typing import Any, Final, NoReturn

from kpo.core.errors import Problem, WeightError
from kpo.core.model import Ballot
from kpo.core.text import one_line
from kpo.mcda.weights import rescaled, whole_shares

KIND: Final = "kpo-atlas-ballots"
VERSION: Final = 1
MAX_NAME: Final = 40
MAX_BALLOTS: Final = 100
"""Maximum number of ballots in one round of a room, or in one file."""

MAX_FILE: Final = 200_000
MAX_CODE: Final = 4_000
CODE: Final = re.compile(r"(?:[#&?]|^|\s)ballot=([A-Za-z0-9_-]{8,4000})={0,2}(?=\s|$|&)")
"""A ballot within a link: base64 of its record, as ``ballot=…`` in the fragment."""

TOTAL: Final = 100
_WHERE: Final = "The ballot"
_FILE: Final = "The ballots"


def ballot_of(
    criteria: Collection[str], weights: Mapping[str, float], name: object = "", role: object = ""
) -> Ballot:
    """Return a ballot: whole per cents by criterion, and name and role on one clean line each.

    Raises
    ------
    WeightError
        If a criterion is unknown, a weight is not a number of 0 or more, or all are 0.
    """
    return Ballot(whole_shares(rescaled(weights, criteria)), clean_word(name), clean_word(role))


def clean_word(text: object) -> str:
    r"""Return a name or a role on one line of at most 40 characters, without invisible ones.

    Examples
    --------
    >>> clean_word(" Ana\n\u202eM. "), clean_word(7)
    ('Ana M.', '')
    """
    return one_line(text[: 20 * MAX_NAME])[:MAX_NAME].strip() if isinstance(text, str) else ""


def to_record(ballot: Ballot) -> dict[str, object]:
    """Return a ballot as plain data; name and role only if they were given."""
    words = {"name": ballot.name, "role": ballot.role}
    return {"weights": dict(ballot.weights)} | {key: text for key, text in words.items() if text}


def from_record(criteria: Collection[str], record: object) -> Ballot:
    """Return the ballot of a record from an untrusted source.

    Raises
    ------
    WeightError
        If it is not a ballot.
    """
    weights = record.get("weights") if isinstance(record, Mapping) else None
    if not isinstance(record, Mapping) or not isinstance(weights, Mapping):
        _refuse(_WHERE, "it is not a ballot of ours", "send it from the ballot page")
    if len(weights) > 2 * len(criteria) or not all(isinstance(name, str) for name in weights):
        _refuse(_WHERE, "its criteria are not ours", "send it from the ballot page")
    numbers = {str(name)[:MAX_NAME]: _number(value) for name, value in weights.items()}
    return ballot_of(criteria, numbers, record.get("name"), record.get("role"))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        _refuse(_WHERE, "one of its weights is not a number", "give numbers from 0 to 100")
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if not isfinite(number) or not 0 <= number <= TOTAL:
        _refuse(_WHERE, "one of its weights is out of range", "give numbers from 0 to 100")
    return number


def to_file(ballots: Sequence[Ballot], scenario: Mapping[str, object] | None = None) -> str:
    """Return ballots as the text of a file, with the scenario that they weigh if it is known."""
    whole: dict[str, object] = {"kind": KIND, "version": VERSION}
    whole |= {"scenario": dict(scenario)} if scenario else {}
    whole["ballots"] = [to_record(ballot) for ballot in ballots]
    return json.dumps(whole, ensure_ascii=False, indent=1)


def from_file(criteria: Collection[str], content: str | bytes) -> tuple[Ballot, ...]:
    """Return the ballots of a file.

    Raises
    ------
    WeightError
        If anything in the file cannot be used; lists every problem.
    """
    return _ballots(criteria, _read(content).get("ballots"))


def from_codes(criteria: Collection[str], text: str) -> tuple[Ballot, ...]:
    """Return the ballots of all links in a text, such as a mail or a chat.

    Raises
    ------
    WeightError
        If there is no link, or one of them is broken.
    """
    codes = CODE.findall(text[:MAX_FILE])
    if not codes:
        _refuse(_FILE, "no ballot link stands in this text", "paste the links as they were sent")
    return _ballots(criteria, [_decoded(code) for code in codes])


def _decoded(code: str) -> object:
    try:
        return json.loads(urlsafe_b64decode(code + "=" * (-len(code) % 4)))
    except (ValueError, RecursionError):
        return None


def _read(content: str | bytes) -> Mapping[str, Any]:
    if len(content) > MAX_FILE:
        _refuse(_FILE, "the file is far larger than a hundred ballots", "choose another one")
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        whole = json.loads(text)
    except (ValueError, RecursionError):
        _refuse(_FILE, "the file is not readable as JSON", "choose a file saved by a ballot page")
    if not isinstance(whole, Mapping) or whole.get("kind") != KIND:
        _refuse(_FILE, "the file holds no ballots of KPO Atlas", "choose another one")
    if whole.get("version") != VERSION:
        _refuse(_FILE, "its version is unknown here", "open it in a newer release")
    return whole


def _ballots(criteria: Collection[str], records: object) -> tuple[Ballot, ...]:
    if not isinstance(records, list) or not 1 <= len(records) <= MAX_BALLOTS:
        _refuse(_FILE, f"there are not 1 to {MAX_BALLOTS} of them", "choose another file")
    ballots: list[Ballot] = []
    problems: list[Problem] = []
    for number, record in enumerate(records, start=1):
        try:
            ballots.append(from_record(criteria, record))
        except WeightError as error:
            where = f"Ballot {number}"
            problems += [Problem(where, item.what, item.remedy) for item in error.problems]
    if problems:
        raise WeightError(problems)
    return tuple(ballots)


def _refuse(where: str, what: str, remedy: str) -> NoReturn:
    raise WeightError(Problem(where, what, remedy)) from None
