"""The run card: everything that a reader of a file needs to trace and reproduce its ranking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpo.analysis.provenance import credits
from kpo.core.labels import ENGLISH_WORDS, METHOD_WORDS
from kpo.core.model import Scenario
from kpo.core.numbers import per_cent
from kpo.core.project import version
from kpo.core.text import joined, lowered
from kpo.data.catalog import Catalog
from kpo.data.names import WORK, limit_words, place, saving_words
from kpo.data.observations import cost_of_labour
from kpo.data.working_hours import RULES
from kpo.mcda.weights import whole_percents
from kpo.narrative.provenance import credit_words
from kpo.narrative.rank_acceptability import drawn_words, ranks
from kpo.narrative.ranking import beside, called, headline, left_out, noted, standfirst
from kpo.narrative.robustness import errors_line
from kpo.narrative.scenarios import preset_words
from kpo.robustness.rank_acceptability import near_stated, rank_outlooks
from kpo.scenarios.link import to_link
from kpo.scoring.ranking import Ranking
from kpo.scoring.rows import Row

COUNTED: Final = (
    "Labour cost is what is saved of the client's cost, employer charges included. Where there is "
    "no figure the lower quartile of the wide set counts, so that no gap helps. The client is "
    "never ranked."
)
PARAMETER: Final = "s"
"""Query parameter of the scenario in an address of the dashboard."""


@dataclass(frozen=True)
class Card:
    """The run card of one ranking.

    `lines` are pairs of label and text, the whole card in reading order; `weights` are pairs of
    criterion and the share as shown; `link` reproduces the ranking; `day` is the file's date.
    """

    title: str
    standfirst: str
    lines: tuple[tuple[str, str], ...]
    weights: tuple[tuple[str, float], ...]
    sources: tuple[str, ...]
    producers: tuple[str, ...]
    link: str
    day: date

    def line(self, label: str) -> str:
        """Return the text of one line."""
        return dict(self.lines)[label]

    @property
    def text(self) -> str:
        """The whole card as lines of text."""
        return "\n".join(map(": ".join, self.lines))


def card(ranking: Ranking, address: str = "", day: date | None = None) -> Card:
    """Return the run card of a ranking.

    Parameters
    ----------
    address
        Address of the dashboard, such as ``https://atlas.example/``; empty gives only the query
        part of a link, to append to an address.
    day
        Date of the file; None is today.
    """
    catalog = ranking.catalog
    day = day or date.today()
    link = f"{address.split('?')[0]}?{PARAMETER}={to_link(catalog, ranking.scenario, ranking)}"
    shown = whole_percents(ranking.weight_of)
    weights = ", ".join(f"{catalog.criteria[c].name} {share:g} %" for c, share in shown.items())
    credited = credits(ranking)
    sources = tuple(
        f"{catalog.criteria[item.criterion].name}: {credit_words(item)}" for item in credited
    )
    producers = tuple(dict.fromkeys(name for item in credited for name in item.producers))
    lines = (
        ("Work", work(catalog, ranking.scenario)),
        ("Client in", catalog.countries[ranking.client].name),
        ("Weights", f"{weights} ({_origin(catalog, ranking.scenario)})"),
        ("Method", f"{METHOD_WORDS[ranking.scenario.method]}. {_rules(catalog, ranking.scenario)}"),
        ("Counted", COUNTED),
        *_assumed_pay(ranking),
        ("How sure", _sure(ranking)),
        ("Doubts", errors_line(catalog)),
        (
            "Figures",
            f"Data version {month(catalog.data_version)} ({catalog.data_version}); "
            f"clock rules of the IANA time zones, {RULES}",
        ),
        ("Marked", _marked(ranking)),
        *_own(ranking),
        *_at_home(ranking),
        ("Not ranked", _not_ranked(ranking)),
        ("Sources", " ".join(sources)),
        ("Made", f"{day.day} {day:%B %Y} with KPO Atlas {version()}"),
        ("Link", link),
    )
    return Card(
        title=headline(ranking),
        standfirst=standfirst(ranking),
        lines=lines,
        weights=tuple(shown.items()),
        sources=sources,
        producers=producers,
        link=link,
        day=day,
    )


def month(data_version: str) -> str:
    """Return a data version in words; unchanged if it is not a month.

    Examples
    --------
    >>> month("2026-11")
    'November 2026'
    """
    try:
        return date.fromisoformat(f"{data_version}-01").strftime("%B %Y")
    except ValueError:
        return data_version


def work(catalog: Catalog, scenario: Scenario) -> str:
    """Return the kind of work and its service line."""
    kind = f"{WORK.get(scenario.tier, scenario.tier).capitalize()} ({scenario.tier})"
    if scenario.service is None:
        return kind
    return f"{kind}, {lowered(catalog.tiers[scenario.service].name)}"


def foot(ranking: Ranking, about: Card) -> str:
    """Return the foot of a slide: what was ranked, how, on which figures, and when."""
    catalog = ranking.catalog
    scenario = ranking.scenario
    return (
        f"{work(catalog, scenario)} · client in {place(catalog, scenario.client)} · "
        f"{scenario.method} mean · figures of {month(ranking.data_version)} · "
        f"made {about.day.day} {about.day:%B %Y}"
    )


def label(row: Row) -> str:
    """Return a destination's name, with the sanctions mark if it has one."""
    return row.name + (f" ({row.sanctioned})" if row.sanctioned else "")


