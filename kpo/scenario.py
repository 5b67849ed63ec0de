"""A scenario as a short versioned text for links, and as JSON for files.

A link's text is fields joined by ``~``, the first its own version, the last a check sum: a link cut
short by a mail program is noticed, and one that it escaped, wrapped or ended with a full stop is
mended. Criteria stand in it by the first and the last letter of their ids, and only in signs that
no address escapes; the longer forms of before open for ever. Destinations stand in the order of
their ranks when the link was made, after ``..`` the ones that were not ranked: with a newer data
version the reader is told who has moved.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Final, NoReturn
from urllib.parse import unquote
from zlib import crc32

from kpo.assumptions import in_order
from kpo.catalog import Catalog
from kpo.errors import KpoError, Problem, ScenarioError
from kpo.model import DATA_VERSION, PEOPLE, YEARS, Scenario
from kpo.robustness.sampling import SPREAD
from kpo.score import Ranking, rank, scenario_problems
from kpo.weights import preset_of, weights_of

LINK_VERSION = "2"
RECORD_VERSION = 2
FORMER_VERSION = "1"
"""Links and files of this version were made under the method of 0.1 and 0.2."""

LONGEST = 4000
SAME_SHARE = 1e-6
MOST_ENTRIES = 500
"""Most entries of a list in a record; more than all countries there are."""
_FORMER_FIELDS = (
    "version",
    "data_version",
    "tier",
    "service",
    "client",
    "countries",
    "preset",
    "method",
    "weights",
    "locks",
    "minimums",
    "max_age",
    "native_english",
    "sanctions",
)
_FIELDS = (*_FORMER_FIELDS, "least_saving", "figure_limits")
_CASE = "case"
"""A further field, there where the business case differs from what it begins with."""

_VARIATION = "variation"
"""The last field, there where the weights have a variation of their own; `_CASE` is then too."""

USUAL: Final = 100 * SPREAD
"""Per cent by which each weight is varied where a scenario says nothing of it."""

_STAR = "*"
"""Stands between the parts of that field: no address escapes it, no name or number has it."""


_LONG: Final = {
    "method": {"a": "arithmetic", "g": "geometric"},
    "native_english": {"a": "assumed", "l": "leave_out"},
    "sanctions": {"i": "in", "o": "out"},
}
"""Words of a link by their letters, one for each field."""

_LETTERS: Final = {field: {word: sign for sign, word in of.items()} for field, of in _LONG.items()}
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_PAIR: Final = re.compile(r"([a-z_]+)(\d+(?:\.\d+)?)", re.ASCII)
_AROUND: Final = " <>()[]{}\"'.,;:!?*_\u00ab\u00bb\u2018\u2019\u201c\u201d"
"""Signs that a mail or a sentence may put around a link."""

MOST_ESCAPES: Final = 3


@dataclass(frozen=True)
class Move:
    """A destination whose place differs between then and now; None is not ranked."""

    country: str
    name: str
    before: int | None
    now: int | None


@dataclass(frozen=True)
class Opened:
    """What a link says: the scenario, the data version it was made on, and who was ranked then.

    `former_method` says that it was made under the method of 0.1 and 0.2; `preset_renewed` that
    its weights were those of a preset, which now stands with its present weights.
    """

    scenario: Scenario
    data_version: str
    order: tuple[str, ...]
    former_method: bool = False
    preset_renewed: bool = False


def to_link(
    catalog: Catalog, scenario: Scenario, ranking: Ranking | None = None, private: bool = False
) -> str:
    """Return the text that carries the whole scenario, exact weights included.

    Parameters
    ----------
    ranking
        The scenario's own, if it is there already.
    private
        Whether the link is for the same user only: it then names countries and indicators of
        the user's own, which nobody else can open.
    """
    ranking = ranking or rank(catalog, scenario)
    known = catalog if private else catalog.published
    codes = criterion_codes(catalog)
    fields = (
        LINK_VERSION,
        catalog.data_version,
        scenario.tier,
        scenario.service or "",
        scenario.client,
        _order(known, ranking),
        preset_of(catalog, scenario).id,
        _LETTERS["method"][scenario.method],
        _short_pairs(codes, weights_of(catalog, scenario)),
        ".".join(codes[name] for name in scenario.locks),
        _short_pairs(codes, scenario.minimums),
        str(scenario.max_age),
        _LETTERS["native_english"][scenario.native_english],
        _LETTERS["sanctions"]["in" if scenario.rank_sanctioned else "out"],
        "" if scenario.least_saving is None else _number(scenario.least_saving),
        _pairs({name: n for name, n in scenario.figure_limits.items() if name in known.indicators}),
        *_further(codes, scenario),
    )
    body = "~".join(fields)
    return f"{body}~{_check(body)}"


def from_link(catalog: Catalog, text: str) -> Opened:
    """Return what a link's text says.

    Raises
    ------
    ScenarioError
        If the text is cut, foreign or of a newer version, or names what is not there.
    """
    if len(text) <= LONGEST and not _is_sound(text):
        mended = _mended(text)
        text = mended if _is_sound(mended) else text
    body, _, check = text.partition("\n")[0].rpartition("~")
    if len(text) > LONGEST or not body or text != f"{body}~{check}":
        _refuse("it is not a link of ours", "ask for a new one")
    version = body.partition("~")[0]
    if version not in (LINK_VERSION, FORMER_VERSION):
        _refuse(f'its version "{version[:8]}" is unknown here', "open it in a newer release")
    if _check(body) != check:
        _refuse("it was cut short or changed on its way", "copy the whole link again")
    fields = body.split("~")
    names: tuple[str, ...] = _FIELDS if version == LINK_VERSION else _FORMER_FIELDS
    if version == LINK_VERSION:
        names = (*_FIELDS, *(_CASE, _VARIATION)[: max(0, len(fields) - len(_FIELDS))])
    if len(fields) != len(names):
        _refuse("it does not have the fields of its version", "ask for a new one")
    return _opened(catalog, _spelled_out(dict(zip(names, fields, strict=True))))


def criterion_codes(catalog: Catalog) -> dict[str, str]:
    """Return what each criterion is called in a link: its first and last letter, if no other's."""
    letters = {name: name[0] + name[-1] for name in catalog.criteria}
    counts = Counter(letters.values())
    return {
        name: code if counts[code] == 1 and code not in catalog.criteria else name
        for name, code in letters.items()
    }


