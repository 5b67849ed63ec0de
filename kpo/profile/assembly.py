"""Everything that the page of one destination says, put together once."""

from collections.abc import Mapping
from dataclasses import dataclass

from kpo.catalog import Catalog
from kpo.computed import ENGLISH
from kpo.model import Flag, Sanction, Scenario
from kpo.profile import words
from kpo.profile.day import Day, Holidays, days, holidays
from kpo.profile.facts import Block, blocks
from kpo.profile.lift import lift, sentences
from kpo.profile.pay import Pay, occupations
from kpo.profile.standing import Alternative, Standing, alternatives, standings
from kpo.profile.unknown import unknown
from kpo.profile.words import Remark


@dataclass(frozen=True)
class Profile:
    """One destination for one scenario; sentences are plain text."""

    country: str
    name: str
    scenario: Scenario
    headline: str
    standfirst: str
    standings: tuple[Standing, ...]
    blocks: Mapping[str, Block]
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
    found = blocks(catalog, scenario, country)
    pays = occupations(catalog, scenario, country)
    standing = standings(catalog, scenario, country)
    above = lift(standing[0].ranking, country)
    client = scenario.client
    official = catalog.flag(country, "english_official")
    return Profile(
        country=country,
        name=catalog.countries[country].name,
        scenario=scenario,
        headline=words.headline(catalog, standing[0], country, scenario.service, client),
        standfirst=words.standfirst(catalog, standing[0], found, pays[0], client),
        standings=standing,
        blocks=found,
        pays=pays,
        english=words.english_meaning(
            catalog,
            found[catalog.indicators[ENGLISH].criterion].fact(ENGLISH),
            client,
            official is not None and official.state == "yes",
        ),
        days=days(catalog, client, country),
        holidays=holidays(catalog, client, country),
        strengths=words.strengths(catalog, found, client),
        weak_points=words.weak_points(catalog, found, client),
        lift=sentences(catalog, above, found, client) if above else (),
        alternatives=alternatives(catalog, scenario, country),
        unknown=unknown(catalog, client, country, found, pays),
        flags=catalog.flags[country],
        sanctions=catalog.sanctions(client, country),
    )
