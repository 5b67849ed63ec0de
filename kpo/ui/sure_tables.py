"""The tables of the How sure page, each the twin of a chart or a finding of its own."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

from kpo import sureness_narrative as said
from kpo.catalog import Catalog
from kpo.certainty import per_cent
from kpo.charts.bands import band_text
from kpo.charts.stability import range_text
from kpo.naming import named
from kpo.sureness.chances import Chance
from kpo.sureness.gaps import Gap
from kpo.sureness.turning import Range
from kpo.sureness.variants import NOW, Dropped, Variant

LISTED: Final = 30
"""Rows of a table shown without opening it."""

NONE: Final = "\u2013"


def names(catalog: Catalog, countries: Iterable[str], client: str) -> dict[str, str]:
    """Return destinations as they are called beside a bar."""
    marks = {country: named(catalog, country, client) for country in countries}
    return {c: n.removeprefix("the ") for c, n in marks.items()}


def rank_key(labels: Sequence[str], shades: Sequence[str]) -> str:
    """Return which shade stands for which rank."""
    marks = "".join(
        f"<span><i style='background:{shade}'></i>{escape(label)}</span>"
        for label, shade in zip(labels, shades, strict=False)
    )
    return f"<p class='kpo-key'>{marks}</p>"


def chances_table(
    catalog: Catalog,
    found: Mapping[str, Chance],
    ahead: Mapping[str, float],
    criteria: Sequence[str],
    client: str,
) -> str:
    """Return the figures of both charts, and the weights that typically put each first."""
    labels = names(catalog, found, client)
    short = [catalog.criteria[name].short_name for name in criteria]
    heads = ["Destination", "First", "± s.e.", "Ranks", "Before the leader under any weights"]
    body = ""
    for country, chance in found.items():
        error = f"{100 * chance.standard_error:.1f}"
        other = per_cent(ahead[country]) if country in ahead else NONE
        typical = chance.typical
        weights = [f"{typical[name]:.0f}" if typical else NONE for name in criteria]
        cells = [per_cent(chance.p_first), error, band_text(chance), other, *weights]
        body += _line(labels[country], cells)
    note = (
        "The columns on the right: the mean weights, in per cent, of the draws in which the "
        "destination is first. First: share of the draws, with the standard error of the draw."
    )
    return opened("The same as a table", table([*heads, *short], body) + _small(note))


def ranges_table(catalog: Catalog, found: Sequence[Range], client: str) -> str:
    """Return the ranges with who leads beyond them."""
    labels = names(catalog, [c for item in found for c in (item.below, item.above) if c], client)
    body = "".join(
        _line(
            catalog.criteria[item.criterion].name,
            [
                f"{item.now:g} %",
                range_text(item),
                labels.get(item.below or "", "nobody else"),
                labels.get(item.above or "", "nobody else"),
            ],
        )
        for item in found
    )
    heads = ["Criterion", "Weight now", "Leads from and to", "Below leads", "Above leads"]
    return opened("The same as a table", table(heads, body))


def errors_table(catalog: Catalog) -> str:
    """Return how far figures of each kind are taken to be off, with the reason."""
    body = "".join(
        f"<tr><th scope='row'>{escape(said.error_name(error))}</th>"
        f"<td>{escape(said.error_width(error))}</td><td>{escape(error.reason)}</td></tr>"
        for error in catalog.figure_errors.values()
    )
    return table(["Figure", "Varied by", "Why"], body)


def rules_table(catalog: Catalog, found: Sequence[Variant], client: str) -> str:
    """Return ranks under each rule, those that differ from now with an arrow and in bold."""
    now = found[0].ranks
    labels = names(catalog, now, client)
    heads = ["Destination"] + [said.rule_title(catalog, variant) for variant in found]
    body = "".join(
        f"<tr><th scope='row'>{escape(labels[country])}</th>"
        + "".join(_rank(variant, country, now[country]) for variant in found)
        + "</tr>"
        for country in now
    )
    meanings = "; ".join(
        f"{said.rule_title(catalog, variant)}: {said.rule_meaning(catalog, variant)}"
        for variant in found[1:]
    )
    drawn = table(heads, body)
    if len(now) > LISTED:
        drawn = opened(f"All {len(now)} destinations", drawn)
    return drawn + _small(f"{meanings}.")


def dropped_table(catalog: Catalog, found: Sequence[Dropped], leader: str, client: str) -> str:
    """Return who leads without each criterion."""
    labels = names(catalog, {country for item in found for country in item.leaders}, client)
    body = "".join(
        f"<tr><th scope='row'>{escape(catalog.criteria[item.criterion].name)}</th>"
        f"<td class='{'' if item.leaders == (leader,) else 'kpo-changed'}'>"
        f"{escape(', '.join(labels[country] for country in item.leaders))}</td></tr>"
        for item in found
    )
    return table(["Without", "Leader"], body, numbers=False)


def gaps_table(catalog: Catalog, found: Sequence[Gap], client: str) -> str:
    """Return which figures are missing, assumed, differently defined or old."""
    labels = names(catalog, [gap.country for gap in found], client)
    heads = ["Destination", "No figure", "Assumed", "Different definition", "Five years or older"]
    heads += ["Yours"] if any(gap.own for gap in found) else []
    body = "".join(
        f"<tr><th scope='row'>{escape(labels[gap.country])}</th>"
        + "".join(f"<td>{escape(text or NONE)}</td>" for text in _weak(gap)[: len(heads) - 1])
        + "</tr>"
        for gap in found
    )
    drawn = table(heads, body, numbers=False)
    if len(found) > LISTED:
        return opened(f"{len(found)} destinations with a weak figure", drawn)
    return drawn


def table(heads: Sequence[str], body: str, numbers: bool = True) -> str:
    """Return a table that scrolls sideways where it is too wide."""
    mark = " class='kpo-number'" if numbers else ""
    head = "".join(
        f"<th scope='col'{mark if place else ''}>{escape(text)}</th>"
        for place, text in enumerate(heads)
    )
    label = escape(f"{heads[0]}: {', '.join(heads[1:3])}")
    return (
        f"<div class='kpo-numbers' tabindex='0' role='region' aria-label='{label}'>"
        f"<table class='kpo-table'><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def opened(title: str, body: str) -> str:
    """Return something that opens on a click."""
    return f"<details><summary>{escape(title)}</summary>{body}</details>"


def _line(head: str, cells: Iterable[str]) -> str:
    shown = "".join(f"<td class='kpo-number'>{escape(cell)}</td>" for cell in cells)
    return f"<tr><th scope='row'>{escape(head)}</th>{shown}</tr>"


def _rank(variant: Variant, country: str, now: int | None) -> str:
    rank = variant.ranks[country]
    if rank is None:
        return "<td class='kpo-number kpo-soft'>not ranked</td>"
    if variant.id == NOW or rank == now or now is None:
        return f"<td class='kpo-number'>{rank}</td>"
    sign, word = ("\u25b2", "up") if rank < now else ("\u25bc", "down")
    arrow = f"<span aria-hidden='true'>{sign}</span>"
    return (
        f"<td class='kpo-number kpo-changed' title='{word} {abs(rank - now)}'>{arrow} {rank}</td>"
    )


def _weak(gap: Gap) -> list[str]:
    groups = [", ".join(item.name for item in part) for part in (gap.missing, gap.assumed)]
    groups.append(", ".join(item.name for item in gap.different))
    groups.append(", ".join(f"{item.name} {year}" for item, year in gap.old))
    groups.append(", ".join(item.name for item in gap.own))
    return groups


def _small(text: str) -> str:
    return f"<p class='kpo-small'>{escape(text)}</p>"


def listed(sentences: Sequence[str], shown: int = 6) -> str:
    """Return sentences as short lines; what is beyond `shown` opens on a click."""
    lines = [f"<p>{escape(sentence)}</p>" for sentence in sentences]
    rest = "".join(lines[shown:])
    more = opened(f"{len(lines) - shown} more", rest) if rest else ""
    return "".join(lines[:shown]) + more


def steps(sentences: Sequence[str]) -> str:
    """Return the steps of a plan as a list between its first and its last sentence."""
    first, *middle, last = sentences
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in middle)
    body = f"<ul>{items}</ul>" if items else ""
    return f"<div class='kpo-steps'><p>{escape(first)}</p>{body}<p>{escape(last)}</p></div>"