def moves(catalog: Catalog, opened: Opened) -> tuple[Move, ...]:
    """Return the destinations whose place now differs from their place then, by place then."""
    now = {row.country: at for at, row in enumerate(rank(catalog, opened.scenario).rows, start=1)}
    then = {country: at for at, country in enumerate(opened.order, start=1)}
    return tuple(
        Move(country, catalog.countries[country].name, then.get(country), now.get(country))
        for country in then | now
        if then.get(country) != now.get(country)
    )


def to_record(catalog: Catalog, scenario: Scenario) -> dict[str, object]:
    """Return a scenario as plain data for a JSON file, exact weights included."""
    return {
        "version": RECORD_VERSION,
        "data_version": catalog.data_version,
        "tier": scenario.tier,
        "service": scenario.service,
        "client": scenario.client,
        "countries": list(scenario.countries or catalog.home),
        "preset": preset_of(catalog, scenario).id,
        "weights": weights_of(catalog, scenario),
        "locks": list(scenario.locks),
        "variation": dict(scenario.variation),
        "method": scenario.method,
        "minimums": dict(scenario.minimums),
        "figure_limits": dict(scenario.figure_limits),
        "least_saving": scenario.least_saving,
        "rank_sanctioned": scenario.rank_sanctioned,
        "max_age": scenario.max_age,
        "native_english": scenario.native_english,
        "people": scenario.people,
        "years": scenario.years,
        "start": scenario.start,
        "assumptions": {name: list(span) for name, span in scenario.assumptions.items()},
    }


