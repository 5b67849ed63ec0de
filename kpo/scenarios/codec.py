"""The one table of a scenario's fields: how each is written and read, wherever it travels.

Links, files, the command line, the web API and the stand-alone page take a field by its name from
here. A new option of a scenario is a field of `Scenario` and a row of `FIELDS`; a link keeps the
order of the rows for ever, so a row is added at the end and left out of a link that lacks it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kpo.scenarios.link_values import (
    LinkNames,
    codes_text,
    criteria_of,
    indicator_numbers,
    indicator_pairs,
    number_text,
    numbers_of,
    short_pairs,
)
from kpo.scenarios.record_values import (
    as_integer,
    as_lenient_integer,
    as_number,
    as_numbers,
    as_spans,
    as_text,
    as_texts,
    as_truth,
    optional,
    plain_spans,
    same,
)


@dataclass(frozen=True)
class LinkForm:
    """How a value is written into a link, and read from it; reading raises ValueError."""

    write: Callable[[LinkNames, Any], str]
    read: Callable[[LinkNames, str], Any]


@dataclass(frozen=True)
class RecordForm:
    """How a value is written into a JSON file, and read from it; reading raises TypeError."""

    write: Callable[[Any], object]
    read: Callable[[object], Any]


@dataclass(frozen=True)
class ScenarioField:
    """One field of a scenario.

    Attributes
    ----------
    name
        In `Scenario` and in a file.
    record
        Its form in a file.
    link
        Its form in a link; None where the link writes it together with others
        (`kpo.scenarios.link`).
    option
        What the command line (with hyphens) and the web API call it; empty where they do not ask.
    since
        The first version of links and files that says it.
    beside
        A field with which it came into files: they have both or none. Empty: every file of its
        version has it.
    """

    name: str
    record: RecordForm
    link: LinkForm | None = None
    option: str = ""
    since: int = 1
    beside: str = ""

    def in_record(self, record: Mapping[str, object], version: int) -> bool:
        """Tell whether a file of a version must say it."""
        return version >= self.since and (not self.beside or self.beside in record)


def _letters(**words: str) -> LinkForm:
    """Return the form of words by one letter each; a link may have the whole word as well."""
    letters = {word: letter for letter, word in words.items()}
    return LinkForm(lambda _, word: letters[word], lambda _, text: words.get(text, text))


_WORD = LinkForm(lambda _, word: word, lambda _, text: text)
_OPTIONAL_WORD = LinkForm(lambda _, word: word or "", lambda _, text: text or None)
_WHOLE = LinkForm(lambda _, number: str(number), lambda _, text: int(text))
_OPTIONAL_NUMBER = LinkForm(
    lambda _, number: "" if number is None else number_text(number),
    lambda _, text: float(text) if text else None,
)
_BY_CRITERION = LinkForm(short_pairs, numbers_of)
_IN_OR_OUT = LinkForm(lambda _, ranked: "i" if ranked else "o", lambda _, text: text in ("i", "in"))

_TEXT = RecordForm(same, as_text)
_OPTIONAL_TEXT = RecordForm(same, optional(as_text))
_TEXTS = RecordForm(list, as_texts)
_NUMBERS = RecordForm(dict, as_numbers)

FIELDS: Final = (
    ScenarioField("tier", _TEXT, _WORD, "tier"),
    ScenarioField("service", _OPTIONAL_TEXT, _OPTIONAL_WORD, "service"),
    ScenarioField("client", _TEXT, _WORD, "client"),
    ScenarioField("countries", _TEXTS, None, "countries"),
    ScenarioField("preset", _TEXT, _WORD, "preset"),
    ScenarioField("method", _TEXT, _letters(a="arithmetic", g="geometric"), "method"),
    ScenarioField("weights", _NUMBERS, _BY_CRITERION, "weights"),
    ScenarioField("locks", _TEXTS, LinkForm(codes_text, criteria_of)),
    ScenarioField("minimums", _NUMBERS, _BY_CRITERION, "min"),
    ScenarioField("max_age", RecordForm(same, as_lenient_integer), _WHOLE, "max_age"),
    ScenarioField("native_english", _TEXT, _letters(a="assumed", l="leave_out"), "native_english"),
    ScenarioField("rank_sanctioned", RecordForm(same, as_truth), _IN_OR_OUT, "rank_sanctioned", 2),
    ScenarioField(
        "least_saving", RecordForm(same, optional(as_number)), _OPTIONAL_NUMBER, "least_saving", 2
    ),
    ScenarioField(
        "figure_limits", _NUMBERS, LinkForm(indicator_pairs, indicator_numbers), "limit", 2
    ),
    ScenarioField("people", RecordForm(same, as_integer), None, "people", 1, "people"),
    ScenarioField("years", RecordForm(same, as_integer), None, "years", 1, "people"),
    ScenarioField("start", RecordForm(same, optional(as_integer)), None, "start", 1, "people"),
    ScenarioField("assumptions", RecordForm(plain_spans, as_spans), None, "set", 1, "people"),
    ScenarioField("variation", _NUMBERS, _BY_CRITERION, "variation", 1, "variation"),
)
"""Every field of a scenario, in the order of a link."""

BY_NAME: Final = {item.name: item for item in FIELDS}

BY_OPTION: Final = {item.option: item for item in FIELDS if item.option}
"""The fields that the command line and the web API ask for, by their name there."""

OF_THE_CASE: Final = frozenset({"people", "years", "start", "set"})
"""Options that only what costs a team asks for."""
