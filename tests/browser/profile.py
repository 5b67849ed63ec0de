"""One browser profile for many tests, emptied between them, so that scripts are compiled once.

A tab in a used profile draws a page in a third of the time that a new profile takes. A test that
needs a second reader, or another kind of profile, opens a context of its own.
"""

from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Page, ViewportSize

SCREEN: Final[ViewportSize] = {"width": 1440, "height": 900}
ONE_PROCESS: Final = "--process-per-site"
"""Makes tabs of one site share a process, and with it the compiled scripts."""
PATIENCE_MS: Final = 60_000
"""Time that a busy machine may take to draw; nothing here asserts how fast it is."""

HERE: Final = "http://127.0.0.1/"


class Profile:
    """A profile with a tab that stays open, so that its process stays alive."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport=SCREEN)
        self.context.set_default_timeout(PATIENCE_MS)
        self._stays = self.context.new_page()
        self._stays.route(HERE, lambda asked: asked.fulfill(body="", content_type="text/html"))
        self._stays.goto(HERE)
        self._broom = self.context.new_cdp_session(self._stays)
        self._places: set[str] = set()
        self.context.on("page", lambda page: page.on("framenavigated", self._note))

    def _note(self, frame: Frame) -> None:
        where = urlsplit(frame.url)
        if where.scheme.startswith("http"):
            self._places.add(f"{where.scheme}://{where.netloc}")

    def tab(self, viewport: ViewportSize = SCREEN, **media: Any) -> Page:
        """Return a new tab; `media` sets the reader's theme, motion and colours."""
        page = self.context.new_page()
        if viewport != SCREEN:
            page.set_viewport_size(viewport)
        if media:
            page.emulate_media(**media)
        return page

    def empty(self) -> None:
        """Close every tab, and delete everything that pages have stored or were permitted."""
        for page in self.context.pages:
            if page is not self._stays:
                page.close()
        self.context.clear_cookies()
        self.context.clear_permissions()
        self.context.set_offline(False)
        for place in self._places:
            told = {"origin": place, "storageTypes": "all"}
            self._broom.send("Storage.clearDataForOrigin", told)
        self._places.clear()
