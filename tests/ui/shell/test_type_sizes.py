"""Six sizes of type in the whole app, each written down once."""

import re
from pathlib import Path
from typing import Final

import kpo.ui

UI: Final = Path(kpo.ui.__file__).parent
TOKENS: Final = {f"var(--text-{size})" for size in range(1, 7)}
ROOT: Final = re.compile(r"html \{ font-size: [^}]*\}")
SIZE: Final = re.compile(r"font-size: ?([^;}!]+)|font: [^;}]*?([^ ;}]+)/")

STAGE: Final = "present.css"
"""The stage is read from the far end of a room: nothing on it is under 18 pixels."""


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
    found = re.findall(r"--text-\d+: *([^;]+);", "".join(map(screen, UI.rglob("*.css"))))
    assert len(found) == len(set(found)) == len(TOKENS)
    sizes = [float(size.removesuffix("rem")) for size in found]
    assert sizes == sorted(sizes)
    assert min(sizes) >= 0.8


def test_no_rule_of_a_screen_has_a_size_of_its_own() -> None:
    own = {
        (path.name, size.strip())
        for path in UI.rglob("*.css")
        if path.name != STAGE
        for size in map("".join, SIZE.findall(screen(path)))
        if size.strip() not in TOKENS | {"inherit"}
    }
    assert own == set()
