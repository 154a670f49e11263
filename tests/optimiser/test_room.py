"""Room to miss chooses among dates that are equal in every earlier aim."""

import pytest
from attrs import evolve

from models.case import Answer, Ask, Need, NeedFact, Purpose, Sentence, Seriousness
from models.dated import Bound
from models.entry import Attendance, Delivery, EntryKind, Stage
from models.fault import Aim
from models.findings import Finding, Verdict
from models.timetable import Group, Intake, Provider, Slot, Venue
from optimiser import roomier
from optimiser.candidates import candidates
from optimiser.options import best_dated, propose
from optimiser.solve import Effort, Exhausted
from reports.sections import unproved
from tests.models.rules.build import (
    MADE_UP,
    START,
    case,
    day,
    exactly,
    facts,
    intervention,
    leg,
    programme,
    requirement,
    row,
    timetable,
)

HOUR = 60
TEN, NOON = 10 * HOUR, 12 * HOUR
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = 1, 2, 3, 4, 5
TWICE = Attendance("main", 2, "course", "one-to-one", "restart the course", MADE_UP, 3)
COURSE = programme(
    "course", leg(sessions=exactly(3)), needs=(Need.ALCOHOL,),
    purposes=(Purpose.REHABILITATION,), attendance=(TWICE,),
)  # fmt: skip
ALONE = intervention(
    "alone",
    leg("main", Stage.MAIN, Delivery.APPOINTMENT, exactly(1), exactly(HOUR), with_="worker"),
    needs=(Need.THINKING,),
)


def opening(*hours, offers="facilitator", **more):
    """Somebody at the office in the two weeks of the course, on the hour."""
    slots = tuple(Slot(weekday, start, end) for weekday, start, end in hours)
    held = {"step": HOUR, "first": day(8), "last": day(20), **more}
    return Provider(offers, offers, "office", (offers,), slots, **held)


def meeting(code="course", start=14 * HOUR):
    """Tuesday and Thursday, days 8, 10 and 15, for two hours."""
    slots = (Slot(TUESDAY, start, start + 2 * HOUR), Slot(THURSDAY, start, start + 2 * HOUR))
    return Group(
        code, code, "office", slots, START, day(60), Intake.CLOSED, 9, starts=(day(8),)
    )  # fmt: skip


def world(*providers, courses=(COURSE,), alone=(ALONE,)):
    """A course and a session one-to-one (or several), half an hour from home."""
    entries = (requirement("programme"), *courses, requirement("rar", units=("days",)), *alone)
    needs = (Need.ALCOHOL, *(need for one in alone for need in one.needs))
    return facts(
        row("order", "months", Bound(None, 2), kind="community-order"),
        row("load", "attendances-a-day", Bound(None, 2)),
        row("load", "contact-minutes", exactly(30)),
        row("rar", "days", Bound(1, len(alone)), ogrs=Bound(0, 49)),
        entries=entries,
        case=case(
            sentence=Sentence(
                seriousness=Seriousness.MEDIUM,
                purposes=(Purpose.REHABILITATION,),
                fine=Answer.YES,
                asks=(Ask("programme"),),
            ),
            needs=tuple(NeedFact(need, Answer.YES) for need in needs),
        ),
        timetable=timetable(
            Venue("office", "Office"),
            groups=tuple(meeting(course.code) for course in courses),
            providers=providers,
        ),
        findings=[Finding(entry.code, Verdict.SUITABLE, ()) for entry in entries],
    )


def best(held):
    found = best_dated(held, candidates(held), Effort(60.0))
    assert found is not None
    assert found.proved == all(one.proved for one in found.status)
    return found


def alone(found, part="alone"):
    """Day and minute of the session one-to-one."""
    [session] = [one for one in found.package.sessions if one.part == part]
    return (session.day - START).days, 60 * session.start.hour + session.start.minute


def room(found):
    [status] = [one for one in found.status if one.aim is Aim.FORGIVENESS]
    assert status.value == found.measures.forgiveness
    return status.value, status.bound, status.proved


# Of Tuesday's session, day 8, only Wednesday's opening comes before Thursday's; the others have
# Friday's and Saturday's as well.
STAFF = opening((WEDNESDAY, TEN, NOON), (FRIDAY, TEN, NOON), (SATURDAY, TEN, NOON))


def test_of_two_days_at_equal_cost_the_one_that_leaves_the_catch_up_free_is_taken():
    # Wednesday, day 9, is the sooner, but then nothing is left for Tuesday's session.
    worker = opening((WEDNESDAY, TEN, 11 * HOUR), (FRIDAY, TEN, 11 * HOUR), offers="worker")
    found = best(world(STAFF, worker))
    assert alone(found) == (11, TEN)
    assert room(found) == (2, 2, True)


def test_where_nobody_may_be_missed_the_sooner_day_is_taken():
    silent = evolve(COURSE, attendance=())
    worker = opening((WEDNESDAY, TEN, 11 * HOUR), (FRIDAY, TEN, 11 * HOUR), offers="worker")
    found = best(world(STAFF, worker, courses=(silent,)))
    assert alone(found) == (9, TEN)
    assert room(found) == (0, 0, True)


@pytest.mark.parametrize(
    ("start", "good"),
    [
        (NOON, 2),  # as the catch-up of 10 to 12 ends
        (NOON - 1, 0),  # a minute before
    ],
)
def test_the_catch_up_ends_before_what_lies_on_its_day(start, good):
    worker = opening((WEDNESDAY, start, start + HOUR), offers="worker", last=day(9))
    found = best(world(STAFF, worker))
    assert alone(found) == (9, start)
    assert room(found) == (good, good, True)


