"""Hold back a server's messages to a page, so that a test decides when an answer arrives."""

from playwright.sync_api import Page, WebSocketRoute

from tests.browser.pages import is_end
from tests.panel.seen import until_so


class Line:
    """The connection from the server to a page; while `holds` is true, messages are held back."""

    def __init__(self, page: Page) -> None:
        self.holds = False
        self._held: list[tuple[WebSocketRoute, str | bytes]] = []
        page.route_web_socket("**/_stcore/stream", self._through)

    def _through(self, browser: WebSocketRoute) -> None:
        browser.connect_to_server().on_message(lambda said: self._pass(browser, said))

    def _pass(self, browser: WebSocketRoute, said: str | bytes) -> None:
        if self.holds:
            self._held.append((browser, said))
        else:
            browser.send(said)

    def wait(self, page: Page) -> None:
        """Wait until all messages of an answer have been held back."""
        until_so(page, lambda: any(is_end(said) for _, said in self._held))

    def let_go(self, all_but: int = 0) -> None:
        """Send the messages held back, except the newest `all_but`."""
        while len(self._held) > all_but:
            browser, said = self._held.pop(0)
            browser.send(said)
        self.holds = all_but > 0
