"""The Business case page: what it costs, what it saves, and when it stops saving."""

from kpo.ui.shell import frame
from kpo.ui.views.business_case import page

page.page(frame.choice())
