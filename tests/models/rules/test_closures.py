"""Bank holidays and closures."""

import pytest
from attrs import evolve

from models.commitments import DateRange
from models.package import PlannedPart
from models.sources import Force
from models.timetable import Group, Intake, Project, Venue
from tests.models.rules.build import (
    FAR,
    START,
    contact,
    day,
    facts,
    found,
    package,
    planned,
    programme,
    provider,
    sentences,
    session,
    timetable,
)

SHUT = (DateRange(day(7), day(9)),)
TSP = programme("tsp")


def region(venue=(), officer=(), group=(), project=(), **more: object):
    """The office, an officer, a group and a project there, each with its closures."""
    return timetable(
        Venue("office", "Office", closures=venue),
        FAR,
        providers=(provider("officer", closures=officer),),
        groups=(
            Group("tue", "tsp", "office", (), START, day(900), Intake.ROLLING, 9, closures=group),
        ),
        projects=(Project("garden", "", "office", (), START, day(900), 9, closures=project),),
        **more,
    )


SEEN, TAUGHT, WORKED = range(3)


def held(offset: int, which: int, venue: str = "office"):
    one = (
        contact(offset, provider="officer", venue=venue),
        session("tsp", offset, requirement="programme", venue=venue),
        session("unpaid-work", offset, provider="garden", venue=venue),
    )[which]
    under = (
        planned("rar"),
        planned("programme", PlannedPart("tsp", group="tue")),
        planned("unpaid-work", project="garden"),
    )[which]
    return package(under, sessions=[one])


def shut(package, region):
    return found("closures.shut", package, facts(entries=[TSP], timetable=region))


@pytest.mark.parametrize(("offset", "faulty"), [(6, 0), (7, 1), (9, 1), (10, 0)])
@pytest.mark.parametrize(
    ("which", "closed"),
    [
        (SEEN, {"officer": SHUT}),
        (TAUGHT, {"group": SHUT}),
        (WORKED, {"project": SHUT}),
        (SEEN, {"venue": SHUT}),
        (TAUGHT, {"venue": SHUT}),
        (WORKED, {"venue": SHUT}),
    ],
)
def test_nothing_is_held_while_its_venue_or_who_holds_it_is_shut(which, closed, offset, faulty):
    assert faulty == len(shut(held(offset, which), region(**closed)))


@pytest.mark.parametrize("which", [SEEN, TAUGHT, WORKED])
def test_nothing_is_held_on_a_bank_holiday(which):
    there = region(holidays=frozenset({day(7)}))
    assert [len(shut(held(offset, which), there)) for offset in (6, 7, 8)] == [0, 1, 0]


def test_what_others_close_for_is_no_matter():
    there = region(group=SHUT, project=SHUT)
    assert shut(held(7, SEEN), there) == []


def test_a_session_that_says_no_venue_is_where_its_holder_is():
    assert len(shut(held(7, SEEN, venue=""), region(venue=SHUT))) == 1
    assert shut(held(7, SEEN, venue="far"), region(venue=SHUT)) == []


@pytest.mark.parametrize(
    ("venue", "kind", "faulty"),
    [
        ("office", "session", 1),
        ("", "session", 0),
        ("phone", "session", 0),
        ("office", "hearing", 0),  # a court sits when it sits
    ],
)
def test_on_a_bank_holiday_what_is_not_said_is_no_fault(venue, kind, faulty):
    there = region(holidays=frozenset({day(7)}))
    assert faulty == len(shut(package(sessions=[contact(7, venue=venue, kind=kind)]), there))


def test_work_without_a_named_project_is_that_of_the_requirement():
    work = session("unpaid-work", 7)
    assert len(shut(package(planned("unpaid-work", project="garden"), sessions=[work]),
                    region(project=SHUT))) == 1  # fmt: skip
    assert shut(package(planned("unpaid-work"), sessions=[work]), region(project=SHUT)) == []


def test_it_is_said_what_is_shut():
    there = region(officer=SHUT, holidays=frozenset({day(7)}))
    world = facts(timetable=there)
    said = ["contact main on 9 March 2026 at 10am: a bank holiday."]
    assert said == sentences("closures.shut", held(7, SEEN), world)
    said = ["contact main on 10 March 2026 at 10am: officer is shut that day."]
    assert said == sentences("closures.shut", held(8, SEEN), world)
    (fault,) = found("closures.shut", held(7, SEEN), world)
    assert (fault.force, fault.subject, fault.occurrences) == (Force.MUST, "contact", 2)
    assert str(fault.source) == "timetable holidays"


def test_a_hearing_given_by_somebody_of_the_timetable_is_shut_with_them():
    there = region(holidays=frozenset({day(7)}))
    hearing = contact(7, provider="officer", kind="hearing")
    assert len(shut(package(sessions=[hearing]), there)) == 1
    nowhere = contact(7, provider="officer", venue="elsewhere", kind="hearing")
    assert len(shut(package(sessions=[nowhere]), there)) == 1


def test_a_session_without_a_title_is_said_by_its_part():
    there = region(officer=SHUT)
    held_there = package(sessions=[evolve(contact(8, provider="officer"), title="")])
    said = ["contact on 10 March 2026 at 10am: officer is shut that day."]
    assert sentences("closures.shut", held_there, facts(timetable=there)) == said
