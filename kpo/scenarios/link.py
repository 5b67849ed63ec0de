"""A scenario as a short versioned text for links.

A link's text is fields joined by ``~``; the first is its version, the last a check sum. So a link
cut short by a mail program is detected, and one that was escaped, wrapped or ended with a full stop
is repaired. Criteria are written by the first and last letter of their ids, in characters that need
no escaping in an address; older, longer forms can still be read. Destinations are in rank order at
the time of the link, followed after ``..`` by those not ranked, so that with a newer data version
the reader is told which ranks have changed.
"""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any, Final
from urllib.parse import unquote
from zlib import crc32

from kpo.core.errors import KpoError, ScenarioError
from kpo.core.model import DATA_VERSION, Scenario
from kpo.data.catalog import Catalog
from kpo.scenarios.codec import BY_NAME, FIELDS, refuse
from kpo.scenarios.collection import OpenedLink
from kpo.scenarios.link_values import LinkNames, case_of, case_text, criterion_codes
from kpo.scenarios.record import canonical, spelled_out, were_of_preset
from kpo.scoring.ranking import Ranking, rank

LINK_VERSION: Final = "2"
FORMER_VERSION: Final = "1"
"""Version of links that were made with the method of releases 0.1 and 0.2."""

MAX_LINK_LENGTH: Final = 4000
MAX_ESCAPES: Final = 3

_HEAD: Final = ("version", "data_version")
_COUNTRIES: Final = "countries"
_CASE: Final = "case"
"""People, years, start and assumptions in one field."""

_VARIATION: Final = "variation"
_FURTHER: Final = (_CASE, _VARIATION)
"""Optional fields at the end of a link; each requires the ones before it."""

_FIELDS: Final = (
    *_HEAD,
    *(
        item.name
        for item in FIELDS
        if (item.link or item.name == _COUNTRIES) and item.name not in _FURTHER
    ),
)
_FORMER_FIELDS: Final = _FIELDS[: _FIELDS.index("rank_sanctioned") + 1]

_AROUND: Final = " <>()[]{}\"'.,;:!?*_\u00ab\u00bb\u2018\u2019\u201c\u201d"
"""Characters that a mail or a sentence may put around a link."""


def to_link(
    catalog: Catalog, scenario: Scenario, ranking: Ranking | None = None, private: bool = False
) -> str:
    """Return the text that carries the whole scenario, exact weights included.

    Parameters
    ----------
    ranking
        The ranking of the scenario, if it is already computed.
    private
        Whether the link is for the same user only: it then names the user's own countries and
        indicators, which nobody else can open.
    """
    body = "~".join(link_fields(catalog, scenario, ranking, private).values())
    return f"{body}~{_check(body)}"


def link_fields(
    catalog: Catalog, scenario: Scenario, ranking: Ranking | None = None, private: bool = False
) -> dict[str, str]:
    """Return the fields of a link by name, in their order; the check sum is not one of them."""
    ranking = rank(catalog, scenario) if ranking is None else ranking
    known = catalog if private else catalog.published
    names = LinkNames(criterion_codes(catalog), frozenset(known.indicators))
    spelled = spelled_out(catalog, scenario)
    texts = {
        item.name: item.link.write(names, getattr(spelled, item.name))
        for item in FIELDS
        if item.link
    }
    texts |= dict(zip(_HEAD, (LINK_VERSION, catalog.data_version), strict=True))
    texts |= {_COUNTRIES: _order(known, ranking), _CASE: case_text(scenario)}
    further = [name for place, name in enumerate(_FURTHER) if any(map(texts.get, _FURTHER[place:]))]
    return {name: texts[name] for name in (*_FIELDS, *further)}


