"""Appointments with those who offer them, in their hours; groups at their venue."""

import pytest

from models.case import Address
from models.entry import Delivery
from models.package import PlannedPart
from models.sources import Force
from models.timetable import Group, Intake, Provider, Slot
from tests.models.rules.build import (
    case,
    contact,
    day,
    facts,
    found,
    leg,
    package,
    planned,
    programme,
    provider,
    requirement,
    sentences,
    session,
    timetable,
)

# Mondays from nine to midday and from two to five, every half hour.
MONDAYS = (Slot(0, 540, 720), Slot(0, 840, 1020))
OFFICER = provider("officer", hours=MONDAYS)
TSP = programme("tsp", leg(), leg("talk", delivery=Delivery.APPOINTMENT, with_="facilitator"))


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
    odd = provider("officer", hours=(Slot(0, 555, 720),), step=20)
    for start, faulty in (("09:15", 0), ("09:35", 0), ("09:20", 1)):
        assert faulty == len(found("openings.hours", seen(start, 30), world(odd)))


@pytest.mark.parametrize(("offset", "faulty"), [(0, 1), (7, 0), (14, 0), (21, 1)])
def test_an_appointment_is_while_its_provider_is_there(offset, faulty):
    # From the Monday of the second week to that of the third.
    there = provider("officer", hours=MONDAYS, first=day(7), last=day(14))
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


@pytest.mark.parametrize("nobody", ["", "somebody"])
def test_an_appointment_with_nobody_known_is_in_nobody_s_hours(nobody):
    held = package(sessions=[contact(6, "03:00", provider=nobody)])
    assert found("openings.hours", held, world()) == []


def test_a_provider_without_stated_hours_may_be_seen_at_any():
    assert found("openings.hours", seen("03:00"), world(provider("officer"))) == []


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


CLINIC = provider("clinic", "atr", venue="far", hours=MONDAYS)
COURT = provider("court", venue="far", hours=MONDAYS)
TREATMENT = requirement(
    "atr",
    leg("main", delivery=Delivery.APPOINTMENT, with_="provider"),
    leg("meeting", delivery=Delivery.APPOINTMENT, with_="officer"),
    leg("hearing", delivery=Delivery.APPOINTMENT, with_="court", kind="hearing"),
    stream="treatment",
)


def treated(provider: str, leg: str = "main", venue: str = ""):
    one = session("atr", 7, leg=leg, provider=provider, venue=venue)
    return package(planned("atr", months=6), sessions=[one])


def with_clinic(**more: object):
    region = timetable(providers=(OFFICER, CLINIC, COURT))
    return facts(entries=[TREATMENT], timetable=region, **more)


@pytest.mark.parametrize(
    ("provider", "leg", "faulty"),
    [
        ("clinic", "main", 0),
        ("officer", "main", 1),
        ("court", "main", 1),
        ("officer", "meeting", 0),  # as the leg names
        ("clinic", "meeting", 0),  # or as the part's own provider
        ("court", "hearing", 0),
        ("officer", "hearing", 1),
        ("clinic", "hearing", 1),
        ("officer", "unheard-of", 0),  # whoever gives any leg of it
        ("", "main", 0),
        ("", "hearing", 0),
        ("nobody", "main", 1),
    ],
)
def test_an_appointment_is_with_somebody_who_offers_it(provider, leg, faulty):
    assert faulty == len(found("openings.offered", treated(provider, leg), with_clinic()))


@pytest.mark.parametrize(
    ("provider", "venue", "faulty"),
    [
        ("clinic", "far", 0),
        ("clinic", "office", 1),  # a venue there is, but not theirs
        ("clinic", "x-nowhere", 1),
        ("", "x-nowhere", 1),
        ("", "office", 0),
        ("clinic", "", 0),
        ("clinic", "home", 0),
        ("clinic", "phone", 0),
        ("clinic", "mothers", 0),  # an address of the case
        ("", "mothers", 0),
    ],
)
def test_an_appointment_is_at_the_venue_of_who_gives_it(provider, venue, faulty):
    world = with_clinic(case=case(addresses=(Address("mothers"),)))
    assert faulty == len(found("openings.offered", treated(provider, venue=venue), world))


def test_the_officer_s_own_appointments_are_with_an_officer():
    for by, venue, faulty in (("officer", "office", 0), ("clinic", "far", 1)):
        held = package(sessions=[contact(7, provider=by, venue=venue)])
        assert faulty == len(found("openings.offered", held, with_clinic()))


def test_it_is_said_who_does_not_offer_it_and_where_they_are():
    said = ["atr main on 9 March 2026 at 10am: officer does not offer atr."]
    assert said == sentences("openings.offered", treated("officer"), with_clinic())
    said = ["atr main on 9 March 2026 at 10am: clinic is at far, not at x-nowhere."]
    held = treated("clinic", venue="x-nowhere")
    assert said == sentences("openings.offered", held, with_clinic())
    (fault,) = found("openings.offered", treated("officer", venue="far"), with_clinic())
    assert (fault.force, fault.subject, fault.occurrences) == (Force.MUST, "atr", 2)
    assert str(fault.source) == "timetable officer"


def test_who_gives_a_group_or_its_work_is_told_elsewhere():
    held = package(
        planned("programme", "tsp"),
        sessions=[
            session("tsp", 7, requirement="programme", provider="tsp-tuesday"),
            session("unpaid-work", 8, provider="garden"),
        ],
    )
    assert found("openings.offered", held, world()) == []


