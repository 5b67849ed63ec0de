"""Many readers on the real pages for some seconds: nobody sees an error or another's choice."""

import re
from pathlib import Path

import pytest

from benchmarks import load as command
from benchmarks.many.crowd import Plan, Result, quantile, visit
from benchmarks.many.session import Answer
from benchmarks.many.stage import stage
from benchmarks.many.visitor import Seen, Visitor
from kpo.data.catalog import Catalog
from kpo.ui.session.actions import with_weight
from tests.hosting.apart import apart
from tests.hosting.proxy import HOW, nginx
from tests.variants import AT_LENGTH

USERS = 8


@pytest.mark.alone
@pytest.mark.slow
def test_readers_on_one_process_get_their_own_choice_and_no_error(atlas: Catalog) -> None:
    with stage() as made:
        result = apart(visit(made, atlas, Plan(USERS, think=0.3, minutes=0.15)))
    assert result.seen.errors == []
    assert len(result.times("open", 0)) == USERS
    assert {"weight", "page"} <= {name for name, _, _ in result.seen.times}


@pytest.mark.alone
@pytest.mark.slow
@AT_LENGTH
@pytest.mark.skipif(nginx() is None, reason=HOW)
def test_readers_of_a_killed_process_come_back_to_their_choice_on_the_other(
    atlas: Catalog,
) -> None:
    with stage(processes=2, through_nginx=True) as made:
        result = apart(visit(made, atlas, Plan(USERS, think=0.3, minutes=0.2, kill=2)))
    assert len(made.killed) == 1
    assert result.seen.errors == []
    assert result.seen.returns
    assert set(result.seen.returns) == {"kept"}


def test_an_answer_for_another_reader_is_noticed(atlas: Catalog) -> None:
    seen = Seen()
    own = Visitor(1, "http://localhost", atlas, seen, think=0)
    other = Visitor(2, "http://localhost", atlas, seen, think=0)
    other.choice = with_weight(atlas, other.choice, "english", 33)
    answer = Answer()
    answer.link = other._link()
    own._check("weight", answer, whole=True)
    assert len(seen.errors) == 1
    assert "drawn for another choice" in seen.errors[0]
    answer.link = own._link()
    own._check("weight", answer, whole=True)
    assert len(seen.errors) == 1


def test_an_answer_that_names_another_leader_or_nobody_is_noticed(atlas: Catalog) -> None:
    seen = Seen()
    reader = Visitor(1, "http://localhost", atlas, seen, think=0)
    answer = Answer()
    answer.headline = "Israel leads for knowledge work"
    reader._check("weight", answer, whole=False)
    assert seen.errors == [
        "reader 1 on Ranking: weight: India should lead, not Israel leads for knowledge work"
    ]
    reader._check("weight", Answer(), whole=True)
    assert "not drawn anew" in seen.errors[1]


def test_readers_have_weights_that_nobody_else_has(atlas: Catalog) -> None:
    seen, found = Seen(), set()
    for number in range(200):
        reader = Visitor(number, "http://localhost", atlas, seen, think=0)
        found.add(tuple(reader.own_weights().values()))
    assert len(found) == 200


def _result() -> Result:
    seen = Seen()
    plan = Plan(users=4, think=1, minutes=1)
    seen.times = [("open", 0.5, 900.0)] + [("weight", 30.0, float(n)) for n in range(1, 101)]
    memory = [(1.0, [60.0]), (10.0, [200.0]), (60.0, [210.0])]
    return Result(plan, seen, memory, server=0.5, client=0.1, load=1.0)


def test_the_report_counts_interactions_after_everybody_has_arrived() -> None:
    scene = command.Scene("One", Plan(4, 1, 1), 1, False, 150)
    lines = command.figures(scene, _result())
    assert lines[0].startswith("100 interactions, 1.7 a second")
    assert "p50 50 ms, p95 95 ms (limit 150), max 100 ms" in lines[1]
    assert "60 MB at the start, 200 MB once all had arrived, 210 MB at the end" in lines[4]
    assert quantile([], 0.5) != quantile([], 0.5)


def test_a_section_takes_the_place_of_its_own_and_no_other(tmp_path: Path) -> None:
    report = tmp_path / "reliability.md"
    command.write("## Load", "## Load\n\nfirst\n", report)
    command.write("## Memory", "## Memory\n\nflat\n", report)
    command.write("## Load", "## Load\n\nsecond\n\n### Scene\n\nmore\n", report)
    text = report.read_text()
    assert text.startswith("# Reliability\n")
    assert re.findall(r"^## .*", text, re.M) == ["## Load", "## Memory"]
    assert "first" not in text
    assert text.index("second") < text.index("### Scene") < text.index("flat")


def test_the_default_scenes_take_less_than_twelve_minutes() -> None:
    assert sum(scene.plan.seconds for scene in command.SCENES) < 12 * 60
