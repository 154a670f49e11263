from datetime import date

import pytest

from models.errors import InvalidInput
from planning.forecast_outlook import Arrivals, Outlook
from planning.forecast_reading import read_outlook
from tests.planning.small import BEGIN


def test_a_table_is_read_over_the_plan_s_own_beginning_and_seed():
    table = {
        "months": 18,
        "absent": 0.2,
        "arrivals": [{"programme": "tsp", "a_week": 2.5, "area": "derby"}],
    }
    assert read_outlook("plan.toml", table, BEGIN, 7) == Outlook(
        BEGIN, 18, seed=7, absent=0.2, arrivals=(Arrivals("tsp", 2.5, "derby"),)
    )


def test_a_table_may_begin_on_a_day_of_its_own():
    day = date(2026, 9, 7)
    assert read_outlook("plan.toml", {"months": 6, "begin": day}, BEGIN, 0).begin == day


def test_every_mistake_of_a_table_is_said_with_its_place():
    table = {"months": 0, "absent": 2, "filler": "lottery", "arrivals": [{"a_week": -1}], "day": 1}
    with pytest.raises(InvalidInput) as refused:
        read_outlook("plan.toml", table, BEGIN, 0)
    assert sorted(one.path for one in refused.value.complaints) == [
        "$.forecast.absent",
        "$.forecast.arrivals[0].a_week",
        "$.forecast.arrivals[0].programme",
        "$.forecast.day",
        "$.forecast.filler",
        "$.forecast.months",
    ]


@pytest.mark.parametrize("months", [-1, 0, 5, 37, 120])
def test_a_forecast_is_of_six_to_thirty_six_months(months):
    with pytest.raises(InvalidInput) as refused:
        read_outlook("plan.toml", {"months": months}, BEGIN, 0)
    [said] = refused.value.complaints
    assert (said.file, said.path, said.value) == ("plan.toml", "$.forecast.months", months)
    assert said.message == f"a forecast is of 6 to 36 months, not of {months}"


@pytest.mark.parametrize("months", [6, 36])
def test_both_ends_of_a_forecast_may_be_asked_for(months):
    assert read_outlook("plan.toml", {"months": months}, BEGIN, 0).months == months
