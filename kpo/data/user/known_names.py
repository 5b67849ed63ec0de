"""What the rows of a file may name, and what they mean by it."""

from kpo.data.catalog import Catalog
from kpo.data.user.country_names import country_code, is_group


class Known:
    """What the rows of a file may name: ours, what is in use already, and what the file adds.

    Attributes
    ----------
    understood, regions
        What a file calls a country and is not its code, with the code it was read as; the same of
        regions.
    client, bound
        The client that a figure which depends on it is bound to where it names none, and how many
        such figures there are.
    unusable
        Codes of own countries whose rows have faults.
    """

    def __init__(self, catalog: Catalog, client: str = "") -> None:
        self.catalog, self.client, self.bound = catalog, client, 0
        self.published = catalog.published
        self.countries = dict(catalog.countries)
        self.indicators = dict(catalog.indicators)
        self.codes = {item.name.lower(): code for code, item in self.countries.items()}
        self.understood: dict[str, str] = {}
        self.regions: dict[str, str] = {}
        self.unusable: set[str] = set()
        self._by_names: dict[tuple[str, ...], str] = {}

    def country(self, text: str) -> str:
        """Return the code of a country that a file names in its own way; empty for none."""
        if text.upper() in self.countries:
            return text.upper()
        code = self.codes.get(text.lower()) or country_code(text)
        if code not in self.countries:
            return ""
        self.understood[text] = code
        return code

    def first_country(self, names: tuple[str, ...]) -> str:
        """Return the code of the first of some names that is one of a country; empty for none."""
        if names not in self._by_names:
            self._by_names[names] = next(filter(None, map(self.country, names)), "")
        return self._by_names[names]

    def country_remedy(self, text: str) -> str:
        """Say what to write for a country that is not known."""
        if text.upper() in self.unusable:
            return "correct its row under Countries first"
        code = country_code(text)
        if code and code != text.upper():
            return f"it is {code}, which is not among ours: add it under Countries"
        if is_group(text):
            return "leave out the row: a group of countries cannot be ranked"
        return "use an alpha-3 code of the template, or add the country under Countries"

    def indicator_remedy(self, text: str) -> str:
        """Say what to write for an indicator that is not known."""
        by_name = {item.name.lower(): code for code, item in self.indicators.items()}
        if text.lower() in by_name:
            return f"write its id, {by_name[text.lower()]}"
        return "use an id of the template, or add the indicator under Indicators"
