"""Country: what would we get there."""

from kpo.ui.shell import frame
from kpo.ui.views.country.page import country_page

country_page(frame.choice())
