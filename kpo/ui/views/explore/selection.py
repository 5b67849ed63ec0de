"""The selection of the Explore page, kept in session and address, and what is read with it.

One record stands for all tabs. The widgets follow it, not the reverse, as with the app's choice in
`session.state`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final

import streamlit as st

from kpo.analysis.measures import Measure, Reading, measure, offered, ordered, rankable, readings
from kpo.charts.choropleth import AREAS
from kpo.core.model import Criterion
from kpo.data.catalog import Catalog
from kpo.scoring.destination_groups import regions
from kpo.ui.session import widgets
from kpo.ui.session.state import View

KEY: Final = "kpo.explore"
ANY: Final = "any"
VIEWS: Final = {
    "bars": "Ranked bars",
    "trend": "Trend",
    "map": "Map",
    "scatter": "Scatter",
    "table": "Table",
}
EVERYWHERE: Final = "all"
MINE: Final = "chosen"
"""Region filter that keeps only the destinations of the choice."""

ANY_TIER: Final = "any"
FIELDS: Final = ("subject", "view", "region", "ranked_for", "against", "area")
FIGURE: Final = "figure"
"""Query parameter of the figure; `FIELDS` names the other parameters."""
MAX_CHOSEN: Final = 12
"""Maximum number of destinations to highlight; if more are chosen, the home countries are."""


@dataclass(frozen=True)
class Selection:
    """The subject and figure, how they are drawn, and for which countries.

    `figures` holds the figure last selected in each subject; without one, the subject opens
    with its own first figure, which for pay follows the tier. `opening` is the first subject.
    """

    subject: str
    opening: str
    figures: Mapping[str, str] = field(default_factory=dict)
    view: str = "bars"
    region: str = EVERYWHERE
    ranked_for: str = ANY_TIER
    against: str = ""
    area: str = AREAS[0]


def subjects(catalog: Catalog) -> tuple[str, ...]:
    """Return the subjects with a tab: the core criteria, then any figure."""
    return (*catalog.core, ANY)


def opening(catalog: Catalog) -> Selection:
    """Return the selection that the page opens with."""
    first = subjects(catalog)[0]
    return Selection(first, first)


def options(view: View, subject: str) -> tuple[str, ...]:
    """Return the measures offered in a subject."""
    return offered(view.catalog, view.scenario.tier, "" if subject == ANY else subject)


def figure(view: View, look: Selection) -> str:
    """Return the selected measure, else the first of the subject."""
    known = options(view, look.subject)
    wanted = look.figures.get(look.subject, "")
    return wanted if wanted in known else known[0]


def against(view: View, look: Selection) -> str:
    """Return the measure on the vertical axis of the scatter plot.

    If none is selected: the first measure of the first subject (pay), or of the second (English)
    if the first is on the horizontal axis.
    """
    known = options(view, ANY)
    if look.against in known:
        return look.against
    first, second = (options(view, name) for name in (*view.catalog.core, ANY, ANY)[:2])
    return second[0] if figure(view, look) in first else first[0]


def current(view: View) -> Selection:
    """Return the selection in the address, else the last one."""
    kept: Selection = st.session_state.get(KEY) or opening(view.catalog)
    asked = _asked(view.catalog, kept)
    look = kept if asked is None else asked
    _put(look)
    return look


def bound(key: str, value: Any, **change: Any) -> dict[str, Any]:
    """Return the arguments that tie a widget to one field of the selection.

    `change` is ``field="region"``, or ``figure_of=subject`` for the figure of a subject.
    """
    return widgets.tied(key, value, partial(_use, **change))


def _use(value: Any, *, field: str = "", figure_of: str = "") -> None:
    look: Selection = st.session_state[KEY]
    if figure_of:
        _put(replace(look, figures={**look.figures, figure_of: value}))
    else:
        _put(replace(look, **{field: value}))


def _put(look: Selection) -> None:
    """Keep a selection, and write the fields that differ from the opening to the address."""
    st.session_state[KEY] = look
    for name, value in _words(look).items():
        if value and st.query_params.get(name) != value:
            st.query_params[name] = value
        elif not value and name in st.query_params:
            del st.query_params[name]


def _words(look: Selection) -> dict[str, str]:
    opening = Selection(look.opening, look.opening)
    words = {name: getattr(look, name) for name in FIELDS}
    return {
        **{name: "" if word == getattr(opening, name) else word for name, word in words.items()},
        FIGURE: look.figures.get(look.subject, ""),
    }


def _asked(catalog: Catalog, kept: Selection) -> Selection | None:
    """Return the selection in the address, without unknown words; None if no word is known."""
    known: dict[str, tuple[str, ...]] = {
        "subject": subjects(catalog),
        "view": tuple(VIEWS),
        "region": (EVERYWHERE, MINE, *regions(catalog)),
        "ranked_for": (ANY_TIER, *catalog.top_tiers),
        "against": offered(catalog, "", ""),
        "area": AREAS,
    }
    asked: dict[str, Any] = {
        name: word for name, words in known.items() if (word := st.query_params.get(name)) in words
    }
    look = replace(opening(catalog), **asked)
    figures = offered(catalog, "", "" if look.subject == ANY else look.subject)
    wanted = st.query_params.get(FIGURE)
    if not asked and wanted not in figures:
        return None
    own = {look.subject: wanted} if wanted in figures else {}
    return replace(look, figures={**kept.figures, **own})


@dataclass(frozen=True)
class ExploreReading:
    """The readings of a selection: `every` country, those `shown`, and those highlighted."""

    view: View
    look: Selection
    measure: Measure
    every: tuple[Reading, ...]
    shown: tuple[Reading, ...]
    chosen: frozenset[str]

    @property
    def criterion(self) -> Criterion | None:
        """The criterion whose colour the drawing has; None for context and total scores."""
        return self.view.catalog.criteria.get(self.measure.criterion)

    @property
    def known(self) -> tuple[Reading, ...]:
        """The readings shown that have a number, the highest first."""
        return ordered(self.shown)


def scene(view: View, look: Selection) -> ExploreReading:
    """Return the readings of a selection under the current choice."""
    catalog = view.catalog
    wanted = measure(catalog, view.scenario, figure(view, look))
    every = readings(catalog, view.scenario, wanted)
    left = kept(view, look)
    own = view.destinations if len(view.destinations) <= MAX_CHOSEN else catalog.home
    shown = tuple(item for item in every if item.country in left)
    return ExploreReading(view, look, wanted, every, shown, frozenset(own))


def kept(view: View, look: Selection) -> frozenset[str]:
    """Return the countries that pass the filters."""
    countries = view.catalog.countries
    left = frozenset(countries)
    if look.region == MINE:
        left = frozenset(view.destinations)
    elif look.region != EVERYWHERE:
        left = frozenset(code for code, item in countries.items() if item.region == look.region)
    if look.ranked_for != ANY_TIER:
        left &= rankable(view.catalog, view.scenario, look.ranked_for)
    return left
