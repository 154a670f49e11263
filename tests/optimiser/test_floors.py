"""What an outline must hold, on a shipped case, to the minute; and what is known is not asked."""

import pytest
from attrs import evolve

from commands.knowing import facts_of
from models.timetable import Project
from optimiser.candidates import candidates
from optimiser.days import Days
from optimiser.narrowed import Narrowed
from optimiser.narrowing import Narrowing
from optimiser.orders import ATTENDANCES, LAST, MINUTES, MONTHS, ORDERS, WORK
from optimiser.outline import outlines
from optimiser.outline_floors import outline_floors, whole_days
from optimiser.solve import Effort


def first_of(case):
    facts, _ = facts_of(case, None, None)
    return facts, next(outlines(facts, candidates(facts)))


def test_contact_is_an_appointment_of_half_an_hour_in_each_month_and_one_in_the_last():
    facts, outline = first_of("football-violence")
    bare = outline_floors(facts, outline, Days(facts))
    seen = outline_floors(facts, outline, Days(facts), seen=True)
    months = seen[MONTHS]
    assert months == bare[MONTHS] >= outline.least_months
    assert seen[ATTENDANCES] == bare[ATTENDANCES] + months
    assert seen[MINUTES] == bare[MINUTES] + 30 * months
    # It is no earlier than the first day of the last month.
    assert seen[LAST] >= 30 * (months - 1) - 4


def project(id: str, *lengths: int, learning: bool = False) -> Project:
    facts, _ = facts_of("shopkeeper-unpaid-work", None, None)
    [some, *_] = facts.timetable.projects
    hours = some.days[0]
    days = tuple(evolve(hours, start=540, end=540 + length) for length in lengths)
    return evolve(some, id=id, days=days, learning=learning)


@pytest.mark.parametrize(
    ("projects", "least"),
    [
        # 150 hours are 21.4 days of 7 hours: 22 days, 154 hours.
        ([project("park", 420)], 9240),
        # Days of 6 and 7 hours come to 150 hours just so.
        ([project("park", 420, 360)], 9000),
        # The project whose whole days come to less: 25 days of 6 hours.
        ([project("park", 420), project("shop", 360)], 9000),
        # Learning of 2 hours beside days of 7: any whole hour.
        ([project("park", 420), project("course", 120, learning=True)], 9000),
        ([project("park", 420), project("course", 210, learning=True)], 9030),
    ],
)
def test_work_is_done_in_whole_days(projects, least):
    assert whole_days(projects, 9000) == least


def test_what_could_not_matter_is_not_asked(monkeypatch):
    facts, outline = first_of("football-violence")
    days = Days(facts)
    narrowing = Narrowing(facts, outline, days, {WORK: 10_000}, 0, 0, Effort(10.0))
    soonest = next(order for order in ORDERS if order.first == (LAST,))
    floor = narrowing.floor(soonest)
    closer = narrowing.lead(soonest, [])
    assert closer is not None
    assert closer >= floor
    monkeypatch.setattr(Narrowed, "asked", None)
    # With dates in hand that come to the floor before work, as good is all that can be.
    assert narrowing.lead(soonest, [], (*closer, 0)) == closer
