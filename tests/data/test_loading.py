"""A broken data folder is refused with file, row and remedy, all faults at once."""

import csv
import json
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from kpo import load
from kpo.core.errors import DataError
from kpo.data.cross_checks import REQUIRED
from tests.sample import FIGURES, append, edit

SHOWN = "worst,best,#000000,#FFFFFF,,no,no,no"
"""How a criterion is shown."""


def faults(folder: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_folder_has_no_problems(folder: Path) -> None:
    assert load(folder).figure_count == FIGURES


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "this folder is not there" in faults(tmp_path / "nowhere")[0]


def test_a_missing_file_and_a_missing_descriptor(folder: Path) -> None:
    (folder / "tiers.csv").unlink()
    (folder / "flags.csv").unlink()
    assert [text.split(":")[0] for text in faults(folder)] == ["tiers.csv", "flags.csv"]
    (folder / "datapackage.json").unlink()
    assert faults(folder) == [
        "datapackage.json: the file is not there; restore it, or rebuild the folder with make data"
    ]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": "x", "resources": []}', "\xff"])
def test_a_descriptor_that_is_none(folder: Path, text: str) -> None:
    (folder / "datapackage.json").write_text(text, encoding="latin-1")
    assert faults(folder)[0].startswith("datapackage.json: ")


def test_an_empty_package_names_every_table_it_lacks(folder: Path) -> None:
    (folder / "datapackage.json").write_text('{"version": "2026-11", "resources": []}')
    assert faults(folder)[0] == (
        'datapackage.json: no table "countries"; add the resource "countries"'
    )
    assert len(faults(folder)) == len(REQUIRED)


def test_all_problems_are_listed_at_once(folder: Path) -> None:
    append(folder, "observations/pay", "INX,pay_professional,2024,5,,,reported,,")
    append(folder, "observations/pay", "IND,wage_it,2024,5,,,reported,,")
    append(folder, "observations/pay", "IND,pay_clerical,2023,abc,,,reported,,")
    append(folder, "observations/pay", "IND,pay_clerical,2022,nan,,,reported,,")
    append(folder, "observations/pay", "IND,pay_clerical,2021,5,,,guessed,,")
    edit(folder, "preset_weights", 2, "bpo,english,-5")
    assert sorted(faults(folder)) == [
        'observations/pay.csv row 10: unknown indicator "wage_it"; '
        "add it to indicators.csv or correct the id",
        'observations/pay.csv row 11: value "abc" is not a finite number; write a finite number',
        'observations/pay.csv row 12: value "nan" is not a finite number; write a finite number',
        'observations/pay.csv row 13: unknown status "guessed"; '
        "use one of different_definition, reported",
        'observations/pay.csv row 9: unknown country "INX"; did you mean "IND"?',
        'preset_weights.csv row 2: weight "-5" is not between 0 and inf; correct the figure',
    ]


def test_the_same_figure_twice_even_in_two_files(folder: Path) -> None:
    append(folder, "observations/pay", "IND,english,2025,510,,,reported,,")
    assert faults(folder) == [
        "observations/pay.csv row 9: IND, english, 2025 stands in observations/epi.csv row 2 "
        "already; keep one of the two"
    ]


def test_a_duplicate_key(folder: Path) -> None:
    append(folder, "criteria", f"english,4,English,English,?,twice,{SHOWN}")
    assert faults(folder) == [
        "criteria.csv row 5: criterion = english stands in row 3 already; keep one of the two"
    ]


def test_weights_that_are_all_0(folder: Path) -> None:
    edit(folder, "preset_weights", 2, "bpo,english,0")
    edit(folder, "preset_weights", 3, "bpo,labour_cost,0")
    assert faults(folder) == [
        'presets.csv row 2: the weights of "bpo" are all 0; give it weights in preset_weights.csv'
    ]


def test_weights_beyond_reason(folder: Path) -> None:
    edit(folder, "preset_weights", 2, "bpo,english,1e308")
    text = (folder / "indicators.csv").read_text()
    (folder / "indicators.csv").write_text(text.replace(",0,2018,", ",1e13,2018,", 1))
    assert faults(folder) == [
        "indicators.csv row 2: pay_professional has a weight_in_criterion above 1e+12; "
        "give a smaller one",
        "indicators.csv row 2: pay_professional has no lower_quartile; "
        "give what counts where there is no figure (python -m data.etl.goalposts)",
        'presets.csv row 2: the weights of "bpo" are 1e+308 together; '
        "give it weights of about 100 together",
    ]


def test_a_criterion_that_cannot_stand_in_a_style_sheet(folder: Path) -> None:
    line = "a b,4,A,A,?,x,worst,best,red,#12345;,,no,no,no"
    append(folder, "criteria", line)
    where = "criteria.csv row 5:"
    assert faults(folder) == [
        f'{where} criterion "a b" cannot be used in a style sheet; use small letters, digits and _',
        f'{where} colour_light "red" cannot be used in a style sheet; write it as #RRGGBB',
        f'{where} colour_dark "#12345;" cannot be used in a style sheet; write it as #RRGGBB',
    ]


def test_context_of_a_criterion_that_is_not_there_or_scored_as_well(folder: Path) -> None:
    text = (folder / "indicators.csv").read_text(encoding="utf-8")
    (folder / "indicators.csv").write_text(
        text.replace("EF EPI,", "EF EPI,labour_cost").replace(
            "context,labour_cost", "context,fun", 1
        ),
        encoding="utf-8",
    )
    assert [line.split(";")[0] for line in faults(folder)] == [
        'indicators.csv row 6: unknown context_of "fun"',
        "indicators.csv row 4: english has a criterion and is context as well",
    ]
    text = text.replace("EF EPI,", "EF EPI,labour_cost")
    (folder / "indicators.csv").write_text(text, encoding="utf-8")
    assert faults(folder) == [
        "indicators.csv row 4: english has a criterion and is context as well; "
        "empty criterion or context_of"
    ]


def test_a_figure_of_0_on_a_log_scale(folder: Path) -> None:
    append(folder, "observations/pay", "IRL,pay_clerical,2024,0,,,reported,,")
    assert "is not above 0, and its scale is logarithmic" in faults(folder)[0]


def test_goalposts_that_cannot_be_used(folder: Path) -> None:
    edit(
        folder,
        "indicators",
        2,
        "pay_professional,labour_cost,KPO,Pay,USD,0,log,900,100,,-1,2018,observed,0,gross,,120,no",
    )
    assert [text.split("; ")[0].split(": ")[1] for text in faults(folder)] == [
        "pay_professional has no weight in its criterion",
        "pay_professional has goalpost_low not below goalpost_high",
        "pay_professional has no goalpost_reason",
        'pay_professional has direction "0"',
        "pay_professional has a lower_quartile that is no score",
    ]


def test_scale_that_nobody_knows_and_weights_of_a_tier_that_are_none(folder: Path) -> None:
    """Pay is not scored, and needs its lower quartile once a tier weighs it."""
    text = (folder / "indicators.csv").read_text(encoding="utf-8")
    text = text.replace("1,linear,400,600", "1,linearly,400,600").replace(
        "1,linear,0,9", "1,log1p,-1,9"
    )
    (folder / "indicators.csv").write_text(text, encoding="utf-8")
    append(folder, "tier_weights", "KPO,pay_professional,-1")
    assert faults(folder) == [
        'tier_weights.csv row 2: weight "-1" is not between 0 and inf; correct the figure'
    ]
    edit(folder, "tier_weights", 2, "KPO,pay_professional,1e13")
    assert faults(folder) == [
        "indicators.csv row 2: pay_professional has no lower_quartile; "
        "give what counts where there is no figure (python -m data.etl.goalposts)",
        'indicators.csv row 4: english has transform "linearly"; use linear, log or log1p',
        "indicators.csv row 5: shared_hours has a logarithmic scale from -1 or less; "
        "give a goalpost_low above -1",
        'tier_weights.csv row 2: weight "1e13" of pay_professional in KPO is none; '
        "give 0 (not scored) or more",
    ]


def test_indicator_that_is_shown_and_not_scored_needs_no_goalposts(folder: Path) -> None:
    line = "pay_professional,labour_cost,KPO,Pay,USD,-1,log,,,,0,2018,observed,0,gross,,,no"
    edit(folder, "indicators", 2, line)
    assert [item.id for item in load(folder).scored("KPO")] == ["saving", "english", "shared_hours"]


def test_faults_of_law_charges_and_clients_are_listed_at_once(folder: Path) -> None:
    append(folder, "sanctions", "EU,ATL,none_found,no,,,,list read,2026-08-22,pay")
    append(folder, "sanctions", "EU,SWE,severe,yes,,,,list read,2026-08-22,pay")
    append(folder, "sanctions", "EU,PHL,sectoral,yes,,,,list read,2026-08-22,pay")
    edit(folder, "observations/work", 4, None)
    edit(folder, "observations/work", 4, "IND,employer_charges,2026,300,,,reported,,")
    edit(folder, "tiers", 2, "BPO,,Processes (BPO),standard processes,bpo,pay_clerical,")
    text = (folder / "indicators.csv").read_text()
    (folder / "indicators.csv").write_text(text.replace("EF EPI,,25,", "EF EPI,,,"))
    assert faults(folder) == [
        "sanctions.csv row 7: regime, country = EU, PHL stands in row 4 already; "
        "keep one of the two",
        'sanctions.csv row 5: unknown country "ATL"; add it to countries.csv or correct the id',
        'sanctions.csv row 6: unknown class "severe"; '
        "add it to sanction_classes.csv or correct the id",
        "indicators.csv row 4: english has no lower_quartile; "
        "give what counts where there is no figure (python -m data.etl.goalposts)",
        "observations/work.csv row 4: employer_charges of IND is 300 %, not between 0 and 100; "
        "correct the figure: it is a share of gross pay",
        "countries.csv row 3: the client IRL has no pay_clerical, and BPO no ratio; "
        "add the figure, or client_pay_to_gni in tiers.csv",
        "countries.csv row 5: the client SWE has neither pay_professional nor gni_per_head; "
        "add one of the two figures",
    ]


def test_a_row_with_a_cell_too_few(folder: Path) -> None:
    append(folder, "tiers", "medical,KPO,Medical")
    assert faults(folder) == [
        "tiers.csv row 5: 3 fields, the header has 7; "
        "give every column a cell; quote text that holds a comma"
    ]


def test_a_column_that_is_missing_or_unknown(folder: Path) -> None:
    edit(folder, "tiers", 1, "tier,parent,title,description,preset,pay,client_pay_to_gni")
    words = faults(folder)
    assert 'tiers.csv: column "name" is missing; add it to the header' in words
    assert any('column "title" is unknown' in text for text in words)


def test_text_that_is_not_utf_8(folder: Path) -> None:
    path = folder / "tiers.csv"
    path.write_bytes(path.read_bytes() + b"caf\xe9,KPO,x,y,kpo\n")
    assert faults(folder) == [
        f"tiers.csv: not UTF-8 text (byte {path.stat().st_size - 14}); save it as UTF-8"
    ]


def test_an_empty_file_and_a_broken_quote(folder: Path) -> None:
    (folder / "tiers.csv").write_text("")
    (folder / "flags.csv").write_text('country,"flag\nIND')
    assert [text.split(":")[0] for text in faults(folder)] == ["tiers.csv", "flags.csv"]


def test_a_time_zone_and_a_parent_that_do_not_exist(folder: Path) -> None:
    text = (folder / "countries.csv").read_text()
    (folder / "countries.csv").write_text(text.replace("Asia/Kolkata", "Asia/Nowhere"))
    append(folder, "tiers", "medical,XPO,Medical,care,kpo,,")
    assert [text.split(";")[0] for text in faults(folder)] == [
        'tiers.csv row 5: parent "XPO" of medical is not a tier of its own',
        'countries.csv row 2: business_timezone "Asia/Nowhere" is not an IANA time zone',
    ]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(folder: Path) -> None:
    path = folder / "tiers.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert "legal" in load(folder).tiers


@pytest.mark.slow
def test_the_projects_own_folder_has_no_problems_when_looked_at_in_full(tmp_path: Path) -> None:
    copy = shutil.copytree(Path("data"), tmp_path / "data")
    path = copy / "tiers.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load(copy).figure_count == load().figure_count


def test_figures_are_the_rows_of_the_tables_and_take_their_place(folder: Path) -> None:
    catalog = load(folder)
    rows = [
        (row["country"], row["indicator"], int(row["year"]), float(row["value"]))
        for path in sorted((folder / "observations").glob("*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]
    pairs = {row[:2] for row in rows}
    figures = {pair: catalog.figures(*pair) for pair in pairs}
    read = [(*pair, item.year, item.value) for pair in pairs for item in figures[pair]]
    assert sorted(read) == sorted(rows)
    assert len(rows) == catalog.figure_count == FIGURES
    assert all(catalog.figures(*pair) is figures[pair] for pair in pairs)
    assert not any(table.path.startswith("observations") for table in catalog.tables.values())


@pytest.mark.slow
def test_a_folder_as_built_is_read_without_the_checks_and_any_change_brings_them_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(Path("data"), tmp_path / "data")
    asked = []
    reader = import_module("kpo.data.loading")
    monkeypatch.setattr(reader, "problems", lambda tables, _: asked.append(len(tables)) or [])
    load(copy)
    assert asked == []
    append(copy, "tiers", "medical,KPO,Medical,care,kpo,,")
    assert asked == [load(copy).table_count]


@pytest.mark.slow
def test_the_projects_own_folder_survives_a_copy(tmp_path: Path) -> None:
    copy = shutil.copytree(Path("data"), tmp_path / "data")
    assert load(copy).data_version == load().data_version


def test_descriptor_that_says_less_than_the_method_needs_lets_nothing_pass(folder: Path) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text())
    for item in descriptor["resources"]:
        names = [field["name"] for field in item["schema"]["fields"]]
        item["schema"] = {"fields": [{"name": name} for name in names]}
    path.write_text(json.dumps(descriptor))
    assert load(folder).figure_count == FIGURES
    edit(
        folder,
        "criteria",
        2,
        "labour_cost,first,Labour cost,Labour cost,?,Pay,,,#000000,#FFFFFF,,,,",
    )
    append(folder, "flags", ",eu_member,yes,,,pay")
    append(folder, "flags", "ATL,eu_member,yes,,,pay")
    append(folder, "observations/epi", f"IND,english,2023,{'9' * 400},,{'9' * 400},reported,,")
    assert [text.split(";")[0][:60] for text in faults(folder)] == [
        'criteria.csv row 2: position "first" is not a whole number',
        'flags.csv row 4: country "" is empty',
        'flags.csv row 5: unknown country "ATL"',
        f'observations/epi.csv row 5: value "{"9" * 25}',
        f'observations/epi.csv row 5: n "{"9" * 29}',
    ]


def test_folder_that_nothing_can_be_ranked_on_is_refused(folder: Path) -> None:
    edit(folder, "tiers", 2, "BPO,,Processes (BPO),standard processes,bpo,,")
    text = (folder / "countries.csv").read_text()
    (folder / "countries.csv").write_text(
        text.replace(",yes,no,", ",no,no,").replace(",yes,yes,", ",no,yes,")
    )
    assert faults(folder) == [
        "tiers.csv row 2: BPO has no pay; name an indicator of indicators.csv",
        'countries.csv: no country is a home country; write "yes" under home for at least one',
    ]


def test_cell_of_another_form_than_its_column_is_refused(folder: Path) -> None:
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text())
    (fields,) = (
        item["schema"]["fields"] for item in descriptor["resources"] if item["name"] == "sources"
    )
    (url,) = (field for field in fields if field["name"] == "url")
    url["constraints"] = {"pattern": "https://.*"}
    path.write_text(json.dumps(descriptor))
    assert load(folder).figure_count == FIGURES
    table = folder / "sources.csv"
    table.write_text(table.read_text().replace("https://example.org", "javascript:alert(1)", 1))
    assert faults(folder) == [
        'sources.csv row 2: url "javascript:alert(1)" is not of the form https://.*; correct it'
    ]
