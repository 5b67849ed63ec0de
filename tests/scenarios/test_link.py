import json
from pathlib import Path
from urllib.parse import quote, urlencode
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpo import Scenario, load, rank
from kpo.core.errors import ScenarioError
from kpo.data.catalog import Catalog
from kpo.scenarios.collection import moves
from kpo.scenarios.link import from_link, to_link
from kpo.scenarios.link_values import criterion_codes
from kpo.scenarios.record import canonical, from_record, to_record
from kpo.scoring.ranking import weights_of
from tests.sample import edit

LINKS = Path(__file__).with_name("links.txt")


def scenarios(catalog: Catalog) -> st.SearchStrategy[Scenario]:
    criteria = list(catalog.criteria)
    return st.sampled_from(catalog.top_tiers).flatmap(
        lambda tier: st.builds(
            Scenario,
            tier=st.just(tier),
            service=st.none() | st.sampled_from(catalog.services(tier)),
            client=st.sampled_from(catalog.clients),
            countries=st.none()
            | st.lists(st.sampled_from(list(catalog.countries)), min_size=1, unique=True).map(
                tuple
            ),
            preset=st.none() | st.sampled_from(list(catalog.presets)),
            weights=st.none()
            | st.dictionaries(st.sampled_from(criteria), st.floats(1e-6, 1e6), min_size=1),
            locks=st.lists(st.sampled_from(criteria), unique=True).map(tuple),
            variation=st.dictionaries(st.sampled_from(criteria), st.floats(0, 100)),
            method=st.sampled_from(["arithmetic", "geometric"]),
            minimums=st.dictionaries(st.sampled_from(criteria), st.floats(0, 100)),
            figure_limits=st.dictionaries(
                st.sampled_from(["english", "saving", "shared_hours"]), st.floats(-1e6, 1e6)
            ),
            least_saving=st.none() | st.floats(0, 100),
            rank_sanctioned=st.booleans(),
            max_age=st.integers(1, 100),
            native_english=st.sampled_from(["assumed", "leave_out"]),
        )
    )


@pytest.mark.slow
@settings(deadline=None)
@given(data=st.data())
def test_a_link_carries_everything(atlas: Catalog, data: st.DataObject) -> None:
    scenario = canonical(atlas, data.draw(scenarios(atlas)))
    opened = from_link(atlas, to_link(atlas, scenario))
    assert opened.scenario == scenario
    assert weights_of(atlas, opened.scenario) == weights_of(atlas, scenario)
    before, after = rank(atlas, scenario), rank(atlas, opened.scenario)
    assert before.rows == after.rows
    assert from_record(atlas, json.loads(json.dumps(to_record(atlas, scenario)))) == scenario


def test_a_link_for_the_seven_is_short_enough_to_mail(atlas: Catalog) -> None:
    odd = {name: 1 / (place + 3) for place, name in enumerate(atlas.criteria)}
    scenario = Scenario(weights=odd, minimums={"english": 41.25}, locks=("english", "talent"))
    assert len(to_link(atlas, scenario)) <= 420


def test_a_link_for_the_seven_with_own_weights_fits_a_mail(atlas: Catalog) -> None:
    odd = {name: 1 / (place + 3) for place, name in enumerate(atlas.criteria)}
    text = to_link(atlas, Scenario(weights=odd))
    assert len(f"s={text}") <= 220
    assert urlencode({"s": text}) == f"s={text}"


def test_how_far_weights_are_varied_stands_last_in_a_link(atlas: Catalog) -> None:
    variation = {name: float(10 * place) for place, name in enumerate(atlas.criteria)}
    text = to_link(atlas, Scenario(variation=variation))
    assert text.split("~")[16:-1] == ["", "lt0-eh10-en20-tt30-ss40-dl50-et60-sy70-te80"]
    assert from_link(atlas, text).scenario.variation == variation
    with_case = from_link(atlas, to_link(atlas, Scenario(variation=variation, people=40))).scenario
    assert (with_case.variation, with_case.people) == (variation, 40)
    assert "variation" in to_record(atlas, Scenario(variation=variation))


def test_the_usual_variation_is_none_and_what_is_not_named_has_it(atlas: Catalog) -> None:
    usual = dict.fromkeys(atlas.criteria, 25.0)
    assert canonical(atlas, Scenario(variation=usual)).variation == {}
    found = canonical(atlas, Scenario(variation={"english": 60})).variation
    assert found == usual | {"english": 60.0}