def from_record(catalog: Catalog, record: Mapping[str, object]) -> Scenario:
    """Return the scenario of a JSON record.

    Raises
    ------
    ScenarioError
        If a field is missing, of the wrong kind, or names what is not there.
    """
    version = str(record.get("version"))
    if version not in (str(RECORD_VERSION), FORMER_VERSION):
        _refuse("it is not a scenario of this release", "save it again")
    former = version == FORMER_VERSION
    try:
        weights, preset = _numbers(record["weights"]), _text(record["preset"])
        scenario = Scenario(
            tier=_text(record["tier"]),
            service=_text(record["service"]) if record["service"] is not None else None,
            client=_text(record["client"]),
            countries=tuple(map(_text, _list(record["countries"]))),
            preset=preset,
            weights=None if former and _were_of(catalog, preset, weights) else weights,
            locks=tuple(map(_text, _list(record["locks"]))),
            variation=_numbers(record.get("variation", {})),
            method=_text(record["method"]),  # type: ignore[arg-type]
            minimums=_numbers(record["minimums"]),
            figure_limits={} if former else _numbers(record["figure_limits"]),
            least_saving=None if former else _number_or_none(record["least_saving"]),
            rank_sanctioned=not former and record["rank_sanctioned"] is True,
            max_age=int(_text(str(record["max_age"]))),
            native_english=_text(record["native_english"]),  # type: ignore[arg-type]
            **_case_of(record),
        )
        return canonical(catalog, scenario)
    except KpoError as error:
        raise ScenarioError(error.problems) from None
    except KeyError as error:
        _refuse(f"its field {error} is missing", "save it again")
    except (TypeError, ValueError, OverflowError):
        _refuse("one of its fields is of the wrong kind or far too long", "save it again")


def canonical(catalog: Catalog, scenario: Scenario) -> Scenario:
    """Return the same scenario in one form: known order, None where it equals the default.

    The client is not named among the destinations, unless there is no other.

    Raises
    ------
    ScenarioError, WeightError
        If the scenario names what is not there, or its weights cannot be used.
    """
    faults = scenario_problems(catalog, scenario)
    if faults:
        raise ScenarioError(faults)
    chosen = set(scenario.countries or catalog.home)
    chosen = chosen - {scenario.client} or chosen
    countries = tuple(country for country in catalog.countries if country in chosen)
    home = set(catalog.home) - {scenario.client}
    preset = preset_of(catalog, scenario)
    default = catalog.tiers[scenario.service or scenario.tier].preset
    weights = weights_of(catalog, scenario)
    begun = weights_of(catalog, replace(scenario, weights=None))
    return replace(
        scenario,
        countries=None if chosen == home else countries,
        preset=None if preset.id == default else preset.id,
        weights=None if weights == begun else weights,
        locks=tuple(name for name in catalog.criteria if name in scenario.locks),
        variation=_whole_variation(catalog, scenario),
        minimums={c: scenario.minimums[c] for c in catalog.criteria if c in scenario.minimums},
        figure_limits=dict(sorted(scenario.figure_limits.items())),
        start=None if scenario.start == catalog.year else scenario.start,
        assumptions=in_order(catalog, scenario.assumptions),
    )


def _whole_variation(catalog: Catalog, scenario: Scenario) -> dict[str, float]:
    """Return the variation of every criterion; none where all have the usual one."""
    whole = {name: float(scenario.variation.get(name, USUAL)) for name in catalog.criteria}
    return whole if set(whole.values()) != {USUAL} else {}


def _further(codes: Mapping[str, str], scenario: Scenario) -> tuple[str, ...]:
    """Return the fields of a link that most do not have."""
    case, variation = _case_text(scenario), _short_pairs(codes, scenario.variation)
    return (case, variation) if variation else (case,) if case else ()


