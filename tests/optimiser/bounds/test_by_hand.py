"""Bounds of one stream that can be reckoned by hand: each is met, and none is above what is had."""

import numpy as np
import pytest
from attrs import evolve

from models.case import Ask, Sentence, Seriousness, Terms
from models.commitments import DateRange
from models.dated import Bound
from models.entry import Delivery, Stage
from models.timetable import Venue
from optimiser.bounds.contact import monthly_after
from optimiser.bounds.ideal import Bounds
from optimiser.bounds.tables import Tables
from optimiser.bounds.treatment import Cadence, Standing, Weekly, course
from optimiser.days import Days
from optimiser.horizon import Horizon
from tests.house.worlds import candidate, cohort, outline, project, provider, unrolled
from tests.models.rules.build import (
    START,
    case,
    day,
    exactly,
    facts,
    intervention,
    leg,
    requirement,
    row,
    should,
    timetable,
)

TUESDAY, SATURDAY = 1, 5
SIX_HOURS = 360


def test_a_meeting_near_an_appointment_of_the_first_week_stands_in_for_the_next_weeks_contact():
    # The one appointment lies on day 3, so twice three days are waited. A contact in the second
    # week would cost 20; the meeting, at most seven days from the appointment, spares it.
    zeros = np.zeros(11, dtype=np.int64)
    cadence = Cadence(range(3, 4), (3,), 7)
    met = Weekly((0, 20, 0), during=Standing(1), near=7)
    assert course(zeros, cadence, Weekly((0, 20, 0))) == (26, 3)
    assert course(zeros, cadence, met) == (6, 3)


@pytest.mark.parametrize(("near", "spared"), [(5, 20), (4, 0)])
def test_a_meeting_stands_in_no_further_from_an_appointment_than_it_may_lie(near, spared):
    # The appointment's period ends on day 9: five days on is day 14, in the third week, whose
    # contact would cost 20; four days on is day 13, in the second.
    zeros = np.zeros(11, dtype=np.int64)
    met = Weekly((0, 0, 20), during=Standing(1), near=near)
    assert course(zeros, Cadence(range(3, 4), (3,), 7), met) == (26 - spared, 3)


def test_months_that_begin_before_a_day_ask_for_no_contact_after_it():
    # Months begin on days 0, 31 and 61: from the second's first day two are asked for, from the
    # day after that one. Each takes 2, and the last contact is on the first day of the last month.
    world = facts(should("contact", "monthly", True))
    order = Horizon(START, 3)
    starts = [order.month(number).start for number in (1, 2, 3)]
    assert starts == [0, 31, 61]
    costs = np.full(order.days, 2, dtype=np.int64)
    found = [monthly_after(world, order, costs, first, 30) for first in (31, 32)]
    assert [(floor.cost, floor.last, floor.minutes) for floor in found] == [
        (4, 61, 60), (2, 61, 30),
    ]  # fmt: skip


def test_a_fifth_of_the_work_is_learnt_and_the_rest_done_at_the_project():
    # Twelve hours are two days. At least 144 minutes are learning and fewer than 144 and a day:
    # one lesson, 20 minutes from home, and one day of work, 30 minutes from home.
    garden = project("garden", {TUESDAY: SIX_HOURS})
    school = evolve(
        project("school", {SATURDAY: SIX_HOURS}, learning=True), venue="school"
    )
    work = requirement("unpaid-work", stream="unpaid-work", units=("hours",))
    hours = Terms(hours=12)
    world = facts(
        row("order", "months", Bound(None, 2), kind="community-order"),
        row("load", "attendances-a-day", Bound(None, 2)),
        should("unpaid-work", "learning-share", exactly(20)),
        entries=[work],
        case=case(
            sentence=Sentence(
                seriousness=Seriousness.MEDIUM, asks=(Ask("unpaid-work", hours),)
            ),
            travel={"office": 30, "school": 20},
        ),
        timetable=timetable(
            Venue("office", "Office"), Venue("school", "School"), projects=(garden, school)
        ),
    )
    held = outline(candidate(work), terms={"unpaid-work": hours})
    ideal = Bounds(Tables(world, Days(world))).ideal(held, {}, 1)
    assert ideal is not None
    assert (ideal.work, ideal.travel) == (0, 2 * 20 + 2 * 30)


@pytest.mark.parametrize(("spread_days", "held"), [(3, True), (2, False)])
def test_a_group_under_rar_stands_between_two_appointments(spread_days, held):
    # Three days in one month of 31: at most 11 and so many apart. From day 1 to the talk on day 15
    # and on to day 29 is 14 each; without the talk it would be 28. Each visit
    # travels 60 minutes.
    alone = intervention(
        "alone",
        leg("main", Stage.MAIN, Delivery.APPOINTMENT, exactly(2), exactly(60), with_="worker"),
    )
    talks = intervention("talks", leg(sessions=exactly(1)))
    shut = DateRange(day(2), day(28))
    worker = evolve(provider("worker", "worker"), first=day(1), last=day(29), closures=(shut,))
    group = cohort("talks", 15)
    world = facts(
        row("order", "months", Bound(None, 2), kind="community-order"),
        row("load", "attendances-a-day", Bound(None, 2)),
        should("rar", "spread-days", exactly(spread_days)),
        entries=[requirement("rar"), alone, talks],
        case=case(travel={"office": 30}),
        timetable=timetable(providers=(worker,), groups=(group,)),
    )
    [run] = unrolled(talks, group, facts=world)
    whole = outline(
        candidate(requirement("rar")),
        parts=[
            candidate(alone, carriers=("rar",)),
            candidate(talks, carriers=("rar",), runs=(run,)),
        ],
        rar_days=3,
    )
    ideal = Bounds(Tables(world, Days(world))).ideal(whole, {"talks": run}, 1)
    assert (None if ideal is None else ideal.travel) == (3 * 60 if held else None)
