"""The ranking as one file that needs nothing else: the live panel, its data, and its run card.

The panel is the dashboard's own, the same files; `standalone.js` does for it what the dashboard's
page does. The file forbids itself every request, so that it may be opened anywhere.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final
from urllib.parse import urlsplit

from kpo import case_narrative as case_words
from kpo.beside import beside
from kpo.case import BusinessCase, break_evens, case_of_ranking
from kpo.catalog import Catalog
from kpo.certainty import changes
from kpo.charts.theme import css_tokens
from kpo.evidence import STATUS_WORDS, shown_value
from kpo.export.card import Card, card, label, month, work
from kpo.export.doubts import doubts_record
from kpo.export.engine import carried_face
from kpo.model import Criterion, Observation, Scenario, Source
from kpo.naming import named, work_phrase
from kpo.narrative import headline, standfirst, why
from kpo.normalise import DecisionMatrix, decision_matrix
from kpo.panel_data import panel_data
from kpo.scenario import criterion_codes, to_link
from kpo.score import Ranking, Row, rank
from kpo.sureness.chances import nearby
from kpo.ui.panel import assets
from kpo.ui.panel.payload import prepared
from kpo.weights import weights_of

KEPT: Final = "not passed on"
"""Stands in place of a figure whose source may be cited but not passed on in a file."""

_HERE: Final = Path(__file__).parent
_ONLY_HERE: Final = "style-src 'unsafe-inline'; font-src data:; img-src data:"


def standalone(
    catalog: Catalog, scenario: Scenario, address: str = "", made: date | None = None
) -> bytes:
    """Return a ranking as an HTML file that works from disk without a network.

    Parameters
    ----------
    address
        Where the dashboard stands, for the link; empty gives what is to be put behind it.
    made
        The day of the file; None is today.

    Raises
    ------
    KpoError
        If the scenario cannot be used.
    """
    ranking = rank(catalog, scenario)
    told = card(catalog, ranking, address, made)
    matrix = decision_matrix(catalog, scenario)
    script, data = _script(), _data(catalog, ranking, matrix, address)
    page = _read("standalone.html").substitute(
        policy=f"default-src 'none'; script-src {_digest(script)}; {_ONLY_HERE}",
        title=escape(f"{told.title} \u00b7 KPO Atlas"),
        style=_style(tuple(catalog.criteria.values())),
        choice=escape(_choice(catalog, scenario)),
        headline=escape(told.title),
        standfirst=escape(told.standfirst),
        panel=assets.markup(),
        sections="".join(_sections(catalog, ranking)),
        card=_card(told),
        link=escape(told.link),
        hint=_link_hint(address),
        figures=_figures(catalog, ranking, matrix),
        sources="".join(map(_source, _used(catalog, ranking, matrix))),
        made=escape(f"{told.made.day} {told.made:%B %Y}"),
        version=escape(month(catalog.data_version)),
        data=data,
        script=script,
    )
    return page.encode()


def live_script() -> str:
    """Return the panel that needs no Python behind it; it defines `livePanel`."""
    parts = assets.script(), _text("draws.js"), _text("chances.js"), _text("live.js")
    return "\n".join(parts)


def live_data(catalog: Catalog, ranking: Ranking) -> dict[str, Any]:
    """Return what `livePanel` takes: the panel's data, the finding, and the words for others."""
    scenario = ranking.scenario
    panel: Any = panel_data(catalog, ranking)
    panel["preset"] = {
        "label": "the weights it was made with",
        "weights": weights_of(catalog, scenario),
    }
    return {
        "panel": prepared(panel),
        "doubts": doubts_record(catalog, ranking),
        **_spreads(ranking),
        "finding": [headline(catalog, ranking), standfirst(catalog, ranking)],
        "work": work_phrase(catalog, scenario.tier, scenario.service),
        "named": {row.country: named(catalog, row.country, ranking.client) for row in ranking.rows},
    }


def _spreads(ranking: Ranking) -> dict[str, Any]:
    """Return how far each weight is varied, where that is not as far as usual."""
    spread = nearby(ranking).spread
    return {"spreads": spread} if isinstance(spread, tuple) else {}


@lru_cache(maxsize=4)
def _style(criteria: tuple[Criterion, ...]) -> str:
    face = carried_face().removeprefix("<style>").removesuffix("</style>")
    return f"{face}:root{{{css_tokens(criteria)}}}\n{_text('standalone.css')}\n{assets.style()}"


@lru_cache(maxsize=1)
def _script() -> str:
    """Return the panel with its page, as one closed scope."""
    return "{\n" + "\n".join((live_script(), _text("standalone.js"))) + "}"


def _digest(script: str) -> str:
    found = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{found}'"