TUESDAYS = (Slot(1, 600, 660),)
CENTRE = requirement("centre", leg(delivery=Delivery.APPOINTMENT), stream="attendance-centre")


def meeting(code: str, venue: str = "office", offset: int = 8, start: str = "10:00", **more):
    """A package of one session of a group that meets on Tuesdays at ten, in the second week."""
    under = planned("programme", PlannedPart(code, group=f"{code}-group"))
    if code == "centre":
        under = planned("centre", PlannedPart(code, group="centre-group"))
    held = session(code, offset, start, requirement=under.code, venue=venue, **more)
    return package(under, sessions=[held])


def with_groups(slots=TUESDAYS):
    groups = tuple(
        Group(f"{code}-group", code, "office", slots, day(8), day(14), Intake.ROLLING, 9)
        for code in ("tsp", "centre")
    )
    return facts(entries=[TSP, CENTRE], timetable=timetable(groups=groups))


@pytest.mark.parametrize("code", ["tsp", "centre"])
@pytest.mark.parametrize(("venue", "faulty"), [("office", 0), ("far", 1), ("x", 1), ("", 0)])
def test_a_group_is_at_its_own_venue(code, venue, faulty):
    assert faulty == len(found("openings.group", meeting(code, venue), with_groups()))


@pytest.mark.parametrize(
    ("offset", "start", "faulty"),
    [(8, "10:00", 0), (8, "10:01", 1), (8, "09:59", 1), (9, "10:00", 1), (1, "10:00", 1),
     (15, "10:00", 1)],
)  # fmt: skip
def test_a_session_at_a_centre_is_when_its_group_meets(offset, start, faulty):
    held = meeting("centre", offset=offset, start=start)
    assert faulty == len(found("openings.group", held, with_groups()))


def test_of_a_group_without_stated_times_none_is_asked():
    assert found("openings.group", meeting("centre", start="03:00"), with_groups(())) == []


def test_when_a_programme_meets_is_for_its_run():
    held = meeting("tsp", offset=9)
    assert found("openings.group", held, with_groups()) == []
    assert len(found("attendance.dose", held, with_groups())) == 1


def test_a_one_to_one_beside_a_group_is_not_at_its_venue():
    held = meeting("tsp", "far", leg="talk")
    assert found("openings.group", held, with_groups()) == []


def test_a_group_that_nobody_names_binds_nothing():
    one = session("tsp", 9, requirement="programme", venue="far")
    held = package(planned("programme", "tsp"), sessions=[one])
    assert found("openings.group", held, with_groups()) == []
    one = session("tsp", 9, requirement="programme", venue="far", provider="tsp-group")
    held = package(planned("programme", "tsp"), sessions=[one])
    assert len(found("openings.group", held, with_groups())) == 1


def test_it_is_said_where_the_group_meets():
    said = ["tsp main on 10 March 2026 at 10am: tsp-group meets at office, not at far."]
    assert said == sentences("openings.group", meeting("tsp", "far"), with_groups())
    said = ["centre main on 10 March 2026 at 11am: centre-group does not meet then."]
    assert said == sentences("openings.group", meeting("centre", start="11:00"), with_groups())
    (fault,) = found("openings.group", meeting("tsp", "far"), with_groups())
    assert (fault.force, fault.subject) == (Force.MUST, "tsp")
    assert str(fault.source) == "timetable tsp-group"


@pytest.mark.parametrize(("start", "faulty"), [("10:00", 0), ("09:50", 0), ("09:55", 1)])
def test_of_two_openings_at_once_a_step_of_either_will_do(start, faulty):
    # On the hour and at ten to: every hour from nine and from ten to nine.
    both = provider("officer", hours=(Slot(0, 540, 720), Slot(0, 530, 720)), step=60)
    assert faulty == len(found("openings.hours", seen(start, 30), world(both)))


def test_the_steps_are_said_from_the_first_opening_that_holds_it():
    both = provider("officer", hours=(Slot(0, 540, 720), Slot(0, 530, 720)), step=60)
    said = ["contact main on 9 March 2026 at 9:55am: officer begins one every 60 minutes from 9am."]
    assert sentences("openings.hours", seen("09:55", 30), world(both)) == said


def test_an_appointment_in_the_name_of_a_group_is_with_nobody_unknown():
    tuesday = Group("tue", "tsp", "office", TUESDAYS, day(8), day(14), Intake.ROLLING, 9)
    for given_by, faulty in (("tue", 0), ("thu", 1)):
        held = package(sessions=[contact(8, provider=given_by)])
        assert faulty == len(found("openings.offered", held, world(groups=(tuesday,))))


@pytest.mark.parametrize(("offset", "faulty"), [(7, 1), (8, 0), (15, 0), (22, 1)])
def test_a_group_meets_from_its_first_day_to_its_last(offset, faulty):
    # Tuesdays, offsets 8 and 15, with those two as the first and the last.
    groups = (
        Group("centre-group", "centre", "office", TUESDAYS, day(8), day(15), Intake.ROLLING, 9),
    )
    there = facts(entries=[CENTRE], timetable=timetable(groups=groups))
    assert faulty == len(found("openings.group", meeting("centre", offset=offset), there))


def test_the_sessions_of_a_centre_are_of_no_run():
    assert found("attendance.dose", meeting("centre"), with_groups()) == []