def _origin(catalog: Catalog, scenario: Scenario) -> str:
    begun = preset_words(catalog, scenario)
    return f"begun with {begun}, then changed" if scenario.weights is not None else begun


def _rules(catalog: Catalog, scenario: Scenario) -> str:
    least = [
        f"{lowered(catalog.criteria[name].name)} at least {points:g}"
        for name, points in scenario.minimums.items()
    ]
    rules = [
        f"Figures at most {scenario.max_age} years old",
        ENGLISH_WORDS[scenario.native_english],
        f"minimums: {joined(least)}" if least else "no minimums",
    ]
    rules += _knock_outs(catalog, scenario)
    return f"{'; '.join(rules)}."


def _knock_outs(catalog: Catalog, scenario: Scenario) -> list[str]:
    """Return the rules that leave destinations out, besides the minimums in points."""
    words = [limit_words(catalog, *limit) for limit in scenario.figure_limits.items()]
    if scenario.least_saving is not None:
        words.append(saving_words(scenario.least_saving))
    ranked = "ranked all the same" if scenario.rank_sanctioned else "left out"
    return [*words, f"destinations under comprehensive or sectoral sanctions {ranked}"]


def _sure(ranking: Ranking) -> str:
    if not ranking.rows:
        return "Nothing is ranked."
    outlooks = rank_outlooks(ranking)
    places = [
        f"{ranking.named(row.country)} first in "
        f"{per_cent(outlooks[row.country].p_first)}, {ranks(outlooks[row.country])}"
        for row in ranking.rows[:3]
    ]
    verdict = outlooks[ranking.rows[0].country].verdict
    return (
        f"First place is {verdict}. {'; '.join(places)}. From {drawn_words(near_stated(ranking))}; "
        "ranks of the middle 90 %."
    )


def _assumed_pay(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """Yield the line on the client's pay if it is assumed, as no figure is published."""
    catalog = ranking.catalog
    cost = cost_of_labour(catalog, ranking.scenario, ranking.client)
    if cost and cost.pay.status == "assumed":
        item = catalog.indicators[cost.pay.indicator]
        value = f"{cost.pay.value:,.{item.decimals}f} {item.unit}"
        yield "Client's pay", f"Assumed, {value}: {cost.pay.note}."


def _marked(ranking: Ranking) -> str:
    marks = [
        f"{row.name} ({text})" for row in ranking.rows if (text := noted(ranking.catalog, row))
    ]
    return f"{'; '.join(marks)}." if marks else "Nothing is marked: every figure is as defined."


def _at_home(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """Yield the line of the client's score and its remarks, if the client has one."""
    if row := ranking.at_home:
        text = noted(ranking.catalog, row)
        yield "At home", f"{row.name} {row.score:.0f} points" + (f" ({text})." if text else ".")


def _own(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """Yield the line of the user's own figures, if there are any."""
    if len(ranking.catalog.own):
        from kpo.narrative.user_data import figures_beside_ours

        yield "Your own figures", figures_beside_ours(ranking)


def _not_ranked(ranking: Ranking) -> str:
    reasons = [
        f"{item.row.name} ({item.row.sanctioned}; {item.would_be}): {item.reason}"
        for item in beside(ranking)
        if item.outlined
    ]
    reasons += [f"{called(ranking, item)}: {item.reason}" for item in left_out(ranking)]
    return f"{'; '.join(reasons)}." if reasons else "Every chosen destination is ranked."
