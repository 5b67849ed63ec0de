"""Parts beside the figures: standing, remarks, the team's pay, alternatives, flags and gaps."""

from collections.abc import Iterable
from functools import partial

from kpo.analysis.profile.pay import Team
from kpo.analysis.profile.standing import Alternative, Standing
from kpo.analysis.provenance import observed
from kpo.core.html import Html, joined, markup, table, table_row, tag
from kpo.core.model import Flag, Observation, Sanction
from kpo.core.numbers import currency_amount, in_points, times_words
from kpo.core.text import capitalised, inner, lowered, unparted
from kpo.data.catalog import Catalog
from kpo.data.names import place
from kpo.narrative.profile import Profile
from kpo.narrative.profile.text import Remark
from kpo.scoring.rows import Row
from kpo.style import css_colour
from kpo.ui.components import html, print_footer


def standing(catalog: Catalog, profile: Profile) -> Html:
    """Return score, rank and coverage in each tier, with the score as a stacked bar."""
    rows = markup(_standing(catalog, item) for item in profile.standings)
    others = " and ".join(item.tier for item in profile.standings if not item.chosen)
    chosen = profile.scenario.tier
    note = f"{chosen} with the weights above, {others} each with its own preset."
    title = "Score and rank"
    listed = table([], rows, f"{title} by kind of work", class_="kpo-standing")
    return html.section(title, listed + html.small(unparted(note)), "Score")


def remarks(profile: Profile) -> Html:
    """Return strengths and weak points in words."""
    strong = _remarks(profile.strengths, "No criterion reaches 60 points.")
    weak = _remarks(profile.weak_points, "No criterion is under 40 points.")
    return html.section("Strengths", strong, "Points") + html.section("Weak points", weak)


def lift(profile: Profile) -> Html:
    """Return what would lift the destination by one place."""
    if not profile.lift:
        return Html()
    first, *others = profile.lift
    body = [html.paragraphs([first]), _listed(others)]
    return html.section("What would lift its rank", body, "What it would take")


def team(catalog: Catalog, profile: Profile, paid: Team) -> Html:
    """Return what a team is paid a year at the destination and in the client's country."""
    client = catalog.countries[profile.scenario.client].name
    rows = [
        (profile.name, paid.there, paid.pay.observation, paid.rates[0]),
        (client, paid.at_client, paid.pay.peer, paid.rates[1]),
    ]
    own = profile.country == profile.scenario.client
    body = [_paid(catalog, paid.currency, *row) for row in rows[: 1 if own else 2]]
    apart = paid.difference
    if apart is not None and paid.at_client and profile.country != profile.scenario.client:
        word = "Less" if apart >= 0 else "More"
        share = times_words(abs(apart) / paid.at_client)
        saved = markup(currency_amount(abs(apart), paid.currency), tag.small(share))
        body.append(table_row(word, (saved, html.NUMBER), class_="kpo-total"))
    work = inner(paid.pay.indicator.name)
    note = f"{paid.size} times the {work}, twelve months. Pay only, without employer charges."
    return markup(
        table([], body, "Pay of the team a year", class_="kpo-team"), html.small(unparted(note))
    )


def alternative(catalog: Catalog, item: Alternative) -> Html:
    """Return why a destination is an alternative: where it is better and where weaker."""
    gains = [part for part in item.differences if part[1] >= 5]
    losses = [part for part in item.differences if part[1] <= -5]
    better = _parts(catalog, sorted(gains, key=lambda part: -part[1])[:2])
    weaker = _parts(catalog, sorted(losses, key=lambda part: part[1])[:2])
    sides = [f"better {better}" if better else "", f"weaker {weaker}" if weaker else ""]
    words = "; ".join(part for part in sides if part) or "within 5 points on every criterion"
    return tag.p(
        tag.b(f"{item.name}: ", class_="kpo-print-only"),
        f"{in_points(item.score)}, {item.distance:.0f} apart on average: {unparted(words)}.",
        class_="kpo-like",
    )


def sanctions(catalog: Catalog, profile: Profile) -> Html:
    """Return how the regimes that bind the client classify the country."""
    client = place(catalog, profile.scenario.client)
    if profile.country == profile.scenario.client:
        return Html()
    if not profile.sanctions:
        body = html.paragraphs([f"Not checked for a client in {client}."])
    else:
        body = tag.ul(map(partial(_sanction, catalog), profile.sanctions), class_="kpo-list")
    return html.section(f"Sanctions that bind a client in {client}", body, "Sanctions")


def _sanction(catalog: Catalog, item: Sanction) -> Html:
    """Return one regime: class, act, date, scope, the rule on services, and how sure that is."""
    head = f"{capitalised(item.by)}: {item.kind.words}"
    source = catalog.sources.get(item.source)
    by = source.credit if source else ""
    parts = [
        item.act,
        item.scope,
        f"Services: {item.services_rule}" if item.services_rule else "",
        item.kind.buying,
        item.note,
        f"List of {item.as_of}; {item.certainty}" if item.certainty else f"List of {item.as_of}",
    ]
    text = " ".join(f"{capitalised(part.rstrip('.'))}." for part in parts if part)
    kind = tag.b(f"{head}.", class_="kpo-warn" if item.kind.left_out else None)
    return tag.li(tag.span(kind, f" {unparted(text)}", title=by))


