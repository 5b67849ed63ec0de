"""The ranking as one self-contained HTML file: the live panel, its data, and the run card.

The panel is the same files as in the dashboard; `standalone.js` takes the part of the dashboard's
page. The file's content security policy forbids every request, so that it is safe to open anywhere.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any, Final

from kpo.analysis.provenance import CITE_ONLY, scored
from kpo.case import BusinessCase, break_evens, case_of_ranking
from kpo.core import project
from kpo.core.html import Html, linked, markup, table, table_row, tag
from kpo.core.labels import marks
from kpo.core.model import Criterion, Scenario, Source
from kpo.core.numbers import shown_value
from kpo.data.catalog import Catalog
from kpo.data.names import named, place
from kpo.export.run_card import card, label, month, work
from kpo.export.worker import carried_face
from kpo.narrative import business_case as case_words
from kpo.narrative.case_amounts import hourly, money, shares
from kpo.narrative.case_assumptions import not_counted
from kpo.narrative.rank_acceptability import changes
from kpo.narrative.ranking import beside, headline, standfirst, why
from kpo.panel import assets
from kpo.panel.content import panel_data
from kpo.panel.payload import prepared
from kpo.scenarios.link import link_fields
from kpo.scenarios.link_values import criterion_codes
from kpo.scoring.decision_matrix import DecisionMatrix, decision_matrix
from kpo.scoring.ranking import Ranking, rank, weights_of
from kpo.scoring.rows import Row
from kpo.style import css_tokens, type_tokens

KEPT: Final = "not passed on"
"""Shown in place of a figure whose source may be cited but not passed on in a file."""

_HERE: Final = Path(__file__).parent
_ONLY_HERE: Final = "style-src 'unsafe-inline'; font-src data:; img-src data:"


def standalone(
    catalog: Catalog, scenario: Scenario, address: str = "", day: date | None = None
) -> bytes:
    """Return a ranking as an HTML file that works offline from disk.

    `address` and `day` as in `kpo.export.run_card.card`.

    Raises
    ------
    KpoError
        If the scenario cannot be used.
    """
    ranking = rank(catalog, scenario)
    about = card(ranking, address, day)
    matrix = decision_matrix(catalog, scenario)
    script, data = _script(), _data(ranking, matrix, address)
    where = "" if address else " Put it behind the address of your dashboard."
    page = Template(_text("standalone.html")).substitute(
        policy=f"default-src 'none'; script-src {_digest(script)}; {_ONLY_HERE}",
        title=markup(f"{about.title} \u00b7 KPO Atlas"),
        style=_style(tuple(catalog.criteria.values())),
        choice=markup(
            f"{work(catalog, scenario)} for a client in {place(catalog, scenario.client)}"
        ),
        headline=markup(about.title),
        standfirst=markup(about.standfirst),
        panel=assets.markup(),
        sections=markup(_sections(ranking)),
        card=markup((tag.dt(name), tag.dd(text)) for name, text in about.lines if name != "Link"),
        link=markup(about.link),
        hint=f"It follows the weights above.{where}",
        figures=_figures(ranking, matrix),
        sources=markup(map(_source, _used(ranking, matrix))),
        made=markup(f"{about.day.day} {about.day:%B %Y}"),
        version=markup(month(catalog.data_version)),
        release=markup(project.version()),
        data=data,
        script=script,
    )
    return page.encode()


def live_script() -> str:
    """Return the script of the panel without a server, which defines `livePanel`."""
    return f"{assets.script()}\n{_text('live.js')}"


def live_data(ranking: Ranking) -> dict[str, Any]:
    """Return the data that `livePanel` takes: the panel's data with the finding."""
    scenario = ranking.scenario
    panel: Any = panel_data(ranking)
    panel["preset"] = {
        "label": "the weights it was made with",
        "weights": weights_of(ranking.catalog, scenario),
    }
    panel["finding"] = headline(ranking), standfirst(ranking)
    return {"panel": prepared(panel)}


@lru_cache(maxsize=4)
def _style(criteria: tuple[Criterion, ...]) -> str:
    root = f"{carried_face()}:root{{{css_tokens(criteria)}{type_tokens()}}}"
    return f"{root}\n{_text('standalone.css')}\n{assets.style()}"


@lru_cache(maxsize=1)
def _script() -> str:
    """Return the scripts of the panel and of its page, in one block scope."""
    return "{\n" + "\n".join((live_script(), _text("standalone.js"))) + "}"


