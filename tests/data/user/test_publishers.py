"""Publishers' own files, made small by hand: what they are, and which figures come out.

The small package knows India, Ireland, the Philippines and Sweden.
"""

import gzip
import io
import json
import tracemalloc
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kpo.core.errors import DataError
from kpo.data.catalog import Catalog
from kpo.data.user import merged, with_user_data
from kpo.data.user.mapping_file import from_text, to_text
from kpo.data.user.publishers import Publication, publication, series
from kpo.data.user.series_mapping import (
    SeriesMapping,
    bounds,
    factor_between,
    mapped,
    suggested,
)
from kpo.data.user.unpacking import MAX_BYTES
from tests.data.user.files import FIGURES, PAY, lines

FOLDER = Path(__file__).parent / "publishers"
PAID = "pay_professional"
INFLATION = "inflation"


def opened(name: str) -> Publication:
    made = publication(name, (FOLDER / name).read_bytes())
    assert made is not None
    return made


@dataclass(frozen=True)
class Case:
    """What a file is and what comes out of one of its series."""

    name: str
    publisher: str
    labels: tuple[str, ...]
    key: str
    figures: tuple[tuple[str, int, float, str], ...]
    notes: tuple[str, ...] = ()
    unit: str = ""
    indicator: str = INFLATION
    factor: float = 1.0
    first_year: int = 0


def left(figures: int, places: int) -> str:
    where = f"{places} places that are" if places > 1 else "one place that is"
    return f"{figures} figures of {where} not ours are left."


