"""The Country page: what a client gets at one destination."""

from kpo.ui.shell import frame
from kpo.ui.views.country.page import country_page

country_page(frame.choice())
