"""A week of curfew windows that have room beside each other, however far from the usual hours."""

from datetime import date
from itertools import pairwise, product
from random import Random
from types import SimpleNamespace

import pytest
from attrs import evolve
from ortools.sat.python import cp_model

from models.catalogue import load, menu
from models.commitments import Commitment, CommitmentKind, Shift
from models.facts import Facts
from models.suitability import findings
from optimiser.constraints.curfew import _apart
from optimiser.curfew import Window, windows
from optimiser.curfew_weeks import follows, week_of, with_room
from optimiser.horizon import Horizon
from optimiser.solve import Effort, least
from scenarios.reading import read_case
from scenarios.timetable_reading import read_timetable

DAY, HOUR = 1440, 60
MOST = 16 * HOUR


def window(hour: int, hours: int, lost: int = 0) -> Window:
    away = min(abs(hour - 19), 24 - abs(hour - 19))
    return Window(lost, away, hour * HOUR, (hour + hours) * HOUR, hours * HOUR)


def stand_together(chosen) -> bool:
    nights = [(one.start + DAY * n, one.end + DAY * n) for n, one in enumerate(chosen)]
    nights.append((nights[0][0] + 7 * DAY, nights[0][1] + 7 * DAY))
    spilt = (nights[6][0] - 7 * DAY, nights[6][1] - 7 * DAY)
    inside = [
        sum(max(0, min(e, DAY * (d + 1)) - max(s, DAY * d)) for s, e in [spilt, *nights[:7]])
        for d in range(7)
    ]
    return all(a[1] < b[0] for a, b in pairwise(nights)) and max(inside) <= MOST


def worth(chosen) -> tuple[int, int, int]:
    changes = sum(a.start != b.start for a, b in pairwise([*chosen, chosen[0]]))
    return sum(w.lost for w in chosen), changes, sum(w.away for w in chosen)


@pytest.mark.parametrize("seed", range(30))
def test_the_week_is_the_best_of_every_choice_of_seven(seed):
    random = Random(seed)
    offered = {
        day: tuple(
            window(random.randint(0, 22), random.choice([8, 12]), random.choice([0, 60]))
            for _ in range(3)
        )
        for day in range(7)
    }
    ways = [worth(chosen) for chosen in product(*offered.values()) if stand_together(chosen)]
    found = week_of(offered, MOST)
    assert (worth(found) if found else None) == min(ways, default=None)
    assert found is None or stand_together(found)


def test_windows_that_stand_together_are_left_as_they_are():
    kept = {day: (window(19, 12), window(20, 12, lost=60)) for day in range(7)}
    assert with_room(kept, kept, MOST) == kept


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
    together = week_of(offered, 20 * HOUR)
    assert together is not None
    assert [one.lost for one in together] == [0] * 7
    assert {one.start for one in together} == {2 * HOUR}


@pytest.mark.parametrize(("begins", "possible"), [(5, False), (6, False), (7, True)])
def test_windows_of_two_nights_neither_run_into_each_other_nor_touch(begins, possible):
    """From 6pm for 12 hours is till 6am: one from 6am on would make a block of it."""
    nights = {day: (window(18, 12),) for day in range(6)} | {6: (window(begins, 8),)}
    model = cp_model.CpModel()
    held = {(day, 0): model.new_bool_var("") for day in nights}
    _apart(SimpleNamespace(model=model, curfew_windows=nights, curfew=held))
    model.add_bool_and(held.values())
    assert (least(model, (), effort=Effort(1.0)) is not None) is possible
    assert follows(nights[5][0], nights[6][0], MOST + DAY) is possible