USD = "EAR_4MTH_SEX_OCU_CUR_NB | SEX_T | OCU_ISCO08_2 | CUR_TYPE_USD"
EARNED = "Average monthly earnings of employees by sex, occupation and currency"
WORKED = "Employment by sex and occupation (thousands)"
ENGINEERS = "Occupation (ISCO-08): 21. Science and engineering professionals"
HEALTH = "Occupation (ISCO-08): 22. Health professionals"
PRICES = "Inflation, consumer prices (annual %)"
JOBLESS = "Unemployment, total (% of total labor force) (modeled ILO estimate)"
CASES = (
    Case(
        "ilostat_codes.csv",
        "ILOSTAT",
        (
            USD.replace(" | ", ", "),
            USD.replace(" | ", ", ").replace("USD", "LCU"),
            USD.replace(" | ", ", ").replace("SEX_T", "SEX_M"),
        ),
        USD,
        (("IND", 2024, 299.02, ""), ("PHL", 2023, 512.08, "low reliability")),
        (left(1, 1), "1 figures of years that cannot count are left."),
        unit="USD",
        indicator=PAID,
    ),
    Case(
        "ilostat_labels.csv",
        "ILOSTAT",
        (f"{EARNED}, Total, Occupation (ISCO-08): 2. Professionals, Currency: U.S. dollars",),
        f"{EARNED} | Total | Occupation (ISCO-08): 2. Professionals | Currency: U.S. dollars",
        (("IND", 2024, 299.02, ""), ("IRL", 2022, 5566.67, "Break in series")),
        (left(1, 1),),
        unit="USD",
        indicator=PAID,
    ),
    Case(
        "ilostat_both.csv",
        "ILOSTAT",
        ("Unemployment rate by sex (%), Total", "Unemployment rate by sex (%), Female"),
        "UNE_DEAP_SEX_AGE_RT | SEX_T",
        (
            ("IND", 2023, 4.173, ""),
            ("IND", 2024, 4.219, "Break in series"),
            ("PHL", 2024, 2.235, ""),
        ),
        unit="%",
        first_year=2020,
    ),
    Case(
        "ilostat_quarters.csv",
        "ILOSTAT",
        ("HOW_TEMP_SEX_ECO_NB, SEX_T, ECO_AGGREGATE_TOTAL",),
        "HOW_TEMP_SEX_ECO_NB | SEX_T | ECO_AGGREGATE_TOTAL",
        (("PHL", 2024, 40.2, ""), ("SWE", 2024, 34.5, "")),
        ("1 further figures of the same country and year are left.",),
    ),
    Case(
        "ilostat_thousands.csv",
        "ILOSTAT",
        (f"{WORKED}, Total, {ENGINEERS}", f"{WORKED}, Total, {HEALTH}"),
        f"{WORKED} | Total | {ENGINEERS}",
        (("IND", 2024, 2215290, ""), ("SWE", 2024, 288200, "Unreliable")),
        unit="thousands",
        factor=1000,
    ),
    Case(
        "world_bank_api.csv",
        "World Bank",
        (PRICES,),
        "FP.CPI.TOTL.ZG",
        (
            ("IND", 2025, 2.39884954182294, ""),
            ("IRL", 2024, 2.11344999577317, ""),
            ("PHL", 2025, 1.6587364525509, ""),
        ),
        (left(2, 1),),
        unit="annual %",
    ),
    Case(
        "world_bank_databank.csv",
        "World Bank",
        (JOBLESS, PRICES),
        "FP.CPI.TOTL.ZG",
        (("IND", 2024, 4.953, ""), ("SWE", 2023, 8.549, "")),
        unit="annual %",
    ),
    Case(
        "world_bank_columns.csv",
        "World Bank",
        (
            "Power outages in firms in a typical month (number)",
            "Firms experiencing electrical outages (% of firms)",
        ),
        "IC.ELC.OUTG",
        (("IND", 2023, 1.4, ""), ("PHL", 2023, 0.6, "")),
        unit="number",
    ),
    Case(
        "world_bank_old_years.csv",
        "World Bank",
        ("GDP per capita (current US$)",),
        "NY.GDP.PCAP.CD",
        (("IND", 1975, 158, ""), ("IND", 2025, 2702.47987141553, ""))
        + (("IRL", 1975, 2986.5, ""), ("IRL", 2025, 131592.462547877, "")),
        (left(3, 1), "2 figures of years that cannot count are left."),
        unit="current US$",
        first_year=1970,
    ),
    Case(
        "world_bank_long.csv",
        "World Bank",
        ("world_bank_long.csv",),
        "",
        (("IND", 2024, 1212.44166069372, ""), ("SWE", 2024, 55097.2595366627, "")),
        (left(1, 1),),
    ),
    Case(
        "owid_cpi.csv",
        "Our World in Data",
        ("Corruption Perceptions Index",),
        "Corruption Perceptions Index",
        (("IND", 2024, 38, ""), ("IRL", 2024, 77, "")),
        (left(3, 3),),
    ),
    Case(
        "owid_short_names.csv",
        "Our World in Data",
        ("human_capital_index",),
        "human_capital_index",
        (("IND", 2016, 44, ""), ("PHL", 2016, pytest.approx(55), ""), ("SWE", 2016, 80, "")),
        factor=100,
    ),
    Case(
        "owid_two_columns.csv",
        "Our World in Data",
        (
            "Human Capital Index (HCI)",
            "Human Capital Index (Males)",
            "Human Capital Index (Females)",
        ),
        "Human Capital Index (Females)",
        (("IND", 2016, 0.45, ""), ("PHL", 2016, 0.58, "")),
    ),
    Case(
        "owid_unit.csv",
        "Our World in Data",
        (PRICES,),
        PRICES,
        (("IND", 2024, 4.95303550973661, ""), ("PHL", 2024, 3.21260487006347, "")),
        (left(1, 1),),
        unit="annual %",
    ),
    Case(
        "owid_names_only.csv",
        "Our World in Data",
        ("Learning-Adjusted Years of School",),
        "Learning-Adjusted Years of School",
        (("IRL", 2018, 11.8, ""), ("PHL", 2018, 8.4, "")),
        (left(1, 1),),
    ),
    Case(
        "eurostat_flags.tsv",
        "Eurostat",
        ("A, PC_ACT", "A, THS_PER"),
        "A | PC_ACT",
        (
            ("IRL", 2021, 6.3, "break in the series"),
            ("IRL", 2022, 4.5, ""),
            ("IRL", 2023, 4.3, ""),
            ("IRL", 2024, 4.3, "provisional"),
            ("SWE", 2021, 8.9, "break in the series"),
            ("SWE", 2022, 7.5, ""),
            ("SWE", 2023, 7.7, ""),
        ),
        (left(8, 2),),
        unit="PC_ACT",
        first_year=2020,
    ),
    Case(
        "eurostat_old_form.tsv",
        "Eurostat",
        ("PC_IND",),
        "PC_IND",
        (("IRL", 2019, 88, ""), ("SWE", 2019, 98, "")),
        (left(3, 1),),
        unit="% of individuals",
    ),
    Case(
        "eurostat_labour_cost.tsv",
        "Eurostat",
        ("A, EUR, D1_D4_MD5, B-S_X_O", "A, EUR, D1_D4_MD5, J", "A, NAC, D1_D4_MD5, B-S_X_O"),
        "A | EUR | D1_D4_MD5 | B-S_X_O",
        (("IRL", 2024, 42, "provisional"), ("SWE", 2024, 40.1, "estimated, provisional")),
        unit="EUR",
    ),
    Case(
        "eurostat_people.tsv",
        "Eurostat",
        ("A, Y15-64, THS_PER, T", "A, Y15-64, THS_PER, F"),
        "A | Y15-64 | THS_PER | T",
        (("IRL", 2024, 2683100, ""), ("SWE", 2023, 5087200, "definition differs")),
        unit="thousand people",
        factor=1000,
    ),
    Case(
        "eurostat_sdmx.csv",
        "Eurostat",
        ("A, PC_ACT",),
        "A | PC_ACT",
        (("IRL", 2024, 4.3, "provisional"), ("SWE", 2024, 8.4, "")),
        unit="PC_ACT",
    ),
)


