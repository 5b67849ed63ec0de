"""The scenes to present travel with the saved scenarios."""

import json

import pytest

from kpo.data.catalog import Catalog
from kpo.scenarios.collection import SavedScenarios, SceneChoice
from kpo.scenarios.file import KIND, from_text, scenes_in, to_text

SCENES = (SceneChoice("sources", title="Whom we trust"), SceneChoice("ranking", "Look here."))


def test_order_and_captions_survive_the_file(sample: Catalog) -> None:
    text = to_text(sample, SavedScenarios(scenes=SCENES))
    assert from_text(sample, text).scenes == SCENES
    assert scenes_in(b"\xef\xbb\xbf" + text.encode()) == SCENES


def test_file_without_scenes_stays_as_it_was(sample: Catalog) -> None:
    assert "scenes" not in json.loads(to_text(sample, SavedScenarios()))


def test_scene_without_a_title_of_ones_own_is_written_as_before(sample: Catalog) -> None:
    text = to_text(sample, SavedScenarios(scenes=SCENES))
    assert json.loads(text)["scenes"] == [
        {"scene": "sources", "caption": "", "title": "Whom we trust"},
        {"scene": "ranking", "caption": "Look here."},
    ]


def test_title_is_one_line_of_bounded_length() -> None:
    (found,) = scenes_in(json.dumps({"scenes": [{"scene": "why", "title": "a\n" * 500}]}))
    assert len(found.title) <= 120
    assert "\n" not in found.title


@pytest.mark.parametrize(
    "text",
    ["", "[", "[]", "7", '{"scenes": 7}', '{"scenes": [7, {}, {"scene": 7}]}', "[" * 100_000],
)
def test_what_is_no_scene_is_passed_over(text: str) -> None:
    assert scenes_in(text) == ()


def test_caption_is_one_line_of_bounded_length() -> None:
    text = json.dumps({"kind": KIND, "scenes": [{"scene": "why", "caption": "a\n" * 500}]})
    (found,) = scenes_in(text)
    assert len(found.caption) <= 200
    assert "\n" not in found.caption


def test_signs_that_cannot_be_seen_leave_a_caption() -> None:
    text = json.dumps({"scenes": [{"scene": "why", "caption": "a\x00\x07 \u202eb\ud800"}]})
    assert scenes_in(text) == (SceneChoice("why", "a b"),)


def test_bytes_that_are_no_text_carry_nothing() -> None:
    assert scenes_in(b"\xff\xfe\x00\xd8") == ()
