"""A data folder that anything happened to: a catalogue that can be used, or every problem."""

import csv
import io
import json
from pathlib import Path
from random import Random

import pytest

from kpo import Scenario, load, rank
from kpo.core.errors import DataError, KpoError
from kpo.core.model import Observation
from kpo.data.catalog import Catalog
from tests.hostile.cases import (
    CASES,
    SIGNS,
    WORDS,
    bent,
    bent_bytes,
    bent_tree,
    seeded,
    told,
)
from tests.sample import FIGURES, TABLES, write_sample

DESCRIPTOR = "datapackage.json"
WHOLE_TABLES = ("countries", "indicators", "observations/epi", "observations/pay")


def cells_bent(chance: Random, text: str) -> str:
    """A table with a few cells, rows or columns changed, still a table as CSV goes."""
    rows = list(csv.reader(io.StringIO(text)))
    for _ in range(chance.randint(1, 3)):
        row = chance.choice(rows)
        place = chance.randrange(len(row))
        kind = chance.randrange(8)
        if kind < 4:
            row[place] = chance.choice((*WORDS, "0", "-1", "IND", "yes", row[place] * 2, ""))
        elif kind == 4:
            row[place] = bent(chance, row[place])
        elif kind == 5:
            rows.append(list(chance.choice(rows)))
        elif kind == 6 and len(rows) > 2:
            rows.remove(chance.choice(rows))
        else:
            rows[0][chance.randrange(len(rows[0]))] = chance.choice(rows[0])
        rows = [row for row in rows if row] or [[""]]
    out = io.StringIO()
    csv.writer(out, lineterminator=chance.choice(("\n", "\r\n"))).writerows(rows)
    return out.getvalue()


def changed(chance: Random, number: int, name: str, content: bytes) -> bytes:
    if number % 4 == 0:
        return bent_bytes(chance, content)
    if name == DESCRIPTOR:
        tree = bent_tree(chance, json.loads(content))
        return json.dumps(tree).encode("utf-8", "surrogatepass")
    text = content.decode()
    made = bent(chance, text) if number % 4 == 1 else cells_bent(chance, text)
    return made.encode("utf-8", "surrogatepass")


def usable(catalog: Catalog) -> None:
    """Everything that a page asks of a catalogue can be asked."""
    for name in ("criteria", "sources", "tiers", "presets", "flags", "transfers", "clients"):
        assert getattr(catalog, name) is not None
    for country in catalog.countries:
        for indicator in catalog.indicators:
            for found in catalog.figures(country, indicator):
                assert isinstance(found, Observation)
    for tier in catalog.top_tiers:
        try:
            rank(catalog, Scenario(tier=tier))
        except KpoError as error:
            told(error)


def test_changed_folders_are_loaded_or_refused_with_every_problem(tmp_path: Path) -> None:
    chance = seeded("folder")
    root = write_sample(tmp_path / "data")
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    paths = (
        sorted(files) + [root / DESCRIPTOR] * 4 + [root / f"{name}.csv" for name in WHOLE_TABLES]
    )
    count = {"loaded": 0, "refused": 0}
    for number in range(CASES):
        path = chance.choice(paths)
        content = changed(chance, number, path.name, files[path])
        path.write_bytes(content)
        try:
            catalog = load(root)
        except DataError as error:
            told(error)
            count["refused"] += 1
        else:
            usable(catalog)
            count["loaded"] += 1
        path.write_bytes(files[path])
    assert sum(count.values()) == CASES
    assert min(count.values()) > CASES / 50
    assert load(root).figure_count == FIGURES


@pytest.mark.parametrize(
    "path",
    ["../secret.csv", "/etc/passwd", "a/../../secret.csv", "a\x00b.csv", "", " ", ".", "x" * 5000],
)
def test_table_outside_the_folder_is_not_read(folder: Path, path: str) -> None:
    (folder.parent / "secret.csv").write_text("tier,parent,name,description,preset\nkey,,,,\n")
    descriptor = json.loads((folder / DESCRIPTOR).read_text())
    place = [item["name"] for item in descriptor["resources"]].index("tiers")
    descriptor["resources"][place]["path"] = path
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor))
    with pytest.raises(DataError) as caught:
        load(folder)
    told(caught.value)
    assert "key" not in str(caught.value)


@pytest.mark.parametrize("name", [DESCRIPTOR, "tiers.csv"])
def test_folder_in_the_place_of_a_file_is_refused(folder: Path, name: str) -> None:
    (folder / name).unlink()
    (folder / name).mkdir()
    with pytest.raises(DataError) as caught:
        load(folder)
    told(caught.value)


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_that_nobody_sees_are_no_part_of_a_problem(folder: Path, sign: str) -> None:
    with (folder / "flags.csv").open("a", encoding="utf-8", errors="ignore", newline="") as out:
        csv.writer(out).writerow([f"X{sign}X", "english_native", "yes", "", "", "pay"])
    with pytest.raises(DataError) as caught:
        load(folder)
    told(caught.value)


def test_work_on_a_table_full_of_one_unknown_word_is_bounded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def nearest(word: str, *_: object, **__: object) -> list[str]:
        asked.append(word)
        return []

    monkeypatch.setattr("kpo.core.errors.get_close_matches", nearest)
    lines = [f"XXX,english,{year},5,,,reported,," for year in range(5000)]
    table = folder / "observations" / "epi.csv"
    table.write_text("\n".join((TABLES["observations/epi"][0], *lines)) + "\n")
    with pytest.raises(DataError) as caught:
        load(folder)
    assert len(caught.value.problems) == 5000
    assert asked == ["XXX"]
