"""Two windows of one browser save at the same time: nothing of either is lost.

A window here is a session of the page; the storage is what `storage.js` does, in Python. `Late` is
a window that does not see yet what another has just written, as it happens within an instant.
"""

from collections.abc import Callable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from kpo import Scenario
from kpo.core.model import UserData, UserFigure
from kpo.data.catalog import Catalog
from kpo.scenarios.collection import MAX_SCENARIOS, added, saved
from kpo.ui.session import (
    browser_storage,
    catalog,
    history,
    saved_scenarios,
    state,
    url,
    user_data,
    user_file,
)
from kpo.ui.session.browser_storage import made_with
from tests.data.user.files import FIGURES, PAY, lines

MODULES = (saved_scenarios, user_data, user_file, catalog, url, state, history)


class Browser:
    """The storage that all windows share."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}


class Window:
    """One session, with its component that speaks with the storage."""

    def __init__(self, browser: Browser, part: Any) -> None:
        self.browser, self.part = browser, part
        self.session = SimpleNamespace(session_state={})

    def draw(self, late: str | None = None) -> None:
        """Draw the component until the browser has nothing more to tell; `late` is what it sees."""
        for _ in range(5):
            asked: list[tuple[str, str | None, Sequence[str], Callable[..., None]]] = []
            browser_storage.storage = lambda _, text, bases, told, name, asked=asked, **__: (  # type: ignore[assignment]
                asked.append((name, text, bases, told))
            )
            self.within(self.part.connect)
            ((name, text, bases, told),) = asked
            found = self.browser.kept.get(name, "") if late is None else late
            if text is None or (found != text and found not in bases):
                self.within(lambda told=told, found=found: told(found))
            else:
                self.browser.kept[name] = text
                return

    def within(self, step: Callable[[], object]) -> None:
        for module in MODULES:
            module.st = self.session  # type: ignore[attr-defined]
        step()


@pytest.fixture
def _real() -> Iterator[None]:
    before = [(module, module.st) for module in MODULES]
    storages = [(module, module.storage) for module in (browser_storage, user_file)]
    yield
    for module, st in before:
        module.st = st
    for module, storage in storages:
        module.storage = storage


@pytest.fixture
def windows(
    sample: Catalog, monkeypatch: pytest.MonkeyPatch, _real: None
) -> Callable[[Any], list[Window]]:
    monkeypatch.setattr(catalog, "published", lambda: sample)
    monkeypatch.setattr(user_data, "_DEPENDING", [])

    def made(part: Any) -> list[Window]:
        browser = Browser()
        both = [Window(browser, part), Window(browser, part)]
        for one in both:
            one.draw()
        return both

    return made


def keep(sample: Catalog, window: Window, name: str, weight: float = 60) -> None:
    item = saved(sample, name, Scenario(weights={"labour_cost": weight, "english": 100 - weight}))
    window.within(lambda: saved_scenarios._step(lambda before: added(before, item)))


def names(window: Window) -> list[str]:
    held: saved_scenarios.BrowserCopy = window.session.session_state[saved_scenarios.KEY]
    return sorted(held.shelf.names)


def test_scenarios_saved_within_an_instant_are_both_kept(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    one, other = windows(saved_scenarios)
    keep(sample, one, "A")
    keep(sample, other, "B", 40)
    one.draw()
    other.draw(late="")
    one.draw()
    other.draw()
    one.draw()
    assert names(one) == names(other) == ["A", "B"]
    assert one.session.session_state[saved_scenarios.KEY].undo.words == (
        "Another window saved at the same time: what both saved is here."
    )
    texts = {one.session.session_state[saved_scenarios.KEY].text, *one.browser.kept.values()}
    assert len(texts) == 1


def test_same_name_in_two_windows_gets_a_number(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    one, other = windows(saved_scenarios)
    keep(sample, one, "A")
    keep(sample, other, "A", 40)
    for _ in range(2):
        one.draw()
        other.draw()
    assert names(one) == names(other) == ["A", "A (2)"]


def test_what_one_window_deletes_after_it_saw_it_stays_deleted(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    one, other = windows(saved_scenarios)
    keep(sample, one, "A")
    one.draw()
    other.draw()
    other.within(lambda: saved_scenarios.delete("A"))
    other.draw()
    one.draw()
    assert names(one) == names(other) == []
    keep(sample, one, "B")
    one.draw()
    other.draw()
    assert names(other) == ["B"]


def test_deleting_here_and_saving_there_are_both_kept(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    one, other = windows(saved_scenarios)
    keep(sample, one, "A")
    one.draw()
    other.draw()
    one.within(lambda: saved_scenarios.delete("A"))
    keep(sample, other, "B", 40)
    one.draw()
    other.draw()
    one.draw()
    assert names(one) == names(other) == ["B"]


def test_set_that_is_too_full_for_both_says_so(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    one, other = windows(saved_scenarios)
    for number in range(MAX_SCENARIOS - 1):
        keep(sample, one, str(number), number + 1)
        one.draw()
    other.draw()
    keep(sample, one, "A", 50)
    keep(sample, other, "B", 51)
    one.draw()
    other.draw()
    held: saved_scenarios.BrowserCopy = other.session.session_state[saved_scenarios.KEY]
    assert [item.what for item in held.problems] == ["1 too many: 12 can be saved in all"]
    assert "A" in names(other)


def figure(country: str, value: float = 500) -> UserData:
    return UserData((UserFigure(country, "pay_professional", 2025, value, "USD a month", "HR"),))


def test_own_figures_taken_over_within_an_instant_are_both_kept(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    one, other = windows(user_data)
    one.within(lambda: user_data.add(figure("IND"), "Taken over."))
    other.within(lambda: user_data.add(figure("PHL"), "Taken over."))
    one.draw()
    other.draw(late="")
    for _ in range(2):
        one.draw()
        other.draw()
    for window in (one, other):
        own: UserData = window.session.session_state[catalog.OWN]
        assert sorted(item.country for item in own.figures) == ["IND", "PHL"]
    said = [window.session.session_state[user_data.KEY].message for window in (one, other)]
    assert (
        "Another window changed own figures at the same time: what both took over is in use."
        in (said)
    )


def test_own_figure_removed_in_one_window_stays_removed(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    one, other = windows(user_data)
    for country in ("IND", "IRL"):
        one.within(lambda country=country: user_data.add(figure(country), "Taken over."))
    one.draw()
    other.draw()
    key = ("IND", "pay_professional", 2025)
    other.within(lambda: user_data.remove("figures", key))
    one.within(lambda: user_data.add(figure("PHL"), "Taken over."))
    for _ in range(2):
        other.draw()
        one.draw()
    for window in (one, other):
        own: UserData = window.session.session_state[catalog.OWN]
        assert sorted(item.country for item in own.figures) == ["IRL", "PHL"]


def pending(window: Window) -> str:
    """What the window is asked to keep of a file that was read."""
    asked: list[str | None] = []
    user_file.storage = lambda _, text, *__, **___: asked.append(text)  # type: ignore[assignment]
    window.within(user_file.connect_file)
    return asked[0] or ""


def read_in(window: Window, name: str, content: bytes) -> None:
    file = SimpleNamespace(name=name, getvalue=lambda: content)
    window.session.session_state["file"] = file
    window.within(lambda: user_file.upload("file"))


def test_file_that_was_read_outlasts_the_server(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    before, after = windows(user_data)
    assert pending(before) == ""
    read_in(before, "mine.csv", lines(FIGURES, PAY))
    text = pending(before)
    after.within(lambda: user_file._file_told(text))
    held: user_data.HeldUserData = after.session.session_state[user_data.KEY]
    assert held.file == "mine.csv" and held.reading
    assert held.reading.notes == ["It was read before the page was loaded anew."]
    after.within(user_file.use)
    assert [item.value for item in after.session.session_state[catalog.OWN].figures] == [1000]
    assert pending(after) == ""
    after.within(lambda: user_file._file_told(text))
    assert after.session.session_state[user_data.KEY].reading is None


def test_file_of_a_publisher_that_was_not_mapped_is_asked_for_again(
    sample: Catalog, windows: Callable[[Any], list[Window]]
) -> None:
    before, after = windows(user_data)
    read_in(before, "cpi.csv", b"Entity,Code,Year,CPI\nIndia,IND,2024,38\n")
    text = pending(before)
    after.within(lambda: user_file._file_told(text))
    assert after.session.session_state[user_data.KEY].message == (
        "The server was started anew before cpi.csv was used: choose it once more."
    )


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"file": 1, "own": {"kind": "x"}}', None, ""])
def test_what_the_window_kept_and_cannot_be_read_is_forgotten(
    windows: Callable[[Any], list[Window]], text: str | None
) -> None:
    (window, _) = windows(user_data)
    window.within(lambda: user_file._file_told(text))
    held: user_data.HeldUserData = window.session.session_state[user_data.KEY]
    assert (held.reading, held.file, held.message) == (None, "", "")


def test_file_with_problems_is_not_kept(windows: Callable[[Any], list[Window]]) -> None:
    (window, _) = windows(user_data)
    read_in(window, "bad.csv", b"x,y\n1,2")
    assert pending(window) == ""


def test_text_without_marks_was_made_with_nothing() -> None:
    assert not made_with('{"kind":"x"}', "y")
    assert made_with("", "") and made_with("x", "x")
