"""The report of what changed between two versions: figures, tiers, ranks, published indices."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from kpo.analysis.published_comparison import market
from kpo.analysis.rank_changes import Mover, movers
from kpo.core.errors import Problem
from kpo.core.model import Observation, Scenario
from kpo.core.numbers import shown_value
from kpo.data.catalog import Catalog
from kpo.scoring.decision_matrix import decision_matrix
from kpo.scoring.ranking import Ranking, rank

MAX_LISTED: Final = 12
"""Maximum number of figures listed per source and of movers per tier; the rest is counted."""

NOT_SCORED: Final = ("no_pay", "coverage", "no_figures")
"""Kinds of reasons for which a country cannot be ranked for a tier at all."""

Key = tuple[str, str, int]
Figures = dict[Key, Observation]


class Change(NamedTuple):
    """One figure before and now; None if missing."""

    before: Observation | None
    now: Observation | None

    @property
    def size(self) -> float:
        """The relative change, from 0 for no change; infinite for a new or gone figure."""
        if self.before is None or self.now is None:
            return float("inf")
        most = max(abs(self.before.value), abs(self.now.value))
        return abs(self.now.value - self.before.value) / most if most else 0.0


def report(before: Catalog, now: Catalog, notes: Sequence[Problem] = ()) -> str:
    """Return the report as Markdown.

    Parameters
    ----------
    notes
        Corrections that no longer apply.
    """
    parts = [
        [f"# What changed: {before.data_version} to {now.data_version}"],
        list(_figures(before, now)),
        list(_corrections(notes)),
        list(_tiers(before, now)),
        list(_ranks(before, now)),
        list(_market(before, now)),
    ]
    return "\n".join("\n".join(part) for part in parts) + "\n"


def changes(before: Catalog, now: Catalog) -> dict[str, list[Change]]:
    """Return the new, gone and changed figures by source, the largest changes first."""
    old, new = _all(before), _all(now)
    by_source: dict[str, list[Change]] = defaultdict(list)
    for key in sorted({*old, *new}):
        was, is_now = old.get(key), new.get(key)
        known = is_now or was
        if known and (was is None or is_now is None or was.value != is_now.value):
            by_source[known.sources[0]].append(Change(was, is_now))
    for found in by_source.values():
        found.sort(key=lambda item: -item.size)
    return dict(sorted(by_source.items()))


def _all(catalog: Catalog) -> Figures:
    return {
        (item.country, item.indicator, item.year): item
        for country in catalog.countries
        for indicator in catalog.indicators
        for item in catalog.figures(country, indicator)
    }


def _figures(before: Catalog, now: Catalog) -> Iterator[str]:
    yield from ("", "## Figures", "")
    by_source = changes(before, now)
    if not by_source:
        yield "No figure changed."
        return
    yield from ("| source | new | changed | gone |", "|---|--:|--:|--:|")
    for source, found in by_source.items():
        new = sum(item.before is None for item in found)
        gone = sum(item.now is None for item in found)
        yield f"| {source} | {new:,} | {len(found) - new - gone:,} | {gone:,} |"
    for source, found in by_source.items():
        moved = [item for item in found if item.before and item.now][:MAX_LISTED]
        if moved:
            yield from ("", f"Largest changes of {source}:", "")
            yield from (f"- {_said(now, item)}" for item in moved)


def _said(catalog: Catalog, change: Change) -> str:
    known = change.now or change.before
    assert known is not None
    item = catalog.indicators[known.indicator]
    was, is_now = (
        "no figure" if one is None else shown_value(item, one.value)
        for one in (change.before, change.now)
    )
    name = catalog.countries[known.country].name
    return f"{item.name}, {name} {known.year}: {was} to {is_now} {item.unit}"


def _corrections(notes: Sequence[Problem]) -> Iterator[str]:
    yield from ("", "## Corrections that no longer apply", "")
    yield from (f"- {item}" for item in notes)
    if not notes:
        yield "None: every correction still meets its figure."


def _tiers(before: Catalog, now: Catalog) -> Iterator[str]:
    yield from ("", "## Countries that gain or lose a tier", "")
    found = False
    for tier in _main_tiers(now):
        was, is_now = _rankable(before, tier), _rankable(now, tier)
        for word, codes in (("gains", is_now - was), ("loses", was - is_now)):
            for code in sorted(codes):
                found = True
                yield f"- {_name(now, before, code)} {word} {tier}"
    if not found:
        yield "None."


def _rankable(catalog: Catalog, tier: str) -> set[str]:
    ranking = _wide(catalog, tier)
    without = {item.country for item in ranking.not_ranked if item.kind in NOT_SCORED}
    return set(catalog.countries) - without


def _ranks(before: Catalog, now: Catalog) -> Iterator[str]:
    client = now.countries[Scenario().client].name
    yield from ("", f"## Ranks, client in {client}, all destinations")
    for tier in _main_tiers(now):
        was, is_now = _wide(before, tier), _wide(now, tier)
        moved = [item for item in movers(was, is_now) if item.before and item.now]
        moved.sort(key=_distance)
        yield from ("", f"### {now.tiers[tier].name}", "")
        for item in moved[:MAX_LISTED]:
            cause = _cause(before, now, was, is_now, item.country)
            name = now.countries[item.country].name
            yield f"- {name}: {item.before} to {item.now}{cause}"
        if len(moved) > MAX_LISTED:
            yield f"- and {len(moved) - MAX_LISTED} more"
        if not moved:
            yield "Nobody moved."


def _distance(item: Mover) -> tuple[int, str]:
    return -abs((item.before or 0) - (item.now or 0)), item.country


def _cause(before: Catalog, now: Catalog, was: Ranking, is_now: Ranking, country: str) -> str:
    """Return the criterion whose points changed most for a country, and its figure, in words.

    If the country's own points are unchanged, others moved it.
    """
    rows = [next(row for row in one.rows if row.country == country) for one in (was, is_now)]
    points = {
        name: rows[1].contributions[name] - rows[0].contributions.get(name, 0.0)
        for name in is_now.criteria
    }
    criterion = max(points, key=lambda name: abs(points[name]))
    if abs(points[criterion]) < 0.005:
        return ", moved by others"
    said = f": {now.criteria[criterion].short_name} {points[criterion]:+.2f} points"
    change = _figure_behind(before, now, was, is_now, country, criterion)
    return said + (f" ({_said(now, change)})" if change else "")


def _figure_behind(
    before: Catalog, now: Catalog, was: Ranking, is_now: Ranking, country: str, criterion: str
) -> Change | None:
    old = decision_matrix(before, was.scenario).figures
    matrix = decision_matrix(now, is_now.scenario)
    found = [
        Change(old.get((country, item.id)), matrix.figures.get((country, item.id)))
        for item in matrix.indicators
        if item.criterion == criterion
    ]
    moved = [
        item
        for item in found
        if (item.before and item.before.value) != (item.now and item.now.value)
    ]
    return max(moved, key=lambda item: (_is_observed(now, item), item.size), default=None)


def _is_observed(catalog: Catalog, change: Change) -> bool:
    """Tell whether a figure is a publisher's own and not computed from others."""
    known = change.now or change.before
    return known is not None and catalog.indicators[known.indicator].origin == "observed"


def _market(before: Catalog, now: Catalog) -> Iterator[str]:
    yield from ("", "## Beside published indices (rank correlation)", "")
    yield from ("| tier | index | before | now |", "|---|---|--:|--:|")
    for tier in _main_tiers(now):
        was, is_now = (
            {item.edition.name: item.correlation for item in market(_wide(catalog, tier))}
            for catalog in (before, now)
        )
        for name in is_now:
            yield f"| {tier} | {name} | {_number(was.get(name))} | {_number(is_now[name])} |"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.2f}"


def _main_tiers(catalog: Catalog) -> Iterable[str]:
    return [name for name, item in catalog.tiers.items() if not item.parent]


def _wide(catalog: Catalog, tier: str) -> Ranking:
    return rank(catalog, Scenario(tier=tier, countries=tuple(catalog.countries)))


def _name(now: Catalog, before: Catalog, code: str) -> str:
    return (now.countries.get(code) or before.countries[code]).name