def test_a_file_from_before_variations_opens(atlas: Catalog) -> None:
    record = to_record(atlas, Scenario())
    del record["variation"]
    assert from_record(atlas, record) == Scenario()


@pytest.mark.parametrize("share", [-1, 100.5, float("nan")])
def test_a_variation_out_of_range_is_refused(atlas: Catalog, share: float) -> None:
    with pytest.raises(ScenarioError, match="give 0 to 100 per cent"):
        rank(atlas, Scenario(variation={"english": share}))


def test_every_criterion_has_letters_of_its_own(atlas: Catalog) -> None:
    """These never change: links made today must open for ever."""
    assert criterion_codes(atlas) == {
        "labour_cost": "lt",
        "english": "eh",
        "education": "en",
        "talent": "tt",
        "suppliers": "ss",
        "digital": "dl",
        "environment": "et",
        "security": "sy",
        "time_zone": "te",
    }


def test_the_long_form_of_this_version_opens_too(sample: Catalog) -> None:
    body = (
        "2~2026-11~KPO~~SWE~IND.PHL.IRL~kpo~geometric~labour_cost:25.5,english:74.5~english~"
        "english:41.25~9~leave_out~in~10~english:550"
    )
    opened = from_link(sample, f"{body}~{crc32(body.encode()):08x}").scenario
    short = to_link(sample, opened)
    assert from_link(sample, short).scenario == opened
    assert "~g~lt25.5-eh74.5-te0~eh~eh41.25~9~l~i~10~english:550~" in short


MANGLED = {
    "full stop": "{}.",
    "bracket": "({})",
    "angle": "<{}>",
    "quoted": "\u201c{}\u201d,",
    "bold": "**{}**",
}


@pytest.mark.parametrize("form", MANGLED.values(), ids=MANGLED)
def test_signs_around_a_link_are_passed_over(sample: Catalog, form: str) -> None:
    text = to_link(sample, Scenario(max_age=9))
    assert from_link(sample, form.format(text)).scenario == Scenario(max_age=9)


@pytest.mark.parametrize("at", [5, 30, 60])
@pytest.mark.parametrize("wrap", ["\n", "\r\n", " ", "=\r\n", "%0D%0A"])
def test_wrapped_link_opens(sample: Catalog, at: int, wrap: str) -> None:
    text = to_link(sample, Scenario(max_age=9))
    assert from_link(sample, text[:at] + wrap + text[at:]).scenario == Scenario(max_age=9)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_escaped_link_opens_however_often_it_was_escaped(sample: Catalog, times: int) -> None:
    text = to_link(sample, Scenario(max_age=9, figure_limits={"english": 550}))
    for _ in range(times):
        text = quote(text, safe="").replace("~", "%7E")
    assert from_link(sample, text).scenario.figure_limits == {"english": 550}


def test_a_link_that_was_cut_is_still_noticed(sample: Catalog) -> None:
    text = to_link(sample, Scenario())
    for end in range(10, len(text)):
        with pytest.raises(ScenarioError):
            from_link(sample, text[:end])


def test_a_link_says_the_weights_even_where_they_are_the_presets(atlas: Catalog) -> None:
    assert "~lt25-eh13-" in to_link(atlas, Scenario())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: text[:-20], "cut short"),
        (lambda text: text.replace("KPO", "BPO"), "cut short or changed"),
        (lambda text: "3" + text[1:], "unknown here"),
        (lambda text: "", "not a link of ours"),
        (lambda text: "<script>alert(1)</script>", "not a link of ours"),
        (lambda text: text + "\n" + text, "not a link of ours"),
        (lambda text: "1~" * 5000, "not a link of ours"),
        (lambda text: "2~\ud800~0", "cut short"),
    ],
)
def test_a_broken_or_foreign_link_is_refused_calmly(atlas: Catalog, change, words) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ScenarioError, match=words):
        from_link(atlas, change(to_link(atlas, Scenario())))


@settings(deadline=None)
@given(st.text() | st.text("1~KPO.:,2-", max_size=200))
def test_no_text_at_all_breaks_the_reader(sample: Catalog, text: str) -> None:
    with pytest.raises(ScenarioError):
        from_link(sample, text)


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    ),
    st.data(),
)
def test_a_record_with_anything_in_a_field_is_refused_or_read(
    sample: Catalog, value: object, data: st.DataObject
) -> None:
    record = to_record(sample, Scenario())
    record[data.draw(st.sampled_from(list(record)))] = value
    try:
        scenario = from_record(sample, record)
    except ScenarioError as error:
        assert error.problems
    else:
        assert rank(sample, scenario).rows is not None


