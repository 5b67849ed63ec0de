"""What the dashboard is made of, and on which terms."""

import re

from docs.licences import FILE, STRONG, licence, packages, required

ROW = re.compile(r"^\| ([a-z0-9-]+) \| ([^ |]+) \| (yes)? ?\| ([^|]+) \|$", re.MULTILINE)
LISTED = {name: rest for name, *rest in ROW.findall(FILE.read_text(encoding="utf-8"))}


def test_the_document_names_each_pinned_package_in_its_version() -> None:
    pinned = {item.name.lower(): str(item.specifier).removeprefix("==") for item in required()}
    direct = {name: version for name, (version, yes, _) in LISTED.items() if yes}
    assert direct == pinned


def test_the_document_names_all_that_comes_with_them() -> None:
    assert set(LISTED) == {item.name for item in packages()}


def test_nothing_installed_has_a_licence_that_reaches_over_to_ours() -> None:
    assert [item.name for item in packages() if STRONG.search(item.licence)] == []
    assert [item.name for item in packages() if item.licence == "not stated"] == []


def test_strong_licences_are_told_from_weak_ones() -> None:
    strong = ("GPL-3.0-only", "AGPL-3.0", "GNU General Public License v3 (GPLv3)", "GNU Affero GPL")
    weak = ("LGPL-2.1", "MPL-2.0", "GNU Lesser General Public License", "BSD-3-Clause")
    assert all(STRONG.search(one) for one in strong)
    assert not any(STRONG.search(one) for one in weak)


class Said(dict[str, str]):
    def get_all(self, name: str, failing: list[str]) -> list[str]:
        return [self[name]] if name in self else failing


class Made:
    def __init__(self, **said: str) -> None:
        self.metadata = Said({name.replace("_", "-"): text for name, text in said.items()})


def test_a_licence_is_an_expression_else_a_short_name_else_its_class() -> None:
    said = {
        "License_Expression": "MIT",
        "License": "as is",
        "Classifier": "License :: OSI Approved :: BSD License",
    }
    whole = "Permission is hereby granted to whoever reads this far and further"
    assert licence(Made(**said)) == "MIT"
    assert licence(Made(License="as is", Classifier=said["Classifier"])) == "as is"
    assert licence(Made(License=whole, Classifier=said["Classifier"])) == "BSD License"
    assert licence(Made(License="Dual License", Classifier=said["Classifier"])) == "BSD License"
    assert licence(Made()) == "not stated"
