"""A week of curfew windows that have room beside each other, however far from the usual hours."""

from datetime import date
from itertools import pairwise, product
from types import SimpleNamespace

import pytest
from attrs import evolve
from ortools.sat.python import cp_model

from models.catalogue import load, menu
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.suitability import findings
from optimiser.constraints.curfew import _apart
from optimiser.curfew import FREE, Window, windows
from optimiser.curfew_weeks import DayMinutes, day_minutes, days_a_week, follows
from optimiser.horizon import Horizon
from optimiser.solve import Effort, least
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

DAY, HOUR = 1440, 60
MINUTES = DayMinutes(2 * HOUR, 16 * HOUR)


def window(hour: int, hours: int, lost: int = 0) -> Window:
    away = min(abs(hour - 19), 24 - abs(hour - 19))
    return Window(lost, away, hour * HOUR, (hour + hours) * HOUR, hours * HOUR)


def test_a_barman_under_a_curfew_of_fourteen_hours_keeps_every_shift():
    """Thursday to Saturday 5pm to 1:30am: from 2am to 4pm fourteen hours are free every day.

    At the usual hours Wednesday's 7pm to 9am leaves Thursday none of it, and a curfew from 11pm
    takes 2 h 30 min of each of three shifts a week.
    """
    shifts = tuple(Shift(day, 17 * HOUR, 25 * HOUR + 30) for day in (3, 4, 5))
    bar = Commitment(CommitmentKind.WORK, firm=False, shifts=shifts, title="Bar")
    read = read_case("mission").case
    case = evolve(
        read,
        commitments=(bar,),
        dates=evolve(read.dates, sentence=date(2026, 9, 7)),
    )
    on_offer = menu(load(), case)
    region = read_timetable("east-midlands").timetable
    facts = Facts(case, on_offer, region, findings(case, on_offer))
    offered = windows(facts, Horizon(date(2026, 9, 7), 6), 6, 14)
    assert offered[2][0].start == 19 * HOUR  # Wednesday's own best is still there
    free = {day: [one for one in held if not one.lost] for day, held in offered.items()}
    assert any(
        all(follows(one, other, day_minutes(facts)) for one, other in pairwise([*week, week[0]]))
        for week in product(*free.values())
    )


@pytest.mark.parametrize(("begins", "possible"), [(5, False), (6, False), (7, True)])
def test_windows_of_two_nights_neither_run_into_each_other_nor_touch(begins, possible):
    """From 6pm for 12 hours is till 6am: one from 6am on would make a block of it."""
    nights = {day: (window(18, 12),) for day in range(6)} | {6: (window(begins, 8),)}
    model = cp_model.CpModel()
    held = {(day, 0): model.new_bool_var("") for day in nights}
    _apart(SimpleNamespace(model=model, curfew_windows=nights, curfew=held))
    model.add_bool_and(held.values())
    assert (least(model, (), effort=Effort(1.0)) is not None) is possible
    assert follows(nights[5][0], nights[6][0], DayMinutes()) is possible


@pytest.mark.parametrize(
    ("before", "after", "possible"),
    [
        (window(19, 12), window(15, 9), True),  # 7 hours and 9 of one day
        (window(19, 12), window(14, 10), False),  # 7 and 10 are one too many
        (FREE, window(22, 10), True),  # 2 hours
        (FREE, window(23, 10), False),  # one too few
        (window(16, 10), FREE, True),  # 2 hours of the morning after
        (window(15, 10), FREE, False),
        (window(12, 12), FREE, True),  # none at all
    ],
)
def test_a_day_holds_as_much_as_the_law_allows_or_nothing(before, after, possible):
    assert follows(before, after, MINUTES) is possible


@pytest.mark.parametrize(
    ("hours", "days"), [(16, 7), (17, 6), (18, 6), (19, 5), (20, 5)]
)
def test_as_many_days_of_a_week_have_a_curfew_as_its_hours_leave_room_for(hours, days):
    # 7 x 16 = 6 x 18 + 4 = 112; 6 x 19 = 114 are two too many.
    read = read_case("mission").case
    facts = Facts(read, menu(load(), read), read_timetable("east-midlands").timetable, {})
    assert days_a_week(facts, hours) == days
    offered = windows(facts, Horizon(read.today, 2), 2, hours, fixed=True)
    assert all((held[-1] is FREE) == (days < 7) for held in offered.values())
    assert days_a_week(evolve(facts, menu=evolve(facts.menu, rulings=())), hours) == 7