def mapping(case: Case, **more: Any) -> SeriesMapping:
    given = {
        "publisher": case.publisher,
        "series": case.key,
        "indicator": case.indicator,
        "factor": case.factor,
        "source": "as downloaded",
        "first_year": case.first_year,
    }
    return SeriesMapping(**{**given, **more})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_file_is_recognised_with_its_series(case: Case) -> None:
    made = opened(case.name)
    found = series(made)
    assert made.layout.publisher == case.publisher
    assert tuple(item.label for item in found) == case.labels
    (chosen,) = (item for item in found if item.key == case.key)
    assert chosen.unit == case.unit
    assert suggested(made, chosen).startswith(f"{case.publisher}: {chosen.label}"[:200])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_figures_of_a_series_come_out_exactly(sample: Catalog, case: Case) -> None:
    found = mapped(opened(case.name), mapping(case), sample)
    figures = sorted((item.country, item.year, item.value, item.note) for item in found.own.figures)
    assert figures == sorted(case.figures)
    assert {item.indicator for item in found.own.figures} == {case.indicator}
    assert {item.source for item in found.own.figures} == {"as downloaded"}
    assert tuple(found.notes) == case.notes
    assert found.problems == []


def test_five_files_of_each_publisher_are_tried() -> None:
    assert {case.name for case in CASES} == {path.name for path in FOLDER.iterdir()}
    counts = [
        sum(case.publisher == name for case in CASES) for name in {c.publisher for c in CASES}
    ]
    assert counts == [5] * 4