def from_link(catalog: Catalog, text: str) -> OpenedLink:
    """Return the content of a link.

    Raises
    ------
    ScenarioError
        If the text is cut short, no link of ours, of a newer version, or names something unknown.
    """
    if len(text) <= MAX_LINK_LENGTH and not _is_sound(text):
        mended = _mended(text)
        text = mended if _is_sound(mended) else text
    body, _, check = text.partition("\n")[0].rpartition("~")
    if len(text) > MAX_LINK_LENGTH or not body or text != f"{body}~{check}":
        refuse("it is not a link of ours", "ask for a new one")
    version = body.partition("~")[0]
    if version not in (LINK_VERSION, FORMER_VERSION):
        refuse(f'its version "{version[:8]}" is unknown here', "open it in a newer release")
    if _check(body) != check:
        refuse("it was cut short or changed on its way", "copy the whole link again")
    return _opened(catalog, _by_name(body.split("~")))


def _by_name(texts: list[str]) -> dict[str, str]:
    """Return the texts of a link by field name; its version decides which fields it has."""
    names = _FORMER_FIELDS
    if texts[0] == LINK_VERSION:
        names = (*_FIELDS, *_FURTHER[: max(0, len(texts) - len(_FIELDS))])
    if len(texts) != len(names):
        refuse("it does not have the fields of its version", "ask for a new one")
    return dict(zip(names, texts, strict=True))


def _opened(catalog: Catalog, texts: Mapping[str, str]) -> OpenedLink:
    order, left_out = _destinations(texts[_COUNTRIES])
    if not DATA_VERSION.fullmatch(texts["data_version"]):
        refuse("it does not say the month of its figures", "ask for a new one")
    former = texts["version"] == FORMER_VERSION
    try:
        values = _values(catalog, texts)
        renewed = former and were_of_preset(catalog, values["preset"], values["weights"])
        values |= {_COUNTRIES: order + left_out, **({"weights": None} if renewed else {})}
        scenario = canonical(catalog, Scenario(**values))
        return OpenedLink(scenario, texts["data_version"], order, former, renewed)
    except KpoError as error:
        raise ScenarioError(error.problems) from None
    except ValueError:
        refuse("one of its numbers is not a number", "ask for a new one")


def _destinations(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the destinations that were ranked, in their order, and those that were not."""
    ranked, _, others = text.partition("..")
    order, left_out = (
        tuple(dict.fromkeys(filter(None, part.split(".")))) for part in (ranked, others)
    )
    if not order + left_out:
        refuse("it names no destination", "ask for a new one")
    return order, left_out


def _values(catalog: Catalog, texts: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of a link's scenario, except the destinations."""
    names, version = LinkNames(criterion_codes(catalog)), int(texts["version"])
    values = {
        name: item.link.read(names, text)
        for name, text in texts.items()
        if (item := BY_NAME.get(name)) and item.link and version >= item.since
    }
    return values | case_of(texts.get(_CASE, ""))


def _order(known: Catalog, ranking: Ranking) -> str:
    ranked = ".".join(row.country for row in ranking if row.country in known.countries)
    others = [item.country for item in ranking.not_ranked if item.country in known.countries]
    asked = [name for name in ranking.scenario.countries or () if name in known.countries]
    left_out = ".".join(others if ranked or others else asked or known.home)
    return f"{ranked}..{left_out}" if left_out else ranked


def _is_sound(text: str) -> bool:
    body, _, check = text.rpartition("~")
    return bool(body) and _check(body) == check


def _mended(text: str) -> str:
    r"""Return a link's text without the changes made by mail programs and sentences around it.

    Examples
    --------
    >>> _mended("2~IND%2EPHL~\r\n 1a2b).")
    '2~IND.PHL~1a2b'
    """
    for _ in range(MAX_ESCAPES):
        text = unquote(unescape(_unwrapped(text)))
    return _unwrapped(text).strip(_AROUND)


def _unwrapped(text: str) -> str:
    return "".join(re.sub(r"=\r?\n", "", text).split())


def _check(body: str) -> str:
    return f"{crc32(body.encode('utf-8', 'surrogatepass')):08x}"
