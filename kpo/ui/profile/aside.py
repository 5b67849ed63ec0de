"""Beside the figures: standing, words, the team's pay, alternatives, flags and gaps."""

from collections.abc import Iterable
from html import escape

from kpo.catalog import Catalog
from kpo.charts.theme import css_colour
from kpo.model import Flag, Observation, Sanction
from kpo.naming import lowered, place
from kpo.profile import Profile
from kpo.profile.pay import Team
from kpo.profile.phrases import inner, money, share_words
from kpo.profile.standing import Alternative, Standing
from kpo.profile.words import Remark
from kpo.score import Row
from kpo.ui import blocks, paper
from kpo.ui.profile.cells import says


def standing(catalog: Catalog, found: Profile) -> str:
    """Return score, rank and coverage in each tier, each with the bar of its score."""
    rows = "".join(_standing(catalog, item) for item in found.standings)
    others = " and ".join(item.tier for item in found.standings if not item.chosen)
    chosen = found.scenario.tier
    note = f"{chosen} with the weights above, {others} each with its own preset."
    return blocks.section(
        "Score and rank",
        f"<table class='kpo-standing'><caption>Score and rank by kind of work</caption>"
        f"<tbody>{rows}</tbody></table><p class='kpo-small'>{escape(note)}</p>",
    )


def remarks(found: Profile) -> str:
    """Return strengths and weak points in words."""
    strong = _remarks(found.strengths, "No criterion reaches 60 points.")
    weak = _remarks(found.weak_points, "No criterion is under 40 points.")
    return blocks.section("Strengths", strong) + blocks.section("Weak points", weak)


def lift(found: Profile) -> str:
    """Return what would lift the destination by one place."""
    if not found.lift:
        return ""
    first, *others = found.lift
    lines = "".join(f"<li>{escape(item)}</li>" for item in others)
    return blocks.section(
        "What would lift its rank", f"{blocks.paragraphs([first])}<ul class='kpo-list'>{lines}</ul>"
    )


def team(catalog: Catalog, found: Profile, made: Team) -> str:
    """Return what a team is paid a year there and at the client's."""
    client = catalog.countries[found.scenario.client].name
    rows = [
        (found.name, made.there, made.pay.found, made.rates[0]),
        (client, made.at_client, made.pay.peer, made.rates[1]),
    ]
    own = found.country == found.scenario.client
    body = "".join(_paid(catalog, made.currency, *row) for row in rows[: 1 if own else 2])
    apart = made.difference
    if apart is not None and made.at_client and found.country != found.scenario.client:
        word = "Less" if apart >= 0 else "More"
        share = share_words(abs(apart) / made.at_client)
        body += (
            f"<tr class='kpo-total'><th scope='row'>{word}</th><td class='kpo-number'>"
            f"{escape(money(abs(apart), made.currency))}<small>{share}</small></td></tr>"
        )
    work = inner(made.pay.indicator.name)
    note = f"{made.size} times the {work}, twelve months. Pay only, without employer charges."
    return (
        f"<table class='kpo-team'><caption>Pay of the team a year</caption><tbody>{body}</tbody>"
        f"</table><p class='kpo-small'>{escape(note)}</p>"
    )


def alternative(catalog: Catalog, item: Alternative) -> str:
    """Return why a destination is an alternative: where it is better and where weaker."""
    gains = [part for part in item.differences if part[1] >= 5]
    losses = [part for part in item.differences if part[1] <= -5]
    better = _parts(catalog, sorted(gains, key=lambda part: -part[1])[:2])
    weaker = _parts(catalog, sorted(losses, key=lambda part: part[1])[:2])
    said = [f"better {better}" if better else "", f"weaker {weaker}" if weaker else ""]
    words = "; ".join(part for part in said if part) or "within 5 points on every criterion"
    return (
        f"<p class='kpo-like'><b class='kpo-print-only'>{escape(item.name)}: </b>"
        f"{item.score:.0f} points, {item.distance:.0f} apart on average: "
        f"{escape(words)}.</p>"
    )


def sanctions(catalog: Catalog, found: Profile) -> str:
    """Return what the regimes that bind the client say of the country, the strictest first."""
    client = place(catalog, found.scenario.client)
    if found.country == found.scenario.client:
        return ""
    if not found.sanctions:
        body = blocks.paragraphs([f"Not checked for a client in {client}."])
    else:
        rows = "".join(_sanction(catalog, item) for item in found.sanctions)
        body = f"<ul class='kpo-list'>{rows}</ul>"
    return blocks.section(f"Sanctions that bind a client in {client}", body)


def _sanction(catalog: Catalog, item: Sanction) -> str:
    """Return one regime: class, act, date, scope, the rule on services, and how sure that is."""
    mark = " class='kpo-warn'" if item.kind.left_out else ""
    head = f"{item.by[:1].upper()}{item.by[1:]}: {item.kind.words}"
    source = catalog.sources.get(item.source)
    by = f"{source.producer}: {source.title} ({source.licence})" if source else ""
    said = [
        item.act,
        item.scope,
        f"Services: {item.services_rule}" if item.services_rule else "",
        item.kind.buying,
        item.note,
        f"List of {item.as_of}; {item.certainty}" if item.certainty else f"List of {item.as_of}",
    ]
    text = " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in said if part)
    return f"<li><span title='{escape(by)}'><b{mark}>{escape(head)}.</b> {escape(text)}</span></li>"


