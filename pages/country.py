"""Country: what would we get there."""

from kpo.ui import frame
from kpo.ui.profile.page import country_page

country_page(frame.choice())
