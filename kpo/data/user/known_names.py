"""Countries and indicators that the rows of a file may name, and how names are understood."""

from kpo.data.catalog import Catalog
from kpo.data.user.country_names import country_code, is_group


class Known:
    """Names that the rows of a file may use: ours, the user's in use, and those the file adds.

    Attributes
    ----------
    understood, regions
        Names of countries in the file that are not codes, with the code each was read as; the
        same for regions.
    client, bound
        The client to which a client-dependent figure is bound if its row names none, and the
        number of such figures.
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
        """Return the code of the country that a code or a name stands for; empty if unknown."""
        if text.upper() in self.countries:
            return text.upper()
        code = self.codes.get(text.lower()) or country_code(text)
        if code not in self.countries:
            return ""
        self.understood[text] = code
        return code

    def first_country(self, names: tuple[str, ...]) -> str:
        """Return the code of the first name that is a known country; empty if none is."""
        if names not in self._by_names:
            self._by_names[names] = next(filter(None, map(self.country, names)), "")
        return self._by_names[names]

    def country_remedy(self, text: str) -> str:
        """Return what to do about an unknown country."""
        if text.upper() in self.unusable:
            return "correct its row under Countries first"
        code = country_code(text)
        if code and code != text.upper():
            return f"it is {code}, which is not among ours: add it under Countries"
        if is_group(text):
            return "leave out the row: a group of countries cannot be ranked"
        return "use an alpha-3 code of the template, or add the country under Countries"

    def indicator_remedy(self, text: str) -> str:
        """Return what to do about an unknown indicator."""
        by_name = {item.name.lower(): code for code, item in self.indicators.items()}
        if text.lower() in by_name:
            return f"write its id, {by_name[text.lower()]}"
        return "use an id of the template, or add the indicator under Indicators"