def _digest(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _data(ranking: Ranking, matrix: DecisionMatrix, address: str) -> str:
    catalog = ranking.catalog
    whole = live_data(ranking)
    _keep_back(matrix, whole["panel"]["rows"])
    whole |= {
        "notRanked": [item.country for item in ranking.not_ranked],
        "link": link_fields(catalog, ranking.scenario, ranking),
        "codes": criterion_codes(catalog),
        "address": address.split("?")[0],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _keep_back(matrix: DecisionMatrix, rows: Iterable[dict[str, Any]]) -> None:
    """Replace figures in the panel's rows that may be cited but not passed on by `KEPT`."""
    for row in rows:
        row["figures"] = [
            [
                (at, value if scored(matrix, row["country"], at).may_be_passed_on else KEPT, year)
                for at, value, year in figures
            ]
            for figures in row["figures"]
        ]


def _sections(ranking: Ranking) -> Iterable[str]:
    catalog = ranking.catalog
    if len(ranking.rows) < 2:
        return
    reason = why(catalog, ranking.rows[0], ranking.rows[1], ranking.client)
    yield _part(reason.title, [reason.sentence])
    yield _part("What would change it", changes(ranking))
    result = case_of_ranking(ranking)
    if result is not None and result.outcomes:
        yield _case(catalog, result)


def _case(catalog: Catalog, result: BusinessCase) -> Html:
    """Return the business case as it stood when the file was made: it does not follow weights."""
    item = result.outcomes[0]
    ends = break_evens(catalog, result.case, item.country, result.draws, result.seed)
    rows = (
        table_row(
            named(catalog, one.country, result.case.client, True),
            money(one.labour[0]),
            hourly(one.per_hour),
            shares(one.share_band),
        )
        for one in result.outcomes
    )
    heads = ("Destination", "Labour, first year", "All in, an hour", "Saved, 8 of 10 draws")
    sentences = [
        case_words.standfirst(catalog, result, item),
        case_words.productivity_line(ends),
        not_counted(catalog, result.case, item.country),
        case_words.basis(catalog, result),
    ]
    return _part(case_words.headline(catalog, result, item), sentences, table(heads, rows))


def _part(title: str, sentences: Iterable[str], below: Html | None = None) -> Html:
    return tag.section(tag.h2(title), map(tag.p, sentences), below, class_="part")


def _figures(ranking: Ranking, matrix: DecisionMatrix) -> Html:
    heads = (_two_lines(item.name, item.unit) for item in matrix.indicators)
    rows = markup(
        tag.tr(
            tag.th(label(row), _place(ranking, row), scope="row"),
            (_cell(matrix, row.country, at) for at in range(len(matrix.indicators))),
        )
        for row in (*ranking.rows, *(item.row for item in beside(ranking)))
    )
    return table(("Destination", *heads), rows, class_="all")


def _two_lines(first: str, second: str) -> Html:
    return markup(first, tag.br(), tag.small(second))


def _place(ranking: Ranking, row: Row) -> Html:
    """Return the remark beside the name of the client or a left-out destination, else nothing."""
    if row is ranking.at_home:
        return _two_lines("", "at home")
    return Html() if row in ranking.rows else markup(tag.br(), tag.small("left out"))


def _cell(matrix: DecisionMatrix, country: str, at: int) -> Html:
    figure = scored(matrix, country, at)
    observation = figure.observation
    if observation is None:
        points = matrix.constants[at]
        return tag.td(tag.small(f"no figure: counted at {points:.0f}"), class_="missing")
    shown = shown_value(figure.indicator, observation.value)
    words = marks(observation.status, observation.doubt)
    word = "".join(f", {one}" for one in words)
    kind = "doubtful" if observation.doubt else "marked" if words else ""
    return tag.td(
        _two_lines(shown if figure.may_be_passed_on else KEPT, f"{observation.year}{word}"),
        class_=kind,
    )


def _used(ranking: Ranking, matrix: DecisionMatrix) -> list[Source]:
    shown = {row.country for row in ranking.rows}
    shown |= {item.row.country for item in beside(ranking)}
    used = {
        name
        for (country, _), observation in matrix.figures.items()
        if country in shown
        for name in observation.sources
    }
    return [source for name, source in ranking.catalog.sources.items() if name in used]


def _source(source: Source) -> Html:
    words = linked(source.url, source.name, rel="noopener noreferrer", target=None)
    kept = "; its figures may be cited and are not passed on" * (source.redistribution == CITE_ONLY)
    about = f"published {source.published}; licence: {source.licence}{kept}"
    return tag.li(words, " ", tag.span(about, class_="soft"))


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
