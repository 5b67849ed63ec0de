"""What the choice's team costs and saves at one destination, in sentences for other pages."""

from kpo.core.model import Scenario
from kpo.data.catalog import Catalog
from kpo.narrative.business_case import NO_CASE, of_team
from kpo.ui.components import html
from kpo.ui.components.controls import section


def team_case(catalog: Catalog, scenario: Scenario, country: str) -> bool:
    """Draw the sentences of the business case, and tell whether a case can be made."""
    sentences = of_team(catalog, scenario, country)
    if sentences:
        section("What a team costs and saves", html.paragraphs(sentences), "All in")
    return bool(sentences) and sentences[0] != NO_CASE
