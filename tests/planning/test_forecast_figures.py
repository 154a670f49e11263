"""Calibrated figures with their sources, what an outlook may ask, and intervals by hand."""

from math import sqrt

import pytest
from attrs import evolve

from models.errors import InvalidInput
from planning.forecast import estimates, interval
from planning.forecast_calibration import calibration, read_calibration
from planning.forecast_fates import Ending, Fate
from planning.forecast_measures import Key, percentiles
from planning.forecast_outlook import Arrivals, Outlook, rates
from planning.forecast_world import world
from tests.planning.small import BEGIN, group, outlook, person, region


def test_every_figure_names_a_document_and_an_assumption_is_never_verified():
    held = calibration()
    titles = dict(held.documents)
    assert [one.id for one in held.figures if one.source.document not in titles] == []
    assumed = [one for one in held.figures if one.source.document == "assumption"]
    assert {one.id for one in assumed} == {
        "order-months", "never-commenced-wait", "absent", "caught-up", "booked-ahead", "reach",
        "confidence", "weight-unmet", "weight-weeks", "weight-work", "weight-travel",
    }  # fmt: skip
    assert [one.id for one in assumed if one.verified] == []
    assert [one.id for one in held.figures if one not in assumed and not one.verified] == []


def test_the_regions_come_to_one_hour_less_than_the_country_as_published():
    held = calibration()
    hours = [one.value for one in held.figures if one.id == "hours-outstanding"]
    assert len(hours) == 12
    assert sum(hours) == held.value("hours-outstanding-all") - 1


def test_arrivals_of_a_region_are_its_share_of_those_imposed():
    held = calibration()
    # 42,483 in 208.7 weeks are 203.56 a week; 271,848 of 3,978,852 hours are 6.83 percent.
    assert held.arrivals_a_week * held.region_share("east-midlands") == pytest.approx(13.908, 1e-4)


def test_leaving_and_stopping_come_to_the_share_they_are_made_from():
    held = calibration()
    assert (1 - held.leaving_a_week) ** 26 == pytest.approx(1 - 17066 / 42483)
    assert (1 - held.stopping_a_session("asro", 20)) ** 20 == pytest.approx(0.32)
    assert (1 - held.stopping_a_session("tsp", 15)) ** 15 == pytest.approx(0.48)


def test_arrivals_count_programmes_so_people_who_want_two_come_half_as_often():
    both = person(1, programmes=("tsp", "did"))
    asked = evolve(outlook(), arrivals=(), region="east-midlands")
    place = region(group(), group(id="did", programme="did"), people=[both])
    (stream,) = world(place, asked).streams
    assert stream.a_week == pytest.approx(13.908 / 2, 1e-4)


def test_arrivals_of_an_area_are_shared_by_the_kinds_of_people_who_live_there():
    people = [person(1), person(2), person(3, programmes=("tsp", "did"))]
    place = region(group(), group(id="did", programme="did"), people=people)
    streams = world(place, outlook(12, [Arrivals("tsp", 6.0, "town")])).streams
    assert [(one.programmes, one.a_week) for one in streams] == [
        (("tsp",), 4.0),
        (("tsp", "did"), 2.0),
    ]


def test_only_figures_that_nothing_takes_the_place_of_are_relied_on():
    place = region(group())
    assert {one.id for one in rates(outlook(), place, calibration()).relied_on} == {
        "booked-ahead", "reach", "order-months", "confidence",
    }  # fmt: skip
    bare = Outlook(BEGIN, 12, region="wales")
    relied_on = {one.id for one in rates(bare, place, calibration()).relied_on}
    assert relied_on == {one.id for one in calibration().figures}


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        (outlook(0), "months"),
        (outlook(48), "months"),
        (evolve(outlook(), begin=BEGIN.replace(year=2025)), "begin"),
        (evolve(outlook(), replications=0), "replications"),
        (outlook(absent=1.5), "absent"),
        (outlook(leaving_a_week=-0.1), "leaving_a_week"),
        (outlook(arrivals=[Arrivals("tsp", -1.0)]), "arrivals[0].a_week"),
        (outlook(arrivals=[Arrivals("tsp", 1.0), Arrivals("tps", 1.0)]), "arrivals[1].programme"),
        (outlook(arrivals=[Arrivals("tsp", 1.0, "towne")]), "arrivals[0].area"),
        (evolve(outlook(), arrivals=()), "region"),
    ],
)
def test_what_cannot_be_forecast_is_said(asked, path):
    with pytest.raises(InvalidInput) as refused:
        world(region(group()), asked)
    assert [one.path for one in refused.value.complaints] == [f"$.forecast.{path}"]


def test_the_longest_forecast_ends_with_the_timetable():
    # From 5 January 2026, 47 months end on 5 December 2029; the timetable on 30 December.
    assert world(region(group()), outlook(47)).days == (outlook(47).end - BEGIN).days


def test_mistakes_of_a_calibration_file_are_said_at_once():
    data = b"""
[[figures]]
id = "absent"
value = -1
unit = "percent"
source = ["nowhere", "1"]
[[figures]]
id = "absent"
value = 10
unit = "percent"
source = ["nowhere", "1"]
"""
    with pytest.raises(InvalidInput) as refused:
        read_calibration("own.toml", data)
    assert [one.path for one in refused.value.complaints] == [
        "$.figures[0].value",
        "$.figures[0].source",
        "$.figures[1].source",
        "$.figures[1].id",
    ]


def test_an_interval_is_students():
    # Mean 2, standard deviation 1, and 4.3027 of Student's at two degrees of freedom.
    mean, low, high = interval([1.0, 2.0, 3.0], 0.95)
    reach = 4.3027 / sqrt(3)
    assert (mean, low, high) == pytest.approx((2, 2 - reach, 2 + reach), 1e-4)


def test_an_interval_of_one_is_none():
    assert interval([7.0], 0.95) == (7.0, None, None)


def test_an_estimate_says_in_how_many_replications_there_was_a_figure():
    key = Key("wait-p90")
    (found,) = estimates([{key: 4.0}, {key: None}, {key: 6.0}], 0.95)
    assert (found.mean, found.having, found.replications) == (5.0, 2, 3)


def fate(weeks, ending=Ending.FINISHED):
    began = 7.0 * weeks if ending is Ending.FINISHED else None
    return Fate("tsp", "town", 0.0, 700, False, ready=0.0, began=began, ended=7.0 * weeks,
                ending=ending)  # fmt: skip


def test_percentiles_of_plain_waits_are_the_fifth_and_ninth_of_ten():
    assert percentiles([fate(weeks) for weeks in range(1, 11)]) == [5.0, 9.0]


def test_whoever_is_too_late_never_begins():
    # Of ten, two are never placed: half begin within five weeks, nine in ten never do.
    fates = [fate(weeks) for weeks in range(1, 9)]
    fates += [fate(1, Ending.LATE), fate(2, Ending.LATE)]
    assert percentiles(fates) == [5.0, None]


def test_who_leaves_is_known_to_have_waited_so_long():
    # Four wait; one leaves after week 1, so that of three still there one begins in each of weeks
    # 2, 3 and 4: a third, two thirds, all. Half is passed in week 3.
    fates = [fate(1, Ending.LEFT), fate(2), fate(3), fate(4)]
    assert percentiles(fates) == [3.0, 4.0]


def test_without_anybody_who_begins_there_is_no_percentile():
    assert percentiles([]) == [None, None]
    assert percentiles([fate(3, Ending.LEFT)]) == [None, None]