def test_newer_figures_tell_who_has_moved(folder: Path) -> None:
    text = to_link(load(folder), Scenario())
    edit(folder, "observations/epi", 2, "IND,english,2025,400,,,reported,,")
    newer = load(folder)
    opened = from_link(newer, text)
    found = [(move.name, move.before, move.now) for move in moves(newer, opened)]
    assert found == [("India", 1, 2), ("Philippines", 2, 1)]


def test_newer_figures_tell_who_can_be_ranked_now_and_who_no_longer(folder: Path) -> None:
    edit(folder, "observations/pay", 6, None)
    text = to_link(load(folder), Scenario())
    assert "~IND.PHL..IRL~" in text
    edit(folder, "observations/pay", 6, "IRL,pay_professional,2022,1000,,,reported,,")
    edit(folder, "observations/pay", 7, None)
    edit(folder, "observations/pay", 7, None)
    newer = load(folder)
    opened = from_link(newer, text)
    assert opened.scenario == Scenario()
    found = [(move.country, move.before, move.now) for move in moves(newer, opened)]
    assert found == [("IND", 1, 2), ("PHL", 2, None), ("IRL", None, 1)]


def test_the_client_is_no_destination_of_a_link(sample: Catalog) -> None:
    scenario = Scenario(countries=("IND", "PHL", "SWE"))
    opened = from_link(sample, to_link(sample, scenario))
    assert opened.order == ("IND", "PHL")


def test_a_link_of_the_former_method_takes_the_presets_present_weights(sample: Catalog) -> None:
    """The preset was 50/50 then; a link with these weights stands for the preset."""
    body = "1~2026-11~KPO~~SWE~IND.PHL.IRL~kpo~arithmetic~{}~~~10~assumed~in"
    link = body.format("labour_cost:50,english:50,time_zone:0")
    opened = from_link(sample, f"{link}~{crc32(link.encode()):08x}")
    assert opened.former_method and opened.preset_renewed
    assert opened.scenario == Scenario()
    link = body.format("labour_cost:30,english:70,time_zone:0")
    opened = from_link(sample, f"{link}~{crc32(link.encode()):08x}")
    assert opened.former_method and not opened.preset_renewed
    assert opened.scenario.weights == {"labour_cost": 30, "english": 70, "time_zone": 0}
    assert not opened.scenario.rank_sanctioned


def test_a_file_of_the_former_method_opens(sample: Catalog) -> None:
    record = to_record(sample, Scenario()) | {
        "version": 1,
        "weights": {"labour_cost": 50.0, "english": 50.0},
        "exclude_sanctioned": False,
    }
    for name in ("figure_limits", "least_saving", "rank_sanctioned"):
        del record[name]
    assert from_record(sample, record) == Scenario()


def test_a_link_that_names_no_destination_is_refused(sample: Catalog) -> None:
    body = to_link(sample, Scenario()).rpartition("~")[0].replace("IND.PHL.IRL", "")
    with pytest.raises(ScenarioError, match="names no destination"):
        from_link(sample, f"{body}~{crc32(body.encode()):08x}")


def test_links_of_every_release_still_open(atlas: Catalog) -> None:
    for line in LINKS.read_text(encoding="utf-8").splitlines():
        release, text, expected = line.split("\t")
        opened = from_link(atlas, text)
        found = json.loads(expected)
        record = to_record(atlas, opened.scenario)
        assert {name: record[name] for name in found} == found, release


@pytest.mark.parametrize("version", ["", "2026", "2026-13", "\u0662026-11", "2026-11-01", "<b>"])
def test_a_link_of_no_month_is_refused(sample: Catalog, version: str) -> None:
    body = to_link(sample, Scenario()).rpartition("~")[0].replace("2026-11", version)
    with pytest.raises(ScenarioError, match="does not say the month of its figures"):
        from_link(sample, f"{body}~{crc32(body.encode()):08x}")


def test_a_link_that_names_a_destination_twice_ranks_it_once(sample: Catalog) -> None:
    body = to_link(sample, Scenario()).rpartition("~")[0].replace("IND.PHL", "IND.IND.PHL")
    opened = from_link(sample, f"{body}~{crc32(body.encode()):08x}")
    assert opened.order == ("IND", "PHL", "IRL")
    assert moves(sample, opened) == ()
