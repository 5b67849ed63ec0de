"""The scripts that share one scope, however they are delivered."""

import re
from collections import Counter
from pathlib import Path

import kpo

HERE = Path(kpo.__file__).parent
TOGETHER = ("panel/*.js", "export/standalone/*.js", "ui/views/present*.js")
NAMED = re.compile(r"^(?:function|const|let) (\w+)", re.MULTILINE)


def test_no_two_scripts_that_run_together_use_one_name() -> None:
    texts = [path.read_text(encoding="utf-8") for part in TOGETHER for path in HERE.glob(part)]
    names = Counter(name for text in texts for name in NAMED.findall(text))
    assert names["mount"] == names["livePanel"] == 1
    assert [name for name, times in names.items() if times > 1] == []