def flags(catalog: Catalog, profile: Profile) -> Html:
    """Return the facts that are not scored, with date, text and source."""
    shown = [item for item in profile.flags if item.state != "no"]
    clear = [html.flag_name(item) for item in profile.flags if item not in shown]
    explained = [item for item in shown if item.text]
    bare = joined((_flag(catalog, item) for item in shown if not item.text), " ")
    rows = [tag.li(_flag(catalog, item)) for item in explained]
    rows += [tag.li(bare)] if bare else []
    rows += [tag.li(f"No: {', '.join(clear)}.", class_="kpo-soft")] if clear else []
    title = "Facts that are not scored"
    return html.section(title, tag.ul(rows, class_="kpo-list"), title)


def unknown(profile: Profile) -> Html:
    """Return the list of what is not known."""
    return html.section("What is not known", _listed(profile.unknown), "No figure")


def _listed(sentences: Iterable[str]) -> Html:
    return tag.ul((tag.li(unparted(item)) for item in sentences), class_="kpo-list")


def choice(catalog: Catalog, profile: Profile) -> Html:
    """Return the whole choice in words, for paper: a print-out must say what it rests on."""
    scenario, row = profile.scenario, profile.standings[0]
    work = catalog.tiers[scenario.service or scenario.tier].name
    client = place(catalog, scenario.client)
    words = (
        f"KPO Atlas. {work}, client in {client}, {scenario.method} mean, figures of "
        f"{catalog.data_version}, at most {scenario.max_age} years old. "
        f"{print_footer.weights(catalog, row.ranking)} "
        "Hatched or hollow: doubtful, assumed, differently defined or yours. "
        "Points run from 0 to 100 between fixed goalposts; the tick is the client. "
        "What is also known, not scored, is on the page and in its files."
    )
    return tag.p(unparted(words), class_="kpo-print-only")


def _paid(
    catalog: Catalog,
    currency: str,
    name: str,
    value: float | None,
    pay: Observation | None,
    rate: Observation | None,
) -> Html:
    cell = tag.span("no figure", class_="kpo-soft")
    if value is not None and pay and rate:
        cell = markup(
            tag.span(currency_amount(value, currency), title=observed(catalog, pay).credit),
            tag.small(f"pay of {pay.year}, rate of {rate.year}"),
        )
    return table_row(name, (cell, html.NUMBER))


def _standing(catalog: Catalog, item: Standing) -> Html:
    row = item.shown
    if row is None:
        reason = item.left_out.reason if item.left_out else ""
        cell = tag.td(f"not ranked: {reason}", colspan=3, class_="kpo-soft")
        return tag.tr(tag.th(item.tier, scope="row"), cell)
    share = int(100 * row.coverage + 1e-9)
    known = tag.small(f"figures for {share}\u00a0% of the weight") if share < 100 else Html()
    rank = markup(f"{row.rank} ", tag.small(f"of {item.compared}"))
    if item.left_out:
        rank = markup(f"({row.rank}) ", tag.small("left out"))
    elif item.row is None:
        rank = tag.small("at home")
    score = tag.b(f"{row.score:.0f}")
    bars = _bar(catalog, row) + known
    return table_row(item.tier, (bars, "kpo-bars"), (score, html.NUMBER), (rank, html.NUMBER))


def _bar(catalog: Catalog, row: Row) -> Html:
    parts = markup(
        tag.i(
            class_="kpo-hatched" if row.statuses.get(name) else None,
            style=f"width:{points:.2f}%;--dot:{css_colour(name)}",
            title=f"{catalog.criteria[name].name}: {in_points(points, 1)}",
        )
        for name, points in row.contributions.items()
    )
    return tag.span(parts, class_="kpo-stack")


def _remarks(remarks: Iterable[Remark], nothing: str) -> Html:
    items = markup(
        tag.li(
            tag.b(
                tag.i(style=f"background:{css_colour(item.criterion)}"),
                f"{item.name} {item.score:.0f}",
            ),
            f" {item.sentence}",
        )
        for item in remarks
    )
    return tag.ul(items, class_="kpo-list") if items else tag.p(nothing)


def _parts(catalog: Catalog, parts: Iterable[tuple[str, float]]) -> str:
    return ", ".join(
        f"{lowered(catalog.criteria[name].name)} {points:+.0f}".replace("-", "\u2212")
        for name, points in parts
    )


def _flag(catalog: Catalog, flag: Flag) -> Html:
    state = "not checked" if flag.state == "not_checked" else flag.state
    since = f" since {flag.since}" if flag.since else ""
    source = catalog.sources.get(flag.source)
    by = source.credit if source else ""
    text = f". {capitalised(flag.text)}." if flag.text else "."
    head = f"{html.flag_name(flag)}: {state}{since}"
    return tag.span(tag.b(head), text, title=by)
