import pytest

from kpo.data.catalog import Catalog
from kpo.deck import deck
from kpo.export.board.pack import pack
from kpo.export.slides import Words
from tests.export.conftest import Made


@pytest.mark.parametrize("tier", ["ITO", "BPO", "KPO"])
def test_the_pack_and_the_scenes_tell_the_same(catalog: Catalog, made: Made, tier: str) -> None:
    ranking, about = made(tier=tier)
    slides = pack(ranking, about).slides
    scenes = {scene.id: scene for scene in deck(catalog, ranking.scenario)}
    titles = [slide.title for slide in slides]
    said = "\n".join(
        line.text
        for slide in slides
        for item in slide.elements
        if isinstance(item, Words)
        for line in item.lines
    )
    for name in ("why", "robustness", "map", "risks", "method", "sources"):
        assert scenes[name].title in titles
    for place in ("place 1", "place 2", "place 3"):
        assert scenes[place].title in titles
    assert scenes["why"].caption in said
    assert scenes["ranking"].caption in said
    for place, row in enumerate(ranking.rows[:3], 1):
        assert row.name in scenes[f"place {place}"].name
        assert any(row.name in title for title in titles)
