"""A ranking as an ordered set of captioned scenes, for the screen, for slides and for paper.

Each scene has a finding as its title, a caption, bars and lines as plain text and numbers, the
sources of what it shows, and notes for whoever speaks to it. Who draws a scene decides how.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from kpo import sureness_narrative
from kpo.catalog import Catalog
from kpo.certainty import changes, how_often, per_cent, too_close
from kpo.evidence import STATUS_WORDS, Credit, credits
from kpo.model import Flag, Scenario
from kpo.naming import lowered, named, sanctioned
from kpo.narrative import LEAST_PART, headline, standfirst, weak_spots, why
from kpo.profile import Profile, profile
from kpo.scenario_narrative import summary
from kpo.score import Ranking, Row, rank
from kpo.sureness.chances import NEARBY, chances
from kpo.sureness.gaps import gaps
from kpo.weights import whole_percents

Kind = Literal["ranking", "difference", "places", "country", "words", "weights"]

TOP: Final = 3
"""Destinations that get a scene of their own."""

NAMED: Final = 4
"""Producers named under a scene; the scene of the sources names all."""

METHOD: Final[Mapping[str, str]] = {
    "arithmetic": "Points are multiplied by the weights and added up.",
    "geometric": "Weights are exponents: a weak criterion cannot be bought back in full.",
}
FLAGS: Final = ("eu_sanctions", "eu_member", "eu_adequacy", "privacy_law")
"""Facts that belong in front of a board, in this order."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, the criterion that gives its colour, the number and how it is shown.

    `value` is None where there is no figure; `parts` hold shares of ranks, the first to the last;
    `mark` is the word for what is assumed or differently defined.
    """

    label: str
    criterion: str
    value: float | None
    shown: str
    parts: tuple[float, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Line:
    """A sentence with the word it stands under; the word may be empty."""

    head: str
    text: str


@dataclass(frozen=True)
class Scene:
    """One thing to show.

    Attributes
    ----------
    id
        Stays the same for the same kind of scene, so that an order can be kept.
    name
        What the scene is called in a list.
    title, caption
        The finding, and a sentence under it.
    unit
        What the numbers of the bars are.
    source, notes
        Who is behind the figures, and what to say to it.
    """

    id: str
    kind: Kind
    name: str
    title: str
    caption: str
    ranking: Ranking
    bars: tuple[Bar, ...] = ()
    unit: str = ""
    lines: tuple[Line, ...] = ()
    source: str = ""
    notes: tuple[str, ...] = ()


def deck(catalog: Catalog, scenario: Scenario) -> tuple[Scene, ...]:
    """Return the scenes of a scenario, in the order in which they are told.

    Raises
    ------
    KpoError
        If the scenario cannot be used.
    """
    ranking = rank(catalog, scenario)
    made = [opening(catalog, ranking)]
    if len(ranking.rows) > 1:
        made += [_why(catalog, ranking), _places(catalog, ranking), _changes(catalog, ranking)]
    made += [_country(catalog, ranking, spot) for spot in range(min(TOP, len(ranking.rows)))]
    made += [_risks(catalog, ranking), _method(catalog, ranking), _sources(catalog, ranking)]
    return tuple(made)


def opening(catalog: Catalog, ranking: Ranking, name: str = "") -> Scene:
    """Return the ranking itself as a scene; `name` is that of a saved scenario."""
    return Scene(
        id=f"scenario {name}" if name else "ranking",
        kind="ranking",
        name=name or "Ranking",
        title=headline(catalog, ranking),
        caption=f"{name}: {summary(catalog, ranking.scenario)}"
        if name
        else standfirst(catalog, ranking),
        ranking=ranking,
        bars=tuple(_total(catalog, row) for row in ranking.rows),
        unit="points of 100",
        source=_credit_line(catalog, ranking),
        notes=(summary(catalog, ranking.scenario), *filter(None, (too_close(catalog, ranking),))),
    )


def arranged(
    scenes: Iterable[Scene], order: Sequence[str], captions: Mapping[str, str]
) -> tuple[Scene, ...]:
    """Return the scenes that `order` names, in that order and with captions of one's own.

    An empty order stands for all of them; names that are not there any more are passed over.
    """
    known = {scene.id: scene for scene in scenes}
    wanted = [name for name in order if name in known] or list(known)
    return tuple(
        replace(known[name], caption=captions.get(name) or known[name].caption) for name in wanted
    )


def _total(catalog: Catalog, row: Row) -> Bar:
    return Bar(named(catalog, row.country, True), "", row.score, f"{row.score:.0f}")


def _why(catalog: Catalog, ranking: Ranking) -> Scene:
    reason = why(catalog, *ranking.rows[:2])
    bars = tuple(
        Bar(catalog.criteria[name].name, name, points, signed(points))
        for name, points in reason.parts
        if abs(points) >= LEAST_PART
    )
    return Scene(
        id="why",
        kind="difference",
        name="Why the first leads",
        title=reason.title,
        caption=reason.sentence,
        ranking=ranking,
        bars=bars,
        unit="points that each criterion adds to the lead",
        source=_credit_line(catalog, ranking),
        notes=("The bars sum to the distance between the two scores.",),
    )


def _places(catalog: Catalog, ranking: Ranking) -> Scene:
    found = chances(catalog, ranking)
    bars = tuple(
        Bar(
            named(catalog, country, True),
            "",
            chance.p_first,
            per_cent(chance.p_first),
            chance.ranks,
        )
        for country, chance in found.items()
    )
    return Scene(
        id="robustness",
        kind="places",
        name="How sure it is",
        title=sureness_narrative.finding(catalog, ranking, NEARBY),
        caption=sureness_narrative.varied(NEARBY),
        ranking=ranking,
        bars=bars,
        unit="share of the draws in each place",
        source=_credit_line(catalog, ranking),
        notes=(how_often(catalog, ranking), *filter(None, (too_close(catalog, ranking),))),
    )


def _changes(catalog: Catalog, ranking: Ranking) -> Scene:
    found = changes(catalog, ranking)
    close = filter(None, (too_close(catalog, ranking),))
    return Scene(
        id="changes",
        kind="words",
        name="What would change it",
        title=found[0].removesuffix("."),
        caption="The smallest changes of one weight that turn the lead; the others keep their "
        "proportions.",
        ranking=ranking,
        lines=tuple(Line(*_parted(text)) for text in (*found, *close)),
        source=_credit_line(catalog, ranking),
        notes=("A tipping point is exact: a hair beyond it the other destination leads.",),
    )


def _country(catalog: Catalog, ranking: Ranking, spot: int) -> Scene:
    row = ranking.rows[spot]
    found = profile(catalog, ranking.scenario, row.country)
    bars = tuple(
        Bar(
            catalog.criteria[name].name,
            name,
            score,
            "no figure" if score is None else f"{score:.0f}",
            mark=_mark(row, name),
        )
        for name, score in row.scores.items()
    )
    return Scene(
        id=f"place {spot + 1}",
        kind="country",
        name=f"Place {spot + 1}: {named(catalog, row.country, True)}",
        title=found.headline,
        caption=found.standfirst,
        ranking=ranking,
        bars=bars,
        unit="points of 100 on each criterion",
        lines=tuple(_remarks(found)),
        source=_credit_line(catalog, ranking),
        notes=(*found.lift, *found.unknown),
    )


def _mark(row: Row, criterion: str) -> str:
    return ", ".join(
        word
        for status, word in STATUS_WORDS.items()
        if status != "reported" and status in row.statuses[criterion]
    )


def _remarks(found: Profile) -> Iterable[Line]:
    for remark in found.strengths[:2]:
        yield Line(f"Strong: {lowered(remark.name)}", remark.sentence)
    for remark in found.weak_points[:2]:
        yield Line(f"Weak: {lowered(remark.name)}", remark.sentence)


def _risks(catalog: Catalog, ranking: Ranking) -> Scene:
    first = ranking.rows[:TOP]
    weak = " ".join(weak_spots(catalog, ranking))
    lines = [Line("Below 20 points", weak)] if weak else []
    lines += [
        Line(named(catalog, row.country, True), said)
        for row in first
        if (said := _facts(catalog, row.country))
    ]
    missing = [f"{item.name}: {item.reason}" for item in ranking.not_ranked[:TOP]]
    if missing:
        more = len(ranking.not_ranked) - len(missing)
        lines.append(Line("Not ranked", "; ".join(missing) + (f"; {more} more" if more else "")))
    flagged = sum(sanctioned(catalog, row.country) for row in ranking.rows)
    title = "Risks that no score shows"
    if flagged:
        title = f"{flagged} of {len(ranking.rows)} ranked destinations under EU sanctions"
    return Scene(
        id="risks",
        kind="words",
        name="Risks and flags",
        title=title,
        caption="Facts stand beside the score, never in it; what was not looked up says so.",
        ranking=ranking,
        lines=tuple(lines),
        source=_flag_sources(catalog, [row.country for row in first]),
        notes=tuple(_gap_notes(catalog, ranking)),
    )


def _facts(catalog: Catalog, country: str) -> str:
    found = [flag for name in FLAGS if (flag := catalog.flag(country, name)) is not None]
    member = any(flag.flag == "eu_member" and flag.state == "yes" for flag in found)
    idle = "eu_adequacy" if member else "eu_member"
    said = [_fact(flag) for flag in found if flag.flag != idle]
    return "; ".join(said) + "." if said else ""


def _fact(flag: Flag) -> str:
    name = flag.flag.replace("_", " ").replace("eu ", "EU ")
    since = f" since {flag.since[:4]}" if flag.since and flag.state == "yes" else ""
    return f"{name}: {flag.state.replace('_', ' ')}{since}"


def _flag_sources(catalog: Catalog, countries: Iterable[str]) -> str:
    found = (
        flag.source
        for country in countries
        for name in FLAGS
        if (flag := catalog.flag(country, name)) is not None and flag.source in catalog.sources
    )
    names = dict.fromkeys(catalog.sources[source].producer for source in found)
    return f"{', '.join(names)}." if names else ""


def _gap_notes(catalog: Catalog, ranking: Ranking) -> Iterable[str]:
    count = len(tuple(gaps(catalog, ranking)))
    if count:
        yield f"{count} gaps in the figures lower the coverage; the How sure page lists them."


def _method(catalog: Catalog, ranking: Ranking) -> Scene:
    shown = whole_percents(dict(zip(ranking.criteria, ranking.weights.tolist(), strict=True)))
    scenario = ranking.scenario
    lines = (
        Line("Score", METHOD[scenario.method]),
        Line("Scale", "Fixed bounds, 0 to 100: a score does not depend on who else is compared."),
        Line("Gaps", "Nothing is filled in; weights are shared out over what is known."),
        Line("Age", f"No figure older than {scenario.max_age} years."),
        Line(
            "Sureness",
            f"{NEARBY.draws:,} weightings, each weight \u00b1{100 * NEARBY.spread:.0f} %.",
        ),
    )
    return Scene(
        id="method",
        kind="weights",
        name="Weights and method",
        title="How the score is made",
        caption=f"{summary(catalog, scenario)}.",
        ranking=ranking,
        bars=tuple(
            Bar(catalog.criteria[name].name, name, float(share), f"{share:g} %")
            for name, share in shown.items()
        ),
        unit="weight",
        lines=lines,
        source=f"Figures of data version {catalog.data_version}.",
        notes=("Weights say what a criterion is worth, from its worst bound to its best.",),
    )


def _sources(catalog: Catalog, ranking: Ranking) -> Scene:
    return Scene(
        id="sources",
        kind="words",
        name="Sources",
        title="Who says so",
        caption="Every figure has its year, its source and its licence on the Data page.",
        ranking=ranking,
        lines=tuple(
            Line(catalog.criteria[item.criterion].name, _credit(item))
            for item in credits(catalog, ranking)
        ),
        source=f"Data version {catalog.data_version}.",
    )


def signed(points: float) -> str:
    """Return points with their sign, a true minus.

    Examples
    --------
    >>> signed(2.25), signed(-6.0)
    ('+2.2', '\u22126.0')
    """
    return f"{points:+.1f}".replace("-", "\u2212")


def _parted(text: str) -> tuple[str, str]:
    head, colon, rest = text.partition(": ")
    return (head, rest) if colon else ("", text)


def _credit(item: Credit) -> str:
    years = str(item.first_year)
    if item.last_year != item.first_year:
        years += f"\u2013{item.last_year}"
    unit = f", {item.unit}" if item.unit else ""
    return f"{', '.join(item.producers)}, {years}{unit}."


def _credit_line(catalog: Catalog, ranking: Ranking) -> str:
    found = dict.fromkeys(name for item in credits(catalog, ranking) for name in item.producers)
    names, more = list(found)[:NAMED], len(found) - NAMED
    said = f"{', '.join(names)} and {more} others" if more > 1 else ", ".join(found)
    return f"{said}. Figures of {catalog.data_version}." if found else ""
