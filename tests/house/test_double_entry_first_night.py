"""Double entry of the first night: what begins before noon on the day of sentence is not served."""

from datetime import datetime, time, timedelta
from itertools import product

import pytest

from models.case import Terms
from models.commitments import Commitment, CommitmentKind, Extra
from models.entry import Stage
from models.package import CurfewRow
from optimiser.aims.clashes import clashes
from optimiser.aims.measure import measure
from optimiser.curfew import Nights, Window
from optimiser.horizon import Horizon
from optimiser.laying import lay_out
from tests.house.families import OFFICER, ONE_TO_ONE, Worlds, agreed, appointments
from tests.house.worlds import Schedule, balance, candidate, draft, outline
from tests.models.rules.build import (
    START,
    case,
    day,
    exactly,
    facts,
    found,
    intervention,
    leg,
    package,
    planned,
    requirement,
    timetable,
)

# The first week's Monday is the day of sentence; a second Monday and the last day beside it.
DAYS = (0, 1, 7, 8, 28, 29)
# About the appointment from nine to ten of a day, home half an hour away, and of the day after.
WINDOWS = (
    (4, 8), (4, 9), (10, 16), (11, 16), (11, 32), (11, 33), (12, 24), (12, 33), (19, 31), (19, 33),
)  # fmt: skip


def attended(*, roughly: bool) -> Worlds:
    """One appointment on a day, the day of sentence included, beside each window of a Monday."""
    talk = intervention("talk", leg("main", Stage.MAIN, ONE_TO_ONE, exactly(1)))
    entries = [requirement("rar"), requirement("curfew"), talk]
    world = facts(entries=entries, timetable=timetable(providers=(OFFICER,)))
    held = outline(
        candidate(entries[0]),
        candidate(entries[1]),
        parts=[candidate(talk, carriers=("rar",))],
        terms={"curfew": Terms(months=1, hours_a_day=22)},
    )
    made = draft(world, held, appointments(talk, "main", 1, last=40))
    made.curfew_windows = {
        0: tuple(Window(0, 0, 60 * start, 60 * end, 0) for start, end in WINDOWS)
    } | {weekday: (Window(0, 0, 1200, 1260, 0),) for weekday in range(1, 7)}
    for weekday, windows in made.curfew_windows.items():
        for place in range(len(windows)):
            made.curfew[weekday, place] = made.model.new_bool_var(f"{weekday} {place}")
    lay_out(made, 2, range(made.horizon.days), costed=not roughly, roughly=roughly)
    usual = dict.fromkeys(range(1, 7), 0)
    yield (
        made,
        [
            Schedule(months=1, attended={"talk/main": (on,)}, curfew={0: place, **usual})
            for on, place in product(DAYS, range(len(WINDOWS)))
        ],
    )


@pytest.mark.parametrize("roughly", [False, True])
def test_what_is_attended_meets_the_windows_that_are_served(roughly):
    worlds = list(attended(roughly=roughly))
    assert agreed(balance([], ["curfew.sessions"], worlds), None, 0)


def once(offset: int, start: int, end: int, *, firm: bool) -> Commitment:
    midnight = datetime.combine(day(offset), time())
    held = Extra(midnight + timedelta(minutes=start), midnight + timedelta(minutes=end))
    kind = CommitmentKind.CARING if firm else CommitmentKind.WORK
    return Commitment(kind, firm=firm, extra=(held,))


def tagged(weekday: int, hour: int, hours: int):
    one = planned("curfew", months=1, start=START, end=day(30))
    return package(one, months=1, curfew=(CurfewRow(weekday, 60 * hour, 60 * (hour + hours)),))


# On the morning of the day of sentence, which nothing meets; around its noon, across its midnight,
# on the morning after, and a week later.
MORNING = (0, 300, 660)
STRETCHES = (MORNING, (0, 690, 780), (0, 1380, 1500), (1, 180, 420), (7, 300, 660))


@pytest.mark.parametrize("stretch", STRETCHES, ids=str)
def test_every_window_takes_and_imposes_what_the_package_says(stretch):
    """All hours of Mondays and Tuesdays, ten and twenty hours long, beside work of one day."""
    work = once(*stretch, firm=False)
    world = facts(entries=[requirement("curfew")], case=case(commitments=(work,)))
    windows = Nights(world, Horizon(START, 1), 1)
    taken = set()
    for weekday, hour, hours in product((0, 1), range(24), (10, 20)):
        window, held = windows.window(weekday, hour, hours, 19), tagged(weekday, hour, hours)
        measures = measure(held, world, dated=True)
        assert window is not None
        assert (measures.work, measures.curfew) == (window.lost, window.total)
        assert sum(clash.minutes for clash in clashes(held, world)) == measures.work
        taken.add(measures.work > 0)
    assert taken == ({False} if stretch == MORNING else {False, True})


@pytest.mark.parametrize("stretch", STRETCHES, ids=str)
def test_every_window_keeps_clear_of_the_firm_time_it_would_meet(stretch):
    care = once(*stretch, firm=True)
    world = facts(entries=[requirement("curfew")], case=case(commitments=(care,)))
    windows = Nights(world, Horizon(START, 1), 1)
    met = set()
    for weekday, hour, hours in product((0, 1), range(24), (10, 20)):
        faulty = bool(found("curfew.firm", tagged(weekday, hour, hours), world))
        assert (windows.window(weekday, hour, hours, 19) is None) == faulty
        met.add(faulty)
    assert met == ({False} if stretch == MORNING else {False, True})