def test_source_is_taken_from_the_file() -> None:
    made = opened("world_bank_api.csv")
    (only,) = series(made)
    assert suggested(made, only) == f"World Bank: {PRICES} (Last Updated Date 2026-10-07)"
    assert made.words == "country from \u201cCountry Code\u201d, years stand in the columns"
    assert opened("ilostat_both.csv").words == (
        "country from \u201cref_area\u201d, year from \u201ctime\u201d, "
        "value from \u201cobs_value\u201d"
    )


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_packed_download_is_read_like_its_table(sample: Catalog, pack: str) -> None:
    content = (FOLDER / "world_bank_api.csv").read_bytes()
    if pack == "gzip":
        packed = gzip.compress(content)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("Metadata_Country_API.csv", '"Country Code","Region"\n')
            archive.writestr("API_FP.CPI.TOTL.ZG.csv", content)
        packed = out.getvalue()
    made = publication("API.zip", packed)
    assert made and [item.key for item in series(made)] == ["FP.CPI.TOTL.ZG"]


def test_file_saved_again_by_a_spreadsheet_follows_the_rule_of_texts(sample: Catalog) -> None:
    text = "Entity;Code;Year;Days\nIndia;IND;2024;{}\nSweden;SWE;2024;12,5\n"
    rule = SeriesMapping("Our World in Data", "Days", INFLATION, 1, "x")
    clear = publication("x.csv", text.format("1 234,5").encode())
    assert clear
    assert [item.value for item in mapped(clear, rule, sample).own.figures] == [1234.5, 12.5]
    unclear = publication("x.csv", text.format("1.234").encode())
    assert unclear
    (problem,) = mapped(unclear, rule, sample).problems
    assert str(problem) == (
        "The file, IND, 2024: \u201c1.234\u201d can be read in two ways; bring the publisher's "
        "file as it was downloaded, not saved by a spreadsheet"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        lines(FIGURES, PAY),
        b"name,price\n1,2",
        b"PK\x03\x04rest",
        b"\x1f\x8bno gzip",
        b"Entity,Code\nIndia,IND",
        b"Country Name,Country Code,Notes\nIndia,IND,x",
    ],
)
def test_other_files_are_not_taken_for_a_publisher_s(content: bytes) -> None:
    assert publication("x", content) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"freq,unit,geo\\TIME_PERIOD\t2024-01 \t2024-02 \nM,PC,IE\t1 \t2 ", "of whole years"),
        (b"Entity,Code,Year,Days\n" + b"India,IND,2024,1\n" * 600_000, "larger than 10 MB"),
        (b'Entity,Code,Year,Days\nIndia,IND,2024,"' + b"x" * 200_000, "cannot be read to its end"),
        (b"Entity,Code,Year,Days\nIndia,IND,2024,\xe9\xe9\n", "cannot be read to its end"),
    ],
)
def test_publisher_s_file_that_cannot_be_used_says_why(content: bytes, words: str) -> None:
    with pytest.raises(DataError) as caught:
        made = publication("x", content)
        assert made
        series(made)
    assert words in str(caught.value)


def test_series_without_a_country_of_ours_says_so(sample: Catalog) -> None:
    made = publication("x", b"Entity,Code,Year,Days\nMars,,2024,1\n")
    assert made
    with pytest.raises(DataError) as caught:
        mapped(made, SeriesMapping("Our World in Data", "Days", INFLATION, 1, "x"), sample)
    assert "no figure of a country of ours" in str(caught.value)


def test_figure_that_an_indicator_cannot_have_is_left(sample: Catalog) -> None:
    made = publication("x", b"Entity,Code,Year,Pay\nIndia,IND,2024,-5\nSweden,SWE,2024,9\n")
    assert made
    found = mapped(made, SeriesMapping("Our World in Data", "Pay", PAID, 1, "x"), sample)
    assert [item.country for item in found.own.figures] == ["SWE"]
    assert found.notes == ["1 cells that hold no usable number are left."]


def test_bounds_rest_on_numbers_that_can_be_read_in_one_way(sample: Catalog) -> None:
    text = b'Entity,Code,Year,Pay\nIndia,IND,2024,"1,234"\nSweden,SWE,2024,9\nIreland,IRL,2024,4\n'
    made = publication("x", text)
    assert made
    assert bounds(made, "Pay", 1, sample) == (4, 9, 2)


