"""Unpaid work on the days, in the hours and at the venue of its project."""

import pytest

from models.sources import Force
from models.timetable import Project, Slot
from tests.models.rules.build import (
    day,
    facts,
    found,
    package,
    planned,
    sentences,
    session,
    timetable,
)

# Mondays and Tuesdays from nine to four, from the second week to the third.
DAYS = (Slot(0, 540, 960), Slot(1, 540, 960))
GARDEN = Project("garden", "Garden", "office", DAYS, day(7), day(15), 9)
VAGUE = Project("vague", "Vague", "office", (), day(7), day(15), 9)
WORLD = facts(timetable=timetable(projects=(GARDEN, VAGUE)))


def worked(
    offset: int = 7,
    start: str = "09:00",
    minutes: int = 420,
    provider: str = "garden",
    project: str = "garden",
    **more: object,
):
    one = session("unpaid-work", offset, start, minutes, provider=provider, **more)
    return package(planned("unpaid-work", project=project), sessions=[one])


@pytest.mark.parametrize(
    ("start", "minutes", "faulty"),
    [
        ("09:00", 420, 0),  # the whole day
        ("08:59", 420, 1),
        ("09:00", 421, 1),
        ("12:00", 240, 0),  # the part of it that is left to do
        ("01:00", 420, 1),
    ],
)
def test_work_is_in_the_hours_of_its_project(start, minutes, faulty):
    assert faulty == len(found("unpaid-work.days", worked(7, start, minutes), WORLD))


@pytest.mark.parametrize(
    ("offset", "faulty"),
    [(0, 1), (1, 1), (7, 0), (8, 0), (9, 1), (13, 1), (14, 0), (15, 0), (21, 1)],
)
def test_work_is_on_a_day_of_its_project_from_its_first_to_its_last(offset, faulty):
    assert faulty == len(found("unpaid-work.days", worked(offset), WORLD))


@pytest.mark.parametrize(("venue", "faulty"), [("office", 0), ("", 0), ("far", 1)])
def test_work_is_at_the_venue_of_its_project(venue, faulty):
    assert faulty == len(found("unpaid-work.days", worked(venue=venue), WORLD))


@pytest.mark.parametrize(
    ("provider", "project", "faulty"),
    [
        ("", "garden", 1),  # the requirement's own, which does not work at one in the morning
        ("", "", 0),
        ("", "elsewhere", 1),
        ("elsewhere", "garden", 1),
        ("vague", "garden", 0),  # no days are stated of it
    ],
)
def test_of_a_project_that_is_not_said_nothing_is_asked(provider, project, faulty):
    held = worked(7, "01:00", provider=provider, project=project)
    assert faulty == len(found("unpaid-work.days", held, WORLD))


def test_it_is_said_when_and_where_the_project_works():
    on = "unpaid-work main on 9 March 2026"
    said = [f"{on} at 1am: garden works that day 9am to 4pm."]
    assert said == sentences("unpaid-work.days", worked(7, "01:00"), WORLD)
    said = ["unpaid-work main on 11 March 2026 at 9am: garden rests that day."]
    assert said == sentences("unpaid-work.days", worked(9), WORLD)
    said = [f"{on} at 9am: garden is at office, not at far."]
    assert said == sentences("unpaid-work.days", worked(venue="far"), WORLD)
    said = ["unpaid-work main on 2 March 2026 at 9am: garden works from 9 March 2026 to "
            "17 March 2026."]  # fmt: skip
    assert said == sentences("unpaid-work.days", worked(0), WORLD)
    said = [f"{on} at 9am: no project elsewhere is on offer."]
    assert said == sentences("unpaid-work.days", worked(provider="elsewhere"), WORLD)
    (fault,) = found("unpaid-work.days", worked(9, "01:00", venue="far"), WORLD)
    assert (fault.force, fault.subject, fault.occurrences) == (Force.MUST, "unpaid-work", 2)
    assert str(fault.source) == "timetable garden"


def test_what_is_no_work_is_not_asked_for_a_project():
    held = package(planned("rar"), sessions=[session("rar", 9, "01:00", provider="garden")])
    assert found("unpaid-work.days", held, WORLD) == []
