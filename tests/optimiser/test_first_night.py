"""A night begun before noon on the day of sentence is not served, and none gains by skipping it."""

from datetime import datetime

import pytest
from attrs import evolve
from ical.calendar_stream import IcsCalendarStream

from models.case import Answer, Ask, Sentence, Seriousness, Terms
from models.commitments import Commitment, CommitmentKind, Extra, Shift
from models.dated import Bound
from models.facts import Facts
from models.moments import LONDON, at
from models.rules.curfew import nights, served
from models.timetable import Project, Slot
from optimiser.candidates import candidates
from optimiser.curfew import Nights
from optimiser.horizon import Horizon
from optimiser.options import best_dated, propose
from optimiser.solve import Effort
from reports.calendar import calendar
from tests.models.rules.build import START, case, day, facts, requirement, row, timetable
from tests.optimiser.every_package import least_vector
from tests.optimiser.test_whole_worlds import COMMUNITY, CURFEW, WORK, suitable

EVERY_DAY = range(7)


def world(*commitments: Commitment, hours: int = 10, plan_from: int | None = None) -> Facts:
    """A month of curfew from Monday 2 March 2026; what else there is serves nothing."""
    sentence = Sentence(
        seriousness=Seriousness.MEDIUM,
        fine=Answer.YES,
        asks=(Ask("curfew", Terms(months=1, hours_a_day=hours)),),
    )
    known = case(sentence=sentence, commitments=commitments)
    if plan_from is not None:
        known = evolve(known, plan_from=day(plan_from))
    return facts(
        COMMUNITY,
        row("curfew-default", "start", "19:00"),
        row("load", "contact-minutes", Bound(30, 30)),
        entries=[CURFEW, requirement("residence", units=("months",))],
        case=known,
        findings=[*suitable("curfew"), *suitable("residence")],
    )


def work(start: int, end: int, weekdays=EVERY_DAY) -> Commitment:
    """Work by the week, from and to so many hours after midnight, that may be lost."""
    shifts = tuple(Shift(weekday, 60 * start, 60 * end) for weekday in weekdays)
    return Commitment(CommitmentKind.WORK, False, shifts=shifts)


def in_court(start: int, end: int) -> Commitment:
    """Work of the day of sentence alone, that may be lost."""
    held = Extra(datetime(2026, 3, 2, start), datetime(2026, 3, 2, end))
    return Commitment(CommitmentKind.WORK, False, extra=(held,))


# By night from 5pm to 4am: ten hours from 4am to 7am are free of it.
BY_NIGHT = work(17, 28)

WORLDS = [
    (BY_NIGHT,),
    (BY_NIGHT, in_court(5, 14)),
    (BY_NIGHT, in_court(5, 18)),
    (work(17, 28, range(1, 7)), in_court(5, 14)),
    (work(17, 28, range(1, 7)), in_court(11, 20)),
    (work(6, 22), in_court(0, 6)),
    (),
]


@pytest.mark.parametrize("commitments", WORLDS)
def test_the_best_is_the_best_of_every_package(commitments):
    held = world(*commitments)
    found = best_dated(held, candidates(held), Effort(60.0))
    assert found is not None
    assert found.proved
    assert found.measures.vector == least_vector(held)


def test_work_on_the_morning_of_the_sentence_is_not_lost_to_the_curfew():
    # Every night of the week from 7am to 5pm, that of 2 March not served: 31 times 10 hours are
    # imposed and 30 are served.
    held = world(BY_NIGHT, in_court(5, 14))
    [option, *_] = propose(held, want=1).options
    assert option.measures.work == 0
    assert option.measures.curfew == 31 * 600
    assert option.clashes == ()
    assert minutes(nights(option.package)) - minutes(served(option.package)) == 600


def test_what_is_served_is_what_the_calendar_holds_and_is_said():
    held = world(BY_NIGHT)
    [option, *_] = propose(held, want=1).options
    assert written(option, held) == served(option.package)
    said = (
        "The curfew begun before noon on the day of sentence is not served: it takes nothing and "
        "is not in the calendar, but counts as curfew, since the order imposes it."
    )
    assert said in option.assumptions
    by_day = world()
    [usual, *_] = propose(by_day, want=1).options
    assert written(usual, by_day) == served(usual.package) == nights(usual.package)
    assert not any("not served" in one for one in usual.assumptions)


def test_a_plan_made_later_says_which_day_is_meant():
    [option, *_] = propose(world(BY_NIGHT, plan_from=7), want=1).options
    assert any("before noon on the day the plan is made" in one for one in option.assumptions)


def test_no_option_skips_the_first_night_to_be_lighter():
    """A curfew from 10am on Mondays took 4 h of work and was lighter by the 10 h it skipped."""
    # A day of unpaid work on one of two days makes options that differ.
    projects = tuple(
        Project(id, id, "office", (Slot(weekday, 540, 900),), START, day(60), 9)
        for id, weekday in (("garden", 1), ("shed", 5))
    )
    alone = world(work(9, 11, [0]))
    asks = (*alone.case.sentence.asks, Ask("unpaid-work", Terms(hours=6)))
    held = facts(
        *alone.menu.rulings,
        entries=[CURFEW, WORK],
        case=evolve(alone.case, sentence=evolve(alone.case.sentence, asks=asks)),
        timetable=timetable(projects=projects),
        findings=[*suitable("curfew"), *suitable("unpaid-work")],
    )
    found = propose(held, want=5)
    assert found.closed
    for option in found.options:
        assert option.measures.work == 0
        # 31 nights of 10 hours by the clock, which goes on by one on 29 March.
        assert option.measures.curfew == 31 * 600
        assert served(option.package) == nights(option.package)


def test_a_window_imposes_no_less_for_being_skipped_at_first():
    # On Mondays of a month without a change of the clocks each window of ten hours is imposed five
    # times, at whichever hour it begins.
    held = Nights(world(), Horizon(START, 1), 1)
    windows = [held.window(0, hour, 10, 19) for hour in range(24)]
    assert {one.total for one in windows if one is not None} == {5 * 600}


def minutes(stretches) -> int:
    return sum(end - start for start, end in stretches)


def written(option, held: Facts) -> tuple[tuple[int, int], ...]:
    """The nights of the calendar, as instants."""
    found = []
    data = calendar(option, held, (("case", "c"),)).decode()
    for event in IcsCalendarStream.calendar_from_ics(data).events:
        if event.rrule is None:
            continue
        start, end = event.dtstart.replace(tzinfo=None), event.dtend.replace(tzinfo=None)
        length = int((end - start).total_seconds()) // 60
        last = event.rrule.until.astimezone(LONDON).date()
        first = start.date()
        for offset in range(0, (last - first).days + 1, 7):
            on = day((first - START).days + offset)
            begins = 60 * start.hour + start.minute
            found.append((at(on, begins), at(on, begins + length)))
    return tuple(sorted(found))


@pytest.mark.parametrize("start", [day(0), day(200)])
def test_no_hour_is_lighter_for_the_clocks_that_change(start):
    """In March a night loses an hour and in October gains one: each is imposed as ten by the clock.

    With nothing in the way the curfew is at its usual hour throughout.
    """
    held = world()
    moved = evolve(held, case=evolve(held.case, plan_from=start))
    [option, *_] = propose(moved, want=1).options
    assert {(row.start, row.end) for row in option.package.curfew} == {(19 * 60, 29 * 60)}
    assert option.measures.curfew == len(nights(option.package)) * 600