def _opened(catalog: Catalog, fields: Mapping[str, str]) -> Opened:
    ranked, _, others = fields["countries"].partition("..")
    order, left_out = (
        tuple(dict.fromkeys(filter(None, text.split(".")))) for text in (ranked, others)
    )
    if not order + left_out:
        _refuse("it names no destination", "ask for a new one")
    if not DATA_VERSION.fullmatch(fields["data_version"]):
        _refuse("it does not say the month of its figures", "ask for a new one")
    former = fields["version"] == FORMER_VERSION
    try:
        ids = {code: name for name, code in criterion_codes(catalog).items()}
        weights = _parsed(fields["weights"], ids)
        renewed = former and _were_of(catalog, fields["preset"], weights)
        least = fields.get("least_saving", "")
        scenario = Scenario(
            tier=fields["tier"],
            service=fields["service"] or None,
            client=fields["client"],
            countries=order + left_out,
            preset=fields["preset"],
            weights=None if renewed else weights,
            locks=tuple(ids.get(name, name) for name in fields["locks"].split(".") if name),
            variation=_parsed(fields.get(_VARIATION, ""), ids),
            method=fields["method"],  # type: ignore[arg-type]
            minimums=_parsed(fields["minimums"], ids),
            figure_limits=_parsed(fields.get("figure_limits", ""), {}),
            least_saving=float(least) if least else None,
            rank_sanctioned=not former and fields["sanctions"] == "in",
            max_age=int(fields["max_age"]),
            native_english=fields["native_english"],  # type: ignore[arg-type]
            **_case_parsed(fields.get(_CASE, "")),
        )
        known = canonical(catalog, scenario)
        return Opened(known, fields["data_version"], order, former, renewed)
    except KpoError as error:
        raise ScenarioError(error.problems) from None
    except ValueError:
        _refuse("one of its numbers is not a number", "ask for a new one")


def _were_of(catalog: Catalog, preset: str, weights: Mapping[str, float]) -> bool:
    """Tell whether weights of 0.1 or 0.2 were those of the preset, as it was then."""
    former = catalog.former_presets.get(preset)
    total = sum(weights.values())
    if former is None or not total > 0:
        return False
    return all(
        abs(weights.get(name, 0.0) / total - former.get(name, 0.0)) < SAME_SHARE
        for name in {*former, *weights}
    )


def _order(known: Catalog, ranking: Ranking) -> str:
    ranked = ".".join(row.country for row in ranking.rows if row.country in known.countries)
    others = [item.country for item in ranking.not_ranked if item.country in known.countries]
    asked = [name for name in ranking.scenario.countries or () if name in known.countries]
    left_out = ".".join(others if ranked or others else asked or known.home)
    return f"{ranked}..{left_out}" if left_out else ranked


def _short_pairs(codes: Mapping[str, str], numbers: Mapping[str, float]) -> str:
    """Return numbers of criteria in signs that no address escapes, where they can be written so."""
    pairs = [(codes[name], _number(value)) for name, value in numbers.items()]
    if not all(_PAIR.fullmatch(code + number) for code, number in pairs):
        return _pairs(numbers)
    return "-".join(code + number for code, number in pairs)


def _pairs(numbers: Mapping[str, float]) -> str:
    return ",".join(f"{name}:{_number(value)}" for name, value in numbers.items())


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


def _parsed(text: str, ids: Mapping[str, str]) -> dict[str, float]:
    """Return numbers by id, in the short form or the long one.

    Raises
    ------
    ValueError
        If it is neither.
    """
    if text and ":" not in text:
        found = [_PAIR.fullmatch(part) for part in text.split("-")]
        if not all(found):
            raise ValueError
        return {ids.get(pair[1], pair[1]): float(pair[2]) for pair in found if pair}
    parts: Iterable[list[str]] = (part.split(":") for part in text.split(",") if part)
    return {name: float(number) for name, number in parts}


