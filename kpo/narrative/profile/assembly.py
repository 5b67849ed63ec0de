"""The content of one destination's page, assembled in one object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kpo.analysis.profile.facts import CriterionFacts, blocks
from kpo.analysis.profile.pay import Pay, occupations
from kpo.analysis.profile.standing import Alternative, Standing, alternatives, standings
from kpo.analysis.profile.working_day import Day, Holidays, days, holidays
from kpo.core.model import Flag, Sanction, Scenario
from kpo.data.catalog import Catalog
from kpo.data.computed import ENGLISH
from kpo.data.names import has_flag
from kpo.narrative.profile import text
from kpo.narrative.profile.improvement import lift, sentences
from kpo.narrative.profile.text import Remark
from kpo.narrative.profile.unknown import unknown


@dataclass(frozen=True)
class Profile:
    """One destination for one scenario; sentences are plain text."""

    catalog: Catalog = field(repr=False, compare=False)
    country: str
    name: str
    scenario: Scenario
    headline: str
    standfirst: str
    standings: tuple[Standing, ...]
    blocks: Mapping[str, CriterionFacts]
    pays: tuple[Pay, ...]
    english: tuple[str, ...]
    strengths: tuple[Remark, ...]
    weak_points: tuple[Remark, ...]
    lift: tuple[str, ...]
    unknown: tuple[str, ...]
    flags: tuple[Flag, ...]
    sanctions: tuple[Sanction, ...]

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The destinations with the nearest scores; lazy, as a country's scene omits them."""
        return alternatives(self.catalog, self.scenario, self.country)

    @cached_property
    def days(self) -> tuple[Day, Day]:
        """The working day on the client's clock, in winter and in summer."""
        return days(self.catalog, self.scenario.client, self.country)

    @cached_property
    def holidays(self) -> Holidays | None:
        """The destination's public holidays beside the client's."""
        return holidays(self.catalog, self.scenario.client, self.country)


def profile(catalog: Catalog, scenario: Scenario, country: str) -> Profile:
    """Return the profile of a country as a destination.

    Raises
    ------
    KpoError
        If the scenario or the country cannot be used.
    """
    facts = blocks(catalog, scenario, country)
    pays = occupations(catalog, scenario, country)
    standing = standings(catalog, scenario, country)
    above = lift(standing[0].ranking, country)
    client = scenario.client
    return Profile(
        catalog=catalog,
        country=country,
        name=catalog.countries[country].name,
        scenario=scenario,
        headline=text.headline(catalog, standing[0], country, scenario.service, client),
        standfirst=text.standfirst(catalog, standing[0], facts, pays[0], client),
        standings=standing,
        blocks=facts,
        pays=pays,
        english=text.english_meaning(
            catalog,
            facts[catalog.indicators[ENGLISH].criterion].fact(ENGLISH),
            client,
            has_flag(catalog, country, "english_official"),
        ),
        strengths=text.strengths(catalog, facts, client),
        weak_points=text.weak_points(catalog, facts, client),
        lift=sentences(catalog, above, facts, client) if above else (),
        unknown=unknown(catalog, client, country, facts, pays),
        flags=catalog.flags[country],
        sanctions=catalog.sanctions(client, country),
    )
