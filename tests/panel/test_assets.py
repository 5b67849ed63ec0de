"""The scripts that share one scope, however they are delivered."""

import re
from collections import Counter
from pathlib import Path

import pytest

import kpo
from kpo.panel import assets

HERE = Path(kpo.__file__).parent
TOGETHER = ("panel/*.js", "export/standalone/*.js", "ui/views/present*.js")
NAMED = re.compile(r"^(?:function|const|let) (\w+)", re.MULTILINE)


def test_no_two_scripts_that_run_together_use_one_name() -> None:
    texts = [path.read_text(encoding="utf-8") for part in TOGETHER for path in HERE.glob(part)]
    names = Counter(name for text in texts for name in NAMED.findall(text))
    assert names["mount"] == names["livePanel"] == 1
    assert [name for name, times in names.items() if times > 1] == []


def test_scripts_are_minified_each_for_itself_and_in_order() -> None:
    long = "function sum(first, second) {\n  return first + second;\n}\n"
    small = "function sum(e,t){return e+t}"
    assert assets._small(long, "let é = 1;") == (small, "let é=1")


def test_without_a_minifier_scripts_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "MINIFIER", "import no_minifier_of_this_name")
    assert assets._small("let one = 1;") == ("let one = 1;",)


def test_a_module_in_the_folder_of_the_start_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("minify", "json"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w').close()")
    monkeypatch.chdir(tmp_path)
    assert assets._small("let one = 1;") == ("let one=1",)
    assert not (tmp_path / "run").exists()
