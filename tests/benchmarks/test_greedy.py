"""The greedy baseline: earliest first, beside what is firm, and blind to work that is not."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from attrs import evolve

from benchmarks.diary import Diary, unbooked
from benchmarks.greedy import greedy
from benchmarks.inputs import parsed
from models.case import OrderKind, Purpose, Terms
from models.commitments import Commitment, CommitmentKind, Shift
from models.moments import at, from_instant, last_day, monday
from models.package import CurfewRow, OrderTerms, Package, PlannedPart, PlannedRequirement
from optimiser.attending import Slot

MONDAY = date(2026, 2, 23)  # the day of sentence of low-first-order
SLOT = Slot(9 * 60, 10 * 60, "derby-office")
ALL_DAY = tuple(Shift(weekday, 0, 24 * 60) for weekday in range(7))
FOREVER = Commitment(CommitmentKind.WORK, firm=False, shifts=ALL_DAY)
TOMORROW = MONDAY + timedelta(days=1)


@pytest.fixture(scope="module")
def facts():
    return parsed("low-first-order").facts()


def order(months, start=MONDAY):
    return OrderTerms(OrderKind.COMMUNITY_ORDER, months, start, last_day(start, months))


def package(*requirements, months=1, start=MONDAY, **more):
    return Package(order(months, start), requirements, **more)


def work(hours=40):
    return PlannedRequirement("unpaid-work", Terms(hours=hours), (Purpose.PUNISHMENT,))


def living(facts, *commitments):
    return evolve(facts, case=evolve(facts.case, commitments=commitments))


def session(day=TOMORROW, start=9 * 60, end=10 * 60, venue="derby-office", requirement="order"):
    return evolve(
        unbooked("contact", "appointment", requirement, "contact", "Appointment", day),
        start=from_instant(at(day, start)),
        end=from_instant(at(day, end)),
        venue=venue,
    )


# ---- the diary -----------------------------------------------------------------------------


def commitment(firm, start, end):
    shift = Shift(TOMORROW.weekday(), start, end)
    return Commitment(CommitmentKind.WORK, firm=firm, shifts=(shift,))


@pytest.mark.parametrize(
    ("firm", "minutes", "fits"),
    [
        (True, 0, True),  # the person is back home as the commitment begins
        (True, 1, False),
        (False, 1, True),  # work that is not firm is not looked at
    ],
)
def test_an_appointment_leaves_time_to_come_home_to_what_is_firm(facts, firm, minutes, fits):
    home = facts.home_minutes("derby-office")
    start = 10 * 60 + home - minutes
    diary = Diary(living(facts, commitment(firm, start, start + 60)), package())
    assert fits == diary.fits(session())


def test_nothing_is_booked_over_what_is_booked(facts):
    diary = Diary(living(facts), package())
    diary.book(session())
    assert not diary.fits(session(start=9 * 60 + 59, end=11 * 60))
    assert diary.fits(session(start=10 * 60, end=11 * 60))


def test_a_third_attendance_is_too_many_for_a_day(facts):
    diary = Diary(living(facts), package())
    diary.book(session(), session(start=10 * 60, end=11 * 60))
    assert not diary.fits(session(start=11 * 60, end=12 * 60))


@pytest.mark.parametrize(("days_later", "fits"), [(-1, True), (0, False), (13, False), (14, True)])
def test_nothing_is_booked_in_a_detox(facts, days_later, fits):
    first = TOMORROW + timedelta(days=7)
    diary = Diary(living(facts), package(detox=(first, first + timedelta(days=13))))
    assert fits == diary.fits(session(first + timedelta(days=days_later)))


@pytest.mark.parametrize(("minutes", "fits"), [(0, True), (1, False)])
def test_the_way_home_is_over_when_a_curfew_begins(facts, minutes, fits):
    start = 10 * 60 + facts.home_minutes("derby-office") - minutes
    rows = tuple(CurfewRow(weekday, start, start + 120) for weekday in range(7))
    curfew = PlannedRequirement("curfew", Terms(months=1, hours_a_day=2))
    assert fits == Diary(living(facts), package(curfew, curfew=rows)).fits(session())


def test_one_rar_activity_a_day(facts):
    diary = Diary(living(facts), package())
    diary.book(session(requirement="rar"))
    assert not diary.fits(session(start=10 * 60, end=11 * 60, requirement="rar"))
    assert diary.fits(session(start=10 * 60, end=11 * 60, requirement="programme"))


def test_the_earliest_slot_of_the_earliest_day_is_taken(facts):
    diary = Diary(living(facts, commitment(True, 9 * 60, 10 * 60)), package())
    later = Slot(14 * 60, 15 * 60, "derby-office")
    days = [TOMORROW, TOMORROW + timedelta(days=1)]
    found = diary.earliest(days, lambda _: (later, SLOT), session())
    assert (found.day, found.start.hour) == (TOMORROW, 14)
    assert diary.earliest(days, lambda _: (), session()) is None


# ---- whole packages ------------------------------------------------------------------------


def test_work_is_done_a_day_a_week_and_the_order_goes_on_for_it(facts):
    planned = greedy(facts, package(work()))
    days = [one.day for one in planned.package.sessions if one.part == "unpaid-work"]
    # 40 hours at 7 hours a day: 6 days, in 6 weeks, longer than the month of the order.
    assert (len(days), len({monday(day) for day in days})) == (6, 6)
    assert planned.failures == ()
    assert planned.package.order.months == 2


def test_the_first_day_of_work_is_the_first_that_can_be(facts):
    planned = greedy(facts, package(work()))
    first = next(one for one in planned.package.sessions if one.part == "unpaid-work")
    # Learning comes first. The workshop opens on Mondays and Thursdays; sentence is on a Monday.
    assert (MONDAY + timedelta(days=3), "learning") == (first.day, first.kind)


def test_work_that_is_not_firm_moves_nothing(facts):
    idle = greedy(living(facts), package(work()))
    busy = greedy(living(facts, FOREVER), package(work()))
    assert idle.package == busy.package
    assert 0 == idle.measures.work < busy.measures.work


def test_a_life_all_firm_leaves_nothing_to_book_and_is_counted_as_a_failure(facts):
    planned = greedy(living(facts, evolve(FOREVER, firm=True)), package(work()))
    assert not planned.feasible
    assert "unpaid-work" in planned.failures


def test_projects_without_a_place_are_a_failure(facts):
    full = tuple(evolve(project, taken=project.places) for project in facts.timetable.projects)
    without = evolve(facts, timetable=evolve(facts.timetable, projects=full))
    assert greedy(without, package(work())).missed == ("unpaid-work",)


def test_the_soonest_run_is_joined_and_named():
    facts = parsed("relapse-prevention-after-asro").facts()
    part = PlannedPart("relapse-prevention")
    programme = PlannedRequirement("programme", Terms(), parts=(part,))
    planned = greedy(facts, package(programme, months=9, start=facts.today))
    (joined,) = planned.package.parts
    days = [one.day for one in planned.package.of("relapse-prevention")]
    assert joined.run == f"{joined.group}@{days[0].isoformat()}"
    group = next(group for group in facts.timetable.groups if group.id == joined.group)
    assert group.taken < group.places
    assert not any(fault.rule.startswith("attendance") for fault in planned.broken)
    assert len(set(days)) == planned.package.requirement("programme").terms.days


def test_a_group_without_a_place_is_passed_over():
    facts = parsed("relapse-prevention-after-asro").facts()
    part = PlannedPart("relapse-prevention")
    chosen = package(
        PlannedRequirement("programme", Terms(), parts=(part,)), months=9, start=facts.today
    )
    first = greedy(facts, chosen).package.parts[0].group
    groups = tuple(
        evolve(group, taken=group.places) if group.id == first else group
        for group in facts.timetable.groups
    )
    without = evolve(facts, timetable=evolve(facts.timetable, groups=groups))
    assert greedy(without, chosen).package.parts[0].group not in ("", first)


@pytest.fixture(scope="module")
def treated():
    facts = parsed("mission").facts()
    treatment = PlannedRequirement("atr", Terms(months=6))
    return greedy(facts, package(treatment, months=6, start=facts.today))


def test_treatment_comes_each_fortnight_from_the_first_free_day(treated):
    days = [one.day for one in treated.package.of("atr", "treatment")]
    assert len(days) == 12
    # 14 days apart, or moved by at most two sevenths of it for a holiday: 10 to 18.
    gaps = [(later - one).days for one, later in pairwise(days)]
    assert all(10 <= gap <= 18 for gap in gaps)
    assert gaps.count(14) > len(gaps) / 2
    assert not any(f.rule.startswith(("treatment", "attendance")) for f in treated.broken)


def test_three_way_meetings_stand_before_amid_and_after_treatment(treated):
    days = [one.day for one in treated.package.of("atr", "treatment")]
    first, middle, last = (
        treated.package.of("atr", f"three-way-{place}")[0].day
        for place in ("first", "middle", "last")
    )
    assert first < days[0]
    assert abs((middle - days[5]).days) <= 7  # the sixth of twelve
    assert 0 < (last - days[-1]).days <= 7


def test_sessions_are_numbered_leg_by_leg_in_order_of_time(treated):
    sessions = treated.package.sessions
    assert sorted(one.start for one in sessions) == [one.start for one in sessions]
    seen = Counter()
    for one in sessions:
        seen[one.part, one.leg] += 1
        assert seen[one.part, one.leg] == one.number
    assert len(sessions) == len({one.id for one in sessions})
