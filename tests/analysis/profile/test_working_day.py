from kpo.analysis.profile.working_day import days, holidays
from kpo.data.catalog import Catalog
from kpo.data.working_hours import shared_hours


def test_day_of_india_on_the_clock_of_sweden(atlas: Catalog) -> None:
    winter, summer = days(atlas, "SWE", "IND")
    assert (winter.season, summer.season) == ("winter", "summer")
    assert winter.there == ((4.5, 13.5),)
    assert winter.shared == ((9.0, 13.5),)
    assert (winter.hours, summer.hours) == (4.5, 5.5)


def test_day_over_midnight_falls_into_two_spans(atlas: Catalog) -> None:
    winter, _ = days(atlas, "USA", "PHL")
    assert winter.there == ((0.0, 5.0), (20.0, 24.0))
    assert winter.shared == ()


def test_shared_spans_last_as_long_as_the_scored_hours(atlas: Catalog) -> None:
    for client in atlas.clients:
        for country in atlas.countries.values():
            zones = atlas.countries[client].business_timezone, country.business_timezone
            found = tuple(item.hours for item in days(atlas, client, country.id))
            assert found == shared_hours(*zones, atlas.year), (client, country.id)


def test_weekdays_off_on_one_side_only_are_counted(told: Catalog) -> None:
    found = holidays(told, "SWE", "IND")
    assert [name for _, name in found.days] == ["Republic Day", "Independence Day", "Christmas"]
    assert (found.only_there, found.only_client) == (1, 1)


def test_holidays_that_nobody_knows_stay_unknown(told: Catalog) -> None:
    assert holidays(told, "SWE", "PHL") is None