def _spelled_out(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a link with words in the place of their letters."""
    return {name: _LONG.get(name, {}).get(word, word) for name, word in fields.items()}


def _is_sound(text: str) -> bool:
    body, _, check = text.rpartition("~")
    return bool(body) and _check(body) == check


def _mended(text: str) -> str:
    r"""Return a link's text without what mail programs and sentences do to it.

    Examples
    --------
    >>> _mended("2~IND%2EPHL~\r\n 1a2b).")
    '2~IND.PHL~1a2b'
    """
    for _ in range(MOST_ESCAPES):
        text = unquote(unescape(_unwrapped(text)))
    return _unwrapped(text).strip(_AROUND)


def _unwrapped(text: str) -> str:
    return "".join(re.sub(r"=\r?\n", "", text).split())


def _case_text(scenario: Scenario) -> str:
    """Return people, years and start, then what was changed; empty where nothing was."""
    head = [scenario.people, scenario.years, scenario.start or 0]
    if head == [PEOPLE, YEARS, 0] and not scenario.assumptions:
        return ""
    parts = [".".join(map(str, head))]
    for name, span in scenario.assumptions.items():
        parts += [name, *map(_number, dict.fromkeys(span))]
    return _STAR.join(parts)


def _case_parsed(text: str) -> dict[str, Any]:
    """Return what a link says of the business case.

    Raises
    ------
    ValueError
        If it is not people, years and start, and then names with one or two numbers each.
    """
    if not text:
        return {}
    head, *parts = text.split(_STAR)
    people, years, start = map(int, head.split("."))
    ends: dict[str, list[float]] = {}
    name = ""
    for part in parts:
        if part[:1].isalpha():
            name = part
            ends[name] = []
        else:
            ends.setdefault(name, []).append(float(part))
    if not all(1 <= len(numbers) <= 2 for numbers in ends.values()):
        raise ValueError
    spans = {name: (numbers[0], numbers[-1]) for name, numbers in ends.items()}
    return {"people": people, "years": years, "start": start or None, "assumptions": spans}


def _case_of(record: Mapping[str, object]) -> dict[str, Any]:
    """Return what a record says of the business case; files before 0.3 say nothing."""
    if "people" not in record:
        return {}
    start, spans = record["start"], record["assumptions"]
    _of_kind(spans, lambda item: isinstance(item, dict) and len(item) <= MOST_ENTRIES)
    changes: dict[str, tuple[float, float]] = {}
    for name, span in spans.items():  # type: ignore[attr-defined]
        low, high = _list(span)
        changes[_text(name)] = (_real(low), _real(high))
    return {
        "people": _integer(record["people"]),
        "years": _integer(record["years"]),
        "start": None if start is None else _integer(start),
        "assumptions": changes,
    }


def _integer(value: object) -> int:
    return _of_kind(value, lambda item: type(item) is int)  # type: ignore[return-value]


def _real(value: object) -> float:
    return float(_of_kind(value, lambda item: type(item) in (int, float)))  # type: ignore[arg-type]


def _check(body: str) -> str:
    return f"{crc32(body.encode('utf-8', 'surrogatepass')):08x}"


def _refuse(what: str, remedy: str) -> NoReturn:
    raise ScenarioError(Problem("This link or file cannot be used", what, remedy)) from None


def _text(value: object) -> str:
    return _of_kind(value, lambda item: isinstance(item, str))  # type: ignore[return-value]


def _list(value: object) -> list[object]:
    return _of_kind(value, lambda item: isinstance(item, list) and len(item) <= MOST_ENTRIES)  # type: ignore[return-value]


def _numbers(value: object) -> dict[str, float]:
    _of_kind(value, lambda item: isinstance(item, dict) and len(item) <= MOST_ENTRIES)
    numbers: dict[str, float] = {}
    for name, number in value.items():  # type: ignore[attr-defined]
        numbers[_text(name)] = float(number)
    return numbers


def _number_or_none(value: object) -> float | None:
    if value is None:
        return None
    number = _of_kind(value, lambda item: isinstance(item, float | int))
    return float(number)  # type: ignore[arg-type]


def _of_kind(value: object, right: Callable[[object], bool]) -> object:
    if not right(value):
        raise TypeError(type(value).__name__)
    return value
