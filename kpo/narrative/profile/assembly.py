"""Everything that the page of one destination says, put together once."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpo.analysis.profile.facts import CriterionFacts, blocks
from kpo.analysis.profile.pay import Pay, occupations
from kpo.analysis.profile.standing import Alternative, Standing, alternatives, standings
from kpo.analysis.profile.working_day import Day, Holidays, days, holidays
from kpo.core.model import Flag, Sanction, Scenario
from kpo.data.catalog import Catalog
from kpo.data.computed import ENGLISH
from kpo.narrative.profile import text
from kpo.narrative.profile.improvement import lift, sentences
from kpo.narrative.profile.text import Remark
from kpo.narrative.profile.unknown import unknown


@dataclass(frozen=True)
class Profile:
    """One destination for one scenario; sentences are plain text."""

    country: str
    name: str
    scenario: Scenario
    headline: str
    standfirst: str
    standings: tuple[Standing, ...]
    blocks: Mapping[str, CriterionFacts]
    pays: tuple[Pay, ...]
    english: tuple[str, ...]
    days: tuple[Day, Day]
    holidays: Holidays | None
    strengths: tuple[Remark, ...]
    weak_points: tuple[Remark, ...]
    lift: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    unknown: tuple[str, ...]
    flags: tuple[Flag, ...]
    sanctions: tuple[Sanction, ...]


def profile(catalog: Catalog, scenario: Scenario, country: str) -> Profile:
    """Return what there is to say about a country as a destination.

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
    official = catalog.flag(country, "english_official")
    return Profile(
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
            official is not None and official.state == "yes",
        ),
        days=days(catalog, client, country),
        holidays=holidays(catalog, client, country),
        strengths=text.strengths(catalog, facts, client),
        weak_points=text.weak_points(catalog, facts, client),
        lift=sentences(catalog, above, facts, client) if above else (),
        alternatives=alternatives(catalog, scenario, country),
        unknown=unknown(catalog, client, country, facts, pays),
        flags=catalog.flags[country],
        sanctions=catalog.sanctions(client, country),
    )
