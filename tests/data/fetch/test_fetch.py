"""Fetching from a server that plays the publishers: what comes makes the tables there are."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from data.etl.__main__ import main
from data.etl.build import build
from data.etl.fetch import archive
from data.etl.fetch.run import Outcome, fetched
from tests.data.fetch import forms
from tests.data.fetch.forms import ROOT, WORLD_BANK, put_series, rows, text
from tests.data.fetch.server import Publishers, Reply
from tests.variants import AT_LENGTH

REPLAYED = (
    *("economist_big_mac", "github_innovation_graph", "uis_attainment", "unctad_digital_services"),
    *("wdi_digital", "wdi_education", "wdi_macro", "wdi_outages", "wdi_royalties", "wgi_2024"),
)
BROADBAND = "wdi-digital/it.net.bbnd.p2.csv"
CODE = "IT.NET.BBND.P2"
BIG_MAC = (
    "raw.githubusercontent.com/TheEconomist/big-mac-data/master/output-data/big-mac-full-index.csv"
)


def one(raw: Path, source: str, **options: bool) -> Outcome:
    """Fetch one source."""
    (outcome,) = fetched(ROOT, raw, [source], **options)
    return outcome


def put_all(publishers: Publishers) -> None:
    """Let every replayed publisher answer."""
    forms.put_world_bank(publishers)
    forms.put_unesco(publishers)
    forms.put_unctad(publishers)
    forms.put_github(publishers)
    forms.put_imf(publishers)


@AT_LENGTH
@pytest.mark.slow
def test_fetch_and_build_make_the_tables_of_the_replayed_sources_byte_for_byte(
    publishers: Publishers, fetched_raw: Path
) -> None:
    put_all(publishers)
    outcomes = {item.source: item for item in fetched(ROOT, fetched_raw, [*REPLAYED, "imf_weo"])}
    assert {item.state for item in outcomes.values()} == {"fetched"}
    assert set(outcomes) == {*REPLAYED, "imf_weo"}
    built = build(ROOT, fetched_raw, keep=True)
    assert built.problems == []
    paths = [f"data/observations/{source}.csv" for source in REPLAYED]
    paths.append("data/economic_paths.csv")
    differing = [path for path in paths if built.files[path] != (ROOT / path).read_bytes()]
    assert differing == []


@pytest.mark.slow
def test_without_raw_files_everything_stays_as_committed(fetched_raw: Path) -> None:
    built = build(ROOT, fetched_raw, keep=True)
    assert (built.problems, built.notes) == ([], ())
    changed = [path for path, made in built.files.items() if (ROOT / path).read_bytes() != made]
    assert changed == []


def test_what_was_fetched_is_noted_with_size_and_hash_and_not_asked_for_again(
    publishers: Publishers, fetched_raw: Path
) -> None:
    put_series(publishers, CODE, forms.points(rows("wdi_digital")))
    assert one(fetched_raw, "wdi_digital").state == "fetched"
    (item,) = archive.known(fetched_raw)
    content = (fetched_raw / BROADBAND).read_bytes()
    assert (item.file, item.size) == (BROADBAND, str(len(content)))
    assert item.sha256 == archive.digest(content)
    count = len(publishers.asked)
    assert one(fetched_raw, "wdi_digital").state == "known"
    assert len(publishers.asked) == count
    (fetched_raw / BROADBAND).write_bytes(b"spoilt")
    assert one(fetched_raw, "wdi_digital").state == "fetched"
    assert (fetched_raw / BROADBAND).read_bytes() == content


def test_an_answer_that_breaks_off_goes_on_where_it_ended(
    publishers: Publishers, fetched_raw: Path
) -> None:
    body = text(
        ["date", "iso_a3", "dollar_price"],
        [
            [f"{row['note'][-7:]}-01", row["country"], row["value"]]
            for row in rows("economist_big_mac")
        ],
    )

    def answer(_: dict[str, str], headers: dict[str, str]) -> Reply:
        start = int(headers.get("range", "bytes=0-")[6:-1])
        half = len(body) // 2
        if not start:
            return Reply(body, cut=half)
        part = f"bytes {start}-{len(body) - 1}/{len(body)}"
        return Reply(body[start:], 206, {"Content-Range": part})

    publishers.answers[BIG_MAC] = answer
    outcome = one(fetched_raw, "economist_big_mac")
    assert outcome.state == "fetched", outcome.words
    assert (fetched_raw / "big-mac-index/big-mac-full-index.csv").read_bytes() == body
    assert [headers.get("range") for _, _, headers in publishers.asked] == [
        None,
        f"bytes={len(body) // 2}-",
    ]


def test_who_asks_to_be_left_in_peace_is_asked_again(
    publishers: Publishers, fetched_raw: Path
) -> None:
    forms.put_github(publishers)
    good = publishers.answers[BIG_MAC]({}, {})
    busy = Reply(b"", 429, {"Retry-After": "0"})
    publishers.put(BIG_MAC, busy, Reply(b"", 503), good)
    assert one(fetched_raw, "economist_big_mac").state == "fetched"
    assert len(publishers.asked) == 3


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"gone", 404), "it answers 404; look for its new place"),
        (Reply(b"", 429, {"Retry-After": "0"}), "it answers 429; try again later"),
        (Reply(b"<!DOCTYPE html><title>Moved</title>"), "a web page came instead of data"),
        (Reply(b"date,iso_a3,price\n2025-01-01,IND,3\n"), "columns missing: dollar_price"),
        (Reply(b"date,iso_a3,dollar_price\n"), "the table has no rows"),
        (Reply(b"\xff\xfe\x00"), "not a CSV file"),
        (Reply(b"date,iso_a3,dollar_price\n", cut=10), "the answer broke off 4 times"),
    ],
)
def test_an_answer_that_cannot_be_used_stops_the_source_and_says_why(
    publishers: Publishers, fetched_raw: Path, reply: Reply, words: str
) -> None:
    publishers.put(BIG_MAC, reply)
    outcome = one(fetched_raw, "economist_big_mac")
    assert outcome.state == "stopped"
    assert words in outcome.words
    assert not list(fetched_raw.rglob("*.csv"))


def test_a_source_that_lost_figures_stops_with_their_names_and_the_others_go_on(
    publishers: Publishers, fetched_raw: Path
) -> None:
    forms.put_github(publishers)
    found = [row for row in rows("wdi_digital") if row["country"] != "IND"]
    put_series(publishers, CODE, forms.points(found))
    outcomes = {
        item.source: item
        for item in fetched(ROOT, fetched_raw, ["wdi_digital", "economist_big_mac"])
    }
    assert outcomes["economist_big_mac"].state == "fetched"
    # the null of 1901 that the World Bank sends for India is no figure
    assert "figures are gone: fixed_broadband of IND" in outcomes["wdi_digital"].words
    assert one(fetched_raw, "wdi_digital", lose=True).state == "fetched"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'[{"message":[{"id":"120","value":"The indicator was not found."}]}]', "was not found"),
        (b'[{"page":1,"pages":1},[]]', "no figures"),
        (b"{}", "unknown form"),
        (b"[", "not JSON"),
        (b'[{"page":1,"pages":999},[{}]]', "999 pages"),
        (b'[{"page":1,"pages":1},[{"date":"2020"}]]', "without country"),
    ],
)
def test_the_world_banks_own_errors_are_said(
    publishers: Publishers, fetched_raw: Path, body: bytes, words: str
) -> None:
    publishers.put(f"{WORLD_BANK}{CODE}", body)
    outcome = one(fetched_raw, "wdi_digital")
    assert outcome.state == "stopped"
    assert words in outcome.words


def test_an_unknown_name_stops_a_source(publishers: Publishers, fetched_raw: Path) -> None:
    put_series(publishers, CODE, [*forms.points(rows("wdi_digital")), ("XQX", "2024", "1")])
    assert 'unmatched name "XQX"' in one(fetched_raw, "wdi_digital").words


ILO = "rplumber.ilo.org/data/indicator/"
ILO_HEADER = ["ref_area", "source", "indicator", "sex", "classif1", "classif2", "time", "obs_value"]


def ilo(*lines: tuple[str, str, str, str, str]) -> bytes:
    """Return pay as the ILO writes it: place, class, currency, year, value."""
    return text(
        ILO_HEADER,
        [
            [place, "BA:1", "EAR", "SEX_T", group, f"CUR_TYPE_{money}", year, value]
            for place, group, money, year, value in lines
        ],
    )


def test_pay_is_in_dollars_at_the_rate_of_the_countrys_own_currency(
    publishers: Publishers, fetched_raw: Path
) -> None:
    rates = fetched_raw / "wdi-cost-macro" / "pa.nus.fcrf.csv"
    rates.parent.mkdir()
    rates.write_text(
        "Country Name,Country Code,Year,Value\nIndia,IND,2024,83.5\n"
        "United Kingdom,GBR,2024,0.8\nCzechia,CZE,2024,23\nEuro area,EMU,2024,0.9\n"
    )
    publishers.put(
        ILO,
        ilo(
            ("IND", "OCU_ISCO08_2", "LCU", "2024", "33400"),
            ("IND", "OCU_ISCO08_2", "USD", "2024", "400"),
            ("GBR", "OCU_ISCO08_2", "LCU", "2024", "4000"),
            ("GBR", "OCU_ISCO08_2", "USD", "2024", "4444"),
            ("CZE", "OCU_ISCO08_4", "LCU", "2024", "1800"),
            ("CZE", "OCU_ISCO08_4", "USD", "2024", "2000"),
            ("IRL", "OCU_ISCO08_2", "LCU", "2024", "4500"),
            ("IRL", "OCU_ISCO88_2", "USD", "2024", "9999"),
            ("IRL", "OCU_ISCO08_9", "USD", "2024", "1"),
        ),
    )
    outcome = one(fetched_raw, "ilostat_earnings", lose=True)
    assert outcome.state == "fetched"
    path = fetched_raw / "ilostat-earnings-occupation" / "earnings_by_occupation_monthly.csv"
    with path.open() as stream:
        found = {
            (row["iso3"], row["isco_major"]): (row["usd_per_month_ilo"], row["usd_recomputed"])
            for row in csv.DictReader(stream)
        }
    assert found == {
        ("IND", "2"): ("400", "400"),  # 33,400 / 83.5 = 400: as printed
        ("GBR", "2"): ("4444", "5000.000"),  # the ILO took the euro's rate: 4,000 / 0.8
        ("CZE", "4"): ("2000", "2000"),  # reports in euro: as printed
        ("IRL", "2"): ("", "5000.000"),  # no dollars printed: 4,500 / 0.9 of the euro area
    }


def test_hours_and_occupations_of_the_ilo(publishers: Publishers, fetched_raw: Path) -> None:
    header = ["ref_area", "sex", "classif1", "time", "obs_value"]
    publishers.answers[ILO] = lambda query, _: Reply(
        text(
            header,
            [
                ["IND", "SEX_T", "ECO_AGGREGATE_TOTAL", "2023", "47.7"],
                ["IND", "SEX_F", "ECO_AGGREGATE_TOTAL", "2023", "40"],
                ["IND", "SEX_T", "OC2_ISCO08_25", "2023", "3100.5"],
                ["IND", "SEX_T", "OC2_ISCO08_92", "2023", "1"],
            ],
        )
    )
    assert one(fetched_raw, "ilostat_hours", lose=True).state == "fetched"
    assert one(fetched_raw, "ilostat_occupation", lose=True).state == "fetched"
    hours = fetched_raw / "ilostat-hours-and-output-per-hour" / "working_hours_per_week.csv"
    assert hours.read_text() == "iso3,year,value\nIND,2023,47.7\n"
    (people,) = (fetched_raw / "ilostat-employment-occupation-2digit").glob("*.csv")
    assert people.read_text() == "iso3,isco08,year,thousand_persons\nIND,25,2023,3100.5\n"


def test_wages_of_the_oecd_become_real_growth(publishers: Publishers, fetched_raw: Path) -> None:
    header = ["REF_AREA", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "PRICE_BASE"]
    lines = [
        ["SWE", "2022", "50000", "USD_PPP", "Q"],
        ["SWE", "2023", "51000", "USD_PPP", "Q"],
        ["SWE", "2023", "400000", "SEK", "V"],
    ]
    where = "sdmx.oecd.org/public/rest/data/OECD.ELS.SAE,DSD_EARNINGS@AV_AN_WAGE,1.0/all"
    publishers.put(where, text(header, lines))
    assert one(fetched_raw, "oecd_wages", lose=True).state == "fetched"
    (path,) = (fetched_raw / "oecd-hours-and-wages-13").glob("*.csv")
    found = list(csv.DictReader(io.StringIO(path.read_text())))
    assert [row["value"] for row in found] == ["50000", "51000"]


def survey(*answers: tuple[str, str, str]) -> bytes:
    """Return the survey's archive: country, pay, years of code."""
    out = io.BytesIO()
    header = ["ResponseId", "Country", "EdLevel", "LanguageHaveWorkedWith", "DevType", "YearsCode"]
    lines = [
        [str(number), place, "Bachelor", "Python", "Developer", years, pay]
        for number, (place, pay, years) in enumerate(answers)
    ]
    with zipfile.ZipFile(out, "w") as file:
        name = "stack-overflow/survey_results_public.csv"
        file.writestr(name, text([*header, "ConvertedCompYearly"], lines))
    return out.getvalue()


