"""Six sizes of type in the whole app, each written down once."""

import re
from pathlib import Path
from typing import Final

import kpo
from kpo.style import TEXT_SIZES, type_tokens

FOLDER: Final = Path(kpo.__file__).parent
TOKENS: Final = {f"var(--text-{size})" for size in range(1, 7)}
ROOT: Final = re.compile(r"html \{ font-size: [^}]*\}")
SIZE: Final = re.compile(r"font-size: ?([^;}!]+)|font: [^;}]*?([^ ;}]+)/")
WRITTEN: Final = re.compile(r"--text-\d: *([^;]+);")

STAGE: Final = FOLDER / "ui" / "views" / "present.css"
"""The stage is read from the far end of a room: the six sizes are others there."""


def screen(path: Path) -> str:
    """The rules for a screen: those of paper and the size of the page's root left out."""
    rules = path.read_text(encoding="utf-8")
    while (start := rules.find("@media print")) >= 0:
        end, depth = rules.index("{", start) + 1, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(rules[end], 0)
            end += 1
        rules = rules[:start] + rules[end:]
    return ROOT.sub("", rules)


def test_six_sizes_are_written_down_in_one_place() -> None:
    assert WRITTEN.findall(type_tokens()) == list(TEXT_SIZES)
    sizes = [float(size.removesuffix("rem")) for size in TEXT_SIZES]
    assert sizes == sorted(set(sizes))
    assert len(sizes) == len(TOKENS)
    assert min(sizes) >= 0.8
    others = {path for path in FOLDER.rglob("*.css") if WRITTEN.search(screen(path))}
    assert others == {STAGE}


def test_the_stage_has_six_sizes_of_its_own_and_none_under_18_pixels() -> None:
    found = WRITTEN.findall(screen(STAGE))
    sizes = [int(size.removesuffix("px")) for size in found if size.endswith("px")]
    assert sizes == sorted(set(sizes))
    assert len(sizes) == len(TOKENS)
    assert sizes[0] == 18
    panel = {int(size[5:7]) for size in found if size.startswith("calc(")}
    assert panel <= set(sizes)


def test_no_rule_of_a_screen_has_a_size_of_its_own() -> None:
    own = {
        (path.name, size.strip())
        for path in FOLDER.rglob("*.css")
        for size in map("".join, SIZE.findall(screen(path)))
        if size.strip() not in TOKENS | {"inherit"}
    }
    assert own == set()
