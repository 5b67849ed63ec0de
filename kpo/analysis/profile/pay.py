"""Pay by occupation in dollars and local money, beside the client's, and the pay of a team."""

from dataclasses import dataclass
from typing import Final

from kpo.analysis.provenance import Datum, datum
from kpo.core.model import Indicator, Observation, Scenario
from kpo.data.catalog import Catalog
from kpo.data.labour_cost import EXCHANGE_RATE, MONTHS
from kpo.data.observations import cost_of_labour, figure

OCCUPATIONS: Final = ("pay_developer", "pay_professional", "pay_technician", "pay_clerical")
MIN_PREMIUM: Final = 1.1
"""Ratio of professionals' to clerical pay below which one of the two is doubtful."""


@dataclass(frozen=True, kw_only=True)
class Pay(Datum):
    """Pay of one occupation: dollars a month, local money a month, its share of the client's pay.

    `local` is the dollar figure times the exchange rate `rate`: that of the figure's own year,
    else the latest. `share` is 1.0 if the pay equals the client's.
    """

    counts: bool
    peer: Observation | None
    local: float | None
    rate: Observation | None
    share: float | None


@dataclass(frozen=True)
class Team:
    """Yearly pay of a team at the destination and at the client's, in the client's currency.

    Without employer charges. `rates` are the client's exchange rates used for the two.
    """

    size: int
    pay: Pay
    currency: str
    there: float | None
    at_client: float | None
    rates: tuple[Observation | None, Observation | None]

    @property
    def difference(self) -> float | None:
        """Pay at the client's less pay at the destination; None if one is unknown."""
        if self.there is None or self.at_client is None:
            return None
        return self.at_client - self.there


def occupations(catalog: Catalog, scenario: Scenario, country: str) -> tuple[Pay, ...]:
    """Return pay by occupation, the one that counts for the tier first."""
    known = [catalog.indicators[name] for name in OCCUPATIONS if name in catalog.indicators]
    pays = [_pay(catalog, scenario, country, item) for item in known]
    return tuple(sorted(pays, key=lambda item: not item.counts))


def team(catalog: Catalog, scenario: Scenario, country: str, size: int) -> Team:
    """Return what `size` people of the tier's occupation are paid a year.

    Monthly dollars × 12 × `size` × the client currency's rate of the figure's own year (the
    latest rate if that year has none).
    """
    pay = occupations(catalog, scenario, country)[0]
    client = scenario.client
    rates = tuple(_rate(catalog, scenario, client, item) for item in (pay.observation, pay.peer))
    there, at_client = (
        None if item is None or rate is None else item.value * MONTHS * size * rate.value
        for item, rate in zip((pay.observation, pay.peer), rates, strict=True)
    )
    currency = catalog.countries[client].currency
    return Team(size, pay, currency, there, at_client, (rates[0], rates[1]))


def doubtful_premium(pays: tuple[Pay, ...]) -> float | None:
    """Return the ratio of professionals' to clerical pay if it is below 1.1, else None."""
    observations = {item.indicator.id: item.observation for item in pays}
    upper, lower = observations.get("pay_professional"), observations.get("pay_clerical")
    if upper is None or lower is None or upper.value >= MIN_PREMIUM * lower.value:
        return None
    return upper.value / lower.value


def _pay(catalog: Catalog, scenario: Scenario, country: str, item: Indicator) -> Pay:
    observation = figure(catalog, scenario, country, item.id)
    peer = figure(catalog, scenario, scenario.client, item.id)
    rate = _rate(catalog, scenario, country, observation)
    local = None if observation is None or rate is None else observation.value * rate.value
    counts = item.id == catalog.tiers[scenario.tier].pay
    if counts and peer is None:
        home = cost_of_labour(catalog, scenario, scenario.client)
        peer = home.pay if home else None
    share = None if observation is None or peer is None else observation.value / peer.value
    known = vars(datum(catalog, country, item.id, observation))
    return Pay(**known, counts=counts, peer=peer, local=local, rate=rate, share=share)


def _rate(
    catalog: Catalog, scenario: Scenario, country: str, observation: Observation | None
) -> Observation | None:
    if observation is None or EXCHANGE_RATE not in catalog.indicators:
        return None
    rates = catalog.figures(country, EXCHANGE_RATE)
    same = next((item for item in reversed(rates) if item.year == observation.year), None)
    return same or figure(catalog, scenario, country, EXCHANGE_RATE)