def _data(catalog: Catalog, ranking: Ranking, matrix: DecisionMatrix, address: str) -> str:
    whole = live_data(catalog, ranking)
    _keep_back(catalog, matrix, whole["panel"]["rows"])
    whole |= {
        "notRanked": [item.country for item in ranking.not_ranked],
        "link": to_link(catalog, ranking.scenario, ranking).split("~")[:-1],
        "codes": criterion_codes(catalog),
        "address": address.split("?")[0],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _keep_back(catalog: Catalog, matrix: DecisionMatrix, rows: Iterable[dict[str, Any]]) -> None:
    """Take out of the panel's rows what may be cited but not passed on."""
    for row in rows:
        row["figures"] = [
            [
                (at, value, year)
                if _free(catalog, matrix.figures[row["country"], matrix.indicators[at].id])
                else (at, KEPT, year)
                for at, value, year in figures
            ]
            for figures in row["figures"]
        ]


def _free(catalog: Catalog, found: Observation) -> bool:
    return all(catalog.sources[name].redistribution != "cite_only" for name in found.sources)


def _choice(catalog: Catalog, scenario: Scenario) -> str:
    return f"{work(catalog, scenario)} for a client in {catalog.countries[scenario.client].name}"


def _sections(catalog: Catalog, ranking: Ranking) -> Iterable[str]:
    if len(ranking.rows) < 2:
        return
    reason = why(catalog, ranking.rows[0], ranking.rows[1], ranking.client)
    yield _part(reason.title, [reason.sentence])
    yield _part("What would change it", changes(catalog, ranking))
    made = case_of_ranking(catalog, ranking)
    if made is not None and made.outcomes:
        yield _case(catalog, made)


def _case(catalog: Catalog, made: BusinessCase) -> str:
    """Return the business case as it stood when the file was made: it does not follow weights."""
    item = made.outcomes[0]
    ends = break_evens(catalog, made.case, item.country, made.draws, made.seed)
    rows = "".join(
        f"<tr><th scope='row'>{escape(named(catalog, one.country, made.case.client, True))}</th>"
        f"<td>{case_words.money(one.labour[0])}</td><td>{case_words.hourly(one.per_hour)}</td>"
        f"<td>{case_words.shares(one.share_band)}</td></tr>"
        for one in made.outcomes
    )
    heads = ("Destination", "Labour, first year", "All in, an hour", "Saved, 8 of 10 draws")
    head = "".join(f"<th scope='col'>{name}</th>" for name in heads)
    sentences = [
        case_words.standfirst(catalog, made, item),
        case_words.productivity_line(ends),
        case_words.not_counted(catalog, made.case, item.country),
        case_words.basis(catalog, made),
    ]
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    title = escape(case_words.headline(catalog, made, item))
    return f"<section class='part'><h2>{title}</h2>{words}{table}</section>"


def _part(title: str, sentences: Iterable[str]) -> str:
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return f"<section class='part'><h2>{escape(title)}</h2>{said}</section>"


def _card(told: Card) -> str:
    lines = (pair for pair in told.lines if pair[0] != "Link")
    return "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in lines)


def _link_hint(address: str) -> str:
    where = "" if address else " Put it behind the address of your dashboard."
    return f"It follows the weights above.{where}"


def _figures(catalog: Catalog, ranking: Ranking, matrix: DecisionMatrix) -> str:
    head = "".join(
        f"<th scope='col'>{escape(item.name)}<br><small>{escape(item.unit)}</small></th>"
        for item in matrix.indicators
    )
    rows = "".join(
        f"<tr><th scope='row'>{escape(label(catalog, row))}{_place(ranking, row)}</th>"
        + "".join(_cell(catalog, matrix, row.country, at) for at in range(len(matrix.indicators)))
        + "</tr>"
        for row in (*ranking.rows, *(item.row for item in beside(ranking)))
    )
    return (
        f"<table class='all'><thead><tr><th scope='col'>Destination</th>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _place(ranking: Ranking, row: Row) -> str:
    """Return what stands beside a name that is not ranked."""
    if row is ranking.at_home:
        return "<br><small>at home</small>"
    return "" if row in ranking.rows else "<br><small>left out</small>"


def _cell(catalog: Catalog, matrix: DecisionMatrix, country: str, at: int) -> str:
    item = matrix.indicators[at]
    found = matrix.figures.get((country, item.id))
    if found is None:
        points = matrix.constants[at]
        return f"<td class='missing'><small>no figure: counted at {points:.0f}</small></td>"
    value = shown_value(item, found.value) if _free(catalog, found) else KEPT
    words = [] if found.status == "reported" else [STATUS_WORDS[found.status]]
    words += [STATUS_WORDS["doubtful"]] if found.doubt else []
    word = "".join(f", {one}" for one in words)
    kind = "doubtful" if found.doubt else "marked" if words else ""
    mark = f" class='{kind}'" if kind else ""
    return f"<td{mark}>{value}<br><small>{found.year}{escape(word)}</small></td>"


def _used(catalog: Catalog, ranking: Ranking, matrix: DecisionMatrix) -> list[Source]:
    shown = {row.country for row in ranking.rows}
    shown |= {item.row.country for item in beside(ranking)}
    used = {
        name
        for (country, _), found in matrix.figures.items()
        if country in shown
        for name in found.sources
    }
    return [source for name, source in catalog.sources.items() if name in used]


def _source(source: Source) -> str:
    words = escape(f"{source.producer}: {source.title}")
    if urlsplit(source.url).scheme in ("http", "https"):
        words = f"<a href='{escape(source.url)}' rel='noopener noreferrer'>{words}</a>"
    kept = "; its figures may be cited and are not passed on" * (
        source.redistribution == "cite_only"
    )
    about = f"published {source.published}; licence: {source.licence}{kept}"
    return f"<li>{words} <span class='soft'>{escape(about)}</span></li>"


def _read(name: str) -> Template:
    return Template(_text(name))


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