SURVEY = "survey.stackoverflow.co/datasets/stack-overflow-developer-survey-2025.zip"


def test_pay_of_developers_is_reckoned_from_the_answers(
    publishers: Publishers, fetched_raw: Path
) -> None:
    paid = [("India", str(pay), "5") for pay in (10000, 20000, 30000, 40000, 50000)]
    left_out = [("India", "NA", "5"), ("India", "2000000", "5"), ("India", "9000", "NA")]
    publishers.put(SURVEY, survey(*paid, *left_out))
    assert one(fetched_raw, "stackoverflow_2025", lose=True).state == "fetched"
    (path,) = (fetched_raw / "stackoverflow-survey-2025").glob("*.csv")
    assert path.read_text() == "iso3,n,p25,median,p75\nIND,5,20000,30000,40000\n"


def test_a_survey_with_an_unknown_country_stops(publishers: Publishers, fetched_raw: Path) -> None:
    publishers.put(SURVEY, survey(("Atlantis", "20000", "5")))
    assert "unknown countries: Atlantis" in one(fetched_raw, "stackoverflow_2025").words
    publishers.put(SURVEY, b"no archive")
    assert "no archive with one" in one(fetched_raw, "stackoverflow_2025").words


def test_a_day_can_be_put_back(
    publishers: Publishers, fetched_raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = fetched_raw / BROADBAND
    path.parent.mkdir(parents=True)
    staged = fetched_raw.parent / "staged"
    (staged / path.parent.name).mkdir(parents=True)
    for day, content in (("2026-09-01", b"september"), ("2026-10-01", b"october")):
        (staged / BROADBAND).write_bytes(content)
        item = archive.Fetched(day, "wdi_digital", BROADBAND, "x", "9", archive.digest(content))
        archive.file_away(fetched_raw, staged, [item])
    assert path.read_bytes() == b"october"
    assert main(["fetch", "--raw", str(fetched_raw), "--as-of", "2026-09-15"]) == 0
    assert path.read_bytes() == b"september"
    assert f"{BROADBAND}: of 2026-09-01" in capsys.readouterr().out
    assert main(["fetch", "--raw", str(fetched_raw), "--as-of", "2026-01-01"]) == 1


def test_without_a_network_one_line_says_so(
    fetched_raw: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KPO_FETCH_SERVER", "http://127.0.0.1:9")
    monkeypatch.setenv("KPO_FETCH_PAUSE", "0")
    assert main(["fetch", "--raw", str(fetched_raw), "wdi_digital", "economist_big_mac"]) == 1
    said = capsys.readouterr()
    assert said.err == "No network: none of 2 sources could be reached.\n"


def test_sources_that_cannot_be_fetched_are_said(
    fetched_raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ["nobody", "ef_epi_2025", "besteor"]
    assert main(["fetch", "--raw", str(fetched_raw), *names]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "nobody: no such source; see data/sources.csv"
    assert lines[1].startswith("ef_epi_2025: its publisher has pages only")
    assert lines[2].startswith("besteor: made by hand")