def flags(catalog: Catalog, found: Profile) -> str:
    """Return facts that are not scored, with date, text and source; gaps as not checked."""
    shown = [item for item in found.flags if item.state != "no"]
    clear = [blocks.flag_name(item) for item in found.flags if item not in shown]
    said = [item for item in shown if item.text]
    bare = " ".join(_flag(catalog, item) for item in shown if not item.text)
    rows = "".join(f"<li>{_flag(catalog, item)}</li>" for item in said)
    rows += f"<li>{bare}</li>" if bare else ""
    no = f"<li class='kpo-soft'>No: {escape(', '.join(clear))}.</li>" if clear else ""
    return blocks.section("Facts that are not scored", f"<ul class='kpo-list'>{rows}{no}</ul>")


def unknown(found: Profile) -> str:
    """Return what is not known."""
    lines = "".join(f"<li>{escape(item)}</li>" for item in found.unknown)
    return blocks.section("What is not known", f"<ul class='kpo-list'>{lines}</ul>")


def choice(catalog: Catalog, found: Profile) -> str:
    """Return the whole choice in words, for paper: a print-out must say what it rests on."""
    scenario, row = found.scenario, found.standings[0]
    work = catalog.tiers[scenario.service or scenario.tier].name
    client = catalog.countries[scenario.client].name
    said = (
        f"KPO Atlas. {work}, client in {client}, {scenario.method} mean, figures of "
        f"{catalog.data_version}, at most {scenario.max_age} years old. "
        f"{paper.weights(catalog, row.ranking)} "
        "Hatched or hollow: doubtful, assumed, differently defined or yours. "
        "Points run from 0 to 100 between fixed goalposts; the tick is the client. "
        "Figures told beside the score are on the page and in its files."
    )
    return f"<p class='kpo-print-only'>{escape(said)}</p>"


def _paid(
    catalog: Catalog,
    currency: str,
    name: str,
    value: float | None,
    pay: Observation | None,
    rate: Observation | None,
) -> str:
    said = "<span class='kpo-soft'>no figure</span>"
    if value is not None and pay and rate:
        said = (
            f"<span title='{escape(says(catalog, pay))}'>{escape(money(value, currency))}</span>"
            f"<small>pay of {pay.year}, rate of {rate.year}</small>"
        )
    return f"<tr><th scope='row'>{escape(name)}</th><td class='kpo-number'>{said}</td></tr>"


def _standing(catalog: Catalog, item: Standing) -> str:
    label = f"<th scope='row'>{item.tier}</th>"
    row = item.shown
    if row is None:
        reason = item.left_out.reason if item.left_out else ""
        return f"<tr>{label}<td colspan='3' class='kpo-soft'>not ranked: {escape(reason)}</td></tr>"
    said = f"figures for {int(100 * row.coverage + 1e-9)} %"
    rank = f"{row.rank} <small>of {item.compared}</small>"
    if item.left_out:
        rank = f"({row.rank}) <small>left out</small>"
    elif item.row is None:
        rank = "<small>at home</small>"
    return (
        f"<tr>{label}<td class='kpo-bars'>{_bar(catalog, row)}<small>{said}</small></td>"
        f"<td class='kpo-number'><b>{row.score:.0f}</b></td>"
        f"<td class='kpo-number'>{rank}</td></tr>"
    )


def _bar(catalog: Catalog, row: Row) -> str:
    parts = "".join(
        f"<i class='{_hatched(row, name)}' style='width:{points:.2f}%;--dot:{css_colour(name)}' "
        f"title='{escape(catalog.criteria[name].name)}: {points:.1f} points'></i>"
        for name, points in row.contributions.items()
    )
    return f"<span class='kpo-stack'>{parts}</span>"


def _hatched(row: Row, name: str) -> str:
    return "kpo-hatched" if row.statuses.get(name) else ""


def _remarks(found: Iterable[Remark], nothing: str) -> str:
    said = "".join(
        f"<li><b><i style='background:{css_colour(item.criterion)}'></i>{escape(item.name)} "
        f"{item.score:.0f}</b> {escape(item.sentence)}</li>"
        for item in found
    )
    return f"<ul class='kpo-list'>{said}</ul>" if said else f"<p>{escape(nothing)}</p>"


def _parts(catalog: Catalog, parts: Iterable[tuple[str, float]]) -> str:
    return ", ".join(
        f"{lowered(catalog.criteria[name].name)} {points:+.0f}".replace("-", "\u2212")
        for name, points in parts
    )


def _flag(catalog: Catalog, flag: Flag) -> str:
    state = "not checked" if flag.state == "not_checked" else flag.state
    since = f" since {flag.since}" if flag.since else ""
    source = catalog.sources.get(flag.source)
    by = f"{source.producer}: {source.title} ({source.licence})" if source else ""
    text = f". {flag.text[:1].upper()}{flag.text[1:]}." if flag.text else "."
    head = f"{blocks.flag_name(flag)}: {state}{since}"
    return f"<span title='{escape(by)}'><b>{escape(head)}</b>{escape(text)}</span>"