def test_a_new_indicator_in_dollars_has_no_figure_of_nothing(sample: Catalog) -> None:
    made = publication("x", b"Entity,Code,Year,Pay\nIndia,IND,2024,0\nSweden,SWE,2024,9\n")
    assert made
    rule = SeriesMapping("Our World in Data", "Pay", "outages", 1, "x", new=NEW | {"unit": "USD"})
    found = mapped(made, rule, sample)
    assert [item.country for item in found.own.figures] == ["SWE"]


NEW: dict[str, str | float] = {
    "indicator": "outages",
    "name": "Power outages",
    "criterion": "english",
    "unit": "a month",
    "direction": "less is better",
    "transform": "linear",
    "goalpost_low": 0.0,
    "goalpost_high": 10.0,
    "goalpost_reason": "round numbers",
    "weight_in_criterion": 1.0,
}


def test_series_can_become_an_indicator_of_its_own(sample: Catalog) -> None:
    case = next(case for case in CASES if case.name == "world_bank_columns.csv")
    rule = mapping(case, indicator="outages", new=NEW)
    own = mapped(opened(case.name), rule, sample).own
    assert [item.id for item in own.indicators] == ["outages"]
    assert [item[:4] for item in own.figures] == [
        ("IND", "outages", 2023, 1.4),
        ("PHL", "outages", 2023, 0.6),
    ]
    made = with_user_data(sample, merged(sample.own, own, sample))
    assert made.figures("IND", "outages")[-1].value == 1.4


def test_mapping_can_be_saved_and_used_again() -> None:
    rule = mapping(CASES[0], new=NEW)
    assert from_text(to_text(rule).encode()) == rule
    assert from_text(b"\xef\xbb\xbf" + to_text(rule).encode()) == rule


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "x"}, "it is no mapping"),
        ({"version": 2}, "its version of mappings is unknown"),
        ({"publisher": "Us"}, "one of its entries"),
        ({"factor": 0}, "one of its entries"),
        ({"factor": float("nan")}, "one of its entries"),
        ({"factor": "1"}, "one of its entries"),
        ({"first_year": 1800}, "one of its entries"),
        ({"series": "x" * 5000}, "one of its entries"),
        ({"source": "a\u202eb"}, "one of its entries"),
        ({"new": {"evil": "x"}}, "one of its entries"),
        ({"new": {"name": ["x"]}}, "one of its entries"),
    ],
)
def test_mapping_that_is_none_is_refused(change: dict[str, Any], words: str) -> None:
    record = json.loads(to_text(mapping(CASES[0])))
    with pytest.raises(DataError) as caught:
        from_text(json.dumps(record | change).encode())
    assert words in str(caught.value)


def test_mapping_of_another_publisher_is_refused(sample: Catalog) -> None:
    with pytest.raises(DataError) as caught:
        mapped(opened("owid_cpi.csv"), mapping(CASES[0]), sample)
    assert "the mapping is for a file of ILOSTAT; map this file of Our World in Data anew" in str(
        caught.value
    )


@pytest.mark.parametrize(
    ("theirs", "ours", "factor"),
    [("thousands", "people", 1e3), ("%", "%", 1), ("million USD", "USD", 1e6)]
    + [("current US$", "million USD", 1e-6), ("", "people", 1)],
)
def test_factor_follows_from_the_units(theirs: str, ours: str, factor: float) -> None:
    assert factor_between(theirs, ours) == factor


def test_ten_megabytes_are_read_in_little_memory(sample: Catalog) -> None:
    row = f'"India","IND","{"Corruption, all of it" * 40}","C.C","2.5","3.5","",\n'
    head = '"Country Name","Country Code","Indicator Name","Indicator Code","2023","2024","2025",\n'
    content = (head + row * ((MAX_BYTES - 200) // len(row))).encode()
    made = publication("big.csv", content)
    assert made
    tracemalloc.start()
    try:
        found = series(made)
        mapped(made, SeriesMapping("World Bank", "C.C", INFLATION, 1, "x"), sample)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found) == 1
    assert peak < 20_000_000
