"""Each control of the choice line, and what the Ranking page then says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpo import Scenario, ScoringRules, load
from kpo.data.catalog import Catalog
from kpo.narrative.business_case import of_team
from kpo.scoring import decision_matrix
from kpo.ui.session.actions import Choice
from tests.pages.reading import (
    aside,
    choice,
    drawn,
    headline,
    line,
    order,
    panel,
    scenario,
    text,
    typed,
)
from tests.sample import edit


def test_opens_on_the_default_choice_with_nothing_to_fill_in(app: AppTest) -> None:
    assert line(app) == [
        "**Knowledge work (KPO)**, all service lines",
        "for a client in **Sweden**",
        "**3 destinations** of 4",
        "weights: **our judgement**, unchanged",
        "rules: *arithmetic*, no minimums",
        "figures of **November 2026**",
        "**25 people**",
    ]
    assert headline(app).startswith("India leads for knowledge work")
    assert order(app) == ["IND", "PHL", "IRL"]
    assert typed(app) == [60.0, 40.0, 0.0]


def test_one_run_looks_its_decision_matrix_up_once(
    opened: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[ScoringRules] = []
    look_up = decision_matrix._matrix

    def counted(catalog: Catalog, rules: ScoringRules) -> decision_matrix.DecisionMatrix:
        asked.append(rules)
        return look_up(catalog, rules)

    monkeypatch.setattr(decision_matrix, "_matrix", counted)
    app = opened()
    assert not app.exception and headline(app).startswith("India leads")
    again = [rules for rules in asked if asked.count(rules) > 1]
    assert ScoringRules() in asked and again == []
    asked.clear()
    app.run()
    assert asked == [ScoringRules()]


def test_closed_part_of_the_line_draws_none_of_its_controls(app: AppTest) -> None:
    app.session_state["kpo-part-weights"] = False
    app.run()
    assert line(app)[3] == "weights: **our judgement**, unchanged"
    assert typed(app) == []
    app.session_state["kpo-part-weights"] = True
    app.run()
    assert typed(app) == [60.0, 40.0, 0.0]


def test_figures_shown_of_a_destination_that_was_taken_away_give_way(app: AppTest) -> None:
    app.get("button_group")[-1].set_value("IRL").run()
    assert "10,000 USD a month (2024) and 25 %, against" in " ".join(text(app).split())
    app.multiselect(key="kpo.countries").set_value(["IND", "PHL"]).run()
    assert not app.exception
    assert "1,000 USD a month (2024) and 25 %, against" in " ".join(text(app).split())


def test_says_why_the_first_stands_before_the_second(app: AppTest) -> None:
    words = text(app)
    assert "Why India before Philippines" not in words
    assert "Why India before the Philippines" in words
    assert "4.0 points ahead. Labour cost brings 24 points; English takes back 20 points." in words


def test_typed_weight_rescales_the_others_and_changes_the_leader(app: AppTest) -> None:
    app.number_input(key="kpo.weight.english").set_value(75).run()
    assert typed(app) == [25.0, 75.0, 0.0]
    assert panel(app)["weights"] == {"labour_cost": 25.0, "english": 75.0, "time_zone": 0.0}
    assert headline(app).startswith("The Philippines leads for knowledge")
    assert line(app)[3] == "weights: **yours**, begun with our judgement"


def test_lock_holds_a_weight_while_another_is_typed(app: AppTest) -> None:
    app.selectbox(key="kpo.preset").set_value("equal").run()
    assert typed(app) == [33.3, 33.3, 33.3]
    app.checkbox(key="kpo.lock.time_zone").check().run()
    app.number_input(key="kpo.weight.labour_cost").set_value(50).run()
    assert typed(app) == [50.0, 17.0, 33.0]
    assert panel(app)["locks"] == ["time_zone"]


def test_weight_cannot_take_what_is_locked(app: AppTest) -> None:
    app.checkbox(key="kpo.lock.english").check().run()
    box = app.number_input(key="kpo.weight.labour_cost")
    assert (box.min, box.max) == (0.0, 60.0)


def test_look_at_a_preset_loses_nothing_and_mine_returns(app: AppTest) -> None:
    assert "My own weights" not in app.selectbox(key="kpo.preset").options
    app.number_input(key="kpo.weight.english").set_value(75).run()
    app.selectbox(key="kpo.preset").set_value("legal").run()
    assert line(app)[3] == "weights: **Our judgement**, unchanged"
    app.number_input(key="kpo.weight.english").set_value(75).run()
    app.selectbox(key="kpo.preset").set_value("mine").run()
    assert typed(app) == [25.0, 75.0, 0.0]


def test_reset_returns_to_the_preset_of_the_work(app: AppTest) -> None:
    assert app.button(key="kpo.reset").disabled
    app.number_input(key="kpo.weight.english").set_value(75).run()
    app.button(key="kpo.reset").click().run()
    assert typed(app) == [60.0, 40.0, 0.0]
    assert line(app)[3] == "weights: **our judgement**, unchanged"


def test_change_of_work_brings_its_own_weights_and_pay(app: AppTest) -> None:
    app.get("button_group")[0].set_value("BPO").run()
    assert scenario(app).tier == "BPO"
    assert typed(app) == [80.0, 20.0, 0.0]
    assert order(app) == ["IND"]
    assert "no figure since 2018 for pay of clerks" in text(app)


def test_change_of_work_keeps_edited_weights_and_offers_the_works_own(app: AppTest) -> None:
    app.number_input(key="kpo.weight.english").set_value(75).run()
    app.get("button_group")[0].set_value("BPO").run()
    assert typed(app) == [25.0, 75.0, 0.0]
    assert "Your own weights were kept for process work." in [m.value for m in app.markdown]
    app.button(key="kpo.notice.preset").click().run()
    assert typed(app) == [80.0, 20.0, 0.0]
    assert "kpo.notice.preset" not in [button.key for button in app.button]


def test_notice_goes_when_mine_are_kept(app: AppTest) -> None:
    app.number_input(key="kpo.weight.english").set_value(75).run()
    app.get("button_group")[0].set_value("BPO").run()
    app.button(key="kpo.notice.keep").click().run()
    assert typed(app) == [25.0, 75.0, 0.0]
    assert not choice(app).kept


def test_service_line_brings_its_own_weights(app: AppTest) -> None:
    app.radio(key="kpo.service").set_value("legal").run()
    assert typed(app) == [25.0, 75.0, 0.0]
    assert line(app)[0] == "**Knowledge work (KPO)**, *legal*"
    assert headline(app).startswith("The Philippines leads for legal")


def test_client_changes_the_shared_hours(app: AppTest) -> None:
    assert "4.5 hours in winter, 5.5 in summer" in text(app)
    app.selectbox(key="kpo.client").set_value("IRL").run()
    assert line(app)[1] == "for a client in **Ireland**"
    assert "3.5 hours in winter, 4.5 in summer" in text(app)


def toggle(app: AppTest, key: str, name: str) -> None:
    """Click one of several pills, which is on or off."""
    found = next(one for one in app.get("button_group") if one.key == key)
    marked = [one for one in found.value if one != name]
    found.set_value(marked if name in found.value else [*marked, name]).run()


def test_destinations_by_name_by_region_home_and_all(app: AppTest) -> None:
    app.multiselect(key="kpo.countries").set_value(["IND", "IRL"]).run()
    assert order(app) == ["IND", "IRL"]
    toggle(app, "kpo.groups", "all")
    assert line(app)[2] == "**3 destinations** of 4"
    toggle(app, "kpo.groups", "all")
    assert scenario(app).countries == ("IND", "IRL")
    toggle(app, "kpo.groups", "home")
    assert scenario(app).countries is None


def test_cleared_says_calmly_that_nothing_is_chosen(app: AppTest) -> None:
    app.button(key="kpo.clear").click().run()
    assert headline(app) == "No destinations are chosen"
    assert "by group, by region or by name" in text(app)
    assert line(app)[2] == "**no destinations** yet"
    assert app.multiselect(key="kpo.countries").value == []
    app.button(key="kpo.nothing.seven").click().run()
    assert scenario(app).countries is None
    assert headline(app).startswith("India leads")


def test_a_region_on_and_off_leaves_who_was_there(app: AppTest) -> None:
    app.multiselect(key="kpo.countries").set_value(["IND"]).run()
    toggle(app, "kpo.regions", "Northern Europe")
    assert scenario(app).countries == ("IND", "IRL")
    toggle(app, "kpo.regions", "Northern Europe")
    assert scenario(app).countries == ("IND",)


def test_region_taken_away_leaves_single_names(app: AppTest) -> None:
    toggle(app, "kpo.regions", "Northern Europe")
    toggle(app, "kpo.regions", "South-East Asia")
    assert scenario(app).countries == ("IND",)


def test_method_multiplies_instead_of_adding(app: AppTest) -> None:
    app.radio(key="kpo.method").set_value("geometric").run()
    assert panel(app)["method"] == "geometric"
    assert line(app)[4] == "rules: *geometric*, no minimums"
    assert headline(app).startswith("India leads")
    assert "Labour cost brings 8.1 points; English takes back 2.9 points." in text(app)


def test_minimum_leaves_a_destination_out_with_its_reason(app: AppTest) -> None:
    app.number_input(key="kpo.minimum.english").set_value(60).run()
    assert order(app) == ["PHL", "IRL"]
    assert line(app)[4] == "rules: *arithmetic*, **1 minimum**"
    assert "India English scores 50.0, your minimum is 60" in " ".join(text(app).split())


def test_sanctions_leave_a_destination_out_with_the_act_and_one_click_ranks_it(
    sample_folder: Path, opened: Callable[[], AppTest]
) -> None:
    row = "EU,PHL,sectoral,yes,Regulation 1/2022,finance,,list read,2026-08-22,pay"
    edit(sample_folder, "sanctions", 4, row)
    app = opened()
    assert order(app) == ["IND", "IRL"]
    assert aside(app) == [("SWE", "home"), ("PHL", "left")]
    left = next(row for row in panel(app)["rows"] if row["country"] == "PHL")
    assert left["flags"] == ["left out: sectoral sanctions, EU"]
    words = text(app)
    assert "left out by our rule: sectoral sanctions of the EU (Regulation 1/2022" in words
    app.button(key="kpo.back.sanctions").click().run()
    assert order(app) == ["IND", "PHL", "IRL"]
    assert line(app)[4] == "rules: *arithmetic*, no minimums, **sanctioned ranked too**"
    app.number_input(key="kpo.weight.english").set_value(75).run()
    assert headline(app).startswith("The Philippines, under sectoral sanctions of the EU, leads")


def test_a_group_leaves_dearer_ones_out_visibly_and_one_click_takes_them_back(app: AppTest) -> None:
    assert "kpo.notice.drop" not in [button.key for button in app.button]
    app.multiselect(key="kpo.countries").set_value(["IND"]).run()
    toggle(app, "kpo.groups", "all")
    assert scenario(app).least_saving == 0.0
    assert order(app) == ["IND", "PHL"]
    assert line(app)[4].endswith("**only destinations cheaper than at home**")
    said = "Only destinations cheaper than at home are ranked: 1 destination that costs as much"
    assert any(said in item.value for item in app.markdown)
    assert "Ireland costs 100 % of what it costs at home" in " ".join(text(app).split())
    toggle(app, "kpo.groups", "cheaper")
    toggle(app, "kpo.groups", "cheaper")
    assert "kpo.notice.drop" in [button.key for button in app.button]
    toggle(app, "kpo.groups", "all")
    toggle(app, "kpo.groups", "all")
    app.button(key="kpo.back.least_saving").click().run()
    assert scenario(app).least_saving is None
    assert order(app) == ["IND", "PHL", "IRL"]
    assert "kpo.notice.drop" not in [button.key for button in app.button]


def test_notice_of_the_rule_goes_and_the_rule_stays(app: AppTest) -> None:
    app.multiselect(key="kpo.countries").set_value(["IND"]).run()
    toggle(app, "kpo.groups", "all")
    app.button(key="kpo.notice.cheaper").click().run()
    assert scenario(app).least_saving == 0.0
    assert "kpo.notice.drop" not in [button.key for button in app.button]


def test_a_figure_is_limited_in_its_own_unit(app: AppTest) -> None:
    app.multiselect(key="kpo.limited").set_value(["pay_professional"]).run()
    assert order(app) == ["IND", "PHL", "IRL"]
    app.number_input(key="kpo.limit.pay_professional").set_value(1500.0).run()
    assert order(app) == ["IND"]
    said = "Pay of professionals 5,000, your rule is at most 1,500 USD a month"
    assert said in " ".join(text(app).split())
    app.button(key="kpo.back.minimum").click().run()
    assert order(app) == ["IND", "PHL", "IRL"]


def test_the_client_stands_at_home_whoever_it_is(app: AppTest) -> None:
    assert aside(app) == [("SWE", "home")]
    app.selectbox(key="kpo.client").set_value("IRL").run()
    assert order(app) == ["IND", "PHL"]
    assert aside(app) == [("IRL", "home")]
    assert line(app)[2] == "**2 destinations** of 4"
    (said,) = [item.value for item in app.caption if "is never" in item.value]
    assert said.startswith("Ireland is the client’s country: it stands under the ranking, at home")


def test_native_english_can_be_left_out(app: AppTest) -> None:
    app.radio(key="kpo.native_english").set_value("leave_out").run()
    assert order(app) == ["IND", "PHL"]
    assert "Ireland figures cover 60 % of the KPO criteria" in " ".join(text(app).split())
    assert line(app)[5] == "figures of **November 2026**, native English left out"


def test_greatest_age_leaves_old_figures_out(app: AppTest) -> None:
    app.number_input(key="kpo.max_age").set_value(2).run()
    assert "PHL" not in order(app)
    assert line(app)[5] == "figures of **November 2026**, at most 2 years old"


def test_assumed_and_differently_defined_figures_are_marked(app: AppTest) -> None:
    row = next(row for row in panel(app)["rows"] if row["country"] == "IRL")
    assert ["assumed" in str(mark) for mark in row["marks"]] == [False, True, False]
    assert [*map(list, row["notes"][0][0])] == [[1, "English \u2265 600"]]
    assert row["notes"][0][1] == " assumed (native)"


def test_every_figure_of_a_destination_is_one_click_away(app: AppTest) -> None:
    pills = app.get("button_group")[-1]
    pills.set_value("PHL").run()
    words = " ".join(text(app).split())
    shown = "Labour cost ? Saving 50 % of the client's cost 2022 50 Bureau: pay CC-BY-4.0"
    assert shown in words
    assert "Labour rights: yes since 2026, rating 5" in words


ASKED = "kpo.on_the_map.asked"


def test_the_map_is_drawn_once_the_browser_is_at_rest_and_follows_the_weights(app: AppTest) -> None:
    assert not app.get("vega_lite_chart")
    app.session_state[ASKED] = {"turn": 0}
    app.run()
    assert shown_on_the_map(app) == {"IND": "74", "PHL": "70", "IRL": "40", "SWE": "10"}
    app.number_input(key="kpo.weight.english").set_value(80).run()
    assert shown_on_the_map(app) == {"IND": "58", "PHL": "90", "IRL": "80", "SWE": "20"}


def test_the_map_is_coloured_by_a_criterion_too(app: AppTest) -> None:
    app.session_state[ASKED] = {"turn": 0}
    app.run()
    app.selectbox(key="kpo.on_the_map.measure").set_value("criterion_english").run()
    assert shown_on_the_map(app) == {"IND": "50", "PHL": "100", "IRL": "100", "SWE": "no figure"}


def test_a_closed_map_stays_closed_for_the_session(app: AppTest) -> None:
    app.session_state["kpo-on-the-map"] = False
    app.run()
    app.switch_page("pages/how_sure.py").run()
    app.session_state[ASKED] = {"turn": 0}
    app.switch_page("pages/ranking.py").run()
    assert app.session_state["kpo-on-the-map"] is False
    assert not app.get("vega_lite_chart")


def shown_on_the_map(app: AppTest) -> dict[str, str]:
    made = drawn(app)
    return dict(zip(made["country"], made["text"], strict=True))


def test_row_says_what_the_team_costs_with_the_numbers_of_the_case(real: AppTest) -> None:
    assert said(of_team(load(), Scenario(), "IND")) in words(real)
    real.session_state["kpo.choice"] = Choice(Scenario(people=40, assumptions={"margin": (15, 15)}))
    real.session_state["kpo.figures.of"] = "IRL"
    real.run()
    shown = said(of_team(load(), scenario(real), "IRL"))
    assert shown.startswith("40 analysts in Ireland cost 41.4 M SEK of labour in the first year,")
    assert shown in words(real)


def test_row_without_a_case_says_which_figure_is_missing(app: AppTest) -> None:
    missing = "home, Sweden: no exchange rate; bring one on the Data page."
    assert f"No cost of a team can be said here. {missing}" in words(app)


def words(at: AppTest) -> str:
    return " ".join(text(at).split())


def said(sentences: tuple[str, ...]) -> str:
    return " ".join(sentences)
