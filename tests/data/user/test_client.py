"""Own figures that depend on the client count for their client only (case 08)."""

import pytest

from kpo import Scenario, rank
from kpo.analysis.rank_changes import changes
from kpo.core.errors import DataError
from kpo.data.catalog import Catalog
from kpo.data.observations import figure
from kpo.data.user import from_text, looked_at, merged, read, to_text, with_user_data, without
from kpo.narrative.user_data import effect
from tests.data.user.files import FIGURES, PAY, lines

HOURS = "IND,shared_hours,2026,8,hours,HR: evening shift for Stockholm,"


def hours(catalog: Catalog, client: str) -> float | None:
    used = figure(catalog, Scenario(client=client), "IND", "shared_hours")
    return used and used.value


def test_figure_is_bound_to_the_client_of_the_choice_and_says_so(sample: Catalog) -> None:
    found = looked_at("x", lines(FIGURES, HOURS, PAY), sample, client="SWE")
    assert [item.client for item in found.own.figures] == ["SWE", ""]
    assert found.notes == [
        "1 figure depends on the client: it counts for a client in Sweden only. Name another in a "
        "column \u201cclient\u201d."
    ]
    mine = with_user_data(sample, found.own)
    assert hours(mine, "SWE") == 8
    assert hours(mine, "IRL") == hours(sample, "IRL") != 8
    assert [item.used for item in changes(mine, Scenario(client="IRL"), found.own.figures)] == [
        *(False, True),
    ]


def test_two_clients_may_each_have_a_figure(sample: Catalog) -> None:
    rows = (f"{HOURS},SWE", f"{HOURS.replace(',8,', ',7,')},Ireland")
    own = looked_at("x", lines(f"{FIGURES},client", *rows), sample, client="SWE").own
    assert [(item.client, item.value) for item in own.figures] == [("SWE", 8), ("IRL", 7)]
    mine = with_user_data(sample, merged(own, own, sample))
    assert (hours(mine, "SWE"), hours(mine, "IRL")) == (8, 7)
    assert from_text(to_text(own), sample).own == own
    left = without(own, "figures", ("IND", "shared_hours", 2026, "IRL"))
    assert [item.client for item in left.figures] == ["SWE"]


def test_figure_of_an_older_release_counts_for_every_client(sample: Catalog) -> None:
    own = read("x", lines(FIGURES, HOURS), sample)
    assert [item.client for item in own.figures] == [""]
    assert hours(with_user_data(sample, own), "IRL") == 8


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f"{HOURS},IND", "\u201cIND\u201d is no client's country; use one of IRL, SWE"),
        (f"{HOURS},Mars", "\u201cMars\u201d is no client's country"),
        (f"{PAY},SWE", "this figure does not depend on the client; leave it empty"),
    ],
)
def test_client_that_cannot_be_is_refused(sample: Catalog, row: str, words: str) -> None:
    with pytest.raises(DataError) as caught:
        read("x", lines(f"{FIGURES},client", row), sample)
    assert words in str(caught.value)


def test_sentence_names_the_changed_destination_first(atlas: Catalog) -> None:
    ours = [row.country for row in rank(atlas, Scenario()).rows]
    changed = ours[-1]
    unit = atlas.indicators["pay_professional"].unit
    row = f"{changed},pay_professional,2025,200,{unit},HR,"
    mine = with_user_data(atlas, read("x", lines(FIGURES, row), atlas))
    now = [row.country for row in rank(mine, Scenario()).rows].index(changed) + 1
    text = effect(atlas, mine, Scenario())
    assert text.startswith(
        f"In your ranking {atlas.countries[changed].name} goes from place {len(ours)} to "
        f"place {now}, "
    )


def test_changed_destination_that_keeps_its_place_is_named(sample: Catalog) -> None:
    """IND falls from 74 to 50 behind PHL, IRL gains and stays third."""
    rows = (PAY.replace("1000", "5000"), "IRL,english,2025,480,points,own test,")
    mine = with_user_data(sample, read("x", lines(FIGURES, *rows), sample))
    assert effect(sample, mine, Scenario()) == (
        "In your ranking India goes from place 1 to place 2, Ireland keeps place 3, "
        "the Philippines goes from place 2 to place 1."
    )
