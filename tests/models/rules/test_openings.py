"""Appointments in the hours of those who give them."""

import pytest

from models.entry import Delivery
from models.sources import Force
from models.timetable import Provider, Slot
from tests.models.rules.build import (
    contact,
    day,
    facts,
    found,
    leg,
    package,
    planned,
    programme,
    sentences,
    session,
    timetable,
)

# Mondays from nine to midday and from two to five, every half hour.
MONDAYS = (Slot(0, 540, 720), Slot(0, 840, 1020))
OFFICER = Provider("officer", "Officer", "office", ("officer",), MONDAYS)
TSP = programme(
    "tsp", leg(), leg("talk", delivery=Delivery.APPOINTMENT, with_="facilitator")
)


def seen(start: str, minutes: int = 60, offset: int = 7, **more: object):
    """A package of one appointment with the officer; offset 7 is a Monday."""
    return package(sessions=[contact(offset, start, minutes=minutes, provider="officer", **more)])


def world(*providers: Provider, **more: object):
    return facts(entries=[TSP], timetable=timetable(providers=providers or (OFFICER,), **more))


@pytest.mark.parametrize(
    ("start", "minutes", "faulty"),
    [
        ("09:00", 60, 0),  # from the first minute
        ("11:00", 60, 0),  # to the last
        ("11:00", 61, 1),
        ("08:30", 30, 1),  # before they open
        ("08:59", 60, 1),
        ("11:30", 180, 1),  # over midday, while they are shut
        ("14:00", 180, 0),
        ("03:00", 60, 1),
    ],
)
def test_an_appointment_is_within_one_opening(start, minutes, faulty):
    assert faulty == len(found("openings.hours", seen(start, minutes), world()))


@pytest.mark.parametrize(("offset", "faulty"), [(6, 1), (7, 0), (8, 1)])
def test_an_appointment_is_on_a_day_that_has_an_opening(offset, faulty):
    assert faulty == len(found("openings.hours", seen("10:00", offset=offset), world()))


@pytest.mark.parametrize(
    ("start", "faulty"), [("09:30", 0), ("09:31", 1), ("09:29", 1), ("09:45", 1), ("10:00", 0)]
)
def test_an_appointment_begins_on_a_step_of_the_opening(start, faulty):
    assert faulty == len(found("openings.hours", seen(start, 30), world()))


def test_steps_are_counted_from_the_start_of_the_opening():
    odd = Provider("officer", "Officer", "office", ("officer",), (Slot(0, 555, 720),), step=20)
    for start, faulty in (("09:15", 0), ("09:35", 0), ("09:20", 1)):
        assert faulty == len(found("openings.hours", seen(start, 30), world(odd)))


@pytest.mark.parametrize(("offset", "faulty"), [(0, 1), (7, 0), (14, 0), (21, 1)])
def test_an_appointment_is_while_its_provider_is_there(offset, faulty):
    # From the Monday of the second week to that of the third.
    there = Provider(
        "officer", "Officer", "office", ("officer",), MONDAYS, first=day(7), last=day(14)
    )
    assert faulty == len(found("openings.hours", seen("10:00", offset=offset), world(there)))


@pytest.mark.parametrize(
    ("start", "offset", "said"),
    [
        ("03:00", 6, "on 8 March 2026 at 3am: officer is shut then."),
        ("13:00", 7, "on 9 March 2026 at 1pm: officer is open that day 9am to midday, 2pm to 5pm."),
        ("10:10", 7, "on 9 March 2026 at 10:10am: officer begins one every 30 minutes from 9am."),
    ],
)
def test_it_is_said_when_the_provider_is_open(start, offset, said):
    held = seen(start, offset=offset)
    assert [f"contact main {said}"] == sentences("openings.hours", held, world())


def test_hours_not_kept_are_one_must_a_part_on_the_timetable():
    late = [contact(offset, "18:00", provider="officer") for offset in (7, 14)]
    (fault,) = found("openings.hours", package(sessions=late), world())
    assert (fault.force, fault.subject, fault.occurrences) == (Force.MUST, "contact", 2)
    assert str(fault.source) == "timetable officer"


@pytest.mark.parametrize("provider", ["", "somebody"])
def test_an_appointment_with_nobody_known_is_in_nobody_s_hours(provider):
    held = package(sessions=[contact(6, "03:00", provider=provider)])
    assert found("openings.hours", held, world()) == []


def test_a_provider_without_stated_hours_may_be_seen_at_any():
    vague = Provider("officer", "Officer", "office", ("officer",), ())
    assert found("openings.hours", seen("03:00"), world(vague)) == []


def test_a_group_and_work_are_not_in_a_provider_s_hours():
    held = package(
        planned("programme", "tsp"),
        sessions=[
            session("tsp", 6, requirement="programme", provider="officer"),
            session("unpaid-work", 6, provider="officer"),
        ],
    )
    assert found("openings.hours", held, world()) == []
    talk = session("tsp", 6, leg="talk", requirement="programme", provider="officer")
    held = package(planned("programme", "tsp"), sessions=[talk])
    assert len(found("openings.hours", held, world())) == 1