def test_of_two_times_of_one_day_at_equal_cost_the_one_that_leaves_it_free_is_taken():
    # 10 and 11 o'clock lie in the opening, noon and 1pm do not: noon is the sooner.
    worker = opening((WEDNESDAY, TEN, 14 * HOUR), offers="worker", last=day(9))
    found = best(world(STAFF, worker))
    assert alone(found) == (9, NOON)
    assert room(found) == (2, 2, True)


def test_of_two_that_may_lie_on_the_day_either_makes_room_at_another_time():
    # Both could lie on Wednesday, day 9, but not together. Whichever has Friday to go to does,
    # and the other is held at noon, after the catch-up of 10 to 12.
    other = evolve(ALONE, code="other", name="other", needs=(Need.TEMPER,), legs=tuple(
        evolve(one, with_="helper") for one in ALONE.legs
    ))  # fmt: skip
    wednesday, friday = (WEDNESDAY, TEN, 14 * HOUR), (FRIDAY, 16 * HOUR, 17 * HOUR)
    for first, second, days in [((wednesday, friday), (wednesday,), (11, 9)),
                                ((wednesday,), (wednesday, friday), (9, 11))]:  # fmt: skip
        worker = opening(*first, offers="worker", last=day(13))
        helper = opening(*second, offers="helper", last=day(13))
        found = best(world(STAFF, worker, helper, alone=(ALONE, other)))
        assert (alone(found)[0], alone(found, "other")[0]) == days
        assert NOON in (alone(found)[1], alone(found, "other")[1])
        assert room(found) == (2, 2, True)


def test_less_travel_comes_before_room():
    # On Thursday before the course it shares the way: an hour less travel than on Friday.
    worker = opening((WEDNESDAY, TEN, 11 * HOUR), (THURSDAY, 13 * HOUR, 14 * HOUR), offers="worker")
    staff = opening((WEDNESDAY, TEN, NOON), (THURSDAY, NOON, 14 * HOUR), (FRIDAY, TEN, NOON))
    both = best(world(staff, worker))
    assert alone(both) == (10, 13 * HOUR)
    assert room(both) == (2, 2, True)
    # The only opening before Thursday's session ends at 2pm: it can't be had beside the other.
    only = best(world(opening((THURSDAY, NOON, 14 * HOUR), (FRIDAY, TEN, NOON)), worker))
    assert alone(only) == (10, 13 * HOUR)
    assert room(only) == (0, 0, True)


def test_of_two_courses_equal_in_all_else_the_one_with_room_is_taken():
    # The first in the file has nobody to make good Tuesday's session.
    second = evolve(COURSE, code="second", name="second")
    never = opening((SATURDAY, TEN, NOON), offers="course")
    always = opening((WEDNESDAY, TEN, NOON), (FRIDAY, TEN, NOON), offers="second")
    worker = opening((WEDNESDAY, 16 * HOUR, 17 * HOUR), offers="worker", last=day(9))
    held = world(never, always, worker, courses=(COURSE, second))
    found = best(held)
    assert "second" in found.package.codes
    assert room(found) == (2, 2, True)
    assert room(best(world(never, worker))) == (0, 0, True)


@pytest.mark.parametrize(("kind", "kept"), [(EntryKind.PROGRAMME, 1), (EntryKind.INTERVENTION, 0)])
def test_the_wait_for_a_programme_without_a_group_counts_beside_that_for_its_rivals(kind, kept):
    # 17 days of waiting are the course's 8 and 9 for the other, where that is a programme too;
    # where it is not, a course of day 8 waits less, and what waits less does not come to the same.
    worker = opening((WEDNESDAY, TEN, 11 * HOUR), offers="worker")
    held = world(STAFF, worker)
    found = best(held)
    parts = tuple(
        evolve(one, entry=evolve(one.entry, kind=kind)) if one.code == "alone" else one
        for one in found.outline.parts
    )
    vector = [0, 0, 0, 0, 0, 0, 17, 60, 2, 0]
    chosen = roomier.Roomier(held, found.draft.days)
    runs = chosen._in_time(evolve(found.outline, parts=parts), vector)
    assert len(runs["course"]) == kept


def test_dates_with_all_the_room_there_can_be_cost_no_further_solve(monkeypatch):
    monkeypatch.setattr(roomier, "Room", None)
    worker = opening((WEDNESDAY, 16 * HOUR, 17 * HOUR), offers="worker")
    assert room(best(world(STAFF, worker))) == (2, 2, True)


def test_room_nobody_had_the_time_to_look_for_is_said_to_be_open(monkeypatch):
    def spent(*_, **__):
        raise Exhausted

    monkeypatch.setattr(roomier, "least", spent)
    worker = opening((WEDNESDAY, TEN, 11 * HOUR), (FRIDAY, TEN, 11 * HOUR), offers="worker")
    held = world(STAFF, worker)
    assert room(best(held)) == (0, 2, False)
    [option] = propose(held).options
    # The aims that come before it are proved all the same.
    assert option.proved
    assert not option.status[-1].proved
    [said] = unproved(option.status)
    assert "room for missed sessions" in said


def test_an_answer_that_is_not_proved_may_be_beaten_by_any_room():
    worker = opening((WEDNESDAY, TEN, 11 * HOUR), offers="worker", last=day(9))
    held = world(STAFF, worker)
    found = best(held)
    assert room(found) == (0, 0, True)
    outlines = [found.outline]
    again = roomier.Roomier(held, found.draft.days).finished(found, outlines, settled=False)
    assert room(again) == (0, 2, False)
    assert not any(one.proved for one in again.status)
