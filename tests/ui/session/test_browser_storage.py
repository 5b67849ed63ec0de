"""What earlier releases left in a browser opens, and one store serves scenarios and figures."""

import json
from pathlib import Path
from typing import Final

import pytest

from kpo.core.errors import DataError, Problem
from kpo.core.model import UserData
from kpo.data.catalog import Catalog
from kpo.scenarios.collection import SavedScenarios, added, saved
from kpo.ui.session import catalog, saved_scenarios, user_data
from kpo.ui.session.browser_storage import BrowserStore, StoredReading, StoredText
from kpo.ui.session.saved_scenarios import BrowserCopy
from kpo.ui.session.user_data import HeldUserData

STORED: Final = Path(__file__).with_name("stored")


@pytest.fixture(autouse=True)
def published(atlas: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own figures, without a session."""
    monkeypatch.setattr(catalog, "catalog", lambda: atlas)
    monkeypatch.setattr(catalog, "published", lambda: atlas)


@pytest.mark.parametrize("release", ["0.1", "0.2"])
def test_scenarios_that_an_earlier_release_stored_open_and_stay(
    atlas: Catalog, release: str
) -> None:
    text = (STORED / f"scenarios-{release}.json").read_text(encoding="utf-8")
    store = saved_scenarios.STORE
    news = store.news(BrowserCopy(), SavedScenarios(), text)
    assert news is not None
    shelf = news.content
    assert (shelf.names, shelf.problems, news.held.foreign) == (
        ("Board, less cost", "\u201cJapan\u201d <b>"),
        (),
        "",
    )
    weights, japan = (item.scenario for item in shelf.items)
    assert weights.weights is not None
    assert weights.weights["labour_cost"] == 30
    assert (japan.tier, japan.client, japan.countries) == ("BPO", "JPN", ("IND", "PHL", "POL"))
    assert (japan.max_age, japan.minimums) == (5, {"english": 10.0})
    more = added(shelf, saved(atlas, "New", japan))
    again = store.news(BrowserCopy(), SavedScenarios(), store.kept(news.held, more).text or "")
    assert again is not None
    assert again.content.items == more.items


def test_own_figures_that_an_earlier_release_stored_open() -> None:
    text = (STORED / "own-0.2.json").read_text(encoding="utf-8")
    news = user_data.STORE.news(HeldUserData(), UserData(), text)
    assert news is not None
    assert news.held.foreign == ""
    assert [(item.country, item.indicator, item.value) for item in news.content.figures] == [
        ("IND", "pay_professional", 612.5),
        ("PHL", "english", 600.0),
    ]


def lines(text: str) -> StoredReading[frozenset[str]]:
    """Read words of a JSON object; anything else is of another release."""
    if not text.startswith("{"):
        return StoredReading(frozenset(), foreign=bool(text))
    return StoredReading(frozenset(json.loads(text)["words"]))


def both(began: frozenset[str], mine: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Put words together; three at most."""
    found = (mine | theirs) - (began - mine) - (began - theirs)
    if len(found) > 3:
        raise DataError([Problem("words", "too many", "take one away")])
    return found


STORE: Final = BrowserStore(
    "words", "key", lines, lambda words: json.dumps({"words": sorted(words)}), both
)


def words(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_two_windows_that_store_at_once_keep_what_both_stored() -> None:
    begun = STORE.kept(StoredText(text=""), words("a"))
    agreed = STORE.news(StoredText(), words(), begun.text or "")
    assert agreed is not None
    mine = STORE.kept(agreed.held, words("a", "b"))
    theirs = STORE.kept(agreed.held, words("c"))
    news = STORE.news(mine, words("a", "b"), theirs.text or "")
    assert news is not None
    assert (news.content, news.merged) == (words("b", "c"), True)
    assert news.held.bases[:2] == (theirs.text, mine.text)
    back = STORE.news(theirs, words("c"), news.held.text or "")
    assert back is not None
    assert (back.content, back.merged) == (words("b", "c"), False)


def test_what_has_no_room_for_both_is_theirs_with_the_problem() -> None:
    mine = STORE.kept(StoredText(text=""), words("a", "b"))
    theirs = STORE.kept(StoredText(text=""), words("c", "d"))
    news = STORE.news(mine, words("a", "b"), theirs.text or "")
    assert news is not None
    assert news.content == words("c", "d")
    assert [item.what for item in news.problems] == ["too many"]


def test_a_text_of_another_release_is_kept_and_never_written_over() -> None:
    news = STORE.news(StoredText(text=""), words(), "<newer>")
    assert news is not None
    assert (news.held.foreign, news.content) == ("<newer>", words())
    after = STORE.kept(news.held, words("a"))
    assert after.foreign == "<newer>"
    assert STORE.news(after, words("a"), "<newer>") is None


def test_a_browser_that_stores_nothing_is_known_to() -> None:
    refused = STORE.refused(StoredText())
    assert (refused.stores, refused.known, refused.text) == (False, True, "")
