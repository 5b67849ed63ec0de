"""Rules of doubt on figures made by hand; nobody picks countries."""

from data.etl.door import Observation
from data.etl.doubts import doubted

RULES = {
    "low_pay_professional": 0.75,
    "low_pay_clerical": 0.5,
    "high_pay": 3,
    "minimum_wage": 1,
    "few_answers": 20,
    "exchange_rate": 0.3333,
    "export_jump": 2.5,
    "export_jump_years": 5,
    "export_repeat": 3,
    "digital_exports_of_gdp": 30,
    "attainment_jump": 1.2,
    "attainment_jump_years": 5,
}


def figure(indicator: str, year: int, value: float, n: str = "") -> Observation:
    return Observation("s", "IND", indicator, year, value, None, n, "reported", "", "row 2")


def doubts(*figures: Observation) -> list[str]:
    rules = [{"rule": name, "threshold": str(value)} for name, value in RULES.items()]
    return [item.doubt for item in doubted(figures, rules)]


def test_pay_beside_income_per_head() -> None:
    income = figure("gni_per_head", 2024, 1200.0)
    assert doubts(figure("pay_professional", 2024, 75.0), income)[0] == ""
    assert doubts(figure("pay_professional", 2024, 74.0), income)[0] == (
        "low pay: 0.74 times income per head, less than 0.75"
    )
    assert doubts(figure("pay_clerical", 2024, 50.0), income)[0] == ""
    assert doubts(figure("pay_clerical", 2022, 49.0), income)[0] == (
        "low pay: 0.49 times income per head of 2024, less than 0.5"
    )
    assert doubts(figure("pay_clerical", 2024, 301.0), income)[0] == (
        "high pay: 3.01 times income per head, more than 3"
    )
    assert doubts(figure("pay_developer", 2025, 9000.0), income)[0] == ""
    assert doubts(figure("pay_professional", 2024, 1.0)) == [""]


def test_pay_beside_the_minimum_wage_at_the_rate_of_its_own_year() -> None:
    wage = figure("minimum_wage", 2024, 100.0)
    assert doubts(figure("pay_clerical", 2024, 100.0), wage)[0] == ""
    assert (
        doubts(figure("pay_clerical", 2024, 99.0), wage)[0] == "below the minimum wage of 100 USD"
    )
    rates = [figure("exchange_rate", 2022, 10.0), figure("exchange_rate", 2024, 20.0)]
    assert doubts(figure("pay_clerical", 2022, 199.0), wage, *rates)[0] == (
        "below the minimum wage of 200 USD of 2024"
    )


def test_few_answers_and_a_violent_exchange_rate() -> None:
    assert doubts(figure("pay_developer", 2025, 900.0, "20")) == [""]
    assert doubts(figure("pay_developer", 2025, 900.0, "19")) == ["only 19 answers, fewer than 20"]
    rates = [figure("exchange_rate", year, rate) for year, rate in ((2023, 30.0), (2024, 40.0))]
    assert doubts(figure("pay_clerical", 2024, 900.0), *rates)[0] == (
        "the exchange rate moved by 33 % in the year"
    )
    assert doubts(figure("pay_clerical", 2023, 900.0), *rates)[0] == ""
    strong = [figure("exchange_rate", year, rate) for year, rate in ((2023, 40.0), (2024, 31.0))]
    assert doubts(figure("pay_clerical", 2024, 900.0), *strong)[0] == ""


def test_exports_that_jump_or_are_the_same_figure_over_and_over() -> None:
    jump = [
        figure("ict_service_exports", year, value) for year, value in ((2022, 4.0), (2023, 10.0))
    ]
    assert doubts(*jump) == ["", "jumps from 4 in 2022 to 10 in 2023"]
    later = figure("ict_service_exports", 2028, 10.0)
    assert doubts(*jump, later) == ["", "jumps from 4 in 2022 to 10 in 2023", ""]
    slow = [
        figure("ict_service_exports", year, value) for year, value in ((2019, 4.0), (2022, 30.0))
    ]
    assert doubts(*slow) == ["", ""]
    fall = [figure("digital_exports", year, value) for year, value in ((2022, 10.0), (2023, 4.0))]
    assert doubts(*fall)[1] == "jumps from 10 in 2022 to 4 in 2023"
    same = [figure("ict_service_exports", year, 7.0) for year in (2019, 2022, 2024)]
    assert doubts(*same) == ["the same figure in 2019, 2022, 2024"] * 3
    assert doubts(*same[:2]) == ["", ""]


def test_exports_beside_the_whole_product() -> None:
    size = [figure("gdp_per_head", 2023, 1000.0), figure("population", 2023, 1_000_000.0)]
    assert doubts(figure("digital_exports", 2023, 300.0), *size)[0] == ""
    assert doubts(figure("digital_exports", 2023, 310.0), *size)[0] == (
        "31 % of GDP: headquarters and licences"
    )
    assert doubts(figure("ict_service_exports", 2023, 310.0), *size)[0] == ""


def test_degrees_of_adults_change_slowly() -> None:
    steady = [
        figure("bachelor_attainment", year, value) for year, value in ((2019, 10.0), (2021, 14.3))
    ]
    assert doubts(*steady) == ["", ""]
    jump = [
        figure("bachelor_attainment", year, value) for year, value in ((2020, 10.0), (2021, 12.1))
    ]
    assert doubts(*jump) == ["", "jumps from 10.0 % in 2020 to 12.1 % in 2021"]


def test_reasons_of_several_rules_stand_together() -> None:
    found = doubts(
        figure("pay_clerical", 2024, 40.0),
        figure("gni_per_head", 2024, 1200.0),
        figure("minimum_wage", 2024, 50.0),
    )
    assert found[0] == (
        "low pay: 0.40 times income per head, less than 0.5; below the minimum wage of 50 USD"
    )
